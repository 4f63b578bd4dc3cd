//! A prediction of a step, and what it is held against.

use crate::lesson::Step;
use crate::lesson::format::{Course, Predicted, Prediction};
use crate::nn::End;

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
        // What there is to say would give it away.
        let told = || {
            if self.is_still_to_come(prediction, course) {
                return foresight::awaited(prediction, record, self.epochs() as usize);
            }
            let said = foresight::told(prediction, record, data, course);
            format!("{said} {}", live::filled(&prediction.reply, numbers))
        };
        Some(inquiry::of_prediction(prediction, record, course, told))
    }

    fn epochs(&self) -> f64 {
        self.training.map_or(0.0, |training| training.trace().epochs())
    }

    /// Whether only the training will show it, which the learner has still to run.
    fn is_still_to_come(&self, prediction: &Prediction, course: Option<Course>) -> bool {
        match &prediction.what {
            Predicted::Course => course.is_none(),
            Predicted::Number(number) => {
                // One that has ended by itself comes no further.
                let end = self.training.and_then(Training::end);
                let goes_on = self.training.is_some() && matches!(end, None | Some(End::Epochs));
                goes_on && self.epochs() < number.of.after as f64
            }
            _ => false,
        }
    }
}
