//! Calls and predictions: a layer or a model is given examples, and the formula the same ones.

use crate::lab::action::inputs;
use crate::lab::python;
use crate::lab::state::{State, Variable};
use crate::lesson::format::Ask;
use crate::nn::{self, Tensor, print};

use super::{Entry, Printed};

/// How a layer or a model is asked.
#[derive(Clone, Copy)]
pub(super) enum Way {
    Call,
    Predict,
}

pub(super) fn compute(state: &State, ask: &Ask, way: Way) -> Vec<Entry> {
    let name = &ask.layer;
    let Some(variable) = state.variable(name) else { return Vec::new() };
    let given = inputs(state, ask);
    let (setup, x) = input_expression(ask, &given);
    let mut code: Vec<String> = setup.into_iter().collect();
    let mut asked = variable.clone();
    let printed = match way {
        Way::Call => {
            code.push(format!("print({name}({x}))"));
            Printed::of(asked.call(&given), print::tensor_str)
        }
        Way::Predict => {
            code.push(format!("print({name}.predict({x}, verbose=0))"));
            Printed::of(asked.predict(&given), print::numpy_str)
        }
    };
    let mut entries = vec![Entry { code, printed }];
    if ask.formula {
        entries.extend(by_formula(variable, &x, &given));
    }
    entries
}

/// The line that prepares the input, if there is one, and how the input is named then.
fn input_expression(ask: &Ask, given: &Tensor) -> (Option<String>, String) {
    let named = |expression: String| (Some(format!("x = {expression}")), "x".to_owned());
    match ask.rows.as_deref() {
        _ if ask.x.is_some() => named(python::float32(given).unwrap_or_else(|| "...".to_owned())),
        Some([row]) if ask.flat => (None, format!("X_train[{row}]")),
        Some([row]) => {
            let columns = given.shape().last().copied().unwrap_or(1);
            named(format!("X_train[{row}].reshape(1, {columns})"))
        }
        Some(rows) => named(format!("X_train[{rows:?}]")),
        None if ask.flat => (None, "X_train[0]".to_owned()),
        None => (None, "X_train".to_owned()),
    }
}

/// The formula in NumPy: a product, a sum and the activation for each layer.
fn by_formula(variable: &Variable, x: &str, inputs: &Tensor) -> Option<Entry> {
    let layers = variable.layers();
    let output = by_hand(variable, inputs)?;
    let mut code =
        vec![format!("{} = {}.get_weights()", weight_names(layers.len()), variable.name)];
    let mut input = x.to_owned();
    for (index, (_, layer)) in layers.iter().enumerate() {
        let number = if layers.len() == 1 { String::new() } else { (index + 1).to_string() };
        let product = format!("np.dot({input}, w{number}) + b{number}");
        let expression = if layer.activation == nn::Activation::Linear {
            product
        } else {
            code.push(format!("z = {product}"));
            python::activation(layer.activation).to_owned()
        };
        input = format!("a{number}");
        let is_last = index + 1 == layers.len();
        let line = if is_last {
            format!("print({expression})")
        } else {
            format!("{input} = {expression}")
        };
        code.push(line);
    }
    Some(Entry::text(code, &print::numpy_str(&output)))
}

/// What the formula gives.
fn by_hand(variable: &Variable, inputs: &Tensor) -> Option<Tensor> {
    let mut output = inputs.clone();
    for (_, layer) in variable.layers() {
        output = layer.forward(&output).ok()?.z;
        python::by_hand(layer.activation, &mut output);
    }
    Some(output)
}

fn weight_names(layers: usize) -> String {
    match layers {
        1 => "w, b".to_owned(),
        _ => (1..=layers).map(|n| format!("w{n}, b{n}")).collect::<Vec<_>>().join(", "),
    }
}
