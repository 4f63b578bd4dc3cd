//! Tables of what came out of units: one number of every example, or the chances of each row.

use crate::nn::{Activation, Tensor};

/// The numbers of a column, from the first example to the last; none where there is no such column.
pub(super) fn of(table: &Tensor, column: usize) -> Vec<f32> {
    let columns = table.shape().last().copied().unwrap_or(0);
    // What is known to have two axes is walked through many times as fast.
    let table = table.to_shape((table.len() / columns.max(1), columns)).ok();
    let table = table.filter(|_| column < columns);
    table.map_or_else(Vec::new, |table| table.column(column).to_vec())
}

/// The chances that a softmax makes of the sums in each row.
pub(super) fn softmax(sums: &Tensor) -> Tensor {
    let mut chances = sums.clone();
    Activation::Softmax.apply(&mut chances);
    chances
}
