//! The learner's changes as code: without it, what a step prints would not be what is shown.

use crate::lab::python;
use crate::lab::statement::Statement;

use super::layer_code::{fetched, new_layer, setting};
use super::variable::Variable;

/// The code for what the learner did to a layer of a network: its weights set, or else drawn again.
pub(in crate::lab) fn edit(
    before: Option<&Variable>,
    after: &Variable,
    layer: &str,
    is_set: bool,
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
    Some(Statement::silent(changed.unwrap_or_else(|| setting(Some(after), layer, &weights))))
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
