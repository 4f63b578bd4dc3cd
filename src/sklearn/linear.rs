//! Straight lines: `y = x · w + b`, with the smallest squared error
//! (<https://scikit-learn.org/stable/modules/linear_model.html>).
//!
//! Both models take the mean off every column and off y, find w there, and put b back: so b is never
//! held back.

use ndarray::{Axis, concatenate};

use super::Table;
use super::error::{Error, EstimatorError};
use super::estimator::Estimator;
use super::input::{Gaps, check_table, check_target, check_width, fitted};
use super::numeric::{column_sums, dot, mean};
use super::{least_squares, limits};
use crate::arrays::float_repr;

/// A fitted line, or plane, or what there is of them in more dimensions.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// `coef_`: a weight for each column.
    pub coef: Vec<f64>,
    /// `intercept_`: the bias.
    pub intercept: f64,
}

/// `LinearRegression(tol=1e-6)`: ordinary least squares.
#[derive(Debug, Clone, PartialEq)]
pub struct LinearRegression {
    /// `tol`: directions in which the data hardly varies, less than this share of the most, are left
    /// out. 0 leaves out none but those that are rounding only.
    pub tol: f64,
    line: Option<Line>,
}

/// `Ridge(alpha)`: the smallest `‖y − x · w − b‖² + alpha · ‖w‖²`. The λ of a course that divides both
/// by 2m is this alpha.
#[derive(Debug, Clone, PartialEq)]
pub struct Ridge {
    /// `alpha`: how much weights cost; 0 or more, or `fit` complains.
    pub alpha: f64,
    line: Option<Line>,
}

impl LinearRegression {
    /// With scikit-learn's own `tol`.
    pub const fn new() -> Self {
        Self { tol: TOL, line: None }
    }

    /// `LinearRegression(tol=0.0)`: every direction counts.
    pub const fn exact() -> Self {
        Self { tol: 0.0, line: None }
    }

    /// How Python shows it: what differs from the defaults.
    pub fn repr(&self) -> String {
        let tol = (self.tol != TOL).then(|| format!("tol={}", float_repr(self.tol)));
        format!("{}({})", Estimator::LinearRegression, tol.unwrap_or_default())
    }

    /// Finds the line. Shapes: x (rows, columns), y (rows).
    pub fn fit(&mut self, x: &Table, y: &[f64]) -> Result<&Line, Error> {
        check_setting("tol", self.tol, Estimator::LinearRegression, NOT_NEGATIVE)?;
        let line = Line::of(x, y, Estimator::LinearRegression, |x, y| {
            least_squares::solve(x, y, self.tol)
        })?;
        Ok(self.line.insert(line))
    }

    /// The line, or the error of a model that was not fitted.
    pub fn line(&self) -> Result<&Line, Error> {
        fitted(self.line.as_ref(), Estimator::LinearRegression)
    }

    /// `x · w + b`, a number for each row.
    pub fn predict(&self, x: &Table) -> Result<Vec<f64>, Error> {
        self.line()?.predict(x, Estimator::LinearRegression)
    }
}

impl Default for LinearRegression {
    fn default() -> Self {
        Self::new()
    }
}

impl Ridge {
    /// With that `alpha`; scikit-learn's own is 1.
    pub const fn new(alpha: f64) -> Self {
        Self { alpha, line: None }
    }

    /// How Python shows it: what differs from the defaults.
    pub fn repr(&self) -> String {
        let alpha = (self.alpha != 1.0).then(|| format!("alpha={}", float_repr(self.alpha)));
        format!("{}({})", Estimator::Ridge, alpha.unwrap_or_default())
    }

    /// Finds the line. Shapes: x (rows, columns), y (rows).
    pub fn fit(&mut self, x: &Table, y: &[f64]) -> Result<&Line, Error> {
        check_setting("alpha", self.alpha, Estimator::Ridge, NOT_NEGATIVE_EACH)?;
        let alpha = self.alpha;
        let line = Line::of(x, y, Estimator::Ridge, |x, y| held_back(x, y, alpha))?;
        Ok(self.line.insert(line))
    }

    /// The line, or the error of a model that was not fitted.
    pub fn line(&self) -> Result<&Line, Error> {
        fitted(self.line.as_ref(), Estimator::Ridge)
    }

    /// `x · w + b`, a number for each row.
    pub fn predict(&self, x: &Table) -> Result<Vec<f64>, Error> {
        self.line()?.predict(x, Estimator::Ridge)
    }
}

impl Line {
    fn of(
        x: &Table,
        y: &[f64],
        estimator: Estimator,
        solve: impl Fn(&Table, Vec<f64>) -> Vec<f64>,
    ) -> Result<Self, Error> {
        check_table(x, estimator, Gaps::Refused)?;
        check_target(x, y)?;
        limits::check_fit(x.nrows(), x.ncols())?;
        let means: Vec<f64> = column_sums(x).iter().map(|sum| sum / x.nrows() as f64).collect();
        let mut centred = x.clone();
        for mut row in centred.rows_mut() {
            row.iter_mut().zip(&means).for_each(|(number, mean)| *number -= mean);
        }
        let y_mean = mean(y);
        let coef = solve(&centred, y.iter().map(|y| y - y_mean).collect());
        let intercept = y_mean - dot(&means, &coef);
        Ok(Self { coef, intercept })
    }

    /// `x · w + b`, a number for each row, in the name of the model that found the line.
    pub(super) fn predict(&self, x: &Table, estimator: Estimator) -> Result<Vec<f64>, Error> {
        check_table(x, estimator, Gaps::Refused)?;
        check_width(x, self.coef.len(), estimator)?;
        Ok(x.rows().into_iter().map(|row| dot(row, &self.coef) + self.intercept).collect())
    }
}

const TOL: f64 = 1e-6;

/// Ridge as least squares: below the rows stands `√alpha` times each weight, which wants to be 0.
fn held_back(x: &Table, y: Vec<f64>, alpha: f64) -> Vec<f64> {
    let columns = x.ncols();
    let wishes = Table::eye(columns) * alpha.sqrt();
    let y = [y, vec![0.0; columns]].concat();
    // Tables of the same width can always be stacked.
    concatenate(Axis(0), &[x.view(), wishes.view()])
        .map_or_else(|_| vec![0.0; columns], |stacked| least_squares::solve(&stacked, y, 0.0))
}

/// Settings are looked at when fitting, not when made.
fn check_setting(
    parameter: &'static str,
    value: f64,
    owner: Estimator,
    wanted: &'static str,
) -> Result<(), Error> {
    if value >= 0.0 && value.is_finite() {
        return Ok(());
    }
    Err(EstimatorError::InvalidParameter {
        parameter,
        owner: owner.name(),
        wanted,
        given: float_repr(value),
    }
    .into())
}

const NOT_NEGATIVE: &str = "a float in the range [0.0, inf)";
const NOT_NEGATIVE_EACH: &str = "a float in the range [0.0, inf) or an array-like";
