//! A chart, drawn: its parts in the order in which they lie on each other.

use super::{
    Chart, Grid, Style, axes, bar, curve, ends,
    layout::{self, Detail, Layout},
    marks::{self, Crowding},
    plot::Plot,
    regions, shade,
};

/// Draws `chart` into a grid of exactly `width` × `height` cells.
///
/// Whatever the numbers are, something true is drawn: what is off the axes or not a number is said
/// in the legend. Below 24 × 8 cells the title, the legend, the axis titles and the labels give
/// way, in this order.
pub fn draw(chart: &Chart, width: u16, height: u16, style: Style) -> Grid {
    let layout = layout::arrange(chart, width, height, style);
    let mut grid = Grid::blank(width, height);
    let crowding = between_axes(&mut grid, chart, &layout.plot, style);
    ends::draw(&mut grid, chart, &layout.plot, layout.names);
    bar::draw(&mut grid, chart, &layout.plot, layout.bar, style);
    axes::axes(&mut grid, chart, &layout, style.glyphs);
    legend(&mut grid, chart, layout, crowding, style);
    grid
}

/// Draws a chart with its axes alone: what marks and shades mean is said elsewhere.
pub(super) fn with_axes(chart: &Chart, width: u16, height: u16, style: Style) -> Grid {
    let layout = layout::with_axes(chart, width, height);
    let mut grid = Grid::blank(width, height);
    between_axes(&mut grid, chart, &layout.plot, style);
    axes::axes(&mut grid, chart, &layout, style.glyphs);
    grid
}

/// Where the plot area of `chart` lies in a grid of `width` × `height` cells, and how cells and
/// data translate into each other: what a face needs to let someone click a point.
pub fn locate(chart: &Chart, width: u16, height: u16, style: Style) -> Plot {
    layout::arrange(chart, width, height, style).plot
}

/// Draws the series, and says how points are shown that fell on the same cell.
pub(super) fn between_axes(grid: &mut Grid, chart: &Chart, plot: &Plot, style: Style) -> Crowding {
    marks::stems(grid, chart, plot, style.glyphs);
    marks::boundaries(grid, chart, plot, style.glyphs);
    curve::curves(grid, chart, plot, style.glyphs);
    marks::crosshairs(grid, chart, plot, style.glyphs);
    let crowding = marks::points(grid, chart, plot, style.glyphs);
    marks::aims(grid, chart, plot, style.glyphs);
    shade::draw(grid, chart, plot, style);
    regions::draw(grid, chart, plot, style);
    crowding
}

/// Writes the legend below everything else, and in it what is to be said of crowded cells.
fn legend(grid: &mut Grid, chart: &Chart, layout: Layout<'_>, crowding: Crowding, style: Style) {
    if layout.detail < Detail::Legend {
        return;
    }
    let room = (grid.width(), layout.legend_rows);
    let x_title = u16::from(!chart.x.label.is_empty());
    let top = layout.plot.down().end + 2 + x_title;
    let lines = layout.legend.lines(crowding, room, style.glyphs);
    for (row, line) in (top..).zip(lines) {
        grid.write(0, row, &line);
    }
}
