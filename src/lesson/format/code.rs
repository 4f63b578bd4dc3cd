//! Whether the code of a step is seen, or folded away.

use serde::{Deserialize, Serialize};

/// Whether the code of a step, with what it prints, is seen at once: `code = "folded"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// It is seen.
    #[default]
    Open,
    /// It is one line, until the learner opens it with `c`. An error is never folded away; nor,
    /// unless a step asks for it by itself, is what answers its question.
    Folded,
}
