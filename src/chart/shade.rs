//! Shade: a value at every place, and the bar that says which value is how dark.

use super::{
    Chart, Glyphs, Layer, Role, Shading, Style,
    grid::{self, Cell, Grid},
    layout::{Layout, Plot},
    number,
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
pub(super) fn bar_place(chart: &Chart, width: u16) -> BarPlace {
    let Some(shade) = shade(chart) else {
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
pub(super) fn bar_width(chart: &Chart, place: BarPlace) -> u16 {
    let labels = match (place, shade(chart)) {
        (BarPlace::Side | BarPlace::SideWithName, Some(shade)) => shade.labels(),
        _ => return 0,
    };
    let longest = labels.iter().map(String::len).max().unwrap_or(0);
    BAR_GAP + BAR_COLUMNS + 1 + longest as u16
}

const BAR_GAP: u16 = 2;
const BAR_COLUMNS: u16 = 2;

/// Shades the plot as background, before anything else is drawn.
pub(super) fn backgrounds(grid: &mut Grid, chart: &Chart, plot: &Plot, shading: Shading) {
    let Some(shade) = shade(chart).filter(|_| shading != Shading::Glyphs) else {
        return;
    };
    for (column, row) in places(plot) {
        let darkness = match shading {
            Shading::HalfBlocks => mean(shade.halves(plot, column, row)),
            Shading::Background | Shading::Glyphs => shade.at(plot, column, row, 0.0),
        };
        grid.put_shade(column, row, [None, darkness]);
    }
}

/// Shades what is still blank of the plot more finely: with glyphs, or half a cell at a time.
pub(super) fn blanks(grid: &mut Grid, chart: &Chart, plot: &Plot, style: Style) {
    let Some(shade) = shade(chart) else { return };
    for (column, row) in places(plot).filter(|_| style.shading != Shading::Background) {
        if !grid.is_blank(column, row) {
            continue;
        }
        if style.shading == Shading::HalfBlocks {
            grid.put_shade(column, row, shade.halves(plot, column, row));
        } else if let Some(darkness) = shade.at(plot, column, row, 0.0) {
            grid.put(column, row, ramp(darkness, style.glyphs), Role::Bar);
        }
    }
}

/// Draws the bar right of the plot, if that is its place.
pub(super) fn bar(grid: &mut Grid, chart: &Chart, layout: &Layout, style: Style) {
    let Some(shade) = shade(chart).filter(|_| bar_width(chart, layout.bar) > 0) else {
        return;
    };
    let plot = &layout.plot;
    let left = plot.across().end + BAR_GAP;
    let (rows, last) = (plot.rows(), plot.rows().saturating_sub(1));
    for row in 0..rows {
        let cells = [bar_cell(row, rows, style); BAR_COLUMNS as usize];
        grid.write(left, plot.top + row, &cells);
    }
    let [from, middle, to] = shade.labels();
    let labels = [(0, to, 1), (last, from, 2), (last / 2, middle, 5)];
    for (row, label, _) in labels.into_iter().filter(|&(.., rows_min)| rows >= rows_min) {
        let column = left + BAR_COLUMNS + 1;
        grid.write(column, plot.top + row, &grid::cells(&label, Role::Label));
    }
    if layout.bar == BarPlace::SideWithName {
        let name = grid::cells(shade.name, Role::Label);
        let column = left.min(grid.width().saturating_sub(name.len() as u16));
        grid.write(column, plot.top.saturating_sub(1), &name);
    }
}

/// The bar laid on its side, with its range: a key for the legend.
pub(super) fn key(chart: &Chart, style: Style) -> Vec<Cell> {
    let Some(shade) = shade(chart) else {
        return Vec::new();
    };
    let [from, _, to] = shade.labels();
    let steps = (0_u8..4).map(|step| shade_cell(f32::from(step) / 3.0, style));
    let mut cells = grid::cells(&(from + " "), Role::Label);
    cells.extend(steps);
    cells.extend(grid::cells(&(" ".to_owned() + &to), Role::Label));
    cells
}

/// The cell of the bar in one of `rows` rows: dark at the top.
fn bar_cell(row: u16, rows: u16, style: Style) -> Cell {
    let up = |step: u16, steps: u16| 1.0 - f32::from(step) / f32::from(steps.max(2) - 1);
    match style.shading {
        Shading::HalfBlocks => {
            let upper = Some(up(2 * row, 2 * rows));
            Cell { upper, ..shade_cell(up(2 * row + 1, 2 * rows), style) }
        }
        Shading::Background | Shading::Glyphs => shade_cell(up(row, rows), style),
    }
}

fn shade_cell(darkness: f32, style: Style) -> Cell {
    match style.shading {
        Shading::Background | Shading::HalfBlocks => {
            Cell { shade: Some(darkness), ..Cell::new(' ', Role::Bar) }
        }
        Shading::Glyphs => Cell::new(ramp(darkness, style.glyphs), Role::Bar),
    }
}

fn ramp(darkness: f32, glyphs: Glyphs) -> char {
    let ramp = glyphs.symbols().ramp;
    ramp[((darkness * ramp.len() as f32) as usize).min(ramp.len() - 1)]
}

fn places(plot: &Plot) -> impl Iterator<Item = (u16, u16)> {
    plot.down().flat_map(|row| plot.across().map(move |column| (column, row)))
}

/// The mean of two halves, or the one that there is.
fn mean([upper, lower]: [Option<f32>; 2]) -> Option<f32> {
    match (upper, lower) {
        (Some(upper), Some(lower)) => Some(f32::midpoint(upper, lower)),
        _ => upper.or(lower),
    }
}

struct Shade<'a> {
    name: &'a str,
    from: f64,
    to: f64,
    values: &'a [Vec<f64>],
}

/// The topmost shade of a chart.
fn shade(chart: &Chart) -> Option<Shade<'_>> {
    chart.layers.iter().rev().find_map(|layer| match layer {
        Layer::Shade { name, from, to, values } => {
            Some(Shade { name, from: *from, to: *to, values })
        }
        _ => None,
    })
}

impl Shade<'_> {
    /// How dark a cell of the plot is, 0 to 1, `up` rows from its centre; none for what is not a
    /// number.
    fn at(&self, plot: &Plot, column: u16, row: u16, up: f64) -> Option<f32> {
        let [x, y] = plot.shares(column, row, up);
        let value = |row: &Vec<f64>| sample(row.len(), x, |index| row.get(index).copied());
        self.darkness(sample(self.values.len(), y, |index| self.values.get(index).and_then(value))?)
    }

    /// How dark the upper and the lower half of a cell are.
    fn halves(&self, plot: &Plot, column: u16, row: u16) -> [Option<f32>; 2] {
        [0.25, -0.25].map(|up| self.at(plot, column, row, up))
    }

    fn darkness(&self, value: f64) -> Option<f32> {
        let share = (value - self.from) / (self.to - self.from);
        (!share.is_nan()).then(|| share.clamp(0.0, 1.0) as f32)
    }

    fn labels(&self) -> [String; 3] {
        [self.from, f64::midpoint(self.from, self.to), self.to].map(number::rounded)
    }
}

/// The value at a share of the way through `count` samples that lie at the centres of equal parts:
/// on the line between the two next to it, or, where one is not finite, the nearest.
fn sample(count: usize, share: f64, value: impl Fn(usize) -> Option<f64>) -> Option<f64> {
    let last = count.checked_sub(1)?;
    let place = (share * count as f64 - 0.5).clamp(0.0, last as f64);
    let (before, along) = (place.floor() as usize, place.fract());
    let (from, to) = (value(before), value(last.min(before + 1)));
    match from.zip(to).map(|(from, to)| from + along * (to - from)) {
        Some(between) if between.is_finite() => Some(between),
        _ if along < 0.5 => from,
        _ => to,
    }
}
