//! A table of numbers, row after row in one piece of memory.

use std::ops::Index;
use std::slice::ChunksExact;
use std::sync::Arc;

/// A table of numbers: rows of one length. Copies share the numbers until one of them is changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    numbers: Arc<Vec<f32>>,
    columns: usize,
}

impl Table {
    /// Numbers row by row, so many in each. What does not fill a row is left out.
    pub fn new(mut numbers: Vec<f32>, columns: usize) -> Self {
        numbers.truncate(numbers.len() - numbers.len().checked_rem(columns).unwrap_or(0));
        numbers.shrink_to_fit();
        Self { numbers: Arc::new(numbers), columns }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.numbers.len().checked_div(self.columns).unwrap_or(0)
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// How many numbers a row has.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// All numbers, row by row.
    pub fn numbers(&self) -> &[f32] {
        &self.numbers
    }

    /// A row, if it is there.
    pub fn get(&self, row: usize) -> Option<&[f32]> {
        self.numbers.get(self.start(row)?..self.start(row + 1)?)
    }

    /// The rows in their order.
    pub fn iter(&self) -> ChunksExact<'_, f32> {
        self.numbers.chunks_exact(self.columns.max(1))
    }

    /// Puts another number in a place, if that is there.
    pub fn set(&mut self, row: usize, column: usize, value: f32) {
        let Some(start) = self.start(row).filter(|_| column < self.columns) else { return };
        if let Some(number) = Arc::make_mut(&mut self.numbers).get_mut(start + column) {
            *number = value;
        }
    }

    /// Divides every number.
    pub fn divide(&mut self, divisor: f32) {
        for number in Arc::make_mut(&mut self.numbers) {
            *number /= divisor;
        }
    }

    /// Adds a row behind the others. One of another length is not added.
    pub fn push(&mut self, row: &[f32]) {
        if row.len() == self.columns {
            Arc::make_mut(&mut self.numbers).extend_from_slice(row);
        }
    }

    /// The rows at these places, in that order; places that are not there are left out.
    #[must_use]
    pub fn at(&self, rows: &[usize]) -> Self {
        let rows = rows.iter().filter_map(|row| self.get(*row));
        Self::new(rows.flatten().copied().collect(), self.columns)
    }

    /// Takes a row out, if it is there.
    pub fn remove(&mut self, row: usize) {
        if row < self.len() {
            let start = row * self.columns;
            Arc::make_mut(&mut self.numbers).drain(start..start + self.columns);
        }
    }

    fn start(&self, row: usize) -> Option<usize> {
        row.checked_mul(self.columns)
    }
}

impl Index<usize> for Table {
    type Output = [f32];

    fn index(&self, row: usize) -> &[f32] {
        &self.numbers[row * self.columns..(row + 1) * self.columns]
    }
}

impl<'a> IntoIterator for &'a Table {
    type Item = &'a [f32];
    type IntoIter = ChunksExact<'a, f32>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<&[Vec<f32>]> for Table {
    /// Rows that are not as long as the first are left out; lessons are read so that there are none.
    fn from(rows: &[Vec<f32>]) -> Self {
        let columns = rows.first().map_or(0, Vec::len);
        let rows = rows.iter().filter(|row| row.len() == columns);
        Self::new(rows.flatten().copied().collect(), columns)
    }
}
