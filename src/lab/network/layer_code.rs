//! Layers in code: how they are made, fetched out of a model and given weights.

use crate::lab::python;
use crate::nn::{Dense, Tensor};

use super::variable::Variable;

/// The line that makes a layer.
pub(in crate::lab) fn new_layer(name: &str, dense: &Dense) -> String {
    format!("{name} = Dense(units={}, activation=\"{}\")", dense.units, dense.activation.name())
}

/// The lines that set all weights of a layer.
pub(in crate::lab) fn setting(
    owner: Option<&Variable>,
    layer: &str,
    weights: &[Tensor],
) -> Vec<String> {
    let literal = |index: usize| {
        weights.get(index).and_then(python::float32).unwrap_or_else(|| "...".to_owned())
    };
    let mut code: Vec<String> = fetched(owner, layer).into_iter().collect();
    code.push(format!("set_w = {}", literal(0)));
    code.push(format!("set_b = {}", literal(1)));
    code.push(format!("{layer}.set_weights([set_w, set_b])"));
    code
}

/// The line that gets a layer out of its model; a layer of its own needs none.
pub(in crate::lab) fn fetched(owner: Option<&Variable>, layer: &str) -> Option<String> {
    let owner = owner.filter(|owner| owner.name != layer)?;
    Some(format!("{layer} = {}.get_layer(\"{layer}\")", owner.name))
}
