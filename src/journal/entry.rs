//! One thing that a learner does at a step.

use serde::{Deserialize, Serialize};

use crate::lesson::format::FitChange;
pub use crate::lesson::parameter::{Parameter, Place};

/// One thing that a learner does at a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Entry {
    /// One weight or bias gets a value.
    Set(Parameter, f32),
    /// The random weights of the step's layers are drawn again.
    Reroll,
    /// The fit goes on in another way.
    Fit(FitChange),
    /// The fit has as many epochs again as were asked for last.
    MoreEpochs,
    /// So many batches are trained, or as many as there are.
    Train(usize),
    /// The fit starts over from the weights that it started from.
    StartOver,
    /// The step as it started.
    Reset,
    /// The question is answered with an option, counted from 0.
    Answer(usize),
    /// One more hint is uncovered.
    Hint,
    /// The answer or the solution is shown, or the task is given up.
    Solve,
    /// An example is looked at, counted from 0.
    Look(usize),
}

impl Entry {
    /// Whether it may change the model or its training, and so whatever comes later.
    pub fn touches_the_model(&self) -> bool {
        !matches!(self, Self::Answer(_) | Self::Hint | Self::Look(_))
    }

    /// Both as one, where the next goes on with the same: numbers for one cell, batches, looks.
    pub fn merged(&self, next: &Self) -> Option<Self> {
        match (self, next) {
            (Self::Set(cell, _), Self::Set(same, _)) if cell == same => Some(next.clone()),
            (Self::Fit(change), Self::Fit(same)) if change.is_of_the_same_as(same) => {
                Some(next.clone())
            }
            (Self::Train(batches), Self::Train(more)) => {
                Some(Self::Train(batches.saturating_add(*more)))
            }
            (Self::Look(_), Self::Look(_)) => Some(next.clone()),
            _ => None,
        }
    }
}
