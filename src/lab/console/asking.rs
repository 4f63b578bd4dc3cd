//! Calls and predictions: a layer or a model is given examples, and the formula the same ones.

use crate::lab::action::{given, inputs, vector};
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
    let given = given(state, ask);
    let (setup, x) = input_expression(state, ask);
    let mut code: Vec<String> = setup.into_iter().collect();
    let mut asked = variable.clone();
    let many = variable.output_of_many(&given);
    let printed = match way {
        Way::Call => {
            code.push(format!("print({name}({x}))"));
            Printed::of(many.map_or_else(|| asked.call(&given), Ok), print::tensor_str)
        }
        Way::Predict if ask.threshold.is_some() => {
            code.push(format!("p = {name}.predict({x}, verbose=0)"));
            code.push("print(p)".to_owned());
            Printed::of(many.map_or_else(|| asked.predict(&given), Ok), print::numpy_str)
        }
        Way::Predict => {
            code.push(format!("print({name}.predict({x}, verbose=0))"));
            Printed::of(many.map_or_else(|| asked.predict(&given), Ok), print::numpy_str)
        }
    };
    let mut entries = vec![Entry { code, printed }];
    entries.extend(ask.threshold.and_then(|threshold| decisions(variable, &given, threshold)));
    if ask.by_unit {
        entries.extend(by_unit(variable, &x, &given));
    }
    if ask.formula {
        entries.extend(by_formula(variable, &x, &given));
    }
    entries
}

/// Yes or no for each output: whether it reaches the threshold.
fn decisions(variable: &Variable, given: &Tensor, threshold: f32) -> Option<Entry> {
    let output = variable.output(given)?;
    let decisions = output.mapv(|p| f32::from(p >= threshold));
    let code = vec![format!("print((p >= {}).astype(int))", python::number(threshold))];
    // Whole numbers are printed without a point.
    Some(Entry::text(code, &print::numpy_str(&decisions).replace('.', "")))
}

/// The line that prepares the input, if there is one, and how the input is named then.
fn input_expression(state: &State, ask: &Ask) -> (Option<String>, String) {
    let named = |expression: String| (Some(format!("x = {expression}")), "x".to_owned());
    let all = if ask.raw { "X_train" } else { data_name(state) };
    match ask.rows.as_deref() {
        _ if ask.x.is_some() => {
            let literal = python::float32(&inputs(state, ask)).unwrap_or_else(|| "...".to_owned());
            let layer = state.normalization.as_ref().filter(|_| !ask.raw);
            named(layer.map_or(literal.clone(), |layer| format!("{layer}({literal})")))
        }
        Some([row]) if ask.flat => (None, format!("{all}[{row}]")),
        Some([row]) if all == "X_train" => {
            let columns = inputs(state, ask).shape().last().copied().unwrap_or(1);
            named(format!("{all}[{row}].reshape(1, {columns})"))
        }
        // A tensor has no reshape and takes no list of rows.
        Some([row]) => named(format!("{all}[{row}:{}]", row + 1)),
        Some(rows) if all == "X_train" => named(format!("{all}[{}]", python::list(rows))),
        Some(rows) => named(format!("{all}.numpy()[{}]", python::list(rows))),
        None if ask.flat => (None, format!("{all}[0]")),
        None => (None, all.to_owned()),
    }
}

/// What the data is called that models are given.
pub(super) fn data_name(state: &State) -> &'static str {
    if state.normalization.is_some() { "X_norm" } else { "X_train" }
}

/// A dense layer computed unit by unit, in a loop over the columns of w.
fn by_unit(variable: &Variable, x: &str, inputs: &Tensor) -> Option<Entry> {
    let (layer, output) = (variable.layers().first()?.1, by_hand(variable, inputs)?);
    let code = vec![
        format!("w, b = {}.get_weights()", variable.name),
        format!("for j in range({}):", layer.units),
        format!("    z = np.dot({x}, w[:, j]) + b[j]"),
        format!("    print({})", python::activation(layer.activation)),
    ];
    let column = |unit: usize| {
        let numbers: Vec<f32> = output.rows().into_iter().map(|row| row[unit]).collect();
        print::numpy_str(&vector(&numbers))
    };
    let lines: Vec<String> = (0..layer.units).map(column).collect();
    Some(Entry::text(code, &lines.join("\n")))
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
