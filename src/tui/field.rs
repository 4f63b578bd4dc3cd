//! What the learner can edit in place: a weight of the model, a setting of its fit, a number of the
//! data, a number that can be slid; and what the learner predicts or fills in.

use crate::journal::{Coordinate, Entry, Parameter, Slider};
use crate::lab::{EditError, Mark, Outcome, Setting, Slot, parse_setting, parse_value};

/// A cell of the panel that takes a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// A weight or a bias.
    Weight(Parameter),
    /// A setting of the step's fit.
    Setting(Setting),
    /// A number of the data.
    Coordinate(Coordinate),
    /// A number of a prediction, or a blank of the arithmetic, counted from 0.
    Guess(usize),
    /// A number that can be slid.
    Slider(Slider),
}

impl Field {
    /// The weight, if it is one.
    pub(super) fn weight(&self) -> Option<&Parameter> {
        match self {
            Self::Weight(parameter) => Some(parameter),
            Self::Setting(_) | Self::Coordinate(_) | Self::Guess(_) | Self::Slider(_) => None,
        }
    }

    /// The edit that gives it the value of a text.
    pub(super) fn parse(&self, text: &str) -> Result<Entry, EditError> {
        match self {
            Self::Weight(parameter) => Ok(Entry::Set(parameter.clone(), parse_value(text)?)),
            Self::Coordinate(at) => Ok(Entry::Point(vec![(*at, parse_value(text)?)])),
            Self::Guess(index) => Ok(Entry::Guess(*index, parse_value(text)?)),
            Self::Slider(slider) => Ok(Entry::Slide(*slider, parse_value(text)?)),
            Self::Setting(setting) => Ok(Entry::Fit(parse_setting(*setting, text)?)),
        }
    }
}

/// All fields of a step, in the order of the screen. While something is asked, there is nothing else.
pub(super) fn all(outcome: &Outcome) -> Vec<Field> {
    if outcome.is_withheld() || outcome.has_blanks() {
        return asked(outcome);
    }
    let settings = outcome.training.iter().flat_map(|training| &training.settings);
    let free = outcome.parameters.iter().filter(|value| !value.is_held);
    let weights = free.map(|value| Field::Weight(value.parameter.clone()));
    let point = outcome.point.iter().map(|value| Field::Coordinate(value.coordinate));
    let settings = settings.map(|value| Field::Setting(value.setting));
    let slide = outcome.slides.iter().filter(|slide| !slide.is_held);
    let slide = slide.map(|slide| Field::Slider(slide.slider));
    slide.chain(point).chain(settings).chain(weights).collect()
}

/// The numbers of a prediction, or the blanks that are not right yet.
pub(super) fn asked(outcome: &Outcome) -> Vec<Field> {
    let numbers = outcome.guesses.iter().map(|guess| guess.index);
    let open = outcome.filling.iter().filter(|filling| filling.is_open);
    let slots = open.flat_map(|filling| &filling.rows).flat_map(|row| &row.slots);
    let blanks = slots.filter_map(|slot| match slot {
        Slot::Blank(blank) if blank.mark != Mark::Right => Some(blank.index),
        _ => None,
    });
    numbers.chain(blanks).map(Field::Guess).collect()
}
