//! The learner's changes as code: without it, what a step prints would not be what is shown.

use crate::lab::action::vector;
use crate::lab::python;
use crate::lab::state::{State, table};
use crate::lesson::format;
use crate::nn::{Dense, Tensor};

use super::Statement;

/// The code for what the learner did to a layer.
pub(super) fn edit(start: &State, edited: &State, layer: &str) -> Option<Statement> {
    let is_alone = edited.owner(layer)?.name == layer;
    let dense = edited.layer(layer)?;
    if is_alone && !edited.edited.contains(layer) {
        // A new layer is how one gets a new draw in Keras.
        let inputs = dense.kernel()?.nrows();
        let code = vec![new_layer(layer, dense), format!("{layer}.build((None, {inputs}))")];
        return Some(Statement::silent(code));
    }
    let weights = dense.get_weights();
    let is_short = weights.iter().all(|array| python::float32(array).is_some());
    let changed = if is_short { None } else { changing(start, edited, layer) };
    Some(Statement::silent(changed.unwrap_or_else(|| setting(edited, layer, &weights))))
}

pub(super) fn is_taken(before: &State, set: &format::SetWeights) -> bool {
    let tried = [table(&set.w), vector(&set.b)];
    before.layer(&set.layer).cloned().is_some_and(|mut layer| layer.set_weights(&tried).is_ok())
}

/// The lines that set all weights of a layer.
pub(super) fn setting(state: &State, layer: &str, weights: &[Tensor]) -> Vec<String> {
    let literal = |index: usize| {
        weights.get(index).and_then(python::float32).unwrap_or_else(|| "...".to_owned())
    };
    let mut code: Vec<String> = fetched(state, layer).into_iter().collect();
    code.push(format!("set_w = {}", literal(0)));
    code.push(format!("set_b = {}", literal(1)));
    code.push(format!("{layer}.set_weights([set_w, set_b])"));
    code
}

/// The line that gets a layer out of its model; a layer of its own needs none.
pub(super) fn fetched(state: &State, layer: &str) -> Option<String> {
    let owner = state.owner(layer).filter(|owner| owner.name != layer)?;
    Some(format!("{layer} = {}.get_layer(\"{layer}\")", owner.name))
}

pub(super) fn new_layer(name: &str, dense: &Dense) -> String {
    format!("{name} = Dense(units={}, activation=\"{}\")", dense.units, dense.activation.name())
}

/// The lines that set the weights of a large layer that have changed. Past so many, `None`: nobody
/// would type them.
fn changing(start: &State, edited: &State, layer: &str) -> Option<Vec<String>> {
    let (old, new) = (start.layer(layer)?, edited.layer(layer)?);
    let mut code: Vec<String> = fetched(edited, layer).into_iter().collect();
    code.push(format!("w, b = {layer}.get_weights()"));
    for ((at, new), old) in new.kernel()?.indexed_iter().zip(old.kernel()?) {
        if new != old && code.len() <= LINES {
            code.push(format!("w[{}, {}] = {}", at.0, at.1, python::number(*new)));
        }
    }
    for ((unit, new), old) in new.bias()?.indexed_iter().zip(old.bias()?) {
        if new != old {
            code.push(format!("b[{unit}] = {}", python::number(*new)));
        }
    }
    code.push(format!("{layer}.set_weights([w, b])"));
    (code.len() <= LINES).then_some(code)
}

const LINES: usize = 50;
