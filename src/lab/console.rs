//! The code of a step and what it prints: derived from the action, never written by an author.

mod actions;
mod asking;
mod edits;
mod gradient;
mod training;

use serde::Serialize;

use crate::lesson::Lesson;
use crate::lesson::format::Action;
use crate::nn::{self, Dense, Tensor};

use super::state::State;
use super::training::Training;

/// A few lines of code and what Python prints for them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Statement {
    /// The code, line by line, without the prompt.
    pub code: Vec<String>,
    /// What comes out.
    pub printed: Printed,
}

/// What Python prints for some code.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Printed {
    /// Nothing at all.
    Nothing,
    /// This text.
    Text(String),
    /// An error.
    Error(KerasError),
    /// Something that is shown once the step's question is answered.
    Withheld,
}

/// An error in two layers: what Keras says, and what that means.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KerasError {
    /// The Python class: `ValueError`.
    pub class: String,
    /// What Keras says, word for word.
    pub keras: String,
    /// What happened, in plain words.
    pub what_happened: String,
    /// What to do about it.
    pub what_to_do: String,
    /// The shapes, drawn, where shapes are the trouble.
    pub drawing: Option<String>,
}

/// The states on both sides of a step's action and edits.
pub(super) struct Stages<'a> {
    /// Before the action.
    pub(super) before: &'a State,
    /// After the action, before any edit.
    pub(super) start: &'a State,
    /// After the edits.
    pub(super) edited: &'a State,
    /// What a fit has trained so far, or why it cannot begin.
    pub(super) training: Option<Result<&'a Training, nn::Error>>,
}

/// The console of step `index`: run from top to bottom, its code gives the numbers on the screen.
///
/// The learner's edits are lines of code too. They come before the action, unless it is the action
/// that makes the weights; what has been printed by then is printed once more.
pub(super) fn run(stages: &Stages<'_>, lesson: &Lesson, index: usize) -> Vec<Statement> {
    let Stages { before, start, edited, training } = stages;
    let action = lesson.steps[index].run.as_ref();
    if let (Some(Action::Fit(fit)), Some(training)) = (action, training) {
        return actions::fit(start, fit, training.as_ref().copied());
    }
    let edit = |layer: &String| match action {
        // The action itself shows the weights as they are now.
        Some(Action::SetWeights(set)) if set.layer == *layer && edits::is_taken(before, set) => {
            None
        }
        _ => edits::edit(start, edited, layer),
    };
    let layers: Vec<&String> = edited.edited.union(&edited.redrawn).collect();
    let edits: Vec<Statement> = layers.iter().filter_map(|layer| edit(layer)).collect();
    let Some(action) = action else { return edits };
    let after = actions::entries_of(before, edited, lesson, action);
    let had_weights = |layer: &&String| before.layer(layer).is_some_and(Dense::is_built);
    if layers.iter().all(had_weights) {
        return [edits, after].concat();
    }
    match action {
        Action::Call(_) | Action::Predict(_) => {
            [actions::entries_of(before, start, lesson, action), edits, after].concat()
        }
        _ => [after, edits].concat(),
    }
}

impl Statement {
    /// The lines of the code, each with the prompt that Python shows in front of it.
    pub fn prompted(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.code.iter().map(|line| {
            let continues = line.starts_with([' ', ']']);
            (if continues { "... " } else { ">>> " }, line.as_str())
        })
    }

    fn silent(code: Vec<String>) -> Self {
        Self { code, printed: Printed::Nothing }
    }

    fn text(code: Vec<String>, text: &str) -> Self {
        Self { code, printed: Printed::Text(text.trim_end().to_owned()) }
    }
}

impl Printed {
    fn of(result: Result<Tensor, nn::Error>, print: fn(&Tensor) -> String) -> Self {
        match result {
            Ok(tensor) => Self::Text(print(&tensor)),
            Err(error) => Self::Error(KerasError::of(&error)),
        }
    }
}

impl KerasError {
    fn of(error: &nn::Error) -> Self {
        Self {
            class: error.python_type().to_owned(),
            keras: error.to_string(),
            what_happened: error.what_happened(),
            what_to_do: error.what_to_do(),
            drawing: error.drawing(),
        }
    }
}
