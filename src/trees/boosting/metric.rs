//! How wrong predictions are: each row in float32, their mean in float64
//! (<https://xgboost.readthedocs.io/en/stable/parameter.html#learning-task-parameters>).

use super::objective::Objective;

/// `eval_metric`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// `rmse`: √ mean (y − ŷ)².
    Rmse,
    /// `logloss`: mean of −y ln p − (1 − y) ln(1 − p).
    Logloss,
    /// `error`: the share of rows on the wrong side of ½.
    Error,
}

impl Metric {
    /// The metric of an objective where none is named.
    pub const fn of(objective: Objective) -> Self {
        match objective {
            Objective::SquaredError => Self::Rmse,
            Objective::Logistic => Self::Logloss,
        }
    }

    /// As it is called in `params` and printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rmse => "rmse",
            Self::Logloss => "logloss",
            Self::Error => "error",
        }
    }

    /// Of all rows together; of none, 0. `predictions` are transformed margins.
    pub fn evaluate(self, predictions: &[f32], labels: &[f32]) -> f64 {
        let pairs: Vec<(&f32, &f32)> = labels.iter().zip(predictions).collect();
        let block = |rows: &[(&f32, &f32)]| {
            rows.iter().fold(0.0, |sum, (y, p)| sum + f64::from(self.of_row(**y, **p)))
        };
        let sum = pairs.chunks(BLOCK).map(block).fold(0.0, |sum, part| sum + part);
        let mean = if pairs.is_empty() { sum } else { sum / pairs.len() as f64 };
        if self == Self::Rmse { mean.sqrt() } else { mean }
    }

    fn of_row(self, label: f32, prediction: f32) -> f32 {
        match self {
            Self::Rmse => (label - prediction) * (label - prediction),
            Self::Logloss => {
                log_part(-label, prediction) + log_part(-(1.0 - label), 1.0 - prediction)
            }
            Self::Error if prediction > 0.5 => 1.0 - label,
            Self::Error => label,
        }
    }
}

/// So many rows are added up by themselves.
const BLOCK: usize = 2048;

/// A chance of 0 counts as this one.
const SMALLEST: f32 = 1e-16;

/// x ln p, which is 0 where x is 0.
fn log_part(x: f32, chance: f32) -> f32 {
    // Written out, because `max` would lose NaN.
    let chance = if chance < SMALLEST { SMALLEST } else { chance };
    if x == 0.0 { 0.0 } else { x * chance.ln() }
}
