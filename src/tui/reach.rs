//! How far what is shown goes on beyond the screen.

/// How far what is shown goes on beyond the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reach {
    /// How many lines there are below the last one on the screen.
    pub(super) below: usize,
    /// Whether there are more examples than the panel shows.
    pub(super) hides_examples: bool,
}
