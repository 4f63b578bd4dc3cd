//! Scaling: every column to mean 0 and deviation 1
//! (<https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.StandardScaler.html>).
//!
//! The numbers are those of the rows it was fitted on, and stay so for all others.

use super::Table;
use super::error::{Error, EstimatorError};
use super::estimator::Estimator;
use super::input::{Gaps, check_table, check_width, fitted};
use super::numeric::column_sums;

/// `StandardScaler()`: `z = (x − mean) / scale`, shapes (rows, columns) → (rows, columns).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StandardScaler {
    scale: Option<Scale>,
}

/// What a fitted scaler knows, a number for each column.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// `mean_`.
    pub mean: Vec<f64>,
    /// `var_`: the mean square of the distance from the mean (divided by n, not n − 1).
    pub var: Vec<f64>,
    /// `scale_`: the root of the variance, or 1 where all rows are the same but for rounding.
    pub scale: Vec<f64>,
    /// `n_samples_seen_`: how many rows had a number.
    pub n_samples_seen: Vec<usize>,
}

impl StandardScaler {
    /// A scaler that knows nothing yet.
    pub const fn new() -> Self {
        Self { scale: None }
    }

    /// How Python shows it.
    pub fn repr(&self) -> String {
        format!("{}()", Estimator::StandardScaler)
    }

    /// Learns mean and deviation of each column. Gaps (NaN) are left out.
    pub fn fit(&mut self, x: &Table) -> Result<&Scale, Error> {
        check_table(x, Estimator::StandardScaler, Gaps::Allowed)?;
        Ok(self.scale.insert(Scale::of(x)))
    }

    /// What it has learned, or the error of a scaler that was not fitted.
    pub fn scale(&self) -> Result<&Scale, Error> {
        fitted(self.scale.as_ref(), Estimator::StandardScaler)
    }

    /// `(x − mean) / scale`, with the numbers of the rows it was fitted on.
    pub fn transform(&self, x: &Table) -> Result<Table, Error> {
        let scale = self.scale()?;
        check_table(x, Estimator::StandardScaler, Gaps::Allowed)?;
        check_width(x, scale.mean.len(), Estimator::StandardScaler)?;
        Ok(scale.each(x, |x, mean, scale| (x - mean) / scale))
    }

    /// `fit`, then `transform` of the same rows.
    pub fn fit_transform(&mut self, x: &Table) -> Result<Table, Error> {
        self.fit(x)?;
        self.transform(x)
    }

    /// The way back: `z · scale + mean`.
    pub fn inverse_transform(&self, z: &Table) -> Result<Table, Error> {
        let scale = self.scale()?;
        check_table(z, Estimator::StandardScaler, Gaps::Allowed)?;
        if z.ncols() != scale.mean.len() {
            let (rows, columns) = z.dim();
            let known = scale.mean.len();
            return Err(EstimatorError::Broadcast { rows, columns, known }.into());
        }
        Ok(scale.each(z, |z, mean, scale| z * scale + mean))
    }
}

impl Scale {
    /// Two passes, the second corrected by what rounding left over (Chan and others 1983,
    /// <https://doi.org/10.1080/00031305.1983.10483115>).
    fn of(x: &Table) -> Self {
        let counts: Vec<usize> = x
            .columns()
            .into_iter()
            .map(|column| column.iter().filter(|number| !number.is_nan()).count())
            .collect();
        let divided = |sums: Vec<f64>| -> Vec<f64> {
            sums.iter().zip(&counts).map(|(sum, count)| sum / *count as f64).collect()
        };
        let known = |number: f64| if number.is_nan() { 0.0 } else { number };
        let mean = divided(column_sums(&x.mapv(known)));
        let mut distances = x.clone();
        for mut row in distances.rows_mut() {
            row.iter_mut().zip(&mean).for_each(|(number, mean)| *number = known(*number - mean));
        }
        let leftover = column_sums(&distances);
        let squares = column_sums(&distances.mapv(|distance| distance * distance));
        let corrected =
            |((square, left), count): ((&f64, &f64), &usize)| square - left * left / *count as f64;
        let var = divided(squares.iter().zip(&leftover).zip(&counts).map(corrected).collect());
        let scale = var
            .iter()
            .zip(&mean)
            .zip(&counts)
            .map(
                |((var, mean), count)| {
                    if is_constant(*var, *mean, *count) { 1.0 } else { var.sqrt() }
                },
            )
            .collect();
        Self { mean, var, scale, n_samples_seen: counts }
    }

    fn each(&self, table: &Table, change: impl Fn(f64, f64, f64) -> f64) -> Table {
        let mut changed = table.clone();
        for mut row in changed.rows_mut() {
            let numbers = self.mean.iter().zip(&self.scale);
            row.iter_mut().zip(numbers).for_each(|(number, (mean, scale))| {
                *number = change(*number, *mean, *scale);
            });
        }
        changed
    }
}

/// Whether the variance is no more than what rounding alone makes of equal numbers.
fn is_constant(var: f64, mean: f64, count: usize) -> bool {
    let count = count as f64;
    var <= count * f64::EPSILON * var + (count * mean * f64::EPSILON).powi(2)
}
