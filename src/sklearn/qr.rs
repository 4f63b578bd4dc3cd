//! Householder's QR with column pivoting: `A · P = Q · R`
//! (Businger and Golub 1965, <https://doi.org/10.1007/BF01436084>).
//!
//! Reflections turn a table of columns into a triangle without losing digits, where the equations of
//! the textbook, `AᵀA w = Aᵀb`, lose twice as many.

use super::Table;

/// A triangle, and the right-hand side turned along with it.
pub(super) struct Triangle {
    /// R: (k, columns), zero below the diagonal, k being the smaller of rows and columns.
    pub(super) r: Table,
    /// The first k numbers of `Qᵀ · b`.
    pub(super) b: Vec<f64>,
    /// The column of A that stands at each place of R.
    pub(super) order: Vec<usize>,
    /// How many columns are not, but for rounding, sums of others.
    pub(super) rank: usize,
}

/// Turns `A · w = b` into `R · w = Qᵀ b`. A column is first brought near to 1 by a power of two, which
/// loses nothing, so that the order of the columns and the rank do not hang on their units.
pub(super) fn triangle(a: &Table, mut b: Vec<f64>) -> Triangle {
    let (rows, width) = a.dim();
    // Kept column by column: what is worked on together lies together.
    let mut columns: Vec<Vec<f64>> =
        a.columns().into_iter().map(|column| column.to_vec()).collect();
    let powers: Vec<f64> = columns.iter().map(|column| power_of_two(column)).collect();
    for (column, power) in columns.iter_mut().zip(&powers) {
        for number in column {
            *number /= power;
        }
    }
    let mut order: Vec<usize> = (0..width).collect();
    let count = rows.min(width);
    for step in 0..count {
        let pivot = longest(&columns, step);
        order.swap(step, pivot);
        columns.swap(step, pivot);
        reflect(&mut columns, &mut b, step);
    }
    let rank = rank(&columns[..count], rows.max(width));
    let r = Table::from_shape_fn((count, width), |(row, column)| {
        if column < row { 0.0 } else { columns[column][row] * powers[order[column]] }
    });
    b.truncate(count);
    Triangle { r, b, order, rank }
}

/// `w` of `R · w = b`, from the last number up.
pub(super) fn back_substituted(r: &Table, b: &[f64]) -> Vec<f64> {
    let mut w = b.to_vec();
    for row in (0..w.len()).rev() {
        let known: f64 = (row + 1..w.len()).map(|column| r[[row, column]] * w[column]).sum();
        w[row] = (w[row] - known) / r[[row, row]];
    }
    w
}

/// The column, from `step` on, that has the longest part left.
fn longest(columns: &[Vec<f64>], step: usize) -> usize {
    let mut best = (step, square(&columns[step][step..]));
    for (idx, column) in columns.iter().enumerate().skip(step + 1) {
        let length = square(&column[step..]);
        if length > best.1 {
            best = (idx, length);
        }
    }
    best.0
}

/// Reflects the rows from `step` on so that column `step` is zero below the diagonal.
fn reflect(columns: &mut [Vec<f64>], b: &mut [f64], step: usize) {
    let (before, after) = columns.split_at_mut(step + 1);
    let column = &mut before[step][step..];
    let length = square(column).sqrt();
    if length == 0.0 {
        return;
    }
    let end = if column[0] > 0.0 { -length } else { length };
    let mut mirror = column.to_vec();
    mirror[0] -= end;
    // Half the square of the mirror's length.
    let half = -end * mirror[0];
    let others = after.iter_mut().map(|column| &mut column[step..]);
    for other in others.chain(std::iter::once(&mut b[step..])) {
        let along =
            mirror.iter().zip(&*other).map(|(part, number)| part * number).sum::<f64>() / half;
        other.iter_mut().zip(&mirror).for_each(|(number, part)| *number -= along * part);
    }
    column.fill(0.0);
    column[0] = end;
}

/// The square of a length.
fn square(numbers: &[f64]) -> f64 {
    numbers.iter().map(|number| number * number).sum()
}

/// The power of two just below the largest number of a column; 1 for a column of zeros.
fn power_of_two(column: &[f64]) -> f64 {
    let largest = column.iter().fold(0.0, |largest: f64, number| largest.max(number.abs()));
    if largest > 0.0 { largest.log2().floor().clamp(-1000.0, 1000.0).exp2() } else { 1.0 }
}

/// The diagonal falls; what is only rounding of the first number counts as zero.
fn rank(columns: &[Vec<f64>], size: usize) -> usize {
    let diagonal = |step: usize| columns[step][step].abs();
    let least = if columns.is_empty() { 0.0 } else { diagonal(0) * f64::EPSILON * size as f64 };
    (0..columns.len()).take_while(|step| diagonal(*step) > least).count()
}
