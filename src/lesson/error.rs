//! What is wrong with a lesson file, and where.

use std::fmt;

use super::draw::draw;
use super::harmless::{file_name, quoted, told};
use super::place::Place;

/// All that is wrong with a lesson, told so that its author can mend it.
#[derive(Clone, Debug, PartialEq)]
pub struct LessonError {
    /// The file, as it was named.
    pub file: String,
    /// What is wrong, in the order of the places, as far as it is shown. There is at least one.
    pub faults: Vec<LessonFault>,
    /// How many faults were found beside these.
    pub more: usize,
}

/// One thing that is wrong with a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct LessonFault {
    /// What is wrong, and what would be right.
    pub message: String,
    /// Where it is, if it is at a place in the file.
    pub place: Option<Place>,
    /// What it is a part of, as far as that is known: ``step `fit`, run.fit.epochs``.
    pub part: Option<String>,
}

impl LessonError {
    /// A fault of the file as a whole.
    pub fn whole(file: &str, message: impl AsRef<str>) -> Self {
        Self::new(file, vec![LessonFault::whole(message.as_ref())], 0)
    }

    /// Faults to show, and how many there are beside them.
    pub(super) fn new(file: &str, faults: Vec<LessonFault>, more: usize) -> Self {
        Self { file: file_name(file), faults, more }
    }

    /// How many faults are shown: as many as one mends before checking again.
    pub(super) const SHOWN: usize = 20;
}

impl LessonFault {
    /// A fault of the file as a whole.
    pub(super) fn whole(message: &str) -> Self {
        Self { message: told(message), place: None, part: None }
    }

    /// A fault at a place, in a part of the lesson that has a name or none.
    pub(super) fn at(place: Place, part: Option<String>, message: &str) -> Self {
        Self { place: Some(place), part: part.map(|part| quoted(&part)), ..Self::whole(message) }
    }

    // The first line is one that editors know how to follow: `file:line:column: what is wrong`.
    fn tell(&self, file: &str) -> String {
        let Some(place) = &self.place else { return format!("{file}: {}", self.message) };
        let part = self.part.as_ref().map(|part| format!("{part}: ")).unwrap_or_default();
        let (message, advice) = self.message.split_once('\n').unwrap_or((&self.message, ""));
        let Place { line, column, .. } = place;
        draw(&format!("{file}:{line}:{column}: {part}{message}"), place, advice)
    }
}

impl fmt::Display for LessonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told: Vec<String> = self.faults.iter().map(|fault| fault.tell(&self.file)).collect();
        f.write_str(&told.join("\n\n"))?;
        match self.more {
            0 => Ok(()),
            1 => write!(f, "\n\n{}: 1 more fault was found. Mend these first.", self.file),
            more => {
                write!(f, "\n\n{}: {more} more faults were found. Mend these first.", self.file)
            }
        }
    }
}

impl std::error::Error for LessonError {}
