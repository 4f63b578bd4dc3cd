//! What the learner can edit in place: a weight of the model, a setting of its fit, a number of the
//! data.

use crate::journal::{Coordinate, Entry, Parameter};
use crate::lab::{EditError, Outcome, Setting, parse_setting, parse_value};

/// A cell of the panel that takes a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// A weight or a bias.
    Weight(Parameter),
    /// A setting of the step's fit.
    Setting(Setting),
    /// A number of the data.
    Coordinate(Coordinate),
}

impl Field {
    /// The weight, if it is one.
    pub(super) fn weight(&self) -> Option<&Parameter> {
        match self {
            Self::Weight(parameter) => Some(parameter),
            Self::Setting(_) | Self::Coordinate(_) => None,
        }
    }

    /// The edit that gives it the value of a text.
    pub(super) fn parse(&self, text: &str) -> Result<Entry, EditError> {
        match self {
            Self::Weight(parameter) => Ok(Entry::Set(parameter.clone(), parse_value(text)?)),
            Self::Coordinate(at) => Ok(Entry::Point(vec![(*at, parse_value(text)?)])),
            Self::Setting(setting) => Ok(Entry::Fit(parse_setting(*setting, text)?)),
        }
    }
}

/// All fields of a step, in the order of the screen.
pub(super) fn all(outcome: &Outcome) -> Vec<Field> {
    let settings = outcome.training.iter().flat_map(|training| &training.settings);
    let weights = outcome.parameters.iter().map(|value| Field::Weight(value.parameter.clone()));
    let point = outcome.point.iter().map(|value| Field::Coordinate(value.coordinate));
    let settings = settings.map(|value| Field::Setting(value.setting));
    point.chain(settings).chain(weights).collect()
}
