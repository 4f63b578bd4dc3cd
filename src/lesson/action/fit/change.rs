//! What can be changed about a fit: the optimizer, the learning rate, the batches, the epochs.

use serde::{Deserialize, Serialize};

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::limits;
use crate::lesson::path::Path;
use crate::lesson::sizes::within;
use crate::nn;

/// How the loss is made small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OptimizerName {
    /// Stochastic gradient descent.
    #[default]
    Sgd,
    /// Steps of a like size for every weight.
    Rmsprop,
    /// Steps of a like size, in the direction of the last few.
    Adam,
}

/// `solution = { fit = { learning_rate = 0.1 } }`: what to change about a fit. What is left out
/// stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FitChange {
    /// The optimizer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optimizer: Option<OptimizerName>,
    /// The learning rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub learning_rate: Option<f32>,
    /// How many examples make a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch_size: Option<usize>,
    /// How many epochs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub epochs: Option<usize>,
}

impl FitChange {
    /// Whether another change is about the same settings.
    pub fn is_of_the_same_as(&self, other: &Self) -> bool {
        let named = |change: &Self| {
            let Self { optimizer, learning_rate, batch_size, epochs } = change;
            [optimizer.is_some(), learning_rate.is_some(), batch_size.is_some(), epochs.is_some()]
        };
        named(self) == named(other)
    }

    /// Notes numbers that make no sense by themselves.
    pub(in crate::lesson) fn check(&self, path: &Path, faults: &mut Faults) {
        if self.learning_rate.is_some_and(|rate| rate.is_nan() || rate <= 0.0) {
            let message = "a learning rate has to be above 0: at 0 nothing is learned, below it \
                           training goes uphill";
            faults.note(Fault::new(&path.name("learning_rate"), message));
        }
        if self.batch_size == Some(0) {
            faults.note(Fault::new(&path.name("batch_size"), "a batch has at least 1 example"));
        }
        let path = path.name("epochs");
        if self.epochs == Some(0) {
            faults.note(Fault::new(&path, "expected at least 1 epoch"));
        }
        faults.check(within(&path, "epochs", self.epochs.unwrap_or(1), limits::EPOCHS));
    }
}

impl OptimizerName {
    /// Every optimizer.
    pub const ALL: [Self; 3] = [Self::Sgd, Self::Rmsprop, Self::Adam];

    /// The optimizer with Keras's defaults.
    pub const fn with_defaults(self) -> nn::Optimizer {
        match self {
            Self::Sgd => nn::Optimizer::SGD,
            Self::Rmsprop => nn::Optimizer::RMSPROP,
            Self::Adam => nn::Optimizer::ADAM,
        }
    }

    /// The name of an optimizer.
    pub const fn of(optimizer: &nn::Optimizer) -> Self {
        match optimizer {
            nn::Optimizer::Sgd { .. } => Self::Sgd,
            nn::Optimizer::RmsProp { .. } => Self::Rmsprop,
            nn::Optimizer::Adam { .. } => Self::Adam,
        }
    }
}
