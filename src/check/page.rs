//! What a step shows: whether it fits the screen, and whether every live word has its number.

use crate::lab::Lab;
use crate::lesson::live::{Piece, pieces};
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

/// Live words that were left as they are written, for there is no number behind them.
pub(super) fn unfilled(what: &str, text: &str) -> Vec<String> {
    let missing = pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Live(_, written) => Some(written),
        Piece::Text(_) => None,
    });
    missing.map(|word| format!("{what} speaks of {word}, and there is none at this step")).collect()
}
