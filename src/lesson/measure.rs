//! What can be measured of a tree, in goals and in texts.

use serde::Deserialize;

/// What can be measured of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TreeMeasure {
    /// How many questions the longest way has.
    Depth,
    /// How many leaves there are.
    Leaves,
    /// How mixed the leaves are, each by its share of the rows.
    Impurity,
    /// What the question of the root takes away of its impurity.
    Gain,
}

impl TreeMeasure {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Depth, Self::Leaves, Self::Impurity, Self::Gain];

    /// How it is written in a lesson.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Depth => "depth",
            Self::Leaves => "leaves",
            Self::Impurity => "impurity",
            Self::Gain => "gain",
        }
    }

    /// The measure of that word.
    pub(super) fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.word() == word)
    }
}
