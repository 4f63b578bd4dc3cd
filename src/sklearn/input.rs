//! What goes in, checked as scikit-learn checks it, in its order, and whether there is an estimator for it.

use ndarray::{ArrayViewD, Ix2};

use super::Table;
use super::error::{Error, EstimatorError, Input, InputError};
use super::estimator::Estimator;
use crate::arrays::numpy_str;

/// A table of an array of any shape: an array of another number of axes is refused, in the words
/// that everyone meets who forgets the second pair of brackets.
pub fn as_table(array: &ArrayViewD<'_, f64>, estimator: Estimator) -> Result<Table, Error> {
    let ndim = array.ndim();
    let shown = || numpy_str(array);
    match array.view().into_dimensionality::<Ix2>() {
        Ok(table) => Ok(table.to_owned()),
        Err(_) if ndim < 2 => Err(InputError::NotATable { ndim, shown: shown() }.into()),
        Err(_) => Err(InputError::TooManyAxes { ndim, estimator }.into()),
    }
}

/// What is thought of NaN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gaps {
    Allowed,
    Refused,
}

/// Numbers that are numbers, at least one row, at least one column.
pub(super) fn check_table(x: &Table, estimator: Estimator, gaps: Gaps) -> Result<(), Error> {
    if gaps == Gaps::Refused && x.iter().any(|number| number.is_nan()) {
        return Err(InputError::NotANumber { input: Input::X(estimator) }.into());
    }
    if x.iter().any(|number| number.is_infinite()) {
        return Err(InputError::Infinite { input: Input::X(estimator), dtype: "float64" }.into());
    }
    let shape = x.dim();
    let nothing = match shape {
        (0, _) => "sample",
        (_, 0) => "feature",
        _ => return Ok(()),
    };
    Err(InputError::Nothing { of: nothing, shape, estimator }.into())
}

/// As many columns as it was fitted on.
pub(crate) fn check_width(x: &Table, wanted: usize, estimator: Estimator) -> Result<(), Error> {
    let given = x.ncols();
    if given == wanted {
        return Ok(());
    }
    Err(EstimatorError::Width { given, wanted, estimator }.into())
}

/// Answers that are numbers, one for each row.
pub(super) fn check_target(x: &Table, y: &[f64]) -> Result<(), Error> {
    check_numbers(y, Input::Y)?;
    check_lengths(&[x.nrows(), y.len()])
}

/// Neither NaN nor infinite.
pub(crate) fn check_numbers(numbers: &[f64], input: Input) -> Result<(), Error> {
    if numbers.iter().any(|number| number.is_nan()) {
        return Err(InputError::NotANumber { input }.into());
    }
    if numbers.iter().any(|number| number.is_infinite()) {
        return Err(InputError::Infinite { input, dtype: "float64" }.into());
    }
    Ok(())
}

/// All of the same length.
pub(crate) fn check_lengths(lengths: &[usize]) -> Result<(), Error> {
    if lengths.windows(2).all(|pair| pair[0] == pair[1]) {
        return Ok(());
    }
    Err(InputError::Lengths { lengths: lengths.to_vec() }.into())
}

/// What `fit` has left behind, or the error of one that was not fitted.
pub(crate) fn fitted<T>(state: Option<&T>, estimator: Estimator) -> Result<&T, Error> {
    state.ok_or_else(|| EstimatorError::NotFitted { estimator }.into())
}

/// The names of the columns that go in: those given, or `x0`, `x1`, …
pub(super) fn input_names(names: Option<&[String]>, inputs: usize) -> Result<Vec<String>, Error> {
    match names {
        None => Ok((0..inputs).map(|idx| format!("x{idx}")).collect()),
        Some(names) if names.len() == inputs => Ok(names.to_vec()),
        Some(names) => {
            Err(EstimatorError::FeatureNames { wanted: inputs, given: names.len() }.into())
        }
    }
}
