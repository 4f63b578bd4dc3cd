//! How the screen is drawn.

use crate::chart::{Glyphs, Shading, Style};

use super::theme::Theme;

/// How the screen is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// The colours.
    pub theme: Theme,
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
