//! Early stopping: an end to training when it no longer gets better.

use serde::{Deserialize, Serialize};

use crate::nn::History;

/// Stops when a number has not improved for some epochs, as Keras's `EarlyStopping`
/// (<https://keras.io/api/callbacks/early_stopping/>).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EarlyStopping {
    /// The number that is looked at after each epoch.
    pub monitor: Monitor,
    /// How many epochs may pass without it getting better; 0 counts as 1.
    pub patience: usize,
    /// How much better it has to get.
    pub min_delta: f64,
    /// Which weights are kept in the end.
    pub keep: Keep,
}

/// A number of the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Monitor {
    /// The loss of the training data: smaller is better.
    Loss,
    /// The metric of the training data: larger is better.
    Metric,
    /// The loss of the validation data: smaller is better.
    ValLoss,
    /// The metric of the validation data: larger is better.
    ValMetric,
}

/// Which weights a stopped training leaves behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// Those of the last epoch.
    Last,
    /// Those of the epoch with the best number, even if training was not stopped.
    Best,
}

impl Default for EarlyStopping {
    /// Keras's defaults.
    fn default() -> Self {
        Self { monitor: Monitor::ValLoss, patience: 0, min_delta: 0.0, keep: Keep::Last }
    }
}

/// How patient one still is.
#[derive(Debug, Clone)]
pub(super) struct Patience {
    pub(super) rule: EarlyStopping,
    best: Option<f32>,
    waited: usize,
}

/// What an epoch's number comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The best so far.
    Better,
    /// Not better, but there is patience left; or there is no such number.
    GoOn,
    /// Patience has run out.
    Stop,
}

impl Patience {
    pub(super) const fn new(rule: EarlyStopping) -> Self {
        Self { rule, best: None, waited: 0 }
    }

    /// Judges the last epoch; the first never stops.
    pub(super) fn judge(&mut self, history: &History) -> Verdict {
        let Some(cost) = self.rule.monitor.cost(history) else { return Verdict::GoOn };
        self.waited += 1;
        // Keras compares in float32, and the first number is the best so far.
        let with_delta = (f64::from(cost) + self.rule.min_delta.abs()) as f32;
        if self.best.is_none_or(|best| with_delta < best) {
            (self.best, self.waited) = (Some(cost), 0);
            Verdict::Better
        } else if self.waited >= self.rule.patience && history.loss.len() > 1 {
            Verdict::Stop
        } else {
            Verdict::GoOn
        }
    }
}

impl Monitor {
    /// The number of the last epoch, turned round if larger is better.
    fn cost(self, history: &History) -> Option<f32> {
        match self {
            Self::Loss => history.loss.last().copied(),
            Self::Metric => history.metric.last().map(|metric| -metric),
            Self::ValLoss => history.val_loss.last().copied(),
            Self::ValMetric => history.val_metric.last().map(|metric| -metric),
        }
    }
}
