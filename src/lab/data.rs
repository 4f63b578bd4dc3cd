//! A data set as tensors, and its numbers one by one.

use std::sync::Arc;

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
    /// The only values that a target may have, where each is the number of a class.
    labels: Vec<f32>,
}

/// What the targets of a data set are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Targets {
    /// Any numbers.
    Values,
    /// Numbers of classes.
    Labels,
}

/// Data that the learner has changed.
#[derive(Clone, Debug)]
pub(super) struct Moved {
    /// As the lesson has it.
    pub(super) origin: Arc<Data>,
    /// The step, counted from 0, at which it was changed last.
    pub(super) step: usize,
}

impl Data {
    pub(super) fn new(dataset: &Dataset, targets: Targets) -> Self {
        let mut labels = match targets {
            Targets::Values => Vec::new(),
            Targets::Labels => dataset.y.iter().flatten().copied().collect(),
        };
        labels.sort_unstable_by(f32::total_cmp);
        labels.dedup();
        Self { dataset: dataset.clone(), x: table(&dataset.x), y: table(&dataset.y), labels }
    }

    /// One of its numbers.
    pub(super) fn read(&self, at: Coordinate) -> Option<f32> {
        let (table, column) = match at.column {
            Column::X(column) => (&self.dataset.x, column),
            Column::Y(column) => (&self.dataset.y, column),
        };
        table.get(at.row)?.get(column).copied()
    }

    /// Whether its targets are the numbers of classes.
    pub(super) fn has_labels(&self) -> bool {
        !self.labels.is_empty()
    }

    /// Refuses a value that a number of it cannot have.
    pub(super) fn check(&self, at: Coordinate, value: f32) -> Result<(), EditError> {
        let is_class = !self.has_labels() || self.labels.contains(&value);
        match at.column {
            _ if self.read(at).is_none() => Err(EditError::NoSuchNumber),
            _ if !value.is_finite() => Err(EditError::TooLarge),
            Column::Y(_) if !is_class => Err(EditError::NotAClass),
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
        let (x, y) = (table(&dataset.x), table(&dataset.y));
        Self { dataset, x, y, labels: self.labels.clone() }
    }

    /// Whether another has the same numbers.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.x == other.x && self.y == other.y
    }

    /// The same with axes that stay as they are, whatever its numbers are.
    pub(super) fn held(&self, x: [f64; 2], y: [f64; 2]) -> Self {
        let dataset = Dataset { x_range: Some(x), y_range: Some(y), ..self.dataset.clone() };
        Self { dataset, ..self.clone() }
    }
}
