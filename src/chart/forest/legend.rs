//! What the marks of a forest mean, and how many trees are not shown.

use super::super::grid::{self, Cell};
use super::super::tree::{self, Small};
use super::super::{Role, Style, legend};
use super::Forest;

/// One line of it: what has no room is not said.
pub(super) fn line(forest: &Forest, drawn: &[Small<'_>], width: usize, style: Style) -> Vec<Cell> {
    let more = more(forest.count.saturating_sub(drawn.len()), width);
    let first = forest.trees.first().map(|first| &first.tree);
    let classes = first.map(|first| first.marks(style)).unwrap_or_default();
    let share = match first.map_or(&[][..], |first| &first.classes) {
        [_, second] => Some(label(&format!("number: share of {}", second.name))),
        _ => None,
    };
    let [way, below] = tree::legend_of_small(style);
    let way = forest.trees.iter().any(|it| it.vote.is_some()).then_some(way);
    let below = drawn.iter().any(Small::is_cut).then_some(below);
    let entries = more.into_iter().chain(classes).chain(share).chain(below).chain(way);
    entries.fold(Vec::new(), |line, entry| joined(line, entry, width))
}

/// How many more trees there are.
fn more(hidden: usize, width: usize) -> Option<Vec<Cell>> {
    let texts = [legend::and_more(hidden), format!("+{hidden}")].map(|text| label(&text));
    texts.into_iter().filter(|_| hidden > 0).find(|text| text.len() <= width)
}

/// A line with one thing more, if there is room.
fn joined(mut line: Vec<Cell>, entry: Vec<Cell>, width: usize) -> Vec<Cell> {
    let gap = if line.is_empty() { 0 } else { GAP };
    if line.len() + gap + entry.len() <= width {
        line.extend(std::iter::repeat_n(Cell::default(), gap));
        line.extend(entry);
    }
    line
}

fn label(text: &str) -> Vec<Cell> {
    grid::cells(text, Role::Label)
}

/// Columns between two things that are said.
const GAP: usize = 2;
