//! The characters a chart is drawn with.

use super::{Glyphs, Mark};

impl Mark {
    /// The character of this mark.
    pub fn symbol(self, glyphs: Glyphs) -> char {
        let (unicode, ascii) = match self {
            Self::Cross => ('×', 'x'),
            Self::Circle => ('○', 'o'),
            Self::Triangle => ('▲', '^'),
            Self::Diamond => ('◆', '&'),
            Self::Square => ('■', '#'),
            Self::Plus => ('+', '+'),
        };
        match glyphs {
            Glyphs::Unicode => unicode,
            Glyphs::Ascii => ascii,
        }
    }

    /// The character for several points of this mark in one cell: another one where fonts have a
    /// filled one.
    pub(super) fn several(self, glyphs: Glyphs) -> char {
        match (self, glyphs) {
            (Self::Circle, Glyphs::Unicode) => '●',
            (Self::Circle, Glyphs::Ascii) => 'O',
            (Self::Cross, Glyphs::Ascii) => 'X',
            _ => self.symbol(glyphs),
        }
    }
}

/// As many of different marks in one cell.
pub(super) const OVERLAP: char = '*';

/// The character that fills the region of a class where there are no colours; none is a mark.
pub(super) const fn region(class: u8) -> char {
    [' ', '.', ':', ',', '-', ';', '~', '_'][class as usize % 8]
}

/// Every character that is not a mark.
pub(super) struct Symbols {
    pub(super) y_axis: char,
    pub(super) y_tick: char,
    pub(super) x_axis: char,
    pub(super) x_tick: char,
    pub(super) corner: char,
    pub(super) stem: char,
    pub(super) boundary: char,
    pub(super) crosshair: char,
    pub(super) aim: char,
    pub(super) bead: char,
    /// Legend keys of a solid, a dashed, a dotted and a beaded curve.
    pub(super) strokes: [&'static str; 4],
    /// Growing density; none is a character that lines are drawn with.
    pub(super) ramp: [char; 4],
    /// Which way the axes run.
    pub(super) across: char,
    pub(super) up: char,
    pub(super) above: char,
    pub(super) below: char,
    pub(super) left: char,
    pub(super) right: char,
    pub(super) ellipsis: char,
    /// Before how many more there are below.
    pub(super) more: char,
    /// Before what comes out.
    pub(super) out: &'static str,
}

impl Glyphs {
    pub(super) fn symbols(self) -> &'static Symbols {
        match self {
            Self::Unicode => &UNICODE,
            Self::Ascii => &ASCII,
        }
    }
}

static UNICODE: Symbols = Symbols {
    y_axis: '│',
    y_tick: '┤',
    x_axis: '─',
    x_tick: '┬',
    corner: '└',
    stem: '│',
    boundary: '┊',
    crosshair: '·',
    aim: '┼',
    bead: '•',
    strokes: ["──", "╌╌", "┄┄", "• •"],
    ramp: [' ', '░', '▒', '▓'],
    across: '→',
    up: '↑',
    above: '▲',
    below: '▼',
    left: '◄',
    right: '►',
    ellipsis: '…',
    more: '⋮',
    out: "→",
};

static ASCII: Symbols = Symbols {
    y_axis: '|',
    y_tick: '+',
    x_axis: '-',
    x_tick: '+',
    corner: '+',
    stem: '|',
    boundary: ':',
    crosshair: '.',
    aim: '+',
    bead: '=',
    strokes: ["--", "- -", ". .", "= ="],
    ramp: [' ', ',', ';', '%'],
    across: '>',
    up: '^',
    above: '^',
    below: 'v',
    left: '<',
    right: '>',
    ellipsis: '~',
    more: ':',
    out: "->",
};
