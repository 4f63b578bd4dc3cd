//! The plot area: where cells and data translate into each other.

use super::scale::Scale;

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

    /// A share of the cells of the plot, as shares of the axes, which may end within a cell.
    pub(super) fn share_of_axes(&self, [across, up]: [f64; 2]) -> [f64; 2] {
        let share = |scale: &Scale, along: f64| {
            scale.share_at(along * f64::from(scale.cells) - 0.5).clamp(0.0, 1.0)
        };
        [share(&self.x, across), share(&self.y, up)]
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
