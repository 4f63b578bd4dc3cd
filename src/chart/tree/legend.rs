//! What the marks of a tree mean.

use super::super::grid::{self, Cell};
use super::super::{Role, Style};
use super::{Tree, bars, words};

/// One line of it in at most `width` columns: the classes, and of the other marks those that some
/// of the nodes have. The classes, which leaves name too, are the first to go.
pub(super) fn line(
    tree: &Tree,
    (nodes, has_bars): (&[usize], bool),
    width: usize,
    style: Style,
) -> Vec<Cell> {
    let classes = words::classes(tree, style);
    let marks = marks(tree, nodes, has_bars, style);
    let after = |classes: &[Vec<Cell>]| joined(&[classes, &marks].concat());
    let choices = [after(&classes), after(&[])];
    choices.into_iter().find(|line| line.len() <= width).unwrap_or_else(|| {
        let fits = |count: &usize| joined(&marks[marks.len() - count..]).len() <= width;
        let count = (0..=marks.len()).rev().find(fits).unwrap_or(0);
        joined(&marks[marks.len() - count..])
    })
}

/// The cut, what is chosen, the way of the example.
fn marks(tree: &Tree, nodes: &[usize], has_bars: bool, style: Style) -> Vec<Vec<Cell>> {
    let symbols = style.glyphs.symbols();
    let shown = || nodes.iter().filter_map(|node| tree.nodes.get(*node));
    let said = [
        (has_bars, bars::cut(tree, style), "the cut", Role::Label),
        (shown().any(|node| node.is_chosen), symbols.right, "chosen", Role::Crosshair),
        (shown().any(|node| node.is_on_way), symbols.left, "the example's way", Role::Crosshair),
    ];
    let cells = |(_, mark, text, role): (bool, char, &str, Role)| {
        [vec![Cell::new(mark, role)], grid::cells(&format!(" {text}"), Role::Muted)].concat()
    };
    said.into_iter().filter(|(is_said, ..)| *is_said).map(cells).collect()
}

fn joined(entries: &[Vec<Cell>]) -> Vec<Cell> {
    entries.join(&[Cell::default(); GAP][..])
}

const GAP: usize = 3;
