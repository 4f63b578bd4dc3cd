//! Whether words of a lesson can be read: something to see, and an end to it.

use unicode_width::UnicodeWidthChar;

use crate::lesson::fault::Fault;
use crate::lesson::path::Path;

/// Refuses what is not one line of at most `limit` characters with something to see in it.
pub(super) fn line(path: &Path, what: &str, text: &str, limit: usize) -> Result<(), Fault> {
    if text.contains('\n') {
        return Err(Fault::new(path, format!("{what} is a single line: take the line break out")));
    }
    visible(path, what, text, limit)
}

/// Refuses what is longer than `limit` characters, or has nothing to see in it.
pub(super) fn visible(path: &Path, what: &str, text: &str, limit: usize) -> Result<(), Fault> {
    if is_blank(text) {
        let message = format!("{what} needs a letter that can be seen, and here is none");
        return Err(Fault::new(path, message));
    }
    at_most(path, what, text, limit)
}

/// Refuses what is longer than `limit` characters.
pub(super) fn at_most(path: &Path, what: &str, text: &str, limit: usize) -> Result<(), Fault> {
    let chars = text.chars().count();
    if chars <= limit {
        return Ok(());
    }
    Err(Fault::new(path, format!("{what} has at most {limit} characters, and here are {chars}")))
}

/// Whether a text has nothing in it that can be seen.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_empty(c))
}

// Marks alone, joiners and selectors take no column; the others take one and leave it empty.
fn is_empty(c: char) -> bool {
    c.width().unwrap_or(0) == 0
        || matches!(c, '\u{ad}' | '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}')
}
