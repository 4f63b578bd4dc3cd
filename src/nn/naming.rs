//! Activations, losses, metrics and optimizers by the names that Keras knows them by.

use std::str::FromStr;

use crate::nn::{Activation, Error, Loss, Metric, Optimizer, TrainingError};

impl FromStr for Activation {
    type Err = Error;

    /// The activation of that name; Keras's error for any other.
    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|activation| activation.name() == name)
            .ok_or_else(|| Error::UnknownActivation { name: name.to_owned() })
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

impl FromStr for Metric {
    type Err = Error;

    /// The metric of that name; Keras's error for any other.
    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|metric| metric.name() == name)
            .ok_or_else(|| TrainingError::UnknownMetric { name: name.to_owned() }.into())
    }
}

impl FromStr for Optimizer {
    type Err = Error;

    /// The optimizer of that name with Keras's defaults; Keras's error for any other.
    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|optimizer| optimizer.name() == name)
            .ok_or_else(|| TrainingError::UnknownOptimizer { name: name.to_owned() }.into())
    }
}
