//! How large things may be, so that nothing that is asked takes the memory or the time of a machine.

use crate::sklearn::limits::NUMBERS;
use crate::sklearn::{Error, Estimator, EstimatorError, InputError};

/// The most trees of a forest.
pub const TREES: usize = 10_000;

/// The most values, rows × features × trees, that a forest may be grown on: some seconds of work.
pub const WORK: usize = 100_000_000;

/// The most rows that the nodes of a tree may have together: a tree that is nearly as deep as its rows
/// would take the square of them.
pub const VISITS: usize = 5_000_000;

/// The most values, rows × features, that the nodes of a tree, or of all trees of a forest, may have
/// together.
pub const VALUES: usize = 200_000_000;

/// Refuses a table that is larger than a table may be.
pub(super) fn check_table(rows: usize, features: usize) -> Result<(), Error> {
    match rows.checked_mul(features) {
        Some(numbers) if numbers <= NUMBERS => Ok(()),
        _ => Err(InputError::TooLarge { rows, columns: features }.into()),
    }
}

/// Refuses more than [`TREES`] trees, or more than [`WORK`].
pub(super) fn check_trees(
    rows: usize,
    features: usize,
    trees: usize,
    estimator: Estimator,
) -> Result<(), Error> {
    let most = TREES.min(WORK / rows.saturating_mul(features).max(1));
    if trees <= most.max(1) {
        return Ok(());
    }
    let parameter = "n_estimators";
    Err(EstimatorError::TooMuch { estimator, parameter, given: trees, most }.into())
}
