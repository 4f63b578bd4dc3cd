//! What goes in, checked as scikit-learn's trees check it, in their order.

use crate::sklearn::input::{check_numbers, check_width};
use crate::sklearn::{Category, Error, Estimator, Input, InputError, Table};

use super::limits;
use super::samples::Target;

/// Rows and features, none of them infinite as a float32. NaN is a missing value.
pub(super) fn check_x(x: &Table, estimator: Estimator) -> Result<(), Error> {
    let shape = x.dim();
    let of = match shape {
        (0, _) => "sample",
        (_, 0) => "feature",
        _ => return check_finite(x, estimator),
    };
    Err(InputError::Nothing { of, shape, estimator }.into())
}

/// The same, and as many features as in training.
pub(super) fn check_asked(x: &Table, n_features: usize, estimator: Estimator) -> Result<(), Error> {
    check_finite(x, estimator)?;
    check_width(x, n_features, estimator)
}

fn check_finite(x: &Table, estimator: Estimator) -> Result<(), Error> {
    if x.iter().any(|number| (*number as f32).is_infinite()) {
        return Err(InputError::Infinite { input: Input::X(estimator), dtype: "float32" }.into());
    }
    limits::check_table(x.nrows(), x.ncols())
}

/// The classes that occur, in order, and the number of each row's.
pub(super) fn classes(y: &[Category]) -> (Vec<Category>, Target) {
    let mut classes = y.to_vec();
    classes.sort_unstable();
    classes.dedup();
    let code = |label: &Category| classes.binary_search(label).unwrap_or_default() as u32;
    let target = Target::Classes { codes: y.iter().map(code).collect(), count: classes.len() };
    (classes, target)
}

/// Targets that are numbers.
pub(super) fn numbers(y: &[f64]) -> Result<Target, Error> {
    check_numbers(y, Input::Y)?;
    Ok(Target::Numbers(y.to_vec()))
}

/// Numbers as labels of classes.
///
/// # Errors
/// In scikit-learn's words: a number that is none, or has a fraction, is no label.
pub fn labels(y: &[f64]) -> Result<Vec<Category>, Error> {
    check_numbers(y, Input::Y)?;
    if y.iter().any(|label| label.fract() != 0.0) {
        return Err(InputError::ContinuousLabels.into());
    }
    Ok(y.iter().map(|label| Category::Int(*label as i64)).collect())
}
