//! The axes: lines, ticks, labels and titles.

use super::{
    Chart, Glyphs, Role,
    glyphs::Symbols,
    grid::{self, Cell, Grid},
    layout::{Detail, Layout},
    plot::Plot,
};

pub(super) fn axes(grid: &mut Grid, chart: &Chart, layout: &Layout, glyphs: Glyphs) {
    let symbols = glyphs.symbols();
    if layout.detail >= Detail::Axes {
        lines(grid, &layout.plot, symbols);
    }
    if layout.detail >= Detail::Labels {
        labels(grid, &layout.plot);
    }
    if layout.detail >= Detail::AxisTitles {
        titles(grid, chart, layout, symbols);
    }
    if let Some(title) = &chart.title
        && layout.detail >= Detail::Title
    {
        let title =
            grid::shortened(title, usize::from(grid.width()), symbols.ellipsis, Role::Title);
        centred(grid, layout, 0, &title);
    }
}

/// The lines of both axes without their ticks.
pub(super) fn frame(grid: &mut Grid, plot: &Plot, symbols: &Symbols) {
    let (axis, bottom) = (plot.left - 1, plot.down().end);
    for row in plot.down() {
        grid.put(axis, row, symbols.y_axis, Role::Axis);
    }
    for column in plot.across() {
        grid.put(column, bottom, symbols.x_axis, Role::Axis);
    }
    grid.put(axis, bottom, symbols.corner, Role::Axis);
}

/// The lines of both axes with their ticks.
pub(super) fn lines(grid: &mut Grid, plot: &Plot, symbols: &Symbols) {
    let (axis, bottom) = (plot.left - 1, plot.down().end);
    frame(grid, plot, symbols);
    for tick in &plot.y.ticks {
        grid.put(axis, plot.row(tick.cell), symbols.y_tick, Role::Axis);
    }
    for tick in &plot.x.ticks {
        grid.put(plot.left + tick.cell, bottom, symbols.x_tick, Role::Axis);
    }
}

fn labels(grid: &mut Grid, plot: &Plot) {
    for tick in &plot.y.ticks {
        let column = (plot.left - 2).saturating_sub(tick.label.len() as u16);
        grid.write(column, plot.row(tick.cell), &grid::cells(&tick.label, Role::Label));
    }
    labels_below(grid, plot);
}

/// The numbers of the axis up the left side, on the right side of the plot.
pub(super) fn labels_behind(grid: &mut Grid, plot: &Plot) {
    for tick in &plot.y.ticks {
        let label = grid::cells(&tick.label, Role::Label);
        grid.write(plot.across().end + 1, plot.row(tick.cell), &label);
    }
}

/// The numbers of the axis along the bottom.
pub(super) fn labels_below(grid: &mut Grid, plot: &Plot) {
    let row = plot.down().end + 1;
    for tick in &plot.x.ticks {
        let column = i32::from(plot.left) + tick.label_start();
        grid.write(column.max(0) as u16, row, &grid::cells(&tick.label, Role::Label));
    }
}

fn titles(grid: &mut Grid, chart: &Chart, layout: &Layout, symbols: &Symbols) {
    let width = usize::from(grid.width());
    let title = |text: &str| grid::shortened(text, width, symbols.ellipsis, Role::Label);
    if !chart.y.label.is_empty() {
        grid.write(0, layout.plot.top - 1, &title(&chart.y.label));
    }
    if !chart.x.label.is_empty() {
        centred(grid, layout, layout.plot.down().end + 2, &title(&chart.x.label));
    }
}

/// Writes text centred on the plot, as far as the edges of the grid let it.
fn centred(grid: &mut Grid, layout: &Layout, row: u16, text: &[Cell]) {
    let centre = i32::from(layout.plot.left) + i32::from(layout.plot.columns()) / 2;
    let column = centre - text.len() as i32 / 2;
    let last = i32::from(grid.width()) - text.len() as i32;
    grid.write(column.min(last).max(0) as u16, row, text);
}
