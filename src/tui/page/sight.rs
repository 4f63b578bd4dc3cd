//! What is to be in sight on a page that is laid out anew.

/// What is to be in sight on a page that is laid out anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::tui) enum Sight {
    /// What is there already.
    #[default]
    Same,
    /// Its beginning.
    Top,
    /// The chart, where it stands below the text.
    Chart,
    /// What it says that is new.
    News,
    /// The option that Enter would take.
    Choice,
}
