//! Frames: what is on the screen, and the bytes that make the next picture of it.

use std::io::{self, Write};

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::encode::encode;

/// What is on the screen, and where the next picture of it is made.
#[derive(Debug)]
pub struct Frames {
    shown: Buffer,
    next: Buffer,
    /// Whether nobody knows what is on the screen.
    is_lost: bool,
    bytes: Vec<u8>,
}

impl Frames {
    /// Frames for a screen that may show anything yet.
    pub fn new(area: Rect) -> Self {
        let (shown, next) = (Buffer::empty(area), Buffer::empty(area));
        Self { shown, next, is_lost: true, bytes: Vec::new() }
    }

    /// Writes what has changed since the last frame; nothing, if nothing has.
    ///
    /// It stands between two marks, so that a terminal that knows them shows all of it at once. The
    /// mark at its end is written even if the rest cannot be: a terminal would wait for it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn draw(&mut self, picture: impl Widget, screen: &mut impl Write) -> io::Result<()> {
        self.next.reset();
        picture.render(self.next.area, &mut self.next);
        self.bytes.clear();
        self.make()?;
        std::mem::swap(&mut self.shown, &mut self.next);
        self.is_lost = false;
        if self.bytes.is_empty() {
            return Ok(());
        }
        let written = screen.write_all(&self.bytes).and_then(|()| screen.flush());
        if written.is_err() {
            self.is_lost = true;
            // Where this fails as well, nobody is left to wait for it.
            let _ = queue!(screen, EndSynchronizedUpdate).and_then(|()| screen.flush());
        }
        written
    }

    fn make(&mut self) -> io::Result<()> {
        if self.is_lost {
            self.shown.reset();
        }
        let mut changes = self.shown.diff_iter(&self.next).peekable();
        if changes.peek().is_none() && !self.is_lost {
            return Ok(());
        }
        queue!(self.bytes, BeginSynchronizedUpdate)?;
        if self.is_lost {
            queue!(self.bytes, Clear(ClearType::All))?;
        }
        encode(changes, &mut self.bytes)?;
        queue!(self.bytes, EndSynchronizedUpdate)
    }
}
