//! Where everything goes: rows and columns of a chart's parts at a size.

use super::{
    Axis, AxisScale, Chart, Proportion, Style,
    bar::{self, BarPlace},
    ends::Names,
    legend::Legend,
    log, marks,
    plot::Plot,
    range::Range,
    scale::{Labels, Scale},
};

/// The plot and what stands round it.
pub(super) struct Layout<'a> {
    pub(super) plot: Plot,
    pub(super) legend: Legend<'a>,
    pub(super) names: Names,
    pub(super) detail: Detail,
    pub(super) legend_rows: u16,
    pub(super) bar: BarPlace,
}

/// How much is shown; each includes those before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    Plot,
    Axes,
    Labels,
    AxisTitles,
    Legend,
    Title,
}

/// Finds the places of all parts of a chart in `width` × `height` cells.
pub(super) fn arrange(chart: &Chart, width: u16, height: u16, style: Style) -> Layout<'_> {
    let bar = bar::place(chart, width);
    let names = Names::of(chart, width, height);
    let legend = Legend::of(chart, bar, names, style);
    let crowding = marks::likely(std::slice::from_ref(chart), width, height, style.glyphs);
    let needed = Legend::of(chart, bar, names, style);
    let legend_rows = needed.rows(crowding, (width, height), style.glyphs);
    let detail = detail(chart, width, height, legend_rows, bar);
    let bar = if detail < Detail::AxisTitles { BarPlace::Nowhere } else { bar };
    let plot = plot(chart, (width, height), detail, bar, legend_rows);
    Layout { plot, legend, names, detail, legend_rows, bar }
}

/// The places of the axes and their titles, where all else is said elsewhere.
pub(super) fn with_axes(chart: &Chart, width: u16, height: u16) -> Layout<'_> {
    let (detail, bar) = (Detail::AxisTitles, BarPlace::Nowhere);
    let plot = plot(chart, (width, height), detail, bar, 0);
    let names = Names::InLegend;
    Layout { plot, legend: Legend::default(), names, detail, legend_rows: 0, bar }
}

/// A plot of exactly so many columns and rows at a place, without ticks.
pub(super) fn plain(chart: &Chart, (left, top): (u16, u16), (width, height): (u16, u16)) -> Plot {
    let scale = |axis: &Axis, cells| Scale::plain(Range::of(axis), cells);
    Plot { left, top, x: scale(&chart.x, width), y: scale(&chart.y, height) }
}

/// The plot with that much round it.
fn plot(
    chart: &Chart,
    (width, height): (u16, u16),
    detail: Detail,
    bar: BarPlace,
    legend_rows: u16,
) -> Plot {
    let above = rows_above(chart, detail, bar);
    let below = rows_below(chart, detail, legend_rows);
    let rows = height.saturating_sub(above + below);
    let y = scale(&chart.y, rows, Labels::Beside);
    let left = match detail {
        Detail::Plot => 0,
        Detail::Axes => 1,
        _ => y.ticks.iter().map(|tick| tick.label.len() as u16).max().unwrap_or(0) + 2,
    };
    let right = bar::width(chart, bar);
    let columns = columns(chart, y.cells, width.saturating_sub(left + right));
    let labels = match detail {
        Detail::Plot | Detail::Axes => Labels::Beside,
        _ => Labels::Below { before: left, after: 0 },
    };
    let x = scale(&chart.x, columns, labels);
    Plot { left, top: above, x, y }
}

/// The columns of a plot of so many rows: a cell is about twice as high as wide.
fn columns(chart: &Chart, rows: u16, most: u16) -> u16 {
    match chart.proportion {
        Proportion::Plane => most.min((rows.saturating_mul(5) / 2).max(COLUMNS_ALWAYS)),
        Proportion::Course => most,
    }
}

/// Where rows are few, a picture that is a little wide shows more than one that is small.
const COLUMNS_ALWAYS: u16 = 30;

/// An axis over at most `cells` cells: as many as go with the best choice of ticks.
pub(super) fn scale(axis: &Axis, cells: u16, labels: Labels) -> Scale {
    let range = Range::of(axis);
    match axis.scale {
        AxisScale::Linear => Scale::linear(range, cells, labels),
        AxisScale::Log => log::fit(range, cells, labels),
    }
}

/// The most there is room for.
fn detail(chart: &Chart, width: u16, height: u16, legend_rows: u16, bar: BarPlace) -> Detail {
    let roomy = |&(detail, width_min): &(Detail, u16)| {
        let rows = rows_above(chart, detail, bar) + rows_below(chart, detail, legend_rows);
        let complete = width >= COMPLETE.0 && height >= COMPLETE.1;
        width >= width_min && (complete || height >= rows + PLOT_ROWS_MIN)
    };
    let choices = [
        (Detail::Title, COMPLETE.0),
        (Detail::Legend, 20),
        (Detail::AxisTitles, 16),
        (Detail::Labels, 12),
        (Detail::Axes, 4),
    ];
    choices.into_iter().find(roomy).map_or(Detail::Plot, |(detail, _)| detail)
}

/// From this size up a chart is complete.
const COMPLETE: (u16, u16) = (24, 8);

const PLOT_ROWS_MIN: u16 = 3;

fn rows_above(chart: &Chart, detail: Detail, bar: BarPlace) -> u16 {
    let title = detail >= Detail::Title && chart.title.is_some();
    let heading = !chart.y.label.is_empty() || bar == BarPlace::SideWithName;
    u16::from(title) + u16::from(detail >= Detail::AxisTitles && heading)
}

fn rows_below(chart: &Chart, detail: Detail, legend_rows: u16) -> u16 {
    let x_title = detail >= Detail::AxisTitles && !chart.x.label.is_empty();
    let legend = if detail >= Detail::Legend { legend_rows } else { 0 };
    u16::from(detail >= Detail::Axes)
        + u16::from(detail >= Detail::Labels)
        + u16::from(x_title)
        + legend
}
