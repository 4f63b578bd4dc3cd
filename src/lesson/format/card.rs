//! The card at the end of a lesson.

use serde::Deserialize;

/// What a learner takes along from a lesson, on its last step: `[step.card]`.
///
/// The card says which lesson follows and how to open it by itself, so there is no need to write
/// that.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// What there was to find, a sentence each, one to ten of them. `{the-step:w}` stands for a number
    /// of an earlier step as the learner left it there; the words behind the colon are those of
    /// [`Step::text`](super::Step::text). Whether the learner found it, was shown it, or has it still
    /// to do is told by the task of that step: a sentence whose task is still open is not shown, for
    /// it would give the answer away.
    pub found: Vec<String>,
    /// What the lesson leaves open: the question that leads on.
    pub open: Option<String>,
}
