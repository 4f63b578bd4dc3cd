//! The card at the end of a lesson: what there was to find, with the learner's own numbers, and who
//! found it.

use serde::Serialize;

/// The card at the end of a lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    /// What there was to find.
    pub found: Vec<Found>,
    /// What the lesson leaves open.
    pub open: Option<String>,
}

/// One thing that there was to find.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// In a sentence, with its numbers; where that would not be true, or would give an answer away,
    /// the step that it is about.
    pub text: String,
    /// Who has found it.
    pub standing: Standing,
}

/// Who has found a thing. Of several steps that a sentence speaks of, the last of these counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nobody had to: it is said of no step.
    Said,
    /// The lesson gave it.
    Given,
    /// The learner has.
    Found,
    /// The learner was shown it.
    Shown,
    /// Whoever it was, it was changed since then.
    Changed,
    /// Nobody yet.
    Missing,
}
