//! Whether what a step shows fits the screen that lessons are written for.

use crate::lab::Lab;
use crate::tui;

pub(super) fn unfit(lab: &Lab) -> Option<String> {
    let (columns, rows) = SCREEN;
    let overflow = tui::overflow(lab.outcome(), columns, rows)?;
    Some(format!(
        "does not fit {columns} × {rows}: {} lines where {} fit. Shorten the text or the output, \
         make two steps of it, or set show = \"text\"",
        overflow.lines, overflow.rows
    ))
}

const SCREEN: (u16, u16) = (80, 24);
