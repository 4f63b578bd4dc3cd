//! What is to be small: the loss, as its derivatives at the margins of the moment.
//!
//! A margin is what the trees add up to. The source is `XGBoost`'s regression objectives
//! (<https://xgboost.readthedocs.io/en/stable/parameter.html#learning-task-parameters>).

use super::error::{Error, ParameterError};

/// `objective`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Objective {
    /// `reg:squarederror`: ½ (margin − y)². A margin is the prediction itself.
    #[default]
    SquaredError,
    /// `binary:logistic`: −y ln p − (1 − y) ln(1 − p), with p the sigmoid of the margin.
    Logistic,
}

/// First and second derivative of the loss of one row, by its margin.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct GradientPair {
    /// The slope: how fast the loss grows with the margin.
    pub grad: f32,
    /// The bend: how fast the slope grows. It is what a row weighs.
    pub hess: f32,
}

/// The derivatives of each row: margin − y and 1, or p − y and p (1 − p).
pub fn gradients(objective: Objective, margins: &[f32], labels: &[f32]) -> Vec<GradientPair> {
    let pair = |(margin, label): (&f32, &f32)| objective.gradient(*margin, *label);
    margins.iter().zip(labels).map(pair).collect()
}

impl Objective {
    /// As it is called in `params`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SquaredError => "reg:squarederror",
            Self::Logistic => "binary:logistic",
        }
    }

    /// The derivatives of one row.
    pub fn gradient(self, margin: f32, label: f32) -> GradientPair {
        let prediction = self.transform(margin);
        let hess = match self {
            Self::SquaredError => 1.0,
            Self::Logistic => (prediction * (1.0 - prediction)).max(SMALLEST),
        };
        GradientPair { grad: prediction - label, hess }
    }

    /// What a margin predicts: itself, or 1 / (1 + e⁻ᵐ).
    pub fn transform(self, margin: f32) -> f32 {
        match self {
            Self::SquaredError => margin,
            Self::Logistic => sigmoid(margin),
        }
    }

    /// `base_score` where none is set: the mean of the labels. Of no rows, 0.
    pub fn base_score(labels: &[f32]) -> f32 {
        let rows = labels.len() as f64;
        labels.iter().fold(0.0, |mean: f64, label| mean + f64::from(*label) / rows) as f32
    }

    /// The margin that all rows start from: the base score, or for a chance p the −ln(1/p − 1) whose
    /// sigmoid it is. A chance has to be one.
    pub fn start(self, base_score: f32) -> Result<f32, Error> {
        match self {
            Self::SquaredError => Ok(base_score),
            Self::Logistic if (0.0..=1.0).contains(&base_score) => {
                let chance = base_score.clamp(MARGIN_OF_CHANCE, 1.0 - MARGIN_OF_CHANCE);
                Ok(-(1.0 / chance - 1.0).ln())
            }
            Self::Logistic => Err(ParameterError::BaseScore.into()),
        }
    }

    /// Whether it can learn from a label: the logistic loss wants a chance.
    pub fn takes(self, label: f32) -> bool {
        self == Self::SquaredError || (0.0..=1.0).contains(&label)
    }
}

/// No row weighs less.
const SMALLEST: f32 = 1e-16;

/// A base score that is nearer to 0 or 1 is moved away so far.
const MARGIN_OF_CHANCE: f32 = 1e-6;

/// Above it e^x is no float32.
const LARGEST_EXPONENT: f32 = 88.7;

fn sigmoid(margin: f32) -> f32 {
    // Written out, because `min` would lose NaN.
    let exponent = if LARGEST_EXPONENT < -margin { LARGEST_EXPONENT } else { -margin };
    1.0 / (exponent.exp() + 1.0 + SMALLEST)
}
