//! Where a task stands.

use serde::{Deserialize, Serialize};

/// Where a step's goal or question stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Not done yet, or there is nothing to do.
    #[default]
    Open,
    /// Reached, or answered.
    Done,
    /// The solution was shown.
    Shown,
}
