//! A question that was asked again.

use serde::{Deserialize, Serialize};

/// A day, counted from the first of January 1970.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Day(pub u32);

/// A question that was asked again, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recalled {
    /// The name of the lesson on the shelf.
    pub lesson: String,
    /// The id of the step.
    pub step: String,
    /// When it was asked.
    pub day: Day,
    /// What came first.
    pub answer: FirstAnswer,
}

/// What a learner did first about a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstAnswer {
    /// The right answer.
    Right,
    /// Another one.
    Wrong,
    /// To have the answer shown.
    Shown,
}
