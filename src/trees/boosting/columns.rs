//! Each column sorted once, before the first tree.

use super::data::DMatrix;
use super::sort::{Entry, sort};

/// The values of a column that are there, the smallest first.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) entries: Vec<Entry>,
    /// Whether it is also looked at from the smallest value up, with missing ones going right.
    pub(super) is_looked_at_twice: bool,
}

impl Column {
    /// Of all rows.
    pub(super) fn of(numbers: &[f32]) -> Self {
        let there = |(row, value): (usize, &f32)| {
            (!value.is_nan()).then_some(Entry { row: row as u32, value: *value })
        };
        let mut entries: Vec<Entry> = numbers.iter().enumerate().filter_map(there).collect();
        sort(&mut entries);
        let is_constant = match (entries.first(), entries.last()) {
            (Some(smallest), Some(largest)) => smallest.value == largest.value,
            _ => false,
        };
        let has_gaps = density(entries.len(), numbers.len()) < 1.0;
        Self { is_looked_at_twice: has_gaps && !is_constant, entries }
    }

    /// Every column.
    pub(super) fn all(data: &DMatrix) -> Vec<Self> {
        (0..data.num_col()).map(|feature| Self::of(data.column(feature))).collect()
    }
}

/// The share of values that are there, in float32: of very many rows a single gap is not seen.
fn density(there: usize, rows: usize) -> f32 {
    1.0 - (rows - there) as f32 / rows as f32
}
