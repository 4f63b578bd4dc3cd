//! A prediction of a step, and what it is held against.

use crate::lesson::Step;
use crate::lesson::format::{Predicted, Prediction};

use super::data::Data;
use super::drawn::Drawn;
use super::foresight::{self, GuessValue};
use super::inquiry::{self, Inquiry};
use super::live::{self, Numbers};
use super::network::{self, Training};
use super::record::Record;

/// A prediction, and what it is held against.
pub(super) struct Foreseen<'a> {
    pub(super) prediction: Option<&'a Prediction>,
    pub(super) record: &'a Record,
    pub(super) data: Option<&'a Data>,
    pub(super) training: Option<&'a Training>,
}

impl Foreseen<'_> {
    /// Where it is on the chart, if it has a place there.
    pub(super) fn drawn(&self) -> Option<Drawn> {
        foresight::drawn(self.prediction?, self.record, self.data?)
    }

    /// The numbers that are to be given.
    pub(super) fn guesses(&self) -> Vec<GuessValue> {
        let of = |prediction| foresight::guesses(prediction, self.record, self.data);
        self.prediction.map(of).unwrap_or_default()
    }

    /// The question of the step, or its prediction.
    pub(super) fn inquiry(&self, step: &Step, numbers: &Numbers<'_>) -> Option<Inquiry> {
        let Self { record, data, training, .. } = *self;
        let Some(prediction) = self.prediction else {
            return step.question.as_ref().map(|question| inquiry::of(question, record));
        };
        let course = training.and_then(network::course);
        // What there is to say of a course would give it away.
        let is_seen = prediction.what != Predicted::Course || course.is_some();
        let told = || {
            let said = foresight::told(prediction, record, data, course);
            let reply = live::filled(&prediction.reply, numbers);
            if is_seen { format!("{said} {reply}") } else { said }
        };
        Some(inquiry::of_prediction(prediction, record, course, told))
    }
}
