//! A number while it is being typed.

use crate::journal::Entry;
use crate::lab::EditError;

use super::field::Field;

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

    /// What the text asks for.
    pub(super) fn edit(&self) -> Result<Entry, EditError> {
        self.field.parse(&self.text)
    }

    pub(super) fn insert(&mut self, c: char) {
        if self.text.chars().count() < LENGTH {
            self.text.insert(self.byte(self.cursor), c);
            self.cursor += 1;
        }
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
