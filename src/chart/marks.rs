//! Points, stems, boundaries and crosshairs.

use super::{Chart, Glyphs, Mark, Role, Series, glyphs::OVERLAP, grid::Grid, plot::Plot};

pub(super) fn stems(grid: &mut Grid, chart: &Chart, plot: &Plot, glyphs: Glyphs) {
    let stems = chart.series.iter().filter_map(|series| match series {
        Series::Stems { points, .. } => Some(points),
        _ => None,
    });
    for &[x, from, to] in stems.flatten() {
        let range = plot.y.range;
        let (bottom, top) = (range.value(range.min), range.value(range.max));
        let (low, high) = (from.min(to).max(bottom), from.max(to).min(top));
        let rows = plot.row_of(high).zip(plot.row_of(low));
        if let Some((column, (top, bottom))) = plot.column_of(x).zip(rows)
            && low <= high
            && !from.is_nan()
            && !to.is_nan()
        {
            for row in top..=bottom {
                grid.put(column, row, glyphs.symbols().stem, Role::Stem);
            }
        }
    }
}

/// Draws boundaries below the curves: a curve is most worth seeing where it crosses one.
pub(super) fn boundaries(grid: &mut Grid, chart: &Chart, plot: &Plot, glyphs: Glyphs) {
    for series in &chart.series {
        if let Series::Boundary { at, .. } = series
            && let Some(column) = plot.column_of(*at)
        {
            for row in plot.down() {
                grid.put(column, row, glyphs.symbols().boundary, Role::Boundary);
            }
        }
    }
}

/// Draws the lines of crosshairs where nothing else is.
pub(super) fn crosshairs(grid: &mut Grid, chart: &Chart, plot: &Plot, glyphs: Glyphs) {
    let symbol = glyphs.symbols().crosshair;
    for (x, y) in chosen(chart) {
        let (column, row) = (plot.column_of(x), plot.row_of(y));
        let vertical =
            column.into_iter().flat_map(|column| plot.down().map(move |row| (column, row)));
        let horizontal = row.into_iter().flat_map(|row| {
            let phase = column.unwrap_or(plot.left) % 2;
            plot.across().filter(move |column| column % 2 == phase).map(move |column| (column, row))
        });
        for (column, row) in vertical.chain(horizontal) {
            if grid.is_blank(column, row) {
                grid.put(column, row, symbol, Role::Muted);
            }
        }
    }
}

/// Draws the points, and says how those are shown that fell on the same cell: all of one kind as
/// that, and of several kinds that which most of them are of.
pub(super) fn points(grid: &mut Grid, chart: &Chart, plot: &Plot, glyphs: Glyphs) -> Crowding {
    let kinds = counted(chart, plot);
    let mut crowding = Crowding::default();
    let columns = usize::from(plot.columns());
    for place in 0..columns * usize::from(plot.rows()) {
        let Some(most) = kinds.iter().map(|kind| kind.counts[place]).max().filter(|most| *most > 0)
        else {
            continue;
        };
        let here = kinds.iter().filter(|kind| kind.counts[place] > 0).count();
        let first = kinds.iter().filter(|kind| kind.counts[place] == most).collect::<Vec<_>>();
        let (symbol, role) = match first.as_slice() {
            [kind] if most > 1 => (kind.mark.several(glyphs), kind.role),
            [kind, ..] if first.len() == 1 => (kind.mark.symbol(glyphs), kind.role),
            _ => (OVERLAP, Role::Label),
        };
        crowding.note(symbol, here, first.first().map(|kind| (kind.mark, most)), glyphs);
        let (column, row) = ((place % columns) as u16, (place / columns) as u16);
        grid.put(plot.left + column, plot.top + row, symbol, role);
    }
    pointers(grid, chart, plot, &kinds, glyphs);
    crowding
}

/// What may be to be said of the points of a picture in so many cells, before it is drawn: where
/// they are many, some will fall on the same cell.
pub(super) fn likely(charts: &[Chart], width: u16, height: u16, glyphs: Glyphs) -> Crowding {
    let points = charts.iter().flat_map(|chart| of_data(chart, true));
    let marks: usize = points.clone().map(|(_, _, points)| points.len()).sum();
    if marks < usize::from(width) * usize::from(height) / CELLS_A_MARK {
        return Crowding::default();
    }
    let several = points.map(|(mark, ..)| mark.several(glyphs)).next();
    Crowding { several, has_most: true, has_ties: true }
}

