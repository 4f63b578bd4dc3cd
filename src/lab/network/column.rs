//! A column of a table: one number of every example, such as what came out of a unit.

use crate::nn::Tensor;

/// The numbers of a column, from the first example to the last; none where there is no such column.
pub(super) fn of(table: &Tensor, column: usize) -> Vec<f32> {
    let columns = table.shape().last().copied().unwrap_or(0);
    // What is known to have two axes is walked through many times as fast.
    let table = table.to_shape((table.len() / columns.max(1), columns)).ok();
    let table = table.filter(|_| column < columns);
    table.map_or_else(Vec::new, |table| table.column(column).to_vec())
}
