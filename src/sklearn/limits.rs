//! How large things may be, so that nothing that is asked takes the memory or the time of a machine.

use super::error::{Error, InputError};

/// The most numbers, rows × columns, a table may have that is made here: 80 MB.
pub const NUMBERS: usize = 10_000_000;

/// The most columns a table may have that is made here.
pub const COLUMNS: usize = 100_000;

/// The most digits a report is written with.
pub const DIGITS: usize = 100;

/// The most rows × columns² a linear model may be fitted on, a few seconds of work. Each column counts as
/// a row too, for Ridge holds it back.
pub const WORK: usize = 200_000_000;

/// Refuses a table that is larger than [`NUMBERS`], or wider than [`COLUMNS`].
pub(super) fn check(rows: usize, columns: usize) -> Result<(), Error> {
    match rows.checked_mul(columns) {
        Some(numbers) if numbers <= NUMBERS && columns <= COLUMNS => Ok(()),
        _ => Err(InputError::TooLarge { rows, columns }.into()),
    }
}

/// Refuses a fit that would take more than [`WORK`], or a table larger than [`NUMBERS`].
pub(super) fn check_fit(rows: usize, columns: usize) -> Result<(), Error> {
    check(rows, columns)?;
    match columns.checked_mul(columns).and_then(|square| square.checked_mul(rows + columns)) {
        Some(work) if work <= WORK => Ok(()),
        _ => Err(InputError::TooLarge { rows, columns }.into()),
    }
}
