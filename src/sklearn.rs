//! What scikit-learn has around models, in float64 and in its own terms, to its digits.
//!
//! In the order one would teach it:
//!
//! - [`RandomState`]: `NumPy`'s old generator, which all that is drawn comes from.
//! - [`datasets`]: points to try things on, made by a formula.
//! - [`train_test_split`]: rows to learn from and rows to be asked about, whole groups if need be.
//! - [`StandardScaler`]: columns brought to the same scale, with the numbers of the training rows.
//! - [`PolynomialFeatures`]: powers and products of columns.
//! - [`OneHotEncoder`]: a column for each word.
//! - [`LinearRegression`] and [`Ridge`]: the line that fits best, and the one that is held back.
//! - [`metrics`]: how wrong, and in which way: errors, accuracy, precision, recall, F1, the report.
//! - [`Curve`]: both errors over the degree, over λ or over the number of rows.
//! - [`limits`]: how large a table may be.
//! - [`Error`] and [`Warning`]: what scikit-learn says, and the same in plain words.
//!
//! ```
//! use layerlab::arrays;
//! use layerlab::sklearn::{LinearRegression, PolynomialFeatures, table};
//!
//! let x = table(4, 1, &[0.0, 1.0, 2.0, 3.0]);
//! let mut polynomial = PolynomialFeatures::new(2).without_bias();
//! let features = polynomial.fit_transform(&x)?;
//! let mut model = LinearRegression::new();
//! let line = model.fit(&features, &[1.0, 2.0, 5.0, 10.0])?;
//! assert_eq!(polynomial.repr(), "PolynomialFeatures(include_bias=False)");
//! assert!((line.coef[1] - 1.0).abs() < 1e-12 && (line.intercept - 1.0).abs() < 1e-12);
//! assert_eq!(arrays::numpy_str(&features), "[[0. 0.]\n [1. 1.]\n [2. 4.]\n [3. 9.]]");
//! # Ok::<(), layerlab::sklearn::Error>(())
//! ```
//!
//! Nothing here knows a lesson, a file, a clock or a terminal.

// Blank lines keep the reading order: the formatter sorts what stands together.
mod generator;

pub mod datasets;

mod split;

pub(crate) mod input;

pub(crate) mod numeric;

mod scaler;

mod polynomial;

mod one_hot;

mod qr;

mod svd;

mod least_squares;

mod linear;

pub mod metrics;

mod curve;

mod estimator;

pub mod limits;

mod warning;

mod error;

pub use curve::{Curve, Knob, Parts, Point, Polynomial, Regression, Rows};
pub use error::{Error, EstimatorError, Input, InputError, MetricError, SplitError, Target};
pub use estimator::Estimator;
pub use generator::RandomState;
pub use input::as_table;
pub use linear::{Line, LinearRegression, Ridge};
pub use one_hot::{Category, OneHotEncoder};
pub use polynomial::PolynomialFeatures;
pub use scaler::{Scale, StandardScaler};
pub use split::{
    Order, Size, Sizes, Split, ThreeParts, group_split, train_cv_test_split, train_test_split,
};
pub use warning::{Among, Score, Warned, Warning};

/// A row for each example, a column for each of its numbers: float64, as scikit-learn works with.
pub type Table = ndarray::Array2<f64>;

/// A table, which must fit in memory, filled row by row; numbers that are missing are 0.
pub fn table(rows: usize, columns: usize, numbers: &[f64]) -> Table {
    let mut table = Table::zeros((rows, columns));
    table.iter_mut().zip(numbers).for_each(|(place, number)| *place = *number);
    table
}
