//! How many there may be of something, and tables that are tables.

use super::fault::Fault;
use super::limits;
use super::path::Path;

/// Refuses `count` of something over its limit, naming the limit.
pub(super) fn within(path: &Path, what: &str, count: usize, limit: usize) -> Result<(), Fault> {
    if count <= limit {
        return Ok(());
    }
    Err(Fault::new(path, format!("{count} {what} are too many: the limit is {limit}")))
}

/// Refuses a table with no rows, with no columns, or with rows of unequal length.
pub(super) fn check_table(path: &Path, rows: &[Vec<f32>]) -> Result<(), Fault> {
    let Some(first) = rows.first() else {
        return Err(Fault::new(path, "expected at least one row, such as [[1.0], [2.0]]"));
    };
    within(path, "rows", rows.len(), limits::ROWS)?;
    within(path, "numbers in a row", first.len(), limits::FEATURES)?;
    if first.is_empty() {
        return Err(Fault::new(&path.index(0), "expected at least one number in a row"));
    }
    match rows.iter().position(|row| row.len() != first.len()) {
        Some(index) => {
            let (got, wanted) = (rows[index].len(), first.len());
            let message =
                format!("row {index}, counted from 0, has {got} numbers, row 0 has {wanted}");
            Err(Fault::new(&path.index(index), format!("{message}: expected rows of one length")))
        }
        None => Ok(()),
    }
}
