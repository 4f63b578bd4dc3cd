//! What the learner's task at a step has come to.

use crate::journal::Task;

/// What the learner's task at a step has come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// How many hints have been asked for.
    pub hints: usize,
    /// The options of the question that were tried, counted from 0, in order.
    pub answers: Vec<usize>,
    /// How the learner got past the step's task, once it is behind them.
    pub task: Task,
    /// The row of the arithmetic that is looked at.
    pub example: Option<usize>,
    /// How many changes of weights there have been since the step started or was reset.
    pub(super) changes: usize,
    /// How many things were done when the goal was first reached.
    pub(super) reached_after: Option<usize>,
}
