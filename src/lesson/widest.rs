//! How wide an example of a lesson can be.

use super::action::Action;
use super::format::Lesson;

/// The most numbers that an example in this lesson has: what a layer may be called with.
pub(super) fn widest(lesson: &Lesson) -> usize {
    let data = lesson.data.values().map(|dataset| dataset.x.columns());
    let actions = lesson.steps.iter().filter_map(|step| step.run.as_ref());
    let asked = actions.map(Action::words).filter_map(|words| words.inputs());
    let asked = asked.filter_map(|x| x.first()).map(Vec::len);
    data.chain(asked).max().unwrap_or(1)
}
