//! The settings of a fit as the learner sees and changes them.

use serde::Serialize;

use crate::lab::edit_error::EditError;
use crate::lab::python;
use crate::lab::typed::parse_value;
use crate::lesson::format::{Fit, FitChange, OptimizerName};

/// A setting of a fit that the learner can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// How the loss is made small.
    Optimizer,
    /// How long the steps are.
    LearningRate,
    /// How many examples make a batch.
    BatchSize,
    /// How many times training goes through all examples.
    Epochs,
}

/// A setting and its value, as a person reads it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SettingValue {
    /// Which setting.
    pub setting: Setting,
    /// Its name in Keras.
    pub name: &'static str,
    /// Its value.
    pub value: String,
}

impl Setting {
    /// Every setting, in the order of the screen.
    pub const ALL: [Self; 4] = [Self::LearningRate, Self::Epochs, Self::BatchSize, Self::Optimizer];

    /// Its name in Keras.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Optimizer => "optimizer",
            Self::LearningRate => "learning_rate",
            Self::BatchSize => "batch_size",
            Self::Epochs => "epochs",
        }
    }

    /// Its value in a fit.
    pub(in crate::lab) fn value(self, fit: &Fit) -> SettingValue {
        let value = match self {
            Self::Optimizer => fit.optimizer().name().to_owned(),
            Self::LearningRate => python::number(fit.optimizer().learning_rate()),
            Self::BatchSize => fit.batch_size.to_string(),
            Self::Epochs => fit.epochs.to_string(),
        };
        SettingValue { setting: self, name: self.name(), value }
    }

    /// The change that moves it by some steps: the optimizer to another one, a batch to twice or
    /// half as many, up to all rows, the others along 1, 2, 5, 10 and so on.
    pub(in crate::lab) fn nudged(self, fit: &Fit, rows: usize, steps: i32) -> FitChange {
        let mut change = FitChange::default();
        match self {
            Self::Optimizer => {
                let all = OptimizerName::ALL;
                let now = all.iter().position(|name| *name == fit.optimizer).unwrap_or(0);
                let next = (now as i32 + steps.signum()).rem_euclid(all.len() as i32);
                change.optimizer = Some(all[next as usize]);
            }
            Self::LearningRate => {
                let rate = f64::from(fit.optimizer().learning_rate());
                change.learning_rate = Some(along(rate, steps.signum()) as f32);
            }
            Self::BatchSize => {
                let size = fit.batch_size;
                let (twice, half) = (size.saturating_mul(2).min(rows.max(size)), size / 2);
                change.batch_size = Some(if steps > 0 { twice } else { half.max(1) });
            }
            Self::Epochs => {
                let epochs = along(fit.epochs as f64, steps.signum());
                change.epochs = Some(epochs.round().max(1.0) as usize);
            }
        }
        change
    }
}

/// The change that a learner has typed.
///
/// # Errors
/// It is no number, not above 0, or not a whole number where one is asked for.
pub fn parse_setting(setting: Setting, text: &str) -> Result<FitChange, EditError> {
    let mut change = FitChange::default();
    match setting {
        Setting::Optimizer => {
            let is_it = |name: &OptimizerName| name.with_defaults().name() == text.trim();
            let name = OptimizerName::ALL.into_iter().find(is_it);
            change.optimizer = Some(name.ok_or(EditError::NoSuchOptimizer)?);
        }
        Setting::LearningRate => match parse_value(text)? {
            rate if rate > 0.0 => change.learning_rate = Some(rate),
            _ => return Err(EditError::NotPositive),
        },
        Setting::BatchSize => change.batch_size = Some(count(text)?),
        Setting::Epochs => change.epochs = Some(count(text)?),
    }
    Ok(change)
}

fn count(text: &str) -> Result<usize, EditError> {
    let count: usize = text.trim().parse().map_err(|_| EditError::NotACount)?;
    if count == 0 { Err(EditError::NotACount) } else { Ok(count) }
}

/// The next number up or down among 1, 2 and 5 times the powers of ten.
fn along(from: f64, direction: i32) -> f64 {
    let exponent = from.log10().floor() as i32;
    let numbers = (exponent - 1..=exponent + 1).flat_map(|exponent| {
        // The decimal digits, so that 0.1 is 0.1.
        ["1", "2", "5"].map(|digit| format!("{digit}e{exponent}").parse().unwrap_or(from))
    });
    let mut numbers: Vec<f64> = numbers.chain([10f64.powi(exponent + 2)]).collect();
    // A float32 is not quite the decimal number that it stands for.
    let (lower, upper) = (from * (1.0 - 1e-6), from * (1.0 + 1e-6));
    if direction > 0 {
        numbers.into_iter().find(|number| *number > upper).unwrap_or(from)
    } else {
        numbers.reverse();
        numbers.into_iter().find(|number| *number < lower).unwrap_or(from)
    }
}
