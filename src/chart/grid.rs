//! The grid of cells a chart is drawn into.

use serde::Serialize;
use unicode_width::UnicodeWidthChar;

use super::{Role, Tone};

/// One character of a drawn chart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// The character; ' ' if blank. A character two cells wide is followed by a cell of `'\0'`,
    /// which a face skips.
    pub symbol: char,
    /// What the character is part of.
    pub role: Role,
    /// What its background is shaded with, where there is a shade to paint.
    pub shade: Option<Tone>,
    /// What the upper half of a blank cell is shaded with, where that is something else.
    pub upper: Option<Tone>,
}

/// A drawn chart: rows of cells, top to bottom.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Grid {
    width: u16,
    height: u16,
    cells: Vec<Cell>,
}

impl Grid {
    /// Cells in a row.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> u16 {
        self.height
    }

    /// The cell at a column and row, counted from the top left corner.
    pub fn get(&self, column: u16, row: u16) -> Option<Cell> {
        self.index(column, row).map(|index| self.cells[index])
    }

    /// The rows, top to bottom.
    pub fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        let width = usize::from(self.width);
        (0..usize::from(self.height)).map(move |row| &self.cells[row * width..][..width])
    }

    /// The characters alone, a line a row, without trailing spaces.
    pub fn to_text(&self) -> String {
        let line = |cells: &[Cell]| -> String {
            cells.iter().map(|cell| cell.symbol).filter(|&symbol| symbol != '\0').collect()
        };
        self.rows().map(|cells| line(cells).trim_end().to_owned() + "\n").collect()
    }

    pub(super) fn blank(width: u16, height: u16) -> Self {
        let cells = vec![Cell::new(' ', Role::Muted); usize::from(width) * usize::from(height)];
        Self { width, height, cells }
    }

    pub(super) fn is_blank(&self, column: u16, row: u16) -> bool {
        self.get(column, row).is_some_and(|cell| cell.symbol == ' ')
    }

    /// Sets character and role, and leaves the shade; outside the grid, does nothing.
    pub(super) fn put(&mut self, column: u16, row: u16, symbol: char, role: Role) {
        if let Some(index) = self.index(column, row) {
            self.cells[index] = Cell { symbol, role, ..self.cells[index] };
        }
    }

    /// Sets the shades of the upper half and of the rest.
    pub(super) fn put_shade(&mut self, column: u16, row: u16, [upper, shade]: [Option<Tone>; 2]) {
        if let Some(index) = self.index(column, row) {
            self.cells[index] = Cell { shade, upper, ..self.cells[index] };
        }
    }

    /// Writes cells from left to right, up to the edge of the grid.
    pub(super) fn write(&mut self, column: u16, row: u16, cells: &[Cell]) {
        for (column, cell) in (column..self.width).zip(cells) {
            let Some(index) = self.index(column, row) else { return };
            self.cells[index] = *cell;
        }
    }

    /// Copies another grid to a place in this one.
    pub(super) fn paste(&mut self, column: u16, row: u16, other: &Self) {
        for (row, cells) in (row..self.height).zip(other.rows()) {
            self.write(column, row, cells);
        }
    }

    fn index(&self, column: u16, row: u16) -> Option<usize> {
        let inside = column < self.width && row < self.height;
        inside.then(|| usize::from(row) * usize::from(self.width) + usize::from(column))
    }
}

impl Default for Cell {
    /// A blank.
    fn default() -> Self {
        Self::new(' ', Role::Muted)
    }
}

impl Cell {
    pub(super) fn new(symbol: char, role: Role) -> Self {
        Self { symbol, role, shade: None, upper: None }
    }
}

/// `text` as cells, in at most `width` of them; what does not fit ends in `ellipsis`.
pub(super) fn shortened(text: &str, width: usize, ellipsis: char, role: Role) -> Vec<Cell> {
    clipped(cells(text, role), width, Cell::new(ellipsis, role))
}

/// At most `width` of some cells; where there are more, the last is `ellipsis`.
pub(super) fn clipped(mut cells: Vec<Cell>, width: usize, ellipsis: Cell) -> Vec<Cell> {
    if cells.len() <= width {
        return cells;
    }
    let rest = cells.split_off(width.saturating_sub(1));
    // Half a number would be another number.
    let is_digit = |cell: &Cell| cell.symbol.is_ascii_digit();
    if rest.first().is_some_and(is_digit) {
        while cells.last().is_some_and(|cell| is_digit(cell) || cell.symbol == '.') {
            cells.pop();
        }
    }
    if cells.last().is_some_and(|cell| cell.symbol.width() == Some(2)) {
        cells.pop();
    }
    cells.extend((width > 0).then_some(ellipsis));
    cells
}

/// `text` as cells.
pub(super) fn cells(text: &str, role: Role) -> Vec<Cell> {
    text.chars()
        .flat_map(|symbol| {
            let width = symbol.width().unwrap_or(0);
            [symbol, '\0'].into_iter().take(width).map(move |symbol| Cell::new(symbol, role))
        })
        .collect()
}
