//! One thing that a learner does at a step.

use serde::{Deserialize, Serialize};

use crate::lesson::format::FitChange;
pub use crate::lesson::parameter::{Parameter, Place};
pub use crate::lesson::slider::Slider;

/// One thing that a learner does at a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Entry {
    /// One weight or bias gets a value.
    Set(Parameter, f32),
    /// Numbers of one row of the data get values.
    Point(Vec<(Coordinate, f32)>),
    /// A row is added behind those of the data.
    AddRow(NewRow),
    /// A row of the data is taken away, counted from 0.
    RemoveRow(usize),
    /// A number that is no weight is slid to a value.
    Slide(Slider, f32),
    /// A node of a tree asks a question, or another one: the tree, the place of the node, the feature
    /// and the threshold.
    Ask(Node, usize, f32),
    /// A node of a tree asks nothing any more, and what was below it is gone.
    Close(Node),
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
    /// A number of a prediction, or a blank of the arithmetic, gets a value; counted from 0.
    Guess(usize, f32),
    /// The prediction stands.
    LockIn,
    /// One more hint is uncovered.
    Hint,
    /// The answer or the solution is shown, or the task is given up.
    Solve,
    /// An example is looked at, counted from 0.
    Look(usize),
}

/// A node of a tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// The tree, by its name in the lesson.
    pub tree: String,
    /// Its place: the root is 1, and below a place p are 2p and 2p + 1.
    pub place: u64,
}

/// One number of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coordinate {
    /// The row, counted from 0.
    pub row: usize,
    /// Which number of the row.
    pub column: Column,
}

/// The numbers of a row that is added to the data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewRow {
    /// Its features.
    pub x: Vec<f32>,
    /// Its targets.
    pub y: Vec<f32>,
}

/// A number in a row of the data, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Column {
    /// A feature.
    X(usize),
    /// A target.
    Y(usize),
}

impl Entry {
    /// Whether it may change the model or its training, and so whatever comes later.
    pub fn touches_the_model(&self) -> bool {
        !matches!(
            self,
            // What is looked at along a curve, or decided from on, is no part of what comes later.
            Self::Slide(Slider::Z(_) | Slider::Threshold, _)
                | Self::Answer(_)
                | Self::Guess(..)
                | Self::LockIn
                | Self::Hint
                | Self::Look(_)
        )
    }

    /// Both as one, where the next goes on with the same: numbers for one cell, batches, looks.
    pub fn merged(&self, next: &Self) -> Option<Self> {
        match (self, next) {
            (Self::Set(cell, _), Self::Set(same, _)) if cell == same => Some(next.clone()),
            (Self::Ask(node, ..), Self::Ask(same, ..)) if node == same => Some(next.clone()),
            (Self::Guess(at, _), Self::Guess(same, _)) if at == same => Some(next.clone()),
            (Self::Slide(slider, _), Self::Slide(same, _)) if slider == same => Some(next.clone()),
            (Self::Point(numbers), Self::Point(same)) if is_of_the_same(numbers, same) => {
                Some(next.clone())
            }
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

fn is_of_the_same(numbers: &[(Coordinate, f32)], others: &[(Coordinate, f32)]) -> bool {
    let pairs = numbers.iter().zip(others);
    numbers.len() == others.len() && pairs.into_iter().all(|(one, other)| one.0 == other.0)
}
