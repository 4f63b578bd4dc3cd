//! Packing: items of some width side by side in lines.

use super::{Role, grid::Cell};

/// The items in their own order, in as many lines as that takes; nothing if an item is wider than a
/// line.
pub(super) fn in_order(items: &[Vec<Cell>], gap: usize, width: usize) -> Option<Vec<Vec<Cell>>> {
    pack(items, (gap, width), |lines| lines.len().saturating_sub(1))
}

/// The items in no more than so many lines: in their own order, or, where that takes too many, each
/// in the first line that has room for it.
pub(super) fn tight(
    items: &[Vec<Cell>],
    gap: usize,
    width: usize,
    rows: usize,
) -> Option<Vec<Vec<Cell>>> {
    let fits = |lines: &Vec<Vec<Cell>>| lines.len() <= rows;
    let first_fit = || pack(items, (gap, width), |_| 0).filter(fits);
    in_order(items, gap, width).filter(fits).or_else(first_fit)
}

/// Each item in the first line with room for it, from the line on that `start` names, or in a new
/// one.
fn pack(
    items: &[Vec<Cell>],
    (gap, width): (usize, usize),
    start: impl Fn(&[Vec<Cell>]) -> usize,
) -> Option<Vec<Vec<Cell>>> {
    let mut lines: Vec<Vec<Cell>> = Vec::new();
    for item in items {
        if item.len() > width {
            return None;
        }
        let from = start(&lines);
        let has_room = |line: &&mut Vec<Cell>| line.len() + gap + item.len() <= width;
        match lines.iter_mut().skip(from).find(has_room) {
            Some(line) => {
                line.extend(vec![Cell::new(' ', Role::Muted); gap]);
                line.extend(item);
            }
            None => lines.push(item.clone()),
        }
    }
    Some(lines)
}
