//! The bar beside a shade: which value is how dark.

use super::{
    Chart, Role, Shading, Style,
    grid::{self, Cell, Grid},
    plot::Plot,
    shade::{self, Shade},
};

/// Where the bar is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BarPlace {
    /// There is no shade, or no room.
    Nowhere,
    /// In the legend.
    Legend,
    /// Right of the plot with its name in the legend.
    Side,
    /// Right of the plot with its name above.
    SideWithName,
}

/// The best place there is for the bar.
pub(super) fn place(chart: &Chart, width: u16) -> BarPlace {
    let Some(shade) = shade::of(chart) else {
        return BarPlace::Nowhere;
    };
    let names = [shade.name, &chart.y.label].map(|name| grid::cells(name, Role::Label).len());
    if width < SIDE_WIDTH_MIN {
        BarPlace::Legend
    } else if names[0] + names[1] + 2 <= usize::from(width) {
        BarPlace::SideWithName
    } else {
        BarPlace::Side
    }
}

const SIDE_WIDTH_MIN: u16 = 44;

/// The columns the bar takes up right of the plot: a gap, the bar, a gap and its labels.
pub(super) fn width(chart: &Chart, place: BarPlace) -> u16 {
    let labels = match (place, shade::of(chart)) {
        (BarPlace::Side | BarPlace::SideWithName, Some(shade)) => shade.labels(),
        _ => return 0,
    };
    let longest = labels.iter().map(String::len).max().unwrap_or(0);
    BAR_GAP + BAR_COLUMNS + 1 + longest as u16
}

const BAR_GAP: u16 = 2;
const BAR_COLUMNS: u16 = 2;

/// Draws the bar right of the plot, if that is its place.
pub(super) fn draw(grid: &mut Grid, chart: &Chart, plot: &Plot, place: BarPlace, style: Style) {
    let Some(shade) = shade::of(chart).filter(|_| width(chart, place) > 0) else {
        return;
    };
    let left = plot.across().end + BAR_GAP;
    let (rows, last) = (plot.rows(), plot.rows().saturating_sub(1));
    for row in 0..rows {
        let cells = [cell(&shade, row, rows, style); BAR_COLUMNS as usize];
        grid.write(left, plot.top + row, &cells);
    }
    let [from, middle, to] = shade.labels();
    let labels = [(0, to, 1), (last, from, 2), (last / 2, middle, 5)];
    for (row, label, _) in labels.into_iter().filter(|&(.., rows_min)| rows >= rows_min) {
        let column = left + BAR_COLUMNS + 1;
        grid.write(column, plot.top + row, &grid::cells(&label, Role::Label));
    }
    if place == BarPlace::SideWithName {
        let name = grid::cells(shade.name, Role::Label);
        let column = left.min(grid.width().saturating_sub(name.len() as u16));
        grid.write(column, plot.top.saturating_sub(1), &name);
    }
}

/// The bar laid on its side, with its range: a key for the legend.
pub(super) fn key(chart: &Chart, style: Style) -> Vec<Cell> {
    let Some(shade) = shade::of(chart) else {
        return Vec::new();
    };
    let [from, _, to] = shade.labels();
    let steps = (0_u8..4).map(|step| shade_cell(&shade, f32::from(step) / 3.0, style));
    let mut cells = grid::cells(&(from + " "), Role::Label);
    cells.extend(steps);
    cells.extend(grid::cells(&(" ".to_owned() + &to), Role::Label));
    cells
}

/// The cell of the bar in one of `rows` rows: dark at the top.
fn cell(shade: &Shade<'_>, row: u16, rows: u16, style: Style) -> Cell {
    let up = |step: u16, steps: u16| 1.0 - f32::from(step) / f32::from(steps.max(2) - 1);
    match style.shading {
        Shading::HalfBlocks => {
            let upper = Some(shade.tone(up(2 * row, 2 * rows)));
            Cell { upper, ..shade_cell(shade, up(2 * row + 1, 2 * rows), style) }
        }
        Shading::Background | Shading::Glyphs => shade_cell(shade, up(row, rows), style),
    }
}

fn shade_cell(shade: &Shade<'_>, along: f32, style: Style) -> Cell {
    match style.shading {
        Shading::Background | Shading::HalfBlocks => {
            Cell { shade: Some(shade.tone(along)), ..Cell::new(' ', Role::Bar) }
        }
        Shading::Glyphs => Cell::new(shade::glyph(along, style.glyphs), Role::Bar),
    }
}
