//! A data set as tensors.

use crate::lesson::Dataset;
use crate::nn::Tensor;

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
}
