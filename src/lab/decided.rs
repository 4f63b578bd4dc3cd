//! The class of an example, and that which a model gives it.

use ndarray::ArrayView1;

use crate::nn::Tensor;

/// The class of an example, and that which the model gives it: from the threshold on the second of
/// two, else by the side of 0.5, where there is one output; of several by the largest.
pub(super) fn pair(
    y: &ArrayView1<'_, f32>,
    output: &ArrayView1<'_, f32>,
    threshold: Option<f32>,
) -> Option<(usize, usize)> {
    let is_yes = |output: f32| threshold.map_or(output > 0.5, |threshold| output >= threshold);
    match (y.len(), output.len()) {
        (1, 1) => Some((usize::from(y[0] > 0.5), usize::from(is_yes(output[0])))),
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

/// How wrong outputs are: of classes the share of wrong answers, of measured targets half the mean
/// squared error, `Σ (output - y)² / 2m`.
pub(super) fn error(
    y: &Tensor,
    output: &Tensor,
    has_labels: bool,
    threshold: Option<f32>,
) -> Option<f64> {
    if has_labels { share_of_wrong(y, output, threshold) } else { half_mean_square(y, output) }
}

fn share_of_wrong(y: &Tensor, output: &Tensor, threshold: Option<f32>) -> Option<f64> {
    let rows = y.rows().into_iter().zip(output.rows());
    let pairs: Option<Vec<(usize, usize)>> =
        rows.map(|(y, output)| pair(&y, &output, threshold)).collect();
    let pairs = pairs.filter(|pairs| !pairs.is_empty())?;
    let wrong = pairs.iter().filter(|(y, given)| y != given).count();
    Some(wrong as f64 / pairs.len() as f64)
}

fn half_mean_square(y: &Tensor, output: &Tensor) -> Option<f64> {
    let is_paired = output.shape() == y.shape() && !output.is_empty();
    let square = |(y, output): (&f32, &f32)| f64::from(output - y).powi(2);
    let sum = || y.iter().zip(output).map(square).sum::<f64>();
    is_paired.then(|| sum() / (2.0 * output.len() as f64))
}
