//! The number that a step names to be chosen at first.

use crate::journal::Parameter;
use crate::lesson::format::CellName;

use super::at::At;
use super::live::Numbers;
use super::state::State;

/// The number that the step names, if it is there.
pub(super) fn named(at: At<'_>, state: &State) -> Option<Parameter> {
    let Some(CellName::Number(choose)) = &at.step().choose else { return None };
    let numbers = Numbers::at(at, state, None);
    let mut all = numbers.parameters.iter().map(|value| &value.parameter);
    all.find(|parameter| choose.holds(parameter)).cloned()
}
