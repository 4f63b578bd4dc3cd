//! Curves: how both errors move while one knob is turned: the degree, λ, or the number of rows.
//!
//! A model that is too plain is wrong on both sides; one that bends too much is right on the rows it
//! has seen and wrong on all others.

use super::Table;
use super::error::Error;
use super::estimator::Estimator;
use super::linear::{Line, LinearRegression, Ridge};
use super::metrics::mean_squared_error;
use super::polynomial::PolynomialFeatures;
use super::scaler::StandardScaler;

/// Rows with their answers: x (rows, columns), y (rows).
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// The rows.
    pub x: Table,
    /// The answers.
    pub y: Vec<f64>,
}

/// What a curve is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// The rows to learn from.
    pub train: Rows,
    /// The rows that are only asked about: cv or test.
    pub others: Rows,
}

/// The model at the end of a polynomial regression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Regression {
    /// `LinearRegression(tol=0.0)`.
    Plain,
    /// `Ridge(alpha)`.
    Ridge {
        /// What λ is in a course.
        alpha: f64,
    },
}

/// `PolynomialFeatures(degree, include_bias=False)`, `StandardScaler()`, then a linear model: each
/// fitted on the training rows alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Polynomial {
    /// Makes the powers and products.
    pub features: PolynomialFeatures,
    /// Brings them to the same scale.
    pub scaler: StandardScaler,
    /// Which model found the line.
    pub regression: Regression,
    /// What it found.
    pub line: Line,
}

impl Polynomial {
    /// Fits all three, one after the other.
    pub fn fit(degree: i64, regression: Regression, rows: &Rows) -> Result<Self, Error> {
        let mut features = PolynomialFeatures::new(degree).without_bias();
        let mut scaler = StandardScaler::new();
        let x = scaler.fit_transform(&features.fit_transform(&rows.x)?)?;
        let line = match regression {
            Regression::Plain => LinearRegression::exact().fit(&x, &rows.y)?.clone(),
            Regression::Ridge { alpha } => Ridge::new(alpha).fit(&x, &rows.y)?.clone(),
        };
        Ok(Self { features, scaler, regression, line })
    }

    /// The answers it gives, one for each row.
    pub fn predict(&self, x: &Table) -> Result<Vec<f64>, Error> {
        let x = self.scaler.transform(&self.features.transform(x)?)?;
        let estimator = match self.regression {
            Regression::Plain => Estimator::LinearRegression,
            Regression::Ridge { .. } => Estimator::Ridge,
        };
        self.line.predict(&x, estimator)
    }

    /// Half the mean squared error, as a course counts it: `Σ (prediction − y)² / 2m`.
    pub fn error(&self, rows: &Rows) -> Result<f64, Error> {
        Ok(mean_squared_error(&rows.y, &self.predict(&rows.x)?)? / 2.0)
    }
}

/// The knob that is turned, and what stays as it is meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub enum Knob {
    /// The degree.
    Degree {
        /// The degrees to try.
        degrees: Vec<i64>,
        /// The model.
        regression: Regression,
    },
    /// λ, which is Ridge's alpha.
    Alpha {
        /// The degree.
        degree: i64,
        /// The alphas to try.
        alphas: Vec<f64>,
    },
    /// How many of the training rows it has, from the first on.
    Rows {
        /// The degree.
        degree: i64,
        /// The model.
        regression: Regression,
        /// The numbers of rows to try; of more than there are, all.
        counts: Vec<usize>,
    },
}

impl Knob {
    /// How many values there are to try.
    pub const fn len(&self) -> usize {
        match self {
            Self::Degree { degrees, .. } => degrees.len(),
            Self::Alpha { alphas, .. } => alphas.len(),
            Self::Rows { counts, .. } => counts.len(),
        }
    }

    /// Whether there is nothing to try.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One value of the knob, the model fitted with it, and its errors.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The value: a degree, an alpha, or a number of rows.
    pub value: f64,
    /// Half the mean squared error on the rows it has learned from.
    pub train: f64,
    /// The same on the others.
    pub others: f64,
    /// The model.
    pub model: Polynomial,
}

/// A curve, one point at a time: it can be drawn while it grows, and stopped.
///
/// ```
/// use layerlab::sklearn::{Curve, Knob, Parts, Regression, Rows, table};
///
/// let rows = |x: &[f64]| Rows { x: table(x.len(), 1, x), y: x.iter().map(|x| x * x).collect() };
/// let parts = Parts { train: rows(&[0.0, 1.0, 2.0, 4.0]), others: rows(&[3.0]) };
/// let knob = Knob::Degree { degrees: vec![1, 2], regression: Regression::Plain };
/// let points = Curve::new(parts, knob).collect::<Result<Vec<_>, _>>()?;
/// assert!(points[0].others > 1.0 && points[1].others < 1e-9);
/// # Ok::<(), layerlab::sklearn::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Curve {
    parts: Parts,
    knob: Knob,
    at: usize,
}

impl Curve {
    /// A curve of which nothing is worked out yet.
    pub const fn new(parts: Parts, knob: Knob) -> Self {
        Self { parts, knob, at: 0 }
    }

    fn point(&self, at: usize) -> Option<Result<Point, Error>> {
        Some(match &self.knob {
            Knob::Degree { degrees, regression } => {
                let degree = *degrees.get(at)?;
                self.fitted(degree as f64, degree, *regression, &self.parts.train)
            }
            Knob::Alpha { degree, alphas } => {
                let alpha = *alphas.get(at)?;
                self.fitted(alpha, *degree, Regression::Ridge { alpha }, &self.parts.train)
            }
            Knob::Rows { degree, regression, counts } => {
                let train = self.parts.train.first(*counts.get(at)?);
                self.fitted(train.y.len() as f64, *degree, *regression, &train)
            }
        })
    }

    fn fitted(
        &self,
        value: f64,
        degree: i64,
        regression: Regression,
        train: &Rows,
    ) -> Result<Point, Error> {
        let model = Polynomial::fit(degree, regression, train)?;
        let (train, others) = (model.error(train)?, model.error(&self.parts.others)?);
        Ok(Point { value, train, others, model })
    }
}

impl Iterator for Curve {
    type Item = Result<Point, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let point = self.point(self.at)?;
        self.at += 1;
        Some(point)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.knob.len().saturating_sub(self.at);
        (left, Some(left))
    }
}

impl ExactSizeIterator for Curve {}

impl Rows {
    /// The first rows.
    fn first(&self, count: usize) -> Self {
        let count = count.min(self.x.nrows()).min(self.y.len());
        Self { x: self.x.slice(ndarray::s![..count, ..]).to_owned(), y: self.y[..count].to_vec() }
    }

    /// The rows at those places of a file, in that order; places that do not exist are left out.
    #[must_use]
    pub fn at(&self, places: &[usize]) -> Self {
        let count = self.x.nrows().min(self.y.len());
        let places: Vec<usize> = places.iter().copied().filter(|place| *place < count).collect();
        Self {
            x: self.x.select(ndarray::Axis(0), &places),
            y: places.iter().map(|place| self.y[*place]).collect(),
        }
    }
}
