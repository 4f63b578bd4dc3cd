//! The themes.

/// Which colours to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Light on dark.
    #[default]
    Dark,
    /// Dark on light.
    Light,
    /// Light on black, as far apart as can be.
    HighContrast,
    /// No colour: bold, dim, underline and reverse only.
    Plain,
}
