//! Metrics: how often the model is right, for people; training looks at the loss alone.

use serde::{Deserialize, Serialize};

/// A metric, named and computed as in Keras 3 (<https://keras.io/api/metrics/accuracy_metrics/>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// Whichever of the other three fits the shapes of targets and predictions.
    Accuracy,
    /// The share of predictions on the same side of 0.5 as their targets.
    BinaryAccuracy,
    /// The share of examples whose largest prediction is where the largest target is.
    CategoricalAccuracy,
    /// The share of examples whose largest prediction is at the class that the target names.
    SparseCategoricalAccuracy,
}

impl Metric {
    /// Every metric.
    pub const ALL: [Self; 4] = [
        Self::Accuracy,
        Self::BinaryAccuracy,
        Self::CategoricalAccuracy,
        Self::SparseCategoricalAccuracy,
    ];

    /// The name Keras knows it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accuracy => "accuracy",
            Self::BinaryAccuracy => "binary_accuracy",
            Self::CategoricalAccuracy => "categorical_accuracy",
            Self::SparseCategoricalAccuracy => "sparse_categorical_accuracy",
        }
    }

    /// How right the predictions of one example are, from 0 to 1.
    pub(super) fn of_row(self, t: &[f32], p: &[f32]) -> f32 {
        match self {
            Self::Accuracy => Self::for_shapes(t.len(), p.len()).of_row(t, p),
            Self::BinaryAccuracy => {
                let is_right = |(t, p): &(&f32, &f32)| **t == f32::from(**p > 0.5);
                t.iter().zip(p).filter(is_right).count() as f32 / p.len() as f32
            }
            Self::CategoricalAccuracy => f32::from(largest(t) == largest(p)),
            Self::SparseCategoricalAccuracy => {
                f32::from(t.first().is_some_and(|t| *t == largest(p) as f32))
            }
        }
    }

    /// The metric for so many target columns and outputs: the bare word is one of the other three.
    pub(super) const fn for_targets(self, targets: usize, outputs: usize) -> Self {
        match self {
            Self::Accuracy => Self::for_shapes(targets, outputs),
            other => other,
        }
    }

    /// The accuracy Keras means by the bare word.
    const fn for_shapes(targets: usize, predictions: usize) -> Self {
        match (targets, predictions) {
            (_, 1) => Self::BinaryAccuracy,
            (1, _) => Self::SparseCategoricalAccuracy,
            _ => Self::CategoricalAccuracy,
        }
    }
}

/// Where the largest number is, the first of equals.
fn largest(row: &[f32]) -> usize {
    (1..row.len()).fold(0, |best, idx| if row[idx] > row[best] { idx } else { best })
}
