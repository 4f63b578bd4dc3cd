//! Standard output, and a reader who may have read enough.

use std::io::{self, ErrorKind, Write};

use crate::ascii;
use crate::chart::Glyphs;

/// Standard output, as far as somebody reads it.
pub(super) enum Output {
    /// Somebody does.
    Open(Glyphs),
    /// Nobody does any more, as behind `| head`. What is said is lost, and that is no fault.
    Closed,
}

impl Output {
    pub(super) fn new(glyphs: Glyphs) -> Self {
        Self::Open(glyphs)
    }

    /// Writes a text at once.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        let Self::Open(glyphs) = self else { return Ok(()) };
        let text = folded(text, *glyphs);
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => *self = Self::Closed,
            written => return written,
        }
        Ok(())
    }

    pub(super) fn is_closed(&self) -> bool {
        matches!(self, Self::Closed)
    }
}

/// A text in the characters that are shown.
pub(super) fn folded(text: &str, glyphs: Glyphs) -> String {
    match glyphs {
        Glyphs::Unicode => text.to_owned(),
        Glyphs::Ascii => ascii::fold_text(text),
    }
}
