//! Points, stems, boundaries and crosshairs.

use std::collections::HashMap;

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

/// Draws the points, and says whether different ones fell on the same cell.
pub(super) fn points(grid: &mut Grid, chart: &Chart, plot: &Plot, glyphs: Glyphs) -> bool {
    let mut drawn: HashMap<(u16, u16), (Mark, Role)> = HashMap::new();
    let mut overlap = false;
    for series in &chart.series {
        let Series::Points { role, mark, points, .. } = series else { continue };
        for &[x, y] in points {
            let Some(cell) = plot.column_of(x).zip(plot.row_of(y)) else { continue };
            // A point of the data is not to be covered by what only points at a place.
            if *role == Role::Crosshair && drawn.contains_key(&cell) {
                continue;
            }
            let (symbol, role) = match *drawn.entry(cell).or_insert((*mark, *role)) {
                first if first == (*mark, *role) => (mark.symbol(glyphs), *role),
                _ => (OVERLAP, Role::Label),
            };
            overlap |= symbol == OVERLAP;
            grid.put(cell.0, cell.1, symbol, role);
        }
    }
    overlap
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
