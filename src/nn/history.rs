//! History: what the batches and the epochs of a training came to, and how it ended.

use serde::Serialize;

/// What one step of training came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Batch {
    /// The epoch, counted from 0.
    pub epoch: usize,
    /// The batch within the epoch, counted from 0.
    pub index: usize,
    /// How many examples it had.
    pub examples: usize,
    /// Its loss before the step.
    pub loss: f32,
    /// The mean loss of the epoch so far, each batch before its own step: what Keras shows.
    pub mean_loss: f32,
    /// The mean of the metric, likewise.
    pub mean_metric: Option<f32>,
}

/// The numbers of every epoch; a list is empty if there is nothing to measure.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct History {
    /// The mean loss of the batches, each before its own step.
    pub loss: Vec<f32>,
    /// The mean metric of the batches, likewise.
    pub metric: Vec<f32>,
    /// The loss of the validation data after the epoch.
    pub val_loss: Vec<f32>,
    /// The metric of the validation data after the epoch.
    pub val_metric: Vec<f32>,
}

/// Why a training is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// All epochs are done.
    Epochs,
    /// The number that was watched no longer got better.
    Stopped,
    /// A loss or a weight was no longer a finite number; the weights are those before this step.
    NotFinite {
        /// The epoch, counted from 0.
        epoch: usize,
        /// The batch within the epoch, counted from 0.
        batch: usize,
        /// Whether the loss itself was not finite, or else what the step made of the weights.
        cause: NotFinite,
    },
}

/// What was the first number that was not finite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotFinite {
    /// The loss, before the step.
    Loss,
    /// A weight, after the step.
    Weight,
}

/// What the model scores on some examples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evaluation {
    /// The mean loss.
    pub loss: f32,
    /// The mean of the metric the model was compiled with.
    pub metric: Option<f32>,
}
