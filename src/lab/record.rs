//! What the learner has done at a step.

use crate::lesson::format::Fit;

use super::edit::Edit;
use super::training::Training;

/// What the learner has done at one step.
#[derive(Clone, Debug, Default)]
pub struct Record {
    pub(super) edits: Vec<Edit>,
    pub(super) undone: Vec<Edit>,
    /// How many hints have been asked for.
    pub hints: usize,
    /// The options of the question that were tried, counted from 0, in order.
    pub answers: Vec<usize>,
    /// How the learner got past the step's task, once it is behind them.
    pub task: Task,
    /// The row of the arithmetic that is looked at.
    pub example: Option<usize>,
    /// The training, at a step with a fit that has been reached.
    pub(super) training: Option<Box<Training>>,
    /// The settings that the learner had chosen for it, before something it builds on was changed.
    pub(super) settings: Option<Fit>,
}

impl Record {
    // What a training builds on has changed: it starts anew, with what the learner chose for it.
    pub(super) fn start_anew(&mut self) {
        if let Some(training) = self.training.take() {
            let chosen = training.settings() != training.lesson();
            self.settings = chosen.then(|| training.settings().clone());
        }
    }
}

/// Where a step's goal or question stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Task {
    /// Not done yet, or there is nothing to do.
    #[default]
    Open,
    /// Reached, or answered.
    Done,
    /// The solution was shown.
    Shown,
}
