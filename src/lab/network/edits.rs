//! The learner's changes as code: without it, what a step prints would not be what is shown.

use std::collections::BTreeSet;

use crate::lab::assignment::{Lines, set_all};
use crate::lab::python;
use crate::lab::statement::Statement;
use crate::nn::Tensor;

use super::layer_code::{fetched, new_layer, setting};
use super::variable::Variable;

/// The code for what the learner did to a layer of a network: its weights set, or else drawn again.
pub(in crate::lab) fn edit(
    before: Option<&Variable>,
    after: &Variable,
    layer: &str,
    is_set: bool,
    step: &str,
) -> Option<Statement> {
    let dense = after.layer(layer).filter(|_| after.is_in_code())?;
    let is_alone = after.name == layer;
    if is_alone && !is_set {
        // A new layer is how one gets a new draw in Keras.
        let inputs = dense.kernel()?.nrows();
        let code = vec![new_layer(layer, dense), format!("{layer}.build((None, {inputs}))")];
        return Some(Statement::silent(code));
    }
    let weights = dense.get_weights();
    let is_short = weights.iter().all(|array| python::float32(array).is_some());
    let changed = if is_short { None } else { changing(before, after, layer) };
    let all = || setting(Some(after), layer, &weights, step).silent();
    Some(changed.map_or_else(all, Statement::silent))
}

/// The code that sets the weights of some layers of a network as they are.
pub(in crate::lab) fn weights(
    network: &Variable,
    layers: &BTreeSet<String>,
    step: &str,
) -> Vec<Statement> {
    if !network.is_in_code() {
        return Vec::new();
    }
    let own = network.layers();
    let note = "# as an earlier step left it:".to_owned();
    let named = |lines: Lines| {
        let mut named = Lines::of(vec![note.clone()]);
        named.extend(lines);
        named.silent()
    };
    if own.iter().all(|(name, _)| layers.contains(*name)) {
        let weights: Vec<Tensor> = own.iter().flat_map(|(_, layer)| layer.get_weights()).collect();
        return vec![named(set_all(&network.name, &weights, step))];
    }
    let told = own.iter().filter(|(name, _)| layers.contains(*name));
    told.map(|(name, layer)| named(setting(Some(network), name, &layer.get_weights(), step)))
        .collect()
}

/// The lines that set the weights of a large layer that have changed. Past so many, `None`: nobody
/// would type them.
fn changing(before: Option<&Variable>, after: &Variable, layer: &str) -> Option<Vec<String>> {
    let (old, new) = (before?.layer(layer)?, after.layer(layer)?);
    let mut code: Vec<String> = fetched(Some(after), layer).into_iter().collect();
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
