//! The solutions of a step.

use super::format::{Solution, Step};
use super::path::Path;

/// The solutions of a step and where they stand: one as a table, several as a list of tables.
pub(super) fn solutions<'a>(
    path: &Path,
    step: &'a Step,
) -> impl Iterator<Item = (Path, &'a Solution)> {
    let path = path.name("solution");
    let is_one = step.solution.len() == 1;
    let place = move |index: usize| if is_one { path.clone() } else { path.index(index) };
    step.solution.iter().enumerate().map(move |(index, solution)| (place(index), solution))
}
