//! The mean over all rows that are learned from.

use ndarray::Axis;

use crate::nn::{Loss, Sequential, Tape, Tensor};

use super::page::AllRows;

/// The mean of the gradients of all rows; none where there are so many that it would take too long.
pub(super) fn mean(
    model: &Sequential,
    loss: Loss,
    (x, y): (&Tensor, &Tensor),
    numbers: usize,
) -> Option<AllRows> {
    let rows = x.len_of(Axis(0));
    if rows.saturating_mul(numbers) > WORK {
        return None;
    }
    let mut tape = Tape::new(model.clone(), loss, (x, y)).ok()?;
    let gradient = tape.mean();
    let mut sizes: Vec<Tensor> =
        gradient.iter().map(|table| Tensor::zeros(table.raw_dim())).collect();
    for row in 0..rows {
        let record = tape.record(row)?;
        for (sum, layer) in sizes.iter_mut().zip(&record.layers) {
            sum.zip_mut_with(&layer.gradient, |sum, slope| *sum += slope.abs() / rows as f32);
        }
    }
    Some(AllRows { rows, gradient, sizes })
}

/// So many numbers are looked at in a few milliseconds.
const WORK: usize = 200_000;
