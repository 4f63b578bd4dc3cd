//! A number while it is being typed.

use std::fmt;

use crate::journal::Entry;
use crate::lab::{EditError, kept_otherwise};

use super::field::Field;

/// Why something is not taken into a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// There is no room for it.
    Full,
    /// What was pasted is no number.
    NoNumber,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => write!(f, "a number has room for {LENGTH} characters, and this is more"),
            Self::NoNumber => f.write_str("what was pasted is no number, so nothing was taken"),
        }
    }
}

/// A number being typed into a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Typing {
    pub(super) field: Field,
    pub(super) text: String,
    /// The cursor, counted in characters from the left.
    pub(super) cursor: usize,
}

impl Typing {
    pub(super) fn new(field: Field, text: String) -> Self {
        let cursor = text.chars().count();
        Self { field, text, cursor }
    }

    /// What has been typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the text asks for.
    pub(super) fn edit(&self) -> Result<Entry, EditError> {
        self.field.parse(&self.text)
    }

    /// Takes a character at the cursor.
    pub(super) fn insert(&mut self, c: char) -> Result<(), Refused> {
        if self.text.chars().count() >= LENGTH {
            return Err(Refused::Full);
        }
        self.text.insert(self.byte(self.cursor), c);
        self.cursor += 1;
        Ok(())
    }

    /// Takes a number at the cursor, or nothing: blanks around it do not count.
    pub(super) fn paste(&mut self, text: &str) -> Result<(), Refused> {
        let text = text.trim();
        if !text.parse().is_ok_and(f64::is_finite) {
            return Err(Refused::NoNumber);
        }
        if self.text.chars().count() + text.chars().count() > LENGTH {
            return Err(Refused::Full);
        }
        text.chars().try_for_each(|c| self.insert(c))
    }

    /// What to say where the number is not kept as it was typed.
    pub(super) fn rounded(&self) -> Option<String> {
        let kept = match self.edit().ok()? {
            Entry::Set(_, kept) | Entry::Slide(_, kept) => kept,
            Entry::Fit(change) => change.learning_rate?,
            Entry::Point(numbers) => numbers.first()?.1,
            _ => return None,
        };
        kept_otherwise(&self.text, kept)
    }

    pub(super) fn backspace(&mut self) {
        if self.cursor > 0 {
            self.cursor -= 1;
            self.delete();
        }
    }

    pub(super) fn delete(&mut self) {
        let at = self.byte(self.cursor);
        if at < self.text.len() {
            self.text.remove(at);
        }
    }

    pub(super) fn left(&mut self) {
        self.cursor = self.cursor.saturating_sub(1);
    }

    pub(super) fn right(&mut self) {
        self.cursor = (self.cursor + 1).min(self.text.chars().count());
    }

    fn byte(&self, chars: usize) -> usize {
        self.text.char_indices().nth(chars).map_or(self.text.len(), |(at, _)| at)
    }
}

/// A value as one would type it: short enough for a cell.
pub(super) fn text_of(value: f32) -> String {
    let text = value.to_string();
    if text.len() <= LENGTH { text } else { format!("{value:e}") }
}

// No float32 needs more, and the cell has to fit on the narrowest screen.
const LENGTH: usize = 16;
