//! Layers in code: how they are made, fetched out of a model and given weights.

use crate::lab::assignment::{Lines, assigned};
use crate::nn::{Dense, Tensor};

use super::variable::Variable;

/// The line that makes a layer.
pub(in crate::lab) fn new_layer(name: &str, dense: &Dense) -> String {
    format!("{name} = Dense(units={}, activation=\"{}\")", dense.units, dense.activation.name())
}

/// The lines that set all weights of a layer at a step.
pub(in crate::lab) fn setting(
    owner: Option<&Variable>,
    layer: &str,
    weights: &[Tensor],
    step: &str,
) -> Lines {
    let mut lines = Lines::of(fetched(owner, layer).into_iter().collect());
    for (name, array) in ["set_w", "set_b"].into_iter().zip(weights) {
        lines.extend(assigned(name, array, &format!("{step}-{layer}")));
    }
    lines.push(format!("{layer}.set_weights([set_w, set_b])"));
    lines
}

/// The line that gets a layer out of its model; a layer of its own needs none.
pub(in crate::lab) fn fetched(owner: Option<&Variable>, layer: &str) -> Option<String> {
    let owner = owner.filter(|owner| owner.name != layer)?;
    Some(format!("{layer} = {}.get_layer(\"{layer}\")", owner.name))
}
