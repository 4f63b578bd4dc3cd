//! A data set as tensors, and its numbers one by one.

use crate::journal::{Column, Coordinate};
use crate::lesson::Dataset;
use crate::nn::Tensor;

use super::edit_error::EditError;
use super::tensors::table;

/// A data set as tensors.
#[derive(Clone, Debug)]
pub(super) struct Data {
    pub(super) dataset: Dataset,
    /// Shape (examples, features).
    pub(super) x: Tensor,
    /// Shape (examples, outputs).
    pub(super) y: Tensor,
}

impl Data {
    pub(super) fn new(dataset: &Dataset) -> Self {
        Self { dataset: dataset.clone(), x: table(&dataset.x), y: table(&dataset.y) }
    }

    /// One of its numbers.
    pub(super) fn read(&self, at: Coordinate) -> Option<f32> {
        let (table, column) = match at.column {
            Column::X(column) => (&self.dataset.x, column),
            Column::Y(column) => (&self.dataset.y, column),
        };
        table.get(at.row)?.get(column).copied()
    }

    /// Refuses a value that a number of it cannot have.
    pub(super) fn check(&self, at: Coordinate, value: f32) -> Result<(), EditError> {
        let classes = &self.dataset.classes;
        let is_class = value.fract() == 0.0 && (0.0..classes.len() as f32).contains(&value);
        match at.column {
            _ if self.read(at).is_none() => Err(EditError::NoSuchNumber),
            _ if !value.is_finite() => Err(EditError::TooLarge),
            Column::Y(_) if !classes.is_empty() && !is_class => Err(EditError::NotAClass),
            _ => Ok(()),
        }
    }

    /// The same with other values for some of its numbers.
    pub(super) fn with(&self, numbers: &[(Coordinate, f32)]) -> Self {
        let mut dataset = self.dataset.clone();
        for (at, value) in numbers {
            let (table, column) = match at.column {
                Column::X(column) => (&mut dataset.x, column),
                Column::Y(column) => (&mut dataset.y, column),
            };
            if let Some(cell) = table.get_mut(at.row).and_then(|row| row.get_mut(column)) {
                *cell = *value;
            }
        }
        Self::new(&dataset)
    }

    /// The same with axes that stay as they are, whatever its numbers are.
    pub(super) fn held(&self, x: [f64; 2], y: [f64; 2]) -> Self {
        let dataset = Dataset { x_range: Some(x), y_range: Some(y), ..self.dataset.clone() };
        Self { dataset, ..self.clone() }
    }
}
