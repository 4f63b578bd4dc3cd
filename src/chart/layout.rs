//! Where everything goes: rows and columns of a chart's parts at a size.

use super::{
    Chart, Style, legend,
    range::Range,
    scale::{Labels, Scale},
    shade,
};

/// The plot area: which cells it takes up and which data they stand for.
///
/// Columns and rows are those of the whole grid, counted from its top left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// The first column.
    pub left: u16,
    /// The first row.
    pub top: u16,
    pub(super) x: Scale,
    pub(super) y: Scale,
}

impl Plot {
    /// How many columns there are.
    pub fn columns(&self) -> u16 {
        self.x.cells
    }

    /// How many rows there are.
    pub fn rows(&self) -> u16 {
        self.y.cells
    }

    /// The column where `x` is drawn, unless it is off the axis.
    pub fn column_of(&self, x: f64) -> Option<u16> {
        self.x.cell(x).map(|cell| self.left + cell)
    }

    /// The row where `y` is drawn, unless it is off the axis.
    pub fn row_of(&self, y: f64) -> Option<u16> {
        self.y.cell(y).map(|cell| self.row(cell))
    }

    /// The x at the centre of a column, if it belongs to the plot.
    pub fn x_at(&self, column: u16) -> Option<f64> {
        let cell = column.checked_sub(self.left).filter(|&cell| cell < self.x.cells)?;
        Some(self.x.value(cell))
    }

    /// The y at the centre of a row, if it belongs to the plot.
    pub fn y_at(&self, row: u16) -> Option<f64> {
        let down = row.checked_sub(self.top).filter(|&down| down < self.y.cells)?;
        Some(self.y.value(self.y.cells - 1 - down))
    }

    /// Where on the axes a cell lies, `up` rows from its centre: 0 at their starts, 1 at their ends.
    pub(super) fn shares(&self, column: u16, row: u16, up: f64) -> [f64; 2] {
        let right = f64::from(column) - f64::from(self.left);
        let bottom = f64::from(self.top) + f64::from(self.y.cells) - 1.0;
        [self.x.share_at(right), self.y.share_at(bottom - f64::from(row) + up)]
    }

    /// The columns of the plot.
    pub(super) fn across(&self) -> std::ops::Range<u16> {
        self.left..self.left + self.x.cells
    }

    /// The rows of the plot.
    pub(super) fn down(&self) -> std::ops::Range<u16> {
        self.top..self.top + self.y.cells
    }

    /// The grid's row of a cell counted from the bottom of the plot.
    pub(super) fn row(&self, cell: u16) -> u16 {
        self.top + self.y.cells - 1 - cell
    }
}

/// The plot and what stands round it.
pub(super) struct Layout {
    pub(super) plot: Plot,
    pub(super) detail: Detail,
    pub(super) legend_rows: u16,
    pub(super) bar: shade::BarPlace,
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
pub(super) fn arrange(chart: &Chart, width: u16, height: u16, style: Style) -> Layout {
    let bar = shade::bar_place(chart, width);
    let legend_rows = legend::rows(chart, width, height, bar, style);
    let detail = detail(chart, width, height, legend_rows, bar);
    let bar = if detail < Detail::AxisTitles { shade::BarPlace::Nowhere } else { bar };
    let above = rows_above(chart, detail, bar);
    let below = rows_below(chart, detail, legend_rows);

    let rows = height.saturating_sub(above + below);
    let y = Scale::fit(Range::of(&chart.y), rows, Labels::Beside);
    let left = match detail {
        Detail::Plot => 0,
        Detail::Axes => 1,
        _ => y.ticks.iter().map(|tick| tick.label.len() as u16).max().unwrap_or(0) + 2,
    };
    let right = shade::bar_width(chart, bar);
    let columns = width.saturating_sub(left + right);
    let labels = match detail {
        Detail::Plot | Detail::Axes => Labels::Beside,
        _ => Labels::Below { before: left, after: 0 },
    };
    let x = Scale::fit(Range::of(&chart.x), columns, labels);
    Layout { plot: Plot { left, top: above, x, y }, detail, legend_rows, bar }
}

/// The most there is room for.
fn detail(
    chart: &Chart,
    width: u16,
    height: u16,
    legend_rows: u16,
    bar: shade::BarPlace,
) -> Detail {
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

fn rows_above(chart: &Chart, detail: Detail, bar: shade::BarPlace) -> u16 {
    let title = detail >= Detail::Title && chart.title.is_some();
    let heading = !chart.y.label.is_empty() || bar == shade::BarPlace::SideWithName;
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
