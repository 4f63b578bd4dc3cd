//! The shelf, as the learner sees it.

use serde::Serialize;

/// The lessons, and the questions out of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// The lessons, in the order to take them.
    pub lessons: Vec<Shelved>,
    /// The review, once there is anything that could be asked again.
    pub review: Option<Review>,
}

/// Questions of all lessons, asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// How many are due.
    pub due: usize,
}

/// A lesson on the shelf, and how much of it is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shelved {
    /// What it is called in a command.
    pub name: String,
    /// What it is called on the screen.
    pub title: String,
    /// One line about it.
    pub about: String,
    /// How many steps it has.
    pub steps: usize,
    /// How many of them the learner has been at.
    pub seen: usize,
    /// How many tasks it has: goals and questions.
    pub tasks: usize,
    /// How many of them are done.
    pub done: usize,
    /// How many were skipped: the solution was shown.
    pub skipped: usize,
}
