//! How the screen is drawn.

use crate::chart::{Glyphs, Shading, Style};

use super::colors::Colors;
use super::theme::Theme;

/// How the screen is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// What the colours are like.
    pub theme: Theme,
    /// How many colours there are. None of them goes with [`Theme::Plain`], and with it alone.
    pub colors: Colors,
    /// The characters.
    pub glyphs: Glyphs,
}

impl Settings {
    /// How charts are drawn: a shade needs a glyph where there is no colour.
    pub(super) fn chart(self) -> Style {
        let shading = match (self.theme, self.glyphs) {
            (Theme::Plain, _) => Shading::Glyphs,
            (_, Glyphs::Unicode) => Shading::HalfBlocks,
            (_, Glyphs::Ascii) => Shading::Background,
        };
        Style { glyphs: self.glyphs, shading }
    }
}
