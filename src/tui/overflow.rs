//! Whether a step fits a screen without scrolling.

use crate::lab::Outcome;

use super::page::{Page, Sight};
use super::settings::Settings;
use super::shown::Shown;

/// By how much the text of a step is too long for a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overflow {
    /// The lines that the step needs.
    pub lines: usize,
    /// The lines that there are.
    pub rows: usize,
}

/// How much of a step does not fit a screen of this size, if any of it.
pub fn overflow(outcome: Outcome, width: u16, height: u16) -> Option<Overflow> {
    let shown = Shown { size: (width, height), ..Shown::new(outcome, Settings::default()) };
    let page = Page::of(&shown, 0, Sight::Same);
    let (lines, rows) = page.lines_and_rows();
    (lines > rows).then_some(Overflow { lines, rows })
}
