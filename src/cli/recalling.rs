//! Questions of earlier lessons: which are due, and keeping what comes of them.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};

use crate::journal::{Change, Entry, FirstAnswer, Recalled};
use crate::lesson::{Lesson, shelf};
use crate::recall::{self, Known};
use crate::store;
use crate::tui::{Outside, Review, Shelf};

use super::find::find;
use super::keeping::{Keeping, home, shelved};

/// Some questions, and the lesson behind them.
pub(super) struct Round {
    pub(super) lesson: Lesson,
    /// The name of the lesson behind them.
    pub(super) then: OsString,
    /// What opens them again: the name of that lesson, or of the command.
    pub(super) command: &'static str,
}

/// What is called the review on the command line.
pub(super) const REVIEW: &str = "review";

/// The questions before a lesson of the shelf that is not begun yet, if any are due.
pub(super) fn before(name: &OsStr, keeping: &Keeping) -> Option<Round> {
    let at = shelf::NAMES.iter().position(|known| name == *known)?;
    if keeping.look(&home(name)).steps().next().is_some() {
        return None;
    }
    let mut due = due(&shelf::NAMES[..at], keeping);
    due.truncate(recall::BEFORE_A_LESSON);
    if due.is_empty() {
        return None;
    }
    let title = find(name).ok()?.title;
    let lesson = recall::before(&title, &due);
    Some(Round { lesson, then: name.to_owned(), command: shelf::NAMES[at] })
}

/// The questions of all lessons that are due, with the lesson to go on with behind them.
pub(super) fn review(then: &OsStr, keeping: &Keeping) -> Option<Round> {
    let due = due(&shelf::NAMES, keeping);
    let lesson = (!due.is_empty()).then(|| recall::review(&due))?;
    Some(Round { lesson, then: then.to_owned(), command: REVIEW })
}

/// The shelf, with what there is to review.
pub(super) fn whole_shelf(keeping: &Keeping) -> Shelf {
    let known = known(&shelf::NAMES, keeping);
    let is_any = !known.is_empty();
    let review = is_any.then(|| Review { due: of_today(known, keeping).len() });
    Shelf { lessons: shelved(keeping), review }
}

fn due(names: &[&str], keeping: &Keeping) -> Vec<Known> {
    of_today(known(names, keeping), keeping)
}

fn of_today(known: Vec<Known>, keeping: &Keeping) -> Vec<Known> {
    recall::due(known, &keeping.recalled(), store::today())
}

/// What can be asked again out of some lessons, in their order.
fn known(names: &[&str], keeping: &Keeping) -> Vec<Known> {
    let known = |name: &&str| {
        let lesson = find(name.as_ref()).ok()?;
        Some(recall::known(name, &lesson, &keeping.look(&home(name.as_ref()))))
    };
    names.iter().filter_map(known).flatten().collect()
}

/// What comes of some questions, kept as they are answered: of each what came first.
pub(super) struct Remembering<'a> {
    keeping: &'a Keeping,
    lesson: Lesson,
    answered: BTreeSet<String>,
}

impl<'a> Remembering<'a> {
    pub(super) fn new(lesson: Lesson, keeping: &'a Keeping) -> Self {
        Self { keeping, lesson, answered: BTreeSet::new() }
    }

    fn recalled(&self, id: &str, entry: &Entry) -> Option<Recalled> {
        let step = self.lesson.steps.iter().find(|step| step.id == id)?;
        let answer: FirstAnswer = recall::first_answer(step.question.as_ref()?, entry)?;
        let (lesson, step) = recall::origin(id)?;
        let (lesson, step) = (lesson.to_owned(), step.to_owned());
        Some(Recalled { lesson, step, day: store::today(), answer })
    }
}

impl Outside for Remembering<'_> {
    fn keep(&mut self, changes: &[Change]) -> Option<String> {
        for change in changes {
            let Change::Do { step, entry } = change else { continue };
            let Some(recalled) = self.recalled(step, entry) else { continue };
            if self.answered.insert(step.clone())
                && let Err(error) = self.keeping.remember(&recalled)
            {
                return Some(format!("what you answer here is not kept: {error}"));
            }
        }
        None
    }

    fn shelf(&mut self) -> Shelf {
        whole_shelf(self.keeping)
    }
}
