//! Small charts side by side that share one legend.

use serde::Serialize;

use super::{
    Chart, Role, Series, Style, axes, draw,
    grid::{self, Grid},
    layout, legend,
    marks::Crowding,
};

/// Small charts side by side, such as what each unit of a layer makes of the same data.
///
/// Each has its title above it and no ticks. They share one legend, and shades are shown on one
/// scale, from the least to the greatest of their ends, so that they can be compared.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Panels {
    /// The charts, in reading order. Where not all can be read, the first are drawn and the others
    /// are counted.
    pub charts: Vec<Chart>,
}

impl Panels {
    /// Draws the panels into a grid of exactly `width` × `height` cells.
    pub fn draw(&self, width: u16, height: u16, style: Style) -> Grid {
        let mut grid = Grid::blank(width, height);
        let Some(first) = self.charts.first() else { return grid };
        let fitting = |hidden: usize| {
            let below = legend::rows_of_shared(&self.charts, (width, height), hidden, style);
            height.saturating_sub(below)
        };
        let all = Tiles::of(self.charts.len(), width, fitting(0));
        let cut = || Tiles::of_most(self.charts.len(), width, fitting(1));
        match all.or_else(cut) {
            Some(tiles) => self.draw_tiles(&mut grid, &tiles, style),
            None => one(&mut grid, first, self.charts.len() - 1, style),
        }
        grid
    }

    fn draw_tiles(&self, grid: &mut Grid, tiles: &Tiles, style: Style) {
        let charts = on_one_scale(&self.charts[..tiles.count]);
        let mut crowding = Crowding::default();
        for (index, chart) in charts.iter().enumerate() {
            crowding = crowding.and(panel(grid, chart, tiles.place(index), tiles, style));
        }
        let hidden = self.charts.len() - tiles.count;
        let size = (grid.width(), grid.height());
        let room = usize::from(legend::rows_of_shared(&charts, size, hidden, style));
        let lines = legend::shared(&charts, (size.0, room), hidden, crowding, style);
        let top = tiles.rows() * (tiles.height + AROUND.1);
        for (row, line) in (top..).zip(lines) {
            grid.write(0, row, &line);
        }
    }
}

/// A size of panel at which so many are drawn.
struct Tiles {
    count: usize,
    columns: u16,
    /// The columns and rows of a plot.
    width: u16,
    height: u16,
}

/// What a panel takes up besides its plot: an axis and a gap, a title and an axis.
const AROUND: (u16, u16) = (2, 2);

/// Smaller than this, a plot cannot be read.
const PLOT_MIN: (u16, u16) = (8, 4);

impl Tiles {
    /// The largest panels for `count` of them, if they can be read.
    fn of(count: usize, width: u16, height: u16) -> Option<Self> {
        (1..=count.min(usize::from(width)))
            .filter_map(|columns| Self::in_columns(count, columns as u16, width, height))
            .max_by_key(|tiles| {
                (
                    tiles.width.min(tiles.height.saturating_mul(2)),
                    u32::from(tiles.width) * u32::from(tiles.height),
                )
            })
    }

    /// The largest panels for as many of `count` as can be read.
    fn of_most(count: usize, width: u16, height: u16) -> Option<Self> {
        let columns = width.saturating_add(1) / (PLOT_MIN.0 + AROUND.0);
        let rows = height / (PLOT_MIN.1 + AROUND.1);
        Self::of(count.min(usize::from(columns) * usize::from(rows)), width, height)
    }

    fn in_columns(count: usize, columns: u16, width: u16, height: u16) -> Option<Self> {
        let rows = u16::try_from(count.div_ceil(usize::from(columns))).ok()?;
        let width = (width.saturating_add(1) / columns).saturating_sub(AROUND.0);
        let height = (height / rows).saturating_sub(AROUND.1);
        // A cell is twice as high as wide: neither towers nor bands.
        let (width, height) = (width.min(height.saturating_mul(4)), height.min(width));
        let is_legible = width >= PLOT_MIN.0 && height >= PLOT_MIN.1;
        is_legible.then_some(Self { count, columns, width, height })
    }

    fn rows(&self) -> u16 {
        self.count.div_ceil(usize::from(self.columns)) as u16
    }

    /// The upper left corner of a panel.
    fn place(&self, index: usize) -> (u16, u16) {
        let (row, column) = (index as u16 / self.columns, index as u16 % self.columns);
        (column * (self.width + AROUND.0), row * (self.height + AROUND.1))
    }
}

/// Draws a panel, and says how points are shown that fell on the same cell.
fn panel(
    grid: &mut Grid,
    chart: &Chart,
    (left, top): (u16, u16),
    tiles: &Tiles,
    style: Style,
) -> Crowding {
    let symbols = style.glyphs.symbols();
    let plot = layout::plain(chart, (left + 1, top + 1), (tiles.width, tiles.height));
    if let Some(title) = &chart.title {
        let width = usize::from(tiles.width) + 1;
        grid.write(left, top, &grid::shortened(title, width, symbols.ellipsis, Role::Title));
    }
    axes::frame(grid, &plot, symbols);
    draw::between_axes(grid, chart, &plot, style)
}

/// The charts with their shades from the least to the greatest of the ends of all.
fn on_one_scale(charts: &[Chart]) -> Vec<Chart> {
    let mut charts = charts.to_vec();
    let shades = || charts.iter().flat_map(|chart| &chart.series).filter_map(ends);
    let ends = shades().flatten().filter(|end| end.is_finite());
    let (least, greatest) = (ends.clone().reduce(f64::min), ends.reduce(f64::max));
    let is_one = shades().zip(shades().skip(1)).all(|(one, next)| one == next);
    let Some((least, greatest)) = least.zip(greatest).filter(|_| !is_one) else { return charts };
    for series in charts.iter_mut().flat_map(|chart| &mut chart.series) {
        if let Series::Shade { from, to, .. } = series {
            (*from, *to) = (least, greatest);
        }
    }
    charts
}

fn ends(series: &Series) -> Option<[f64; 2]> {
    match series {
        Series::Shade { from, to, .. } => Some([*from, *to]),
        _ => None,
    }
}

/// Draws one chart where there is no room for panels, and counts the others.
fn one(grid: &mut Grid, chart: &Chart, hidden: usize, style: Style) {
    let (width, height) = (grid.width(), grid.height());
    let below = u16::from(hidden > 0 && height > 1);
    let drawn = draw::draw(chart, width, height - below, style);
    grid.paste(0, 0, &drawn);
    if below > 0 {
        grid.write(0, height - 1, &grid::cells(&legend::and_more(hidden), Role::Label));
    }
}
