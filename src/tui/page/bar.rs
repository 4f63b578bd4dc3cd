//! A bar that fills from the left: how far a lesson, a training or a learner has come.

use ratatui::text::Span;

use crate::tui::palette::Palette;
use crate::tui::style::Part;

/// The two parts of a bar of `room` columns, of which so many are full.
pub(super) fn spans(palette: Palette, part: Part, full: usize, room: usize) -> [Span<'static>; 2] {
    let full = full.min(room);
    [
        Span::styled("━".repeat(full), palette.part(part)),
        Span::styled("─".repeat(room - full), palette.part(Part::Rule)),
    ]
}

/// How many columns of `room` a share fills.
pub(super) fn full(share: f64, room: usize) -> usize {
    ((room as f64 * share) as usize).min(room)
}

/// The same for what is not there yet, however near it is.
pub(super) fn short_of(share: f64, room: usize) -> usize {
    full(share, room).min(room.saturating_sub(1))
}
