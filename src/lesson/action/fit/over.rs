//! What a fit tries: values of a setting, with a model for each.

use serde::Deserialize;

use crate::lesson::fault::Fault;
use crate::lesson::limits;
use crate::lesson::path::Path;
use crate::lesson::sizes::within;
use crate::lesson::slider::Slider;

/// The values of a setting that a fit tries, one model after the other: `over = { l2 = [0.0, 0.1] }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FitOver {
    /// How much large weights cost, in all layers that have an `l2`.
    L2(Vec<f32>),
    /// How many units the first layer has.
    Units(Vec<usize>),
    /// How long the steps are.
    LearningRate(Vec<f32>),
    /// How many rows are learned from, counted from the first.
    Rows(Vec<usize>),
}

impl FitOver {
    /// The values, in the order in which they are tried.
    pub fn values(&self) -> Vec<f64> {
        let counts = |counts: &[usize]| counts.iter().map(|count| *count as f64).collect();
        // The decimal number that was written.
        let decimal = |value: &f32| value.to_string().parse().unwrap_or(f64::from(*value));
        match self {
            Self::L2(values) | Self::LearningRate(values) => values.iter().map(decimal).collect(),
            Self::Units(values) | Self::Rows(values) => counts(values),
        }
    }

    /// What is moved along them.
    pub const fn slider(&self) -> Slider {
        match self {
            Self::L2(_) => Slider::L2,
            Self::Units(_) => Slider::Units,
            Self::LearningRate(_) => Slider::LearningRate,
            Self::Rows(_) => Slider::Rows,
        }
    }

    pub(super) fn check(&self, path: &Path) -> Result<(), Fault> {
        let (path, values) = (path.name(self.slider().name()), self.values());
        within(&path, "values to try", values.len(), limits::TRIED)?;
        if values.len() < 2 || !values.is_sorted_by(|a, b| a < b) {
            return Err(Fault::new(&path, "expected at least two values to try, going up"));
        }
        let least = match self {
            Self::L2(_) => 0.0,
            Self::LearningRate(_) => f64::MIN_POSITIVE,
            Self::Units(_) | Self::Rows(_) => 1.0,
        };
        if values[0] < least || !values.iter().all(|value| value.is_finite()) {
            let message = format!("expected numbers from {least} on");
            return Err(Fault::new(&path, message.replace("from 0 on", "that are 0 or more")));
        }
        match self {
            Self::Units(units) => {
                within(&path, "units", units.last().copied().unwrap_or(0), limits::UNITS)
            }
            _ => Ok(()),
        }
    }
}
