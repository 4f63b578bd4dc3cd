//! How the screen is drawn.

use crate::chart::{Glyphs, Shading, Style};

use super::animation::Animation;
use super::colors::Colors;
use super::palette::Palette;
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
    /// Whether anything moves by itself.
    pub animation: Animation,
}

impl Settings {
    /// The colours.
    pub fn palette(self) -> Palette {
        Palette { theme: self.theme, colors: self.colors }
    }

    /// How charts are drawn: a shade needs a glyph where there are too few colours for it.
    pub fn chart(self) -> Style {
        let shading = match (self.theme, self.colors, self.glyphs) {
            (Theme::Plain, ..) | (_, Colors::None, _) => Shading::Glyphs,
            (_, Colors::TrueColor, Glyphs::Unicode) => Shading::HalfBlocks,
            _ => Shading::Background,
        };
        Style { glyphs: self.glyphs, shading }
    }
}
