//! What the journal calls the steps of a lesson.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::lesson::Lesson;

/// What the journal calls each step: its id. Where an id comes twice, the later ones are numbered.
pub(super) fn of(lesson: &Lesson) -> Arc<[String]> {
    let ids: Vec<&str> = lesson.steps.iter().map(|step| step.id.as_str()).collect();
    let mut seen = BTreeMap::new();
    let key = |id: &&str| {
        let count: &mut usize = seen.entry((*id).to_owned()).or_default();
        *count += 1;
        if *count == 1 { (*id).to_owned() } else { format!("{id}#{count}") }
    };
    ids.iter().map(key).collect()
}
