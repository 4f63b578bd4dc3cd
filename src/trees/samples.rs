//! What a tree is grown on: rows of features, and what each is to be told.

use std::sync::Arc;

use crate::sklearn::Table;

/// Rows to grow trees on, which many trees can share.
///
/// Features are float32, as in scikit-learn, and kept column by column, for a tree asks of one column
/// at a time. NaN is a missing value.
#[derive(Debug, Clone)]
pub struct Samples {
    columns: Arc<[Vec<f32>]>,
    target: Arc<Target>,
    /// How often each row counts; without them, once each.
    weights: Option<Arc<[f64]>>,
}

/// What rows are to be told.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// The class of each row, as a number below `count`.
    Classes {
        /// A number for each row.
        codes: Vec<u32>,
        /// How many classes there are.
        count: usize,
    },
    /// A number for each row.
    Numbers(Vec<f64>),
}

impl Target {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Classes { codes, .. } => codes.len(),
            Self::Numbers(numbers) => numbers.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many numbers a leaf answers with: a share for each class, or one number.
    pub const fn outputs(&self) -> usize {
        match self {
            Self::Classes { count, .. } => *count,
            Self::Numbers(_) => 1,
        }
    }
}

impl Samples {
    /// Rows of that table, shape (rows, features), with a target each. Of a shorter target, so many rows.
    pub fn new(x: &Table, target: Target) -> Self {
        let rows = x.nrows().min(target.len());
        let column = |idx: usize| x.column(idx).iter().take(rows).map(|x| *x as f32).collect();
        let columns = (0..x.ncols()).map(column).collect();
        Self { columns, target: Arc::new(target), weights: None }
    }

    /// The same rows, each of which counts as often as it was drawn; those of weight 0 are left out.
    #[must_use]
    pub fn drawn(&self, weights: Vec<f64>) -> Self {
        Self { weights: Some(weights.into()), ..self.clone() }
    }

    /// How many rows there are, also of those that do not count.
    pub fn n_samples(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }

    /// How many features there are.
    pub fn n_features(&self) -> usize {
        self.columns.len()
    }

    /// What the rows are to be told.
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// The values of a feature, a number for each row.
    pub fn column(&self, feature: usize) -> &[f32] {
        self.columns.get(feature).map_or(&[], Vec::as_slice)
    }

    /// The rows that count, in order.
    pub fn rows(&self) -> Vec<u32> {
        (0..self.n_samples() as u32).filter(|row| self.weight(*row) != 0.0).collect()
    }

    /// How often a row counts.
    #[inline]
    pub(super) fn weight(&self, row: u32) -> f64 {
        match &self.weights {
            Some(weights) => weights[row as usize],
            None => 1.0,
        }
    }

    /// Whether a feature has a gap anywhere, also among rows that do not count.
    pub(super) fn has_gaps(&self, feature: usize) -> bool {
        self.column(feature).iter().any(|value| value.is_nan())
    }
}
