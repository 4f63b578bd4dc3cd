//! How many colours a terminal shows.

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colors {
    /// Any colour, by its red, green and blue.
    TrueColor,
    /// The palette of 256.
    #[default]
    Indexed256,
    /// The sixteen colours that every colour terminal has.
    Ansi16,
    /// None.
    None,
}
