//! What a step still asks of the learner, which no picture is to tell.

/// What a step still asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::lab) enum Asks {
    /// Nothing: all of it can be seen.
    #[default]
    Nothing,
    /// Blanks are to be filled in.
    Blanks,
    /// What comes of the step is to be answered or predicted first.
    Answer,
}
