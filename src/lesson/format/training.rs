//! What a step trains: `run.fit = …`, and the loss looked at by hand: `run.gradient = …`.

use serde::{Deserialize, Serialize};

use crate::nn::{self, EarlyStopping, Loss, Metric, Momentum};

use super::action::SetWeights;

/// `run.fit = { model = "model", loss = "mean_squared_error", learning_rate = 0.1, epochs = 100 }`.
///
/// It stands for Keras's `compile` and `fit`. The learner runs it, batch by batch or all at once;
/// whoever goes on before its end gets it finished.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fit {
    /// Which model.
    pub model: String,
    /// What is to become small: `mean_squared_error`, `mean_absolute_error`,
    /// `binary_crossentropy`, `categorical_crossentropy` or `sparse_categorical_crossentropy`,
    /// the last three also with `(from_logits=True)` behind the name.
    pub loss: Loss,
    /// How it is made small: `sgd`, `rmsprop` or `adam`.
    #[serde(default)]
    pub optimizer: OptimizerName,
    /// How long the steps are. Left out, it is Keras's for this optimizer.
    pub learning_rate: Option<f32>,
    /// How much of the last step goes into the next, from 0 to 1; for `sgd` only.
    pub momentum: Option<f32>,
    /// Whether momentum looks one step ahead.
    #[serde(default)]
    pub nesterov: bool,
    /// What is measured beside the loss: `accuracy`, for one.
    pub metric: Option<Metric>,
    /// How many examples make a batch. More than there are makes one batch of all.
    #[serde(default = "batch_size")]
    pub batch_size: usize,
    /// How many times training goes through all examples.
    #[serde(default = "epochs")]
    pub epochs: usize,
    /// Whether each epoch takes the examples in a new order.
    #[serde(default = "yes")]
    pub shuffle: bool,
    /// The last part of the data, from 0 to 1, that is not learned from but measured on.
    pub validation_split: Option<f64>,
    /// Whether training ends when a number no longer gets better:
    /// `{ monitor = "val_loss", patience = 10, min_delta = 0.0, keep = "best" }`.
    pub early_stopping: Option<EarlyStopping>,
    /// Weights to start from: `[{ layer = "L1", w = [[0.0]], b = [0.0] }]`. Left out, training
    /// goes on from the weights that there are.
    #[serde(default)]
    pub start: Vec<SetWeights>,
}

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
}

/// `run.gradient = { model = "model", loss = "mean_squared_error", along = "w" }`: the loss and its
/// slopes at the weights as they are, worked out in NumPy, for a model of one unit.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gradient {
    /// Which model: one dense layer of one unit, linear or sigmoid.
    pub model: String,
    /// Which loss: `mean_squared_error`, or behind a sigmoid `binary_crossentropy`.
    pub loss: Loss,
    /// The weight that the picture is a slice along: `w`, `b`, or `w[1]` where there are several
    /// inputs. Left out, the picture is the loss over w and b, seen from above.
    pub along: Option<String>,
}

impl Fit {
    /// The optimizer with all its numbers.
    pub fn optimizer(&self) -> nn::Optimizer {
        let optimizer = self.optimizer.with_defaults();
        let rate = self.learning_rate.unwrap_or_else(|| optimizer.learning_rate());
        match optimizer {
            nn::Optimizer::Sgd { .. } => {
                nn::Optimizer::Sgd { learning_rate: rate, momentum: self.momentum() }
            }
            other => other.with_learning_rate(rate),
        }
    }

    /// The same fit with a change.
    #[must_use]
    pub fn changed(&self, change: &FitChange) -> Self {
        // Only one optimizer has a momentum.
        let mut fit = match change.optimizer {
            Some(optimizer) if optimizer != self.optimizer => {
                Self { optimizer, momentum: None, nesterov: false, ..self.clone() }
            }
            _ => self.clone(),
        };
        fit.learning_rate = change.learning_rate.or(fit.learning_rate);
        fit.batch_size = change.batch_size.unwrap_or(fit.batch_size);
        fit.epochs = change.epochs.unwrap_or(fit.epochs);
        fit
    }

    fn momentum(&self) -> Momentum {
        match self.momentum {
            None | Some(0.0) => Momentum::None,
            Some(momentum) if self.nesterov => Momentum::Nesterov(momentum),
            Some(momentum) => Momentum::Plain(momentum),
        }
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

const fn batch_size() -> usize {
    32
}

const fn epochs() -> usize {
    1
}

const fn yes() -> bool {
    true
}
