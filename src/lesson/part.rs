//! A part of the data: what is learned from, what a model is chosen by, what is reported on.

use serde::{Deserialize, Serialize};

/// A part of the data, once `run.train_test_split` has made parts of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The rows to learn from: `X_train`.
    #[default]
    Train,
    /// The rows to choose a model by: `X_cv`.
    Cv,
    /// The rows to report on, once: `X_test`.
    Test,
}

impl Part {
    /// Its name, as it ends those of the code: `cv` in `X_cv`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Cv => "cv",
            Self::Test => "test",
        }
    }
}
