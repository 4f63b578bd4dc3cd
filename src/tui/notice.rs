//! Something to tell the learner, until the next key.

use std::fmt;

/// Something to tell the learner, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Notice {
    /// In these words.
    Words(String),
    /// That this is the last step, and the title of the lesson that follows, if one does.
    LastStep(Option<String>),
}

impl From<&str> for Notice {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => f.write_str(words),
            Self::LastStep(None) => f.write_str("this is the last step"),
            Self::LastStep(Some(next)) => {
                write!(f, "this is the last step. → once more opens the next lesson, {next}")
            }
        }
    }
}
