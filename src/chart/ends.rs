//! The names of curves at their ends, where the eye is when it asks which is which.

use super::{
    Chart, Proportion, Role, Series,
    grid::{self, Grid},
    path,
    plot::Plot,
};

/// Where the names of curves stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// In the legend, like all others.
    InLegend,
    /// Each beside the last point of its curve.
    AtEnds,
}

impl Names {
    /// Where those of a chart stand at a size.
    pub(super) fn of(chart: &Chart, width: u16, height: u16) -> Self {
        let has_room = width >= WIDTH_MIN && height >= HEIGHT_MIN;
        if chart.proportion == Proportion::Course && has_room {
            Self::AtEnds
        } else {
            Self::InLegend
        }
    }

    /// Whether a series is named in the legend.
    pub(super) fn has_entry(self, series: &Series) -> bool {
        self == Self::InLegend || named(series).is_none()
    }
}

const WIDTH_MIN: u16 = 32;
const HEIGHT_MIN: u16 = 7;

/// Writes the names of the curves of a plot beside their last points.
pub(super) fn draw(grid: &mut Grid, chart: &Chart, plot: &Plot, names: Names) {
    if names == Names::InLegend {
        return;
    }
    for (name, role, points) in chart.series.iter().filter_map(named) {
        let cells = grid::cells(name, role);
        let width = cells.len() as u16;
        // A curve that leaves the picture is named where it is seen last.
        let paths = path::visible(points, plot.x.range, plot.y.range);
        let Some([x, y]) = paths.last().and_then(|path| path.last()) else { continue };
        let column = plot.left + plot.x.dot(*x, 1) as u16;
        let row = plot.row(plot.y.dot(*y, 1) as u16);
        let left = (column + 1).saturating_sub(width).max(plot.left);
        let rows = [1_i32, -1, 2, -2, 3, -3].map(|off| i32::from(row) - off);
        let is_free = |row: &i32| {
            plot.down().contains(&(*row as u16))
                && (left..left + width).all(|column| grid.is_blank(column, *row as u16))
        };
        let free = rows.into_iter().filter(|row| *row >= 0).find(is_free);
        grid.write(left, free.map_or(row, |row| row as u16), &cells);
    }
}

/// The name of a curve, what it is and its points, if it has any.
fn named(series: &Series) -> Option<(&str, Role, &[[f64; 2]])> {
    match series {
        Series::Curve { name, role, points } if !name.is_empty() => {
            let is_drawn = points.iter().any(|[x, y]| x.is_finite() && y.is_finite());
            is_drawn.then_some((name.as_str(), *role, points.as_slice()))
        }
        _ => None,
    }
}
