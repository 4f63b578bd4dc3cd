//! What happens to a journal.

use serde::{Deserialize, Serialize};

use crate::lesson::format::Code;

use super::{Entry, Task};

/// One thing that happens to a journal, most of them at a step that is called by its id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// The step is looked at.
    At(String),
    /// Something is done.
    Do {
        /// Where.
        step: String,
        /// What.
        entry: Entry,
    },
    /// What was done last goes on: this stands for both.
    Instead {
        /// Where.
        step: String,
        /// What.
        entry: Entry,
    },
    /// What was done last is taken back.
    Undo(String),
    /// What was taken back last is brought again.
    Redo(String),
    /// The step's task stands elsewhere.
    Task {
        /// Where.
        step: String,
        /// How it stands.
        task: Task,
    },
    /// The code of all steps is opened or folded.
    Code(Code),
}

impl Change {
    /// The id of its step, if it happens at one.
    pub fn step(&self) -> Option<&str> {
        match self {
            Self::At(step) | Self::Undo(step) | Self::Redo(step) => Some(step),
            Self::Do { step, .. } | Self::Instead { step, .. } | Self::Task { step, .. } => {
                Some(step)
            }
            Self::Code(_) => None,
        }
    }

    /// Both as one, where the next replaces what this one did.
    pub fn merged(&self, next: &Self) -> Option<Self> {
        match (self, next) {
            (Self::At(step), Self::At(same)) if step == same => Some(next.clone()),
            (Self::Code(_), Self::Code(_)) => Some(next.clone()),
            (Self::Do { step, .. }, Self::Instead { step: same, entry }) if step == same => {
                Some(Self::Do { step: step.clone(), entry: entry.clone() })
            }
            (Self::Instead { step, .. }, Self::Instead { step: same, .. })
            | (Self::Task { step, .. }, Self::Task { step: same, .. })
                if step == same =>
            {
                Some(next.clone())
            }
            _ => None,
        }
    }
}
