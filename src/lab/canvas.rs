//! The image that can be drawn into.

use serde::Serialize;

use crate::journal::{Column, Coordinate, Entry};

use super::data::Data;
use super::pixels::most;

/// The row of the data that can be drawn into, as an image.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Canvas {
    /// Which row it is, counted from 0.
    pub example: usize,
    /// The rows of pixels.
    pub rows: usize,
    /// The pixels of a row.
    pub columns: usize,
    /// How dark a pixel gets.
    pub most: f32,
    pixels: Vec<f32>,
}

impl Canvas {
    pub(super) fn of(data: &Data, example: usize) -> Option<Self> {
        let size = data.dataset.image?;
        let pixels = data.x.rows().into_iter().nth(example)?.to_vec();
        Some(Self { example, rows: size.rows, columns: size.columns, most: most(data), pixels })
    }

    /// How dark a pixel is, by its row and column.
    pub fn pixel(&self, (row, column): (usize, usize)) -> f32 {
        self.pixels.get(row * self.columns + column).copied().unwrap_or(0.0)
    }

    /// What gives a pixel another darkness; nothing if it has it already.
    pub fn inked(&self, (row, column): (usize, usize), ink: f32) -> Option<Entry> {
        let index = row * self.columns + column;
        let is_new =
            row < self.rows && column < self.columns && self.pixels.get(index) != Some(&ink);
        is_new.then(|| Entry::Point(vec![(self.at(index), ink)]))
    }

    /// What takes all ink away; nothing if there is none.
    pub fn cleared(&self) -> Option<Entry> {
        let inked = self.pixels.iter().enumerate().filter(|(_, ink)| **ink != 0.0);
        let numbers: Vec<_> = inked.map(|(index, _)| (self.at(index), 0.0)).collect();
        (!numbers.is_empty()).then_some(Entry::Point(numbers))
    }

    fn at(&self, index: usize) -> Coordinate {
        Coordinate { row: self.example, column: Column::X(index) }
    }
}
