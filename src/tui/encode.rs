//! Cells as bytes: what makes a terminal show them.

use std::io;

use crossterm::cursor::{MoveTo, MoveToColumn};
use crossterm::queue;
use crossterm::style::{
    Attribute, Colors, Print, SetAttribute, SetBackgroundColor, SetColors, SetForegroundColor,
};
use ratatui::backend::IntoCrossterm;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Appends what shows cells at their columns and rows, and leaves the terminal's pen as it was.
///
/// Only what differs from the cell before is told, and no colour for what cannot be seen: in a
/// picture of half blocks that is more than half of all bytes.
pub(super) fn encode<'a>(
    cells: impl Iterator<Item = (u16, u16, &'a Cell)>,
    bytes: &mut Vec<u8>,
) -> io::Result<()> {
    let mut pen =
        Pen { at: None, ink: Color::Reset, ground: Color::Reset, look: Modifier::empty() };
    for (x, y, cell) in cells {
        match pen.at {
            Some(at) if at == (x, y) => (),
            Some((_, row)) if row == y => queue!(bytes, MoveToColumn(x))?,
            _ => queue!(bytes, MoveTo(x, y))?,
        }
        pen.take_look(cell, bytes)?;
        let (symbol, ink, ground) = pen.nearest(cell);
        pen.take_colours(ink, ground, bytes)?;
        queue!(bytes, Print(symbol))?;
        // What is behind a character two columns wide is not told of, so that the next one moves.
        pen.at = Some((x + 1, y));
    }
    queue!(bytes, SetAttribute(Attribute::Reset))
}

/// How the terminal writes the next character, and where.
struct Pen {
    at: Option<(u16, u16)>,
    ink: Color,
    ground: Color,
    look: Modifier,
}

impl Pen {
    // Looks change seldom, so that all is told anew: not every terminal takes one back alone.
    fn take_look(&mut self, cell: &Cell, bytes: &mut Vec<u8>) -> io::Result<()> {
        if cell.modifier == self.look {
            return Ok(());
        }
        queue!(bytes, SetAttribute(Attribute::Reset))?;
        for (look, attribute) in LOOKS {
            if cell.modifier.contains(look) {
                queue!(bytes, SetAttribute(attribute))?;
            }
        }
        (self.ink, self.ground, self.look) = (Color::Reset, Color::Reset, cell.modifier);
        Ok(())
    }

    /// A character and its colours that look like a cell and need little new ink.
    fn nearest<'a>(&self, cell: &'a Cell) -> (&'a str, Color, Color) {
        let (symbol, ink, ground) = (cell.symbol(), cell.fg, cell.bg);
        let news = |ink, ground| u8::from(ink != self.ink) + u8::from(ground != self.ground);
        // The terminal's own ink is another colour than its own ground.
        let can_turn = symbol == UPPER && ink != Color::Reset && ground != Color::Reset;
        match symbol {
            " " if !cell.modifier.intersects(SEEN_ON_BLANKS) => (symbol, self.ink, ground),
            _ if can_turn && news(ground, ink) < news(ink, ground) => (LOWER, ground, ink),
            _ => (symbol, ink, ground),
        }
    }

    fn take_colours(&mut self, ink: Color, ground: Color, bytes: &mut Vec<u8>) -> io::Result<()> {
        match (ink != self.ink, ground != self.ground) {
            (true, true) => both(ink, ground, bytes)?,
            (true, false) => queue!(bytes, SetForegroundColor(ink.into_crossterm()))?,
            (false, true) => queue!(bytes, SetBackgroundColor(ground.into_crossterm()))?,
            (false, false) => (),
        }
        (self.ink, self.ground) = (ink, ground);
        Ok(())
    }
}

/// Two colours at once: any of red, green and blue by hand, for a frame of a picture has thousands
/// of them, and formatting takes as long as all else.
fn both(ink: Color, ground: Color, bytes: &mut Vec<u8>) -> io::Result<()> {
    let (Color::Rgb(red, green, blue), Color::Rgb(r, g, b)) = (ink, ground) else {
        let both = Colors::new(ink.into_crossterm(), ground.into_crossterm());
        return queue!(bytes, SetColors(both));
    };
    bytes.extend_from_slice(b"\x1b[38;2");
    channels([red, green, blue], bytes);
    bytes.extend_from_slice(b";48;2");
    channels([r, g, b], bytes);
    bytes.push(b'm');
    Ok(())
}

fn channels(channels: [u8; 3], bytes: &mut Vec<u8>) {
    for channel in channels {
        let digits = [channel / 100, channel / 10 % 10, channel % 10];
        let first = digits.iter().position(|digit| *digit > 0).unwrap_or(2);
        bytes.push(b';');
        bytes.extend(digits[first..].iter().map(|digit| b'0' + digit));
    }
}

const UPPER: &str = "▀";
/// The same cell, with ink and ground the other way round.
const LOWER: &str = "▄";

const LOOKS: [(Modifier, Attribute); 6] = [
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
];

const SEEN_ON_BLANKS: Modifier =
    Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);
