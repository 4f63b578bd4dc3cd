//! Losses: how wrong predictions are, as one number.

use std::str::FromStr;

use ndarray::{Axis, IxDyn, Zip};
use serde::{Deserialize, Serialize};

use crate::nn::{Error, Tensor};

/// A loss, named and computed as in Keras 3 (<https://keras.io/api/losses/>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// The mean of `(p - t)²`: for numbers, large errors weigh most.
    MeanSquaredError,
    /// The mean of `|p - t|`: for numbers, every error weighs by its size.
    MeanAbsoluteError,
    /// The mean of `-t ln p - (1 - t) ln(1 - p)`: for a probability `p` and a class `t`, 0 or 1.
    BinaryCrossentropy,
}

impl Loss {
    /// Every loss, the simplest first.
    pub const ALL: [Self; 3] =
        [Self::MeanSquaredError, Self::MeanAbsoluteError, Self::BinaryCrossentropy];

    /// The name Keras knows it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MeanSquaredError => "mean_squared_error",
            Self::MeanAbsoluteError => "mean_absolute_error",
            Self::BinaryCrossentropy => "binary_crossentropy",
        }
    }

    /// The mean over all numbers of the two tensors, target by prediction.
    ///
    /// As in Keras, `(n,)` goes with `(n, 1)`, and for the two errors a single row or column is
    /// repeated to fit. NaN if there are no numbers or the shapes cannot be paired.
    pub fn value(self, y_true: &Tensor, y_pred: &Tensor) -> f32 {
        let (mut targets, mut predictions) = (y_true.view(), y_pred.view());
        if targets.ndim() + 1 == predictions.ndim() && predictions.shape().last() == Some(&1) {
            targets = targets.insert_axis(Axis(predictions.ndim() - 1));
        }
        if predictions.ndim() + 1 == targets.ndim() && targets.shape().last() == Some(&1) {
            predictions = predictions.insert_axis(Axis(targets.ndim() - 1));
        }
        let shape = match self {
            Self::BinaryCrossentropy if targets.shape() != predictions.shape() => return f32::NAN,
            _ => IxDyn(&common_shape(targets.shape(), predictions.shape())),
        };
        match (targets.broadcast(shape.clone()), predictions.broadcast(shape)) {
            (Some(targets), Some(predictions)) => {
                let sum = Zip::from(&targets)
                    .and(&predictions)
                    .fold(0.0, |sum, t, p| sum + f64::from(self.of(*t, *p)));
                (sum / targets.len() as f64) as f32
            }
            _ => f32::NAN,
        }
    }

    /// The loss of one prediction `p` with target `t`.
    fn of(self, t: f32, p: f32) -> f32 {
        match self {
            Self::MeanSquaredError => (p - t) * (p - t),
            Self::MeanAbsoluteError => (p - t).abs(),
            Self::BinaryCrossentropy => {
                let p = p.clamp(EPSILON, 1.0 - EPSILON);
                -(t * p.ln() + (1.0 - t) * (1.0 - p).ln())
            }
        }
    }
}

impl FromStr for Loss {
    type Err = Error;

    /// The loss of that name; Keras's error for any other.
    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|loss| loss.name() == name)
            .ok_or_else(|| Error::UnknownLoss { name: name.to_owned() })
    }
}

/// How near a probability may come to 0 or 1, so that its logarithm stays finite.
const EPSILON: f32 = 1e-7;

/// The shape both fit if an axis of length 1 is repeated, provided they have equally many axes.
fn common_shape(left: &[usize], right: &[usize]) -> Vec<usize> {
    left.iter().zip(right).map(|(left, right)| if *left == 1 { *right } else { *left }).collect()
}
