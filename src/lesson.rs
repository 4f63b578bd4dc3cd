//! Lessons: what a lesson file may say, how it is read, and the shelf of lessons that ship with
//! the program.
//!
//! A lesson is data. [`format`](mod@format) and [`action`] are the author's manual; [`read()`] turns
//! a file into a [`Lesson`] or into a [`LessonError`] that names line and column of every fault;
//! [`shelf`] finds a lesson by its name or its path; [`text`] reads the small part of Markdown that a
//! step's text may use.

pub mod action;
pub mod format;
pub mod limits;
pub mod live;
pub mod nearest;
pub mod parameter;
pub mod quantity;
pub mod shelf;
pub mod text;
pub mod work;

mod architecture;
mod budget;
mod dataset;
mod doubts;
mod draft;
mod draw;
mod error;
mod explain;
mod fault;
mod files;
mod generate;
mod harmless;
mod known;
mod labels;
mod load;
mod max_features;
pub mod measure;
pub mod over;
mod part;
mod path;
mod piece;
mod place;
mod python_names;
mod read;
mod references;
pub mod rows;
mod said;
mod signs;
mod size;
mod sizes;
pub mod slider;
mod solutions;
mod spent;
mod table;
mod tunable;
mod validate;
mod widest;

pub use error::{LessonError, LessonFault};
pub use files::Files;
pub use format::{Action, Dataset, Lesson, Step};
pub use harmless::{printable, quoted, told};
pub use part::Part;
pub use place::Place;
pub use read::{read, read_with, step_places};
pub use table::Table;
