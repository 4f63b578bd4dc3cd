//! The steps of a lesson in a list, and what was done at each.

use crate::journal::Task;

use super::Lab;

/// A step in the list of all steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The id of the step.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The part of the lesson that begins with it.
    pub part: Option<String>,
    /// Whether there is a goal or a question.
    pub has_task: bool,
    /// Where that stands.
    pub task: Task,
    /// Whether the learner has ever been there.
    pub is_seen: bool,
}

impl Lab {
    /// All steps of the lesson, in order.
    pub fn contents(&self) -> Vec<Listed> {
        let listed = |(index, step): (usize, &crate::lesson::Step)| Listed {
            id: step.id.clone(),
            title: step.title.clone(),
            part: step.part.clone(),
            has_task: step.has_task(),
            task: self.task(index),
            is_seen: self.is_seen(index),
        };
        self.lesson().steps.iter().enumerate().map(listed).collect()
    }
}
