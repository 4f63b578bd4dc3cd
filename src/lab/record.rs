//! What the learner's task at a step has come to.

use std::collections::BTreeMap;

use crate::journal::Task;
use crate::lesson::format::{Prediction, Question};

/// What the learner's task at a step has come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// How many hints have been asked for.
    pub hints: usize,
    /// The options of the question or the prediction that were chosen, counted from 0, in order.
    pub answers: Vec<usize>,
    /// The numbers of the prediction, or the blanks that were filled in, by their number.
    pub guesses: BTreeMap<usize, f32>,
    /// What the engine says to the prediction, once that stands.
    pub(super) truths: Vec<f64>,
    /// How the learner got past the step's task, once it is behind them.
    pub task: Task,
    /// The row of the arithmetic that is looked at.
    pub example: Option<usize>,
    /// How many changes of weights there have been since the step started or was reset.
    pub(super) changes: usize,
    /// How many things were done when the goal was first reached.
    pub(super) reached_after: Option<usize>,
}

impl Record {
    /// Whether an answer or a number was given.
    pub(super) fn is_answered(&self) -> bool {
        !self.answers.is_empty() || !self.guesses.is_empty()
    }

    /// Answers a question with an option. Says whether there is such a one.
    pub(super) fn answer(&mut self, question: &Question, option: usize) -> bool {
        let is_there = option < question.options.len();
        if is_there {
            self.answers.push(option);
        }
        if is_there && option + 1 == question.answer {
            self.task = Task::Done;
        }
        is_there
    }

    /// Takes the next thing of an order, or a course. Says whether it was still to be taken.
    pub(super) fn choose(&mut self, prediction: &Prediction, option: usize) -> bool {
        let is_new = option < prediction.options().len() && !self.answers.contains(&option);
        if is_new {
            self.answers.push(option);
        }
        is_new
    }
}
