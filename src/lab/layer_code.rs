//! Layers in code: how they are made, fetched out of a model and given weights.

use crate::nn::{Dense, Tensor};

use super::python;
use super::state::State;

/// The line that makes a layer.
pub(super) fn new_layer(name: &str, dense: &Dense) -> String {
    format!("{name} = Dense(units={}, activation=\"{}\")", dense.units, dense.activation.name())
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
