//! Lists and tables of a lesson as tensors.

use crate::nn::Tensor;

/// A list of numbers as a tensor of one axis.
pub(super) fn vector(numbers: &[f32]) -> Tensor {
    Tensor::from_shape_fn(vec![numbers.len()], |at| numbers[at[0]])
}

/// A table of numbers as a tensor of shape (rows, columns). Rows that are too short are filled up
/// with 0; lessons are read so that there are none.
pub(super) fn table(rows: &[Vec<f32>]) -> Tensor {
    let columns = rows.first().map_or(0, Vec::len);
    Tensor::from_shape_fn(vec![rows.len(), columns], |at| {
        rows[at[0]].get(at[1]).copied().unwrap_or(0.0)
    })
}
