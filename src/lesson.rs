//! Lessons: what a lesson file may say, how it is read, and the shelf of lessons that ship with
//! the program.
//!
//! A lesson is data. [`format`](mod@format) is the author's manual; [`read()`] turns a file into a
//! [`Lesson`] or into a [`LessonError`] that names line and column; [`shelf`] finds a lesson by
//! its name or its path; [`text`] reads the small part of Markdown that a step's text may use.

pub mod format;
pub mod limits;
pub mod nearest;
pub mod shelf;
pub mod text;
pub mod work;

mod budget;
mod error;
mod place;
mod read;
mod references;
mod validate;

pub use error::{LessonError, printable, quoted, told};
pub use format::{Action, Dataset, Lesson, Step};
pub use read::{read, step_places};
