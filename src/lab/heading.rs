//! Which step it is, and of which lesson.

use serde::Serialize;

use super::at::At;

/// Which step it is, and of which lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// The title of the lesson.
    pub lesson: String,
    /// The part of the lesson that the step is in, where it has parts.
    pub part: Option<String>,
    /// Whether that part begins with this step.
    pub opens_part: bool,
    /// Which step it is, counted from 0.
    pub index: usize,
    /// How many steps there are.
    pub steps: usize,
    /// The id of the step.
    pub id: String,
    /// Its title.
    pub title: String,
}

pub(super) fn of(at: At<'_>) -> Heading {
    let step = at.step();
    let so_far = &at.lesson.steps[..=at.index];
    Heading {
        lesson: at.lesson.title.clone(),
        part: so_far.iter().rev().find_map(|step| step.part.clone()),
        opens_part: step.part.is_some(),
        index: at.index,
        steps: at.lesson.steps.len(),
        id: step.id.clone(),
        title: step.title.clone(),
    }
}
