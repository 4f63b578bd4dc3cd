//! Calls and predictions: a layer or a model is given examples, and the formula the same ones.

use ndarray::Axis;

use crate::journal::Slider;
use crate::lab::asked::Asked;
use crate::lab::assignment::{Lines, assigned};
use crate::lab::network::Variable;
use crate::lab::picture::Formula;
use crate::lab::python;
use crate::lab::slide::Slide;
use crate::lab::state::State;
use crate::lab::statement::{Printed, Statement};
use crate::lab::tensors::{table, vector};
use crate::lesson::format::Ask;
use crate::nn::{self, Tensor, print};

use super::import::Import;
use super::runnable::Stage;

/// What the lab needs to know of it.
pub(super) fn asked(state: &State, ask: &Ask) -> Asked {
    Asked {
        x: Some(inputs(state, ask)),
        own: ask.x.is_some(),
        raw: ask.raw,
        first: ask.rows.as_ref().and_then(|rows| rows.first()).copied().unwrap_or(0),
        formula: if ask.formula { Formula::Drawn } else { Formula::Hidden },
        threshold: threshold(state, ask),
        softmax: ask.softmax,
    }
}

/// The threshold, which can be moved.
pub(super) fn slide(ask: &Ask, value: f32) -> Slide {
    Slide { nudge: NUDGE, ..Slide::new(Slider::Threshold, &ask.layer, value) }
}

/// A chance goes from 0 to 1.
const NUDGE: f32 = 0.05;

/// From where on an output counts as a yes: where that can be moved, it is where it was moved to.
fn threshold(state: &State, ask: &Ask) -> Option<f32> {
    ask.threshold.map(|threshold| state.threshold.unwrap_or(threshold))
}

/// An answer that is kept as `p`.
pub(super) struct Kept {
    /// How it is had as an array.
    pub(super) numbers: &'static str,
    /// What it is.
    pub(super) output: fn(&Variable, &Tensor) -> Option<Tensor>,
}

/// The code of a call or a prediction and what it prints, where `answer` says both for an input of
/// some name; then what else was asked for.
pub(super) fn statements(
    stage: &Stage<'_>,
    ask: &Ask,
    kept: &Kept,
    answer: impl FnOnce(&Variable, &str, &Tensor) -> Statement,
) -> Vec<Statement> {
    let Stage { state, .. } = *stage;
    let Some(variable) = state.network(&ask.layer) else { return Vec::new() };
    let given = given(state, ask);
    let (setup, x) = input_expression(stage, ask);
    let mut first = answer(variable, &x, &given);
    first.code.splice(0..0, setup.code);
    first.files.extend(setup.files);
    let mut statements = vec![first];
    let threshold = threshold(state, ask);
    let decided = threshold.and_then(|threshold| decisions(variable, &given, threshold, kept));
    statements.extend(decided);
    if ask.by_unit {
        statements.extend(by_unit(variable, &x, &given));
    }
    if ask.formula {
        statements.extend(by_formula(variable, &x, &given));
    }
    statements
}

/// An answer as it is printed: as it is, or as the chances that a softmax makes of it, which are a
/// tensor.
pub(super) fn printed(
    ask: &Ask,
    expression: String,
    answer: Result<Tensor, nn::Error>,
    print: fn(&Tensor) -> String,
) -> (String, Printed) {
    if !ask.softmax {
        return (expression, Printed::of(answer, print));
    }
    let chances = answer.map(|mut sums| {
        nn::Activation::Softmax.apply(&mut sums);
        sums
    });
    (format!("tf.nn.softmax({expression})"), Printed::of(chances, print::tensor_str))
}

/// What the code of a call or a prediction needs.
pub(super) fn needs(ask: &Ask) -> Vec<Import> {
    if ask.softmax { vec![Import::TensorFlow] } else { Vec::new() }
}

/// What a call or a prediction hands over: [`inputs`], normalized where that is to be done first.
pub(super) fn given(state: &State, ask: &Ask) -> Tensor {
    let inputs = inputs(state, ask);
    if ask.raw { inputs } else { state.given(&inputs) }
}

