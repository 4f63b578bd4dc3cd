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
        let right = (column + 1).saturating_sub(width).max(plot.left);
        let is_free = |(left, row): &(u16, u16)| {
            plot.down().contains(row)
                && (*left..left + width).all(|column| grid.is_blank(column, *row))
        };
        let (left, row) = around(right, row, plot.left).find(is_free).unwrap_or((right, row));
        grid.write(left, row, &cells);
    }
}

/// The places around an end where its name may stand, the nearest first: above and below it, then to
/// the left, for a line may go down at the end itself.
fn around(right: u16, row: u16, leftmost: u16) -> impl Iterator<Item = (u16, u16)> {
    let rows = [-1_i16, 1, -2, 2, -3, 3];
    let lefts = (0..LEFTWARDS).filter_map(move |off| right.checked_sub(off));
    lefts.filter(move |left| *left >= leftmost).flat_map(move |left| {
        rows.into_iter().filter_map(move |off| Some((left, row.checked_add_signed(off)?)))
    })
}

/// So far to the left of its end a name is still the name of that curve.
const LEFTWARDS: u16 = 4;

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
