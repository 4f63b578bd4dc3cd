//! Style: which characters a chart is drawn with, and how its shade is shown.

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// The characters to draw with.
    pub glyphs: Glyphs,
    /// How shade is shown.
    pub shading: Shading,
}

/// The characters a terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Glyphs {
    /// Braille, box drawing and blocks.
    #[default]
    Unicode,
    /// Plain ASCII.
    Ascii,
}

/// How shade is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shading {
    /// As [`Cell::shade`], for the face to paint as background.
    ///
    /// [`Cell::shade`]: super::Cell::shade
    #[default]
    Background,
    /// As [`Cell::shade`] and, in cells that are otherwise blank, as [`Cell::upper`] too, for the
    /// face to paint with half blocks: twice as fine from bottom to top.
    ///
    /// [`Cell::shade`]: super::Cell::shade
    /// [`Cell::upper`]: super::Cell::upper
    HalfBlocks,
    /// As glyphs of growing density in the cells that are otherwise blank.
    Glyphs,
}