/// What a call or a prediction is asked for: rows of the data, all of it, or inputs of the step's
/// own; flat means one row without the table around it.
fn inputs(state: &State, ask: &Ask) -> Tensor {
    let all = match (&ask.x, &state.data, &ask.rows) {
        (Some(x), _, _) => table(x),
        (None, Some(data), Some(rows)) => {
            let last = data.x.shape()[0].saturating_sub(1);
            let rows: Vec<usize> = rows.iter().map(|row| *row.min(&last)).collect();
            data.x.select(Axis(0), &rows)
        }
        (None, Some(data), None) => data.x.clone(),
        (None, None, _) => table(&[]),
    };
    let is_flat = ask.flat && all.shape()[0] > 0;
    if is_flat { all.index_axis_move(Axis(0), 0) } else { all }
}

/// Yes or no for each output: whether it reaches the threshold.
fn decisions(
    variable: &Variable,
    given: &Tensor,
    threshold: f32,
    kept: &Kept,
) -> Option<Statement> {
    let output = (kept.output)(variable, given)?;
    let decisions = output.mapv(|p| f32::from(p >= threshold));
    let code =
        vec![format!("print(({} >= {}).astype(int))", kept.numbers, python::number(threshold))];
    // Whole numbers are printed without a point.
    Some(Statement::text(code, &print::numpy_str(&decisions).replace('.', "")))
}

/// The lines that prepare the input, if there are any, and how the input is named then.
fn input_expression(stage: &Stage<'_>, ask: &Ask) -> (Lines, String) {
    let named = |expression: String| (Lines::of(vec![format!("x = {expression}")]), "x".to_owned());
    let as_is = |expression: String| (Lines::default(), expression);
    let State { part, normalization, .. } = stage.state;
    let is_tensor = normalization.is_some() && !ask.raw;
    let all = if is_tensor { stage.state.data_name() } else { format!("X_{}", part.name()) };
    match ask.rows.as_deref() {
        _ if ask.x.is_some() => (own_inputs(stage, ask), "x".to_owned()),
        Some([row]) if ask.flat => as_is(format!("{all}[{row}]")),
        Some([row]) if !is_tensor => {
            let columns = inputs(stage.state, ask).shape().last().copied().unwrap_or(1);
            named(format!("{all}[{row}].reshape(1, {columns})"))
        }
        // A tensor has no reshape and takes no list of rows.
        Some([row]) => named(format!("{all}[{row}:{}]", row + 1)),
        Some(rows) => {
            let array = if is_tensor { format!("{all}.numpy()") } else { all };
            (picked(&array, rows, stage.step), "x".to_owned())
        }
        None if ask.flat => as_is(format!("{all}[0]")),
        None => as_is(all),
    }
}

/// `x = …`: some rows of the data.
fn picked(array: &str, rows: &[usize], step: &str) -> Lines {
    if let Some(list) = python::list(rows) {
        return Lines::of(vec![format!("x = {array}[{list}]")]);
    }
    let numbers: Vec<f32> = rows.iter().map(|row| *row as f32).collect();
    let mut lines = assigned("rows", &vector(&numbers), step);
    lines.push(format!("x = {array}[rows.astype(int)]"));
    lines
}

/// `x = …`: inputs of the step's own, normalized where that is to be done first.
fn own_inputs(stage: &Stage<'_>, ask: &Ask) -> Lines {
    let x = inputs(stage.state, ask);
    let layer = stage.state.normalization.as_ref().filter(|_| !ask.raw);
    match (layer, python::float32(&x)) {
        (Some(layer), Some(literal)) => Lines::of(vec![format!("x = {layer}({literal})")]),
        (layer, _) => {
            let mut lines = assigned("x", &x, stage.step);
            lines.code.extend(layer.map(|layer| format!("x = {layer}(x)")));
            lines
        }
    }
}

/// A dense layer computed unit by unit, in a loop over the columns of w.
fn by_unit(variable: &Variable, x: &str, inputs: &Tensor) -> Option<Statement> {
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
    Some(Statement::text(code, &lines.join("\n")))
}

/// The formula in NumPy: a product, a sum and the activation for each layer.
fn by_formula(variable: &Variable, x: &str, inputs: &Tensor) -> Option<Statement> {
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
    Some(Statement::text(code, &print::numpy_str(&output)))
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
