//! Lists and tables of a lesson as tensors.

use ndarray::Array2;

use crate::lesson::Table;
use crate::nn::Tensor;
use crate::sklearn;

/// A list of numbers as a tensor of one axis.
pub(super) fn vector(numbers: &[f32]) -> Tensor {
    Tensor::from_shape_fn(vec![numbers.len()], |at| numbers[at[0]])
}

/// A table of a data set as a tensor of shape (rows, columns).
pub(super) fn tensor(table: &Table) -> Tensor {
    let numbers = table.numbers();
    let at = |(row, column)| numbers[row * table.columns() + column];
    Array2::from_shape_fn((table.len(), table.columns()), at).into_dyn()
}

/// A table of numbers as a tensor of shape (rows, columns). Rows that are too short are filled up
/// with 0; lessons are read so that there are none.
pub(super) fn table(rows: &[Vec<f32>]) -> Tensor {
    let columns = rows.first().map_or(0, Vec::len);
    Tensor::from_shape_fn(vec![rows.len(), columns], |at| {
        rows[at[0]].get(at[1]).copied().unwrap_or(0.0)
    })
}

/// The decimal number that a float32 stands for: as it is written in the code, and read from there
/// as a float64.
pub(super) fn decimal(value: f32) -> f64 {
    value.to_string().parse().unwrap_or(f64::from(value))
}

/// A tensor of shape (rows, columns) as scikit-learn is given it.
pub(super) fn in_float64(x: &Tensor) -> Option<sklearn::Table> {
    let [rows, columns] = *x.shape() else { return None };
    let numbers: Vec<f64> = x.iter().map(|x| decimal(*x)).collect();
    Some(sklearn::table(rows, columns, &numbers))
}
