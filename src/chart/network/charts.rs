//! The nodes that are drawn as charts.

use super::super::grid::{Cell, Grid};
use super::super::{Chart, Role, Series, Style, draw, glyphs::Symbols, layout};
use super::plan::{Column, Look, Place, Plan};
use super::{Network, tiles, titles};

/// Draws the charts, and what is written at them.
pub(super) fn show(grid: &mut Grid, network: &Network, plan: &Plan, style: Style) {
    for (index, column) in plan.columns.iter().enumerate() {
        for (slot, place) in column.places.iter().enumerate() {
            let Some(chart) = network.surface(index, place.node) else { continue };
            match column.look {
                Look::Names => continue,
                Look::Thumbnails => small(grid, chart, column, place, style),
                Look::Surface { has_axes } => large(grid, chart, column, place, has_axes, style),
            }
            write(grid, network, plan, (index, slot), style.glyphs.symbols());
        }
    }
}

/// Draws a chart as its shade, and lines and marks on it where they can be told apart.
fn small(grid: &mut Grid, chart: &Chart, column: &Column, place: &Place, style: Style) {
    let has_lines = place.height >= tiles::LINES_FROM;
    let is_drawn = |series: &&Series| match series {
        Series::Shade { .. } => true,
        Series::Contour { .. } => has_lines,
        Series::Points { role, .. } => has_lines && *role == Role::Crosshair,
        _ => false,
    };
    let chart = only(chart, is_drawn);
    let plot = layout::plain(&chart, (column.left, place.top), (column.width, place.height));
    draw::between_axes(grid, &chart, &plot, style);
}

/// A chart without its title and with some of its series.
fn only(chart: &Chart, is_drawn: impl Fn(&&Series) -> bool) -> Chart {
    let series = chart.series.iter().filter(is_drawn).cloned().collect();
    let (x, y) = (chart.x.clone(), chart.y.clone());
    Chart { title: None, proportion: chart.proportion, x, y, series }
}

fn large(
    grid: &mut Grid,
    chart: &Chart,
    column: &Column,
    place: &Place,
    has_axes: bool,
    style: Style,
) {
    let has_marks = has_marks(chart, column, place);
    let is_drawn = |series: &&Series| has_marks || !is_data(series);
    let chart = only(chart, is_drawn);
    if has_axes {
        let drawn = draw::with_axes(&chart, column.width, place.height, style);
        grid.paste(column.left, place.top, &drawn);
    } else {
        let plot = layout::plain(&chart, (column.left, place.top), (column.width, place.height));
        draw::between_axes(grid, &chart, &plot, style);
    }
}

/// Whether the data are drawn on a large chart: not where they would hide what it shows.
pub(super) fn has_marks(chart: &Chart, column: &Column, place: &Place) -> bool {
    let count = |series: &Series| match series {
        Series::Points { points, .. } => points.len(),
        _ => 0,
    };
    let marks: usize = chart.series.iter().map(count).sum();
    marks <= usize::from(column.width) * usize::from(place.height) / CELLS_A_MARK
}

const CELLS_A_MARK: usize = 4;

fn is_data(series: &Series) -> bool {
    matches!(series, Series::Points { role, .. } if *role != Role::Crosshair)
}

/// Writes the title above a chart, and what comes out of it below, if there is room at all of a
/// layer.
fn write(
    grid: &mut Grid,
    network: &Network,
    plan: &Plan,
    (index, slot): (usize, usize),
    symbols: &Symbols,
) {
    let column = &plan.columns[index];
    let place = &column.places[slot];
    let node = (index, place.node);
    let width = title_width(plan, column, grid.width());
    let below = titles::output(network, node, symbols).filter(|output| {
        column.look == Look::Thumbnails && output.len() < width && is_free_below(plan, column)
    });
    let title = titles::title(network, node, width, symbols, below.is_some());
    let is_said = below.is_some() || title.iter().any(|cell| cell.role == Role::Model);
    let is_followed = network.traced.is_some() && network.has_reached_nodes(index);
    // On the way what comes out matters more than a name that is there again afterwards.
    let instead = titles::output_within(network, node, width, symbols);
    let title = instead.filter(|_| is_followed && !is_said).unwrap_or(title);
    grid.write(column.left, place.top - 1, &lit(network, index, title));
    if let Some(output) = below {
        grid.write(column.left, place.top + place.height, &lit(network, index, output));
    }
}

/// What is written at a node, as far as the example has come: before that its output is blank.
fn lit(network: &Network, column: usize, cells: Vec<Cell>) -> Vec<Cell> {
    let has_output = network.has_reached_nodes(column);
    let lit = |cell: Cell| match cell.role {
        Role::Model if !has_output => Cell::new(' ', Role::Muted),
        role => Cell { role: network.at_nodes(column, role), ..cell },
    };
    cells.into_iter().map(lit).collect()
}

/// How wide a title may be: lines leave further down, so that it may be wider than its chart.
fn title_width(plan: &Plan, column: &Column, width: u16) -> usize {
    usize::from((column.width + plan.gap / 2).min(width.saturating_sub(column.left)))
}

/// Whether the bias of a node can be read at it, if it is the chosen number.
pub(super) fn has_bias(
    network: &Network,
    plan: &Plan,
    width: u16,
    (index, node): (usize, usize),
    symbols: &Symbols,
) -> bool {
    let Some((column, _)) = plan.node(index, node) else { return false };
    let width = title_width(plan, column, width);
    let title = || titles::title(network, (index, node), width, symbols, true);
    let is_bias = |cells: &[Cell]| cells.iter().map(|cell| cell.symbol).eq([' ', 'b', ' ']);
    column.look == Look::Names || title().windows(3).any(is_bias)
}

/// Whether there is a row below each chart of a layer, and the last one too.
fn is_free_below(plan: &Plan, column: &Column) -> bool {
    let starts = column.places.iter().skip(1).map(|next| next.top.saturating_sub(1));
    let end = column.more.map_or(plan.rows, |(row, _)| row);
    let ends = column.places.iter().map(|place| place.top + place.height);
    ends.zip(starts.chain([end])).all(|(below, next)| below < next)
}