const CELLS_A_MARK: usize = 8;

/// What is to be said of cells with several points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Crowding {
    /// The mark that stands for several of one kind, where it is another one.
    pub(super) several: Option<char>,
    /// Whether a cell shows only what most of its points are.
    pub(super) has_most: bool,
    /// Whether a cell shows that it has as many of each.
    pub(super) has_ties: bool,
}

impl Crowding {
    /// What is to be said of this and other cells.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            several: self.several.or(other.several),
            has_most: self.has_most || other.has_most,
            has_ties: self.has_ties || other.has_ties,
        }
    }

    fn note(&mut self, symbol: char, kinds: usize, first: Option<(Mark, u32)>, glyphs: Glyphs) {
        let usual = first.map(|(mark, _)| mark.symbol(glyphs));
        let is_tie = symbol == OVERLAP;
        *self = self.and(Self {
            several: Some(symbol).filter(|symbol| !is_tie && usual != Some(*symbol)),
            has_most: kinds > 1 && !is_tie,
            has_ties: is_tie,
        });
    }
}

/// Points of one kind, counted in each cell of a plot.
struct Kind {
    mark: Mark,
    role: Role,
    /// Row by row from the top.
    counts: Vec<u32>,
}

/// The points of each kind, counted cell by cell: a million of them take no longer to draw.
fn counted(chart: &Chart, plot: &Plot) -> Vec<Kind> {
    let (columns, rows) = (usize::from(plot.columns()), usize::from(plot.rows()));
    let mut kinds: Vec<Kind> = Vec::new();
    for (mark, role, points) in of_data(chart, true) {
        let known = kinds.iter().position(|kind| (kind.mark, kind.role) == (mark, role));
        let index = known.unwrap_or(kinds.len());
        if known.is_none() {
            kinds.push(Kind { mark, role, counts: vec![0; columns * rows] });
        }
        let counts = &mut kinds[index].counts;
        for &[x, y] in points {
            if let Some((column, row)) = plot.column_of(x).zip(plot.row_of(y)) {
                let place = usize::from(row - plot.top) * columns;
                let count = &mut counts[place + usize::from(column - plot.left)];
                *count = count.saturating_add(1);
            }
        }
    }
    kinds
}

/// Draws what only points at a place where no point of the data is covered by it.
fn pointers(grid: &mut Grid, chart: &Chart, plot: &Plot, kinds: &[Kind], glyphs: Glyphs) {
    let columns = usize::from(plot.columns());
    for (mark, role, points) in of_data(chart, false) {
        for &[x, y] in points {
            let Some((column, row)) = plot.column_of(x).zip(plot.row_of(y)) else { continue };
            let place = usize::from(row - plot.top) * columns + usize::from(column - plot.left);
            if kinds.iter().all(|kind| kind.counts[place] == 0) {
                grid.put(column, row, mark.symbol(glyphs), role);
            }
        }
    }
}

/// The points that are data, or those that only point at a place, such as asides.
fn of_data(
    chart: &Chart,
    is_data: bool,
) -> impl Iterator<Item = (Mark, Role, &[[f64; 2]])> + Clone {
    chart.series.iter().filter_map(move |series| match series {
        Series::Points { role, mark, points, .. }
            if !matches!(role, Role::Crosshair | Role::Muted) == is_data =>
        {
            Some((*mark, *role, points.as_slice()))
        }
        _ => None,
    })
}

/// Marks the chosen points: a point drawn there keeps its glyph.
pub(super) fn aims(grid: &mut Grid, chart: &Chart, plot: &Plot, glyphs: Glyphs) {
    for (x, y) in chosen(chart) {
        let Some((column, row)) = plot.column_of(x).zip(plot.row_of(y)) else { continue };
        let crosshair = glyphs.symbols().crosshair;
        let symbol = match grid.get(column, row) {
            Some(cell) if cell.symbol != crosshair => cell.symbol,
            _ => glyphs.symbols().aim,
        };
        grid.put(column, row, symbol, Role::Crosshair);
    }
}

fn chosen(chart: &Chart) -> impl Iterator<Item = (f64, f64)> {
    chart.series.iter().filter_map(|series| match series {
        Series::Crosshair { x, y } => Some((*x, *y)),
        _ => None,
    })
}
