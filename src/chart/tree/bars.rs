//! The histogram of a node: where its rows lie on the number it asks about, and where it cuts.

use super::super::grid::Cell;
use super::super::{Glyphs, Mark, Role, Style};
use super::{Histogram, Tree, words};

/// The lines of a histogram in at most `width` columns: bars for each class, all on the same scale,
/// and below them the part of the range that comes to the node, with a mark where it is cut.
/// Neighbouring bins are put together where there are too many, always the same number of them.
pub(super) fn lines(
    tree: &Tree,
    histogram: &Histogram,
    width: usize,
    style: Style,
) -> Vec<Vec<Cell>> {
    let bins = histogram.bins.iter().map(Vec::len).max().unwrap_or(0);
    if bins == 0 || width == 0 {
        return Vec::new();
    }
    let together = bins.div_ceil(width);
    let columns = bins.div_ceil(together);
    let wide = (width / columns).min((WIDEST / columns).max(1));
    let series: Vec<(Role, Vec<u128>)> = series(tree, histogram)
        .into_iter()
        .map(|(role, bins)| {
            let sum = |bins: &[u64]| bins.iter().copied().map(u128::from).sum();
            (role, bins.chunks(together).map(sum).collect())
        })
        .collect();
    let most = series.iter().flat_map(|(_, counts)| counts).copied().max().unwrap_or(0);
    let bar = |role: Role, count: u128| {
        std::iter::repeat_n(Cell::new(symbol(count, most, style.glyphs), role), wide)
    };
    let mut lines: Vec<Vec<Cell>> = series
        .iter()
        .map(|(role, counts)| counts.iter().flat_map(|count| bar(*role, *count)).collect())
        .collect();
    // The last bins that are put together may be fewer.
    let scale = bins as f64 / together as f64 * wide as f64;
    lines.push(axis(tree, histogram, (scale, columns * wide), style));
    lines
}

/// The mark of a cut, which is never that of a class.
pub(super) fn cut(tree: &Tree, style: Style) -> char {
    let symbols = style.glyphs.symbols();
    let is_taken = tree.classes.iter().any(|class| class.mark == Some(Mark::Triangle));
    if is_taken { symbols.aim } else { symbols.above }
}

/// How many rows of cells the histogram of a tree takes.
pub(super) fn height(tree: &Tree) -> usize {
    1 + if tree.classes.len() <= APART { tree.classes.len().max(1) } else { 1 }
}

/// More columns say no more.
const WIDEST: usize = 24;

/// More classes than these have no bars of their own.
const APART: usize = 4;

/// The bins of each class, or of all together.
fn series(tree: &Tree, histogram: &Histogram) -> Vec<(Role, Vec<u64>)> {
    let classes = words::order(tree);
    if (1..=APART).contains(&classes.len()) {
        let bins = |class: usize| histogram.bins.get(class).cloned().unwrap_or_default();
        return classes.into_iter().map(|class| (words::role(class), bins(class))).collect();
    }
    let count = histogram.bins.iter().map(Vec::len).max().unwrap_or(0);
    let sum = |bin: usize| {
        histogram
            .bins
            .iter()
            .filter_map(|bins| bins.get(bin))
            .fold(0, |sum: u64, count| sum.saturating_add(*count))
    };
    vec![(Role::Data, (0..count).map(sum).collect())]
}

/// The bar of a count: none is blank, and the least is seen.
pub(super) fn symbol(count: u128, most: u128, glyphs: Glyphs) -> char {
    let heights: &[char] = match glyphs {
        Glyphs::Unicode => &['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
        Glyphs::Ascii => &['.', ':', '+', '#'],
    };
    let height = (count * heights.len() as u128).div_ceil(most.max(1)) as usize;
    height.checked_sub(1).and_then(|height| heights.get(height)).copied().unwrap_or(' ')
}

/// The range: a line where rows can come from, and a mark at the cut. `scale` columns are the range.
fn axis(
    tree: &Tree,
    histogram: &Histogram,
    (scale, width): (f64, usize),
    style: Style,
) -> Vec<Cell> {
    let symbols = style.glyphs.symbols();
    // What is no number becomes 0, and what is off the range lies at its end.
    let column = |share: f64| ((share * scale).max(0.0) as usize).min(width.saturating_sub(1));
    let [from, to] = histogram.reach;
    let mut cells: Vec<Cell> = (0..width)
        .map(|at| {
            let is_reached = (column(from)..=column(to)).contains(&at);
            Cell::new(if is_reached { symbols.x_axis } else { ' ' }, Role::Muted)
        })
        .collect();
    if let Some(cell) = cells.get_mut(column(histogram.cut)) {
        *cell = Cell::new(cut(tree, style), Role::Label);
    }
    cells
}
