//! Sums in the order `NumPy` adds up, so that the last digit is the same.

use ndarray::Axis;

use super::Table;

/// `np.sum(numbers)`: the halves of a long row by themselves, and of a short one every eighth number
/// (Higham 1993, <https://doi.org/10.1137/0914050>).
pub(crate) fn sum(numbers: &[f64]) -> f64 {
    if numbers.len() > LONG {
        let half = numbers.len() / 2;
        let (left, right) = numbers.split_at(half - half % LANES);
        return sum(left) + sum(right);
    }
    let (eights, rest) = numbers.as_chunks::<LANES>();
    let start = match eights.split_first() {
        Some((first, others)) => {
            let mut lanes = *first;
            for eight in others {
                lanes.iter_mut().zip(eight).for_each(|(lane, number)| *lane += number);
            }
            let pair = |idx: usize| lanes[2 * idx] + lanes[2 * idx + 1];
            (pair(0) + pair(1)) + (pair(2) + pair(3))
        }
        None => 0.0,
    };
    rest.iter().fold(start, |sum, number| sum + number)
}

const LONG: usize = 128;
const LANES: usize = 8;

/// `np.mean(numbers)`; of none, NaN.
pub(super) fn mean(numbers: &[f64]) -> f64 {
    sum(numbers) / numbers.len() as f64
}

/// `np.sum(table, axis=0)`: row after row, but a single column as a row of its own.
pub(super) fn column_sums(table: &Table) -> Vec<f64> {
    if table.ncols() == 1 {
        return vec![sum(&table.column(0).to_vec())];
    }
    let mut sums = vec![0.0; table.ncols()];
    for row in table.axis_iter(Axis(0)) {
        sums.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
    }
    sums
}

/// The product of a row and a column.
pub(super) fn dot<'a>(a: impl IntoIterator<Item = &'a f64>, b: &[f64]) -> f64 {
    a.into_iter().zip(b).map(|(a, b)| a * b).sum()
}
