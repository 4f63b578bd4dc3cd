//! A plane with slices through it: below it what it is along its x, beside it along its y, on the same
//! axes.

use std::ops::RangeInclusive;

use serde::Serialize;

use super::{Chart, Grid, Plot, Role, Style, axes, draw, grid, layout, scale::Labels};

/// A plane with slices through it, where there is room for them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sliced {
    /// The plane.
    pub plane: Chart,
    /// The slice along its x, which has the same x.
    pub below: Chart,
    /// The slice along its y, which has the same y.
    pub beside: Chart,
}

impl Sliced {
    /// Draws it into a grid of exactly `width` × `height` cells.
    pub fn draw(&self, width: u16, height: u16, style: Style) -> Grid {
        let (columns, rows) = of_the_plane(width, height);
        let plane = draw(&self.plane, columns, rows, style);
        if (columns, rows) == (width, height) {
            return plane;
        }
        let plot = draw::locate(&self.plane, columns, rows, style);
        let mut grid = Grid::blank(width, height);
        grid.paste(0, 0, &plane);
        self.draw_below(&mut grid, &plot, rows, style);
        self.draw_beside(&mut grid, &plot, columns, style);
        grid
    }

    /// Where the plane lies in a grid of that size.
    pub(super) fn locate(&self, width: u16, height: u16, style: Style) -> Plot {
        let (columns, rows) = of_the_plane(width, height);
        draw::locate(&self.plane, columns, rows, style)
    }

    fn draw_below(&self, grid: &mut Grid, plane: &Plot, top: u16, style: Style) {
        let rows = grid.height() - top - ROUND_BELOW;
        let y = layout::scale(&self.below.y, rows, Labels::Beside);
        let plot = Plot { left: plane.left, top: top + 1, x: plane.x.clone(), y };
        axes::lines(grid, &plot, style.glyphs.symbols());
        // On the left there is no more room than the numbers of the plane need.
        axes::labels_behind(grid, &plot);
        title(grid, &self.below, (0, top..=top));
        draw::between_axes(grid, &self.below, &plot, style);
    }

    fn draw_beside(&self, grid: &mut Grid, plane: &Plot, left: u16, style: Style) {
        let columns = grid.width() - left - ROUND_BESIDE;
        let labels = Labels::Below { before: 1, after: 1 };
        let x = layout::scale(&self.beside.x, columns, labels);
        let plot = Plot { left: left + ROUND_BESIDE - 1, top: plane.top, x, y: plane.y.clone() };
        axes::lines(grid, &plot, style.glyphs.symbols());
        axes::labels_below(grid, &plot);
        let above = plane.top.saturating_sub(2)..=plane.top.saturating_sub(1);
        title(grid, &self.beside, (plot.left - 1, above));
        draw::between_axes(grid, &self.beside, &plot, style);
    }
}

/// The columns and rows of the plane: all, where there is no room for slices.
fn of_the_plane(width: u16, height: u16) -> (u16, u16) {
    if width < WIDTH_MIN || height < HEIGHT_MIN {
        return (width, height);
    }
    let columns = width - width * 3 / 10;
    // A plane that is much higher than wide says no more: the slice below it has the rest.
    (columns, (height - height / 4).min(columns / 2 + ROUND_A_PLANE))
}

/// Writes a title from a column on in the last of some rows, and begins it further up where it is
/// too long for one.
fn title(grid: &mut Grid, chart: &Chart, (column, rows): (u16, RangeInclusive<u16>)) {
    let width = usize::from(grid.width().saturating_sub(column));
    let whole = chart.title.as_deref().unwrap_or_default();
    // Where that is too long, what it is along has to be enough.
    let is_short = whole.chars().count() <= width * rows.clone().count();
    let mut rest = if is_short { whole } else { whole.split(", ").next().unwrap_or(whole) };
    for row in rows.clone() {
        let end = if row == *rows.end() { rest.len() } else { first_line(rest, width) };
        let line = rest[..end].trim_end();
        grid.write(column, row, &grid::shortened(line, width, '~', Role::Title));
        rest = rest[end..].trim_start();
    }
}

/// Where the first line of a text ends that has to be broken; at its start, where one is enough.
fn first_line(text: &str, width: usize) -> usize {
    if text.chars().count() <= width {
        return 0;
    }
    let ends = text.match_indices(' ').map(|(end, _)| end);
    ends.take_while(|end| text[..*end].chars().count() <= width).last().unwrap_or(0)
}

/// Smaller than this, the plane needs all the room itself.
const WIDTH_MIN: u16 = 60;
const HEIGHT_MIN: u16 = 26;
/// The rows of the titles, the axis and the legend of a plane.
const ROUND_A_PLANE: u16 = 7;
/// A title above the slice, and its axis below it.
const ROUND_BELOW: u16 = 2;
/// A gap and an axis before the slice.
const ROUND_BESIDE: u16 = 4;
