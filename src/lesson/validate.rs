//! What a lesson must hold beyond its form: sizes within the limits, tables that are tables,
//! questions that have their answer.

mod asked;
mod data;
mod goal;
mod step;
mod words;

use super::draft::Draft;
use super::fault::{Fault, Faults, Stage};
use super::format::Lesson;
use super::path::Path;
use super::sizes::within;
use super::{budget, limits, references};

use data::check_dataset;
use step::check_step;
use words::line;

/// Checks a lesson from top to bottom and notes all faults. What has one is taken out before
/// anything is held against it.
pub(super) fn validate(draft: &mut Draft, faults: &mut Faults) {
    faults.begin(Stage::Values);
    if faults.check(check_sizes(&draft.lesson)).is_none() {
        return;
    }
    check_head(&draft.lesson, faults);
    for (name, dataset) in &draft.lesson.data {
        check_dataset(&Path::default().name("data").name(name), name, dataset, faults);
    }
    for (index, step) in draft.lesson.steps.iter().enumerate() {
        check_step(&Path::default().name("step").index(index), step, faults);
    }
    draft.take_out(faults);
    faults.begin(Stage::References);
    references::check(draft, faults);
    draft.take_out(faults);
    faults.begin(Stage::Budget);
    budget::check(&draft.lesson, faults);
}

/// How many steps and data sets there are: with too many there is no end to what is wrong.
fn check_sizes(lesson: &Lesson) -> Result<(), Fault> {
    let root = Path::default();
    within(&root.name("step"), "steps", lesson.steps.len(), limits::STEPS)?;
    within(&root.name("data"), "data sets", lesson.data.len(), limits::DATA_SETS)
}

fn check_head(lesson: &Lesson, faults: &mut Faults) {
    let root = Path::default();
    if lesson.format != 1 {
        let message = format!("this program reads format 1, not format {}", lesson.format);
        faults.note(Fault::new(&root.name("format"), message));
    }
    faults.check(line(&root.name("title"), "a title", &lesson.title, limits::TITLE_CHARS));
    let what = "the line about a lesson";
    faults.check(line(&root.name("about"), what, &lesson.about, limits::ABOUT_CHARS));
    if lesson.steps.is_empty() && !faults.is_touched(&root.name("step")) {
        faults.note(Fault::new(&root, "a lesson needs at least one step: `[[step]]`"));
    }
}
