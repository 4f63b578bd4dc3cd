//! Cells of a chart as characters and plain colours, for paper and slides.

use ratatui::style::{Color, Modifier};

use crate::chart::Cell;

use super::painting::{self, COVERED, UPPER_HALF};
use super::settings::Settings;

/// A cell as it looks. All colours are 0xRRGGBB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inked {
    /// The character; ' ' if there is none, and nothing at all behind one that is two columns wide.
    pub symbol: Option<char>,
    /// The colour of the character.
    pub ink: u32,
    /// The colours of the upper half of the ground and of the lower.
    pub ground: [u32; 2],
    /// Whether the character is bold.
    pub is_bold: bool,
}

/// How a cell looks in all colours, or in black on white where the theme has none.
pub fn inked(settings: Settings, cell: Cell) -> Inked {
    let (paper, text) = settings.palette().paper();
    let (symbol, style) = painting::painted(settings, cell);
    let ink = style.fg.map_or(text, |color| number(color, text));
    let ground = style.bg.map_or(paper, |color| number(color, paper));
    let (symbol, ground) = match symbol {
        UPPER_HALF => (Some(' '), [ink, ground]),
        COVERED => (None, [ground, ground]),
        symbol => (Some(symbol), [ground, ground]),
    };
    Inked { symbol, ink, ground, is_bold: style.add_modifier.contains(Modifier::BOLD) }
}

// A colour without a number is one of the terminal's, and here there is none.
fn number(color: Color, own: u32) -> u32 {
    match color {
        Color::Rgb(red, green, blue) => u32::from_be_bytes([0, red, green, blue]),
        _ => own,
    }
}
