//! What the lab hears of its terminal, on every system.

use std::time::Duration;

use crossterm::event::Event;

/// What comes from the terminal, or about it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::tui) enum Input {
    /// A key, the mouse, a paste.
    Event(Event),
    /// The terminal may have another size now.
    Resized,
    /// The terminal is to be given back for a while: the lab is stopped, and goes on later.
    #[cfg_attr(not(unix), expect(dead_code, reason = "only a Unix system has signals"))]
    Stop,
    /// The lab goes on after it was stopped.
    Continue,
    /// The lab is to end, by the signal of this number.
    #[cfg_attr(not(unix), expect(dead_code, reason = "only a Unix system has signals"))]
    End(i32),
    /// Nobody is there any more.
    Gone,
    /// An answer of the terminal.
    Answer(Answer),
}

/// What a terminal answers that is asked for the colour of its background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is dark.
    Dark,
    /// It is light.
    Light,
    /// There is nothing more to come.
    Done,
}

/// How long an answer may take. Later nobody expects the colours to change.
pub(in crate::tui) const ANSWERS_WITHIN: Duration = Duration::from_secs(1);
