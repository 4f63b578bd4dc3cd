//! Why a command ends early, and what is said of it.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::chart::Glyphs;
use crate::lesson::LessonError;

use super::output::folded;

/// Why a command ends early.
pub(super) enum Stop {
    /// The arguments make no sense.
    Usage(String),
    /// A lesson cannot be read.
    Lesson(LessonError),
    /// The lab cannot use the terminal.
    Terminal(io::Error),
    /// What there is to print cannot be written.
    Output(io::Error),
    /// A file of this name cannot be written.
    File(String, io::Error),
    /// A signal has come: the exit code for it, and how far the command had come.
    Signal(u8, String),
}

impl Stop {
    /// Says why, and gives the exit code. Where nobody can be told, the code has to do.
    pub(super) fn tell(self, glyphs: Glyphs) -> ExitCode {
        let (message, code) = match self {
            Self::Usage(message) => (message, 2),
            Self::Lesson(error) => (error.to_string(), 1),
            Self::Terminal(error) => (format!("the terminal cannot be used: {error}"), 1),
            Self::Output(error) => (format!("the output cannot be written: {error}"), 1),
            Self::File(name, error) => (format!("`{name}` cannot be written: {error}"), 1),
            Self::Signal(code, message) => (message, code),
        };
        let _ = writeln!(io::stderr(), "{}", folded(&message, glyphs));
        ExitCode::from(code)
    }
}

impl From<LessonError> for Stop {
    fn from(error: LessonError) -> Self {
        Self::Lesson(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
