//! An area parted into rows. With nothing to weigh against each other it takes no solver, which
//! would need longer than all else on the page.

use ratatui::layout::Rect;

/// The first rows of an area, as far as there are so many, and the rest.
pub(super) fn first(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    let first = Rect { height: rows, ..area };
    (first, Rect { y: first.bottom(), height: area.height - rows, ..area })
}

/// The rest of an area, and its last rows, as far as there are so many.
pub(super) fn last(area: Rect, rows: u16) -> (Rect, Rect) {
    let rest = area.height.saturating_sub(rows);
    first(area, rest)
}
