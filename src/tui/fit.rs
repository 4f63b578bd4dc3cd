//! Whether a step fits a screen without scrolling.

use ratatui::layout::Rect;

use crate::lab::Lab;

use super::app::{App, Settings};
use super::screen;
use super::view::reading;

/// By how much the text of a step is too long for a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overflow {
    /// The lines that the step needs.
    pub lines: usize,
    /// The lines that there are.
    pub rows: usize,
}

/// How much of the step that a lab is at does not fit a screen of this size, if any of it.
pub fn overflow(lab: &Lab, width: u16, height: u16) -> Option<Overflow> {
    let app = App::new(lab.clone(), Settings::default());
    let screen = screen::arrange(&app, Rect::new(0, 0, width, height));
    let lines = reading::document(&app, &screen).lines.len();
    let rows = usize::from(screen.reading.height);
    (lines > rows).then_some(Overflow { lines, rows })
}
