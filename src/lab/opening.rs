//! The number that is chosen when a step opens.

use crate::journal::{Parameter, Slider};
use crate::lesson::format::CellName;

use super::at::At;
use super::named::named;
use super::visit::Visit;

/// What is chosen when a step opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Nothing.
    Nothing,
    /// The first number that can be changed: the step is there for that.
    First,
    /// The weight or bias that the step names.
    Number(Parameter),
    /// The setting that it names.
    Setting(Slider),
}

/// What is chosen when a step opens: what it names, else its first number, where it is there for its
/// numbers to be changed.
pub(super) fn of(at: At<'_>, visit: &Visit) -> Opening {
    let state = &visit.now.state;
    let is_unit = state.subject().is_some_and(|subject| !subject.is_in_code());
    // A training is there to be run first.
    let is_live =
        is_unit || (at.step().free_sliders().next().is_some() && visit.now.training.is_none());
    let setting = match &at.step().choose {
        Some(CellName::Setting(slider)) => at.step().free_sliders().find(|free| free == slider),
        _ => None,
    };
    match named(at, state) {
        _ if visit.now.is_withheld(at) => Opening::Nothing,
        Some(number) => Opening::Number(number),
        None if let Some(slider) = setting => Opening::Setting(slider),
        None if is_live => Opening::First,
        None => Opening::Nothing,
    }
}
