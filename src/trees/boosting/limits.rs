//! How large things may be, so that nothing that is asked takes the memory or the time of a machine.

use super::error::{DataError, Error, ParameterError, TrainingError};

/// The most numbers, rows × columns, a set may have: 40 MB.
pub const NUMBERS: usize = 10_000_000;

/// The most questions from the root of a tree to a leaf.
pub const DEPTH: usize = 100;

/// The most rounds of a training.
pub const ROUNDS: usize = 100_000;

/// The most rows × columns × levels that a training may look at, and as many rows × levels of the sets
/// that are measured on: several seconds of work.
pub const WORK: usize = 500_000_000;

/// The most nodes of all trees together: 200 MB.
pub const NODES: usize = 2_000_000;

pub(super) fn check_data(rows: usize, columns: usize) -> Result<(), Error> {
    match rows.checked_mul(columns) {
        Some(numbers) if numbers <= NUMBERS && rows <= NUMBERS => Ok(()),
        _ => Err(DataError::TooLarge { rows, columns }.into()),
    }
}

pub(super) fn check_depth(max_depth: usize) -> Result<usize, Error> {
    if max_depth > DEPTH {
        return Err(ParameterError::TooDeep { max_depth }.into());
    }
    Ok(max_depth)
}

/// A tree has no more levels than rows, and at most two nodes for each leaf.
pub(super) fn check_training(
    rows: usize,
    eval_rows: usize,
    columns: usize,
    rounds: usize,
    max_depth: usize,
) -> Result<(), Error> {
    let levels = max_depth.min(rows.max(1));
    let leaves = 1_usize.checked_shl(levels as u32).unwrap_or(usize::MAX).min(rows.max(1));
    let level = rows.max(1).saturating_mul(columns).saturating_add(eval_rows);
    let work = level.saturating_mul(levels).saturating_mul(rounds);
    let nodes = leaves.saturating_mul(2).saturating_mul(rounds);
    if rounds > ROUNDS || work > WORK || nodes > NODES {
        return Err(TrainingError::TooMuch { rows, columns, rounds }.into());
    }
    Ok(())
}
