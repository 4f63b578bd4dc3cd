//! What of a state is looked at closely: what its step asks, and the arithmetic of the answer.

use super::action;
use super::asked::Asked;
use super::at::At;
use super::network::Arithmetic;
use super::state::State;
use super::subject::Subject;

/// What the step's call or prediction asks for.
pub(super) fn asked(at: At<'_>, state: &State) -> Asked {
    let action = at.step().run.as_ref().map(action::of);
    action.map(|action| action.asked(state)).unwrap_or_default()
}

/// What the state follows, given inputs as the step hands them over.
pub(super) fn subject<'a>(asked: &Asked, state: &'a State) -> Option<Subject<'a>> {
    state.subject().map(|subject| if asked.raw { subject.raw() } else { subject })
}

/// The arithmetic of one unit for the inputs that the step is about: of a layer by its name, or the
/// first of the last layer.
pub(super) fn arithmetic(
    asked: &Asked,
    state: &State,
    unit: Option<(&str, usize)>,
) -> Option<Arithmetic> {
    let data = state.data.as_deref();
    let targets = data.filter(|_| !asked.own).map(|data| &data.y);
    let x = if asked.own { asked.x.as_ref() } else { data.map(|data| &data.x) };
    subject(asked, state)?.explanation(unit, x?, targets)
}
