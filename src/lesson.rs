//! Lessons: what a lesson file may say, how it is read, and the shelf of lessons that ship with
//! the program.
//!
//! A lesson is data. [`format`](mod@format) is the author's manual; [`read()`] turns a file into a
//! [`Lesson`] or into a [`LessonError`] that names line and column of every fault; [`shelf`] finds
//! a lesson by its name or its path; [`text`] reads the small part of Markdown that a step's text
//! may use.

pub mod format;
pub mod limits;
pub mod nearest;
pub mod shelf;
pub mod text;
pub mod work;

mod budget;
mod draft;
mod draw;
mod error;
mod explain;
mod fault;
mod harmless;
mod path;
mod piece;
mod place;
mod read;
mod references;
mod said;
mod signs;
mod validate;

pub use error::{LessonError, LessonFault};
pub use format::{Action, Dataset, Lesson, Step};
pub use harmless::{printable, quoted, told};
pub use place::Place;
pub use read::{read, step_places};
