//! A data set as tensors, and its numbers one by one.

use std::sync::Arc;

use crate::journal::{Column, Coordinate, NewRow};
use crate::lesson::Dataset;
use crate::nn::Tensor;

use super::edit_error::EditError;
use super::tensors::tensor;

/// A data set as tensors.
#[derive(Clone, Debug)]
pub(super) struct Data {
    pub(super) dataset: Dataset,
    /// The numbers that Python is to work with.
    pub(super) precision: Precision,
    /// Shape (examples, features).
    pub(super) x: Tensor,
    /// Shape (examples, outputs).
    pub(super) y: Tensor,
    /// The only values that a target may have, where each is the number of a class.
    labels: Vec<f32>,
    /// Which row each of them is: those of the lesson by their number, then those that were added.
    ids: Vec<usize>,
    /// What the next row that is added is.
    next: usize,
}

/// What the targets of a data set are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Targets {
    /// Any numbers.
    Values,
    /// Numbers of classes.
    Labels,
}

/// The numbers that Python is to work with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Precision {
    /// Those of Keras.
    #[default]
    Float32,
    /// Those of scikit-learn, which goes on with what it is given.
    Float64,
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
    pub(super) fn new(dataset: &Dataset, targets: Targets, precision: Precision) -> Self {
        let mut labels = match targets {
            Targets::Values => Vec::new(),
            Targets::Labels => dataset.y.numbers().to_vec(),
        };
        labels.sort_unstable_by(f32::total_cmp);
        labels.dedup();
        labels.shrink_to_fit();
        let (x, y, next) = (tensor(&dataset.x), tensor(&dataset.y), dataset.x.len());
        let ids = (0..next).collect();
        Self { dataset: dataset.clone(), precision, x, y, labels, ids, next }
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
            table.set(at.row, column, *value);
        }
        self.made_of(dataset)
    }

    /// Refuses a row that does not fit its rows, or is one too many of at most so many.
    pub(super) fn check_row(&self, row: &NewRow, most: usize) -> Result<(), EditError> {
        let is_whole = row.x.len() == self.x.shape()[1] && row.y.len() == self.y.shape()[1];
        if !is_whole || self.dataset.x.is_empty() {
            return Err(EditError::NoSuchNumber);
        }
        if self.ids.len() >= most {
            return Err(EditError::TooManyRows);
        }
        let x = row.x.iter().enumerate().map(|(column, value)| (Column::X(column), *value));
        let y = row.y.iter().enumerate().map(|(column, value)| (Column::Y(column), *value));
        // Any row tells what may stand in a column.
        let mut numbers = x.chain(y).map(|(column, value)| (Coordinate { row: 0, column }, value));
        numbers.try_for_each(|(at, value)| self.check(at, value))
    }

    /// The same with one more row behind the others.
    pub(super) fn with_row(&self, row: &NewRow) -> Self {
        let mut dataset = self.dataset.clone();
        dataset.x.push(&row.x);
        dataset.y.push(&row.y);
        if let Some(last) = dataset.groups.iter().max() {
            let alone = last + 1;
            dataset.groups.push(alone);
        }
        let ids = self.ids.iter().copied().chain([self.next]).collect();
        Self { ids, next: self.next + 1, ..self.made_of(dataset) }
    }

    /// The same without a row.
    pub(super) fn without_row(&self, row: usize) -> Self {
        let (mut dataset, mut ids) = (self.dataset.clone(), self.ids.clone());
        if row < ids.len() {
            dataset.x.remove(row);
            dataset.y.remove(row);
            if row < dataset.groups.len() {
                dataset.groups.remove(row);
            }
            ids.remove(row);
        }
        Self { ids, ..self.made_of(dataset) }
    }

    /// The rows at these places alone, on the same axes.
    pub(super) fn part(&self, rows: &[usize]) -> Self {
        let dataset = Dataset {
            x: self.dataset.x.at(rows),
            y: self.dataset.y.at(rows),
            groups: rows.iter().filter_map(|row| self.dataset.groups.get(*row).copied()).collect(),
            ..self.dataset.clone()
        };
        Self { ids: (0..rows.len()).collect(), next: rows.len(), ..self.made_of(dataset) }
    }

    /// Which row each of its rows is: what was moved stays the same one.
    pub(super) fn ids(&self) -> &[usize] {
        &self.ids
    }

    fn made_of(&self, dataset: Dataset) -> Self {
        let (x, y) = (tensor(&dataset.x), tensor(&dataset.y));
        Self { dataset, x, y, ..self.clone() }
    }

    /// The same data scattered so far, where it is made by a formula.
    pub(super) fn scattered(&self, noise: f64) -> Option<Self> {
        Some(self.made_of(self.dataset.with_noise(noise)?))
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
