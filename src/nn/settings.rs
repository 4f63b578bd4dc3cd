//! Settings: how many examples a step takes, how often, and in which order.

use crate::nn::{EarlyStopping, Tensor};

/// How to train.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How many examples make a step; 0 stands for Keras's 32.
    pub batch_size: usize,
    /// How many times training goes through all examples.
    pub epochs: usize,
    /// In which order it takes them.
    pub shuffle: Shuffle,
    /// On what else the model is tried after each epoch.
    pub validation: Validation,
    /// Whether training may end before its last epoch.
    pub early_stopping: Option<EarlyStopping>,
}

/// The order in which an epoch takes the examples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shuffle {
    /// As they stand.
    Off,
    /// A new one in each epoch, the same on every machine.
    Seed(u64),
}

/// Examples that are not learned from.
#[derive(Debug, Clone, PartialEq)]
pub enum Validation {
    /// There are none.
    None,
    /// The last fraction of the examples, taken off before they are shuffled.
    Split(f64),
    /// Inputs and targets of their own.
    Data(Box<(Tensor, Tensor)>),
}

impl Default for Settings {
    /// Keras's defaults, with the seed 0.
    fn default() -> Self {
        Self {
            batch_size: 32,
            epochs: 1,
            shuffle: Shuffle::Seed(0),
            validation: Validation::None,
            early_stopping: None,
        }
    }
}
