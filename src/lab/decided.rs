//! The class of an example, and that which a model gives it.

use ndarray::ArrayView1;

/// The class of an example, and that which the model gives it: by the side of 0.5 where there is one
/// output, else by the largest.
pub(super) fn pair(
    y: &ArrayView1<'_, f32>,
    output: &ArrayView1<'_, f32>,
) -> Option<(usize, usize)> {
    match (y.len(), output.len()) {
        (1, 1) => Some((usize::from(y[0] > 0.5), usize::from(output[0] > 0.5))),
        (1, outputs) => {
            let is_class = y[0] >= 0.0 && y[0].fract() == 0.0 && (y[0] as usize) < outputs;
            is_class.then(|| (y[0] as usize, largest(output)))
        }
        (columns, outputs) => (columns == outputs).then(|| (largest(y), largest(output))),
    }
}

/// Where the largest number is, the first of equals.
pub(super) fn largest(row: &ArrayView1<'_, f32>) -> usize {
    (1..row.len()).fold(0, |best, index| if row[index] > row[best] { index } else { best })
}
