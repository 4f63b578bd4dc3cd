//! Layers in code: how they are made, fetched out of a model and given weights.

use crate::lab::assignment::{Lines, assigned};
use crate::lab::python;
use crate::nn::{Dense, Tensor};

use super::variable::Variable;

/// The line that makes a layer.
pub(in crate::lab) fn new_layer(name: &str, dense: &Dense) -> String {
    let l2 = dense.l2().map(|l2| format!(", kernel_regularizer=L2({})", python::number(l2)));
    let (units, activation) = (dense.units, dense.activation.name());
    format!("{name} = Dense(units={units}, activation=\"{activation}\"{})", l2.unwrap_or_default())
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
