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

/// Shades the plot as background.
pub(super) fn backgrounds(grid: &mut Grid, chart: &Chart, plot: &Plot, shading: Shading) {
    let Some(shade) = shade(chart).filter(|_| shading == Shading::Background) else {
        return;
    };
    for (column, row, darkness) in places(&shade, plot) {
        grid.put_shade(column, row, darkness);
    }
}

/// Shades what is still blank of the plot with glyphs.
pub(super) fn ramps(grid: &mut Grid, chart: &Chart, plot: &Plot, style: Style) {
    let Some(shade) = shade(chart).filter(|_| style.shading == Shading::Glyphs) else {
        return;
    };
    for (column, row, darkness) in places(&shade, plot) {
        if grid.is_blank(column, row) {
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
        let darkness = 1.0 - f32::from(row) / f32::from(last.max(1));
        let cells = [shade_cell(darkness, style); BAR_COLUMNS as usize];
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

fn shade_cell(darkness: f32, style: Style) -> Cell {
    match style.shading {
        Shading::Background => Cell { shade: Some(darkness), ..Cell::new(' ', Role::Bar) },
        Shading::Glyphs => Cell::new(ramp(darkness, style.glyphs), Role::Bar),
    }
}

fn ramp(darkness: f32, glyphs: Glyphs) -> char {
    let ramp = glyphs.symbols().ramp;
    ramp[((darkness * ramp.len() as f32) as usize).min(ramp.len() - 1)]
}

/// The cells of the plot and how dark each is, 0 to 1; none for what is not a number.
fn places(shade: &Shade, plot: &Plot) -> impl Iterator<Item = (u16, u16, f32)> {
    plot.down().flat_map(move |row| {
        let y = plot.y_at(row).map_or(0.0, |y| plot.y.range.share(y));
        let values = nearest(shade.values, y).map_or(&[][..], Vec::as_slice);
        plot.across().filter_map(move |column| {
            let x = plot.x_at(column).map_or(0.0, |x| plot.x.range.share(x));
            let darkness = shade.darkness(*nearest(values, x)?)?;
            Some((column, row, darkness))
        })
    })
}

/// The element at a share of the way through.
fn nearest<T>(elements: &[T], share: f64) -> Option<&T> {
    let index = (share.clamp(0.0, 1.0) * elements.len() as f64) as usize;
    elements.get(index.min(elements.len().checked_sub(1)?))
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
    fn darkness(&self, value: f64) -> Option<f32> {
        let share = (value - self.from) / (self.to - self.from);
        (!share.is_nan()).then(|| share.clamp(0.0, 1.0) as f32)
    }

    fn labels(&self) -> [String; 3] {
        [self.from, f64::midpoint(self.from, self.to), self.to].map(number::rounded)
    }
}
