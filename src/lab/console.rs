//! The code of a step and what it prints: derived from the action, never written by an author.

use serde::Serialize;

use crate::lesson::Lesson;
use crate::lesson::format::{self, Action, Ask};
use crate::nn::{self, Dense, Tensor, print};

use super::action::{inputs, vector};
use super::python;
use super::state::{Data, State, Value, Variable, table};

/// A few lines of code and what Python prints for them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// The code, line by line, without the prompt.
    pub code: Vec<String>,
    /// What comes out.
    pub printed: Printed,
}

/// What Python prints for some code.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Printed {
    /// Nothing at all.
    Nothing,
    /// This text.
    Text(String),
    /// An error.
    Error(KerasError),
    /// Something that is shown once the step's question is answered.
    Withheld,
}

/// An error in two layers: what Keras says, and what that means.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KerasError {
    /// The Python class: `ValueError`.
    pub class: String,
    /// What Keras says, word for word.
    pub keras: String,
    /// What happened, in plain words.
    pub what_happened: String,
    /// What to do about it.
    pub what_to_do: String,
    /// The shapes, drawn, where shapes are the trouble.
    pub drawing: Option<String>,
}

/// The states on both sides of a step's action and edits.
pub(super) struct Stages<'a> {
    /// Before the action.
    pub(super) before: &'a State,
    /// After the action, before any edit.
    pub(super) start: &'a State,
    /// After the edits.
    pub(super) edited: &'a State,
}

/// The console of step `index`: run from top to bottom, its code gives the numbers on the screen.
///
/// The learner's edits are lines of code too. They come before the action, unless it is the action
/// that makes the weights; what has been printed by then is printed once more.
pub(super) fn run(stages: &Stages<'_>, lesson: &Lesson, index: usize) -> Vec<Entry> {
    let Stages { before, start, edited } = stages;
    let action = lesson.steps[index].run.as_ref();
    let edits = |layer: &String| match action {
        // The action itself shows the weights as they are now.
        Some(Action::SetWeights(set)) if set.layer == *layer && is_taken(before, set) => None,
        _ => edit(start, edited, layer),
    };
    let layers: Vec<&String> = edited.edited.union(&edited.redrawn).collect();
    let edits: Vec<Entry> = layers.iter().filter_map(|layer| edits(layer)).collect();
    let Some(action) = action else { return edits };
    let after = entries_of(before, edited, lesson, action);
    let had_weights = |layer: &&String| before.layer(layer).is_some_and(Dense::is_built);
    if layers.iter().all(had_weights) {
        return [edits, after].concat();
    }
    match action {
        Action::Call(_) | Action::Predict(_) => {
            [entries_of(before, start, lesson, action), edits, after].concat()
        }
        _ => [after, edits].concat(),
    }
}

fn entries_of(before: &State, state: &State, lesson: &Lesson, action: &Action) -> Vec<Entry> {
    match action {
        Action::Imports => vec![Entry::silent(imports(lesson))],
        Action::Dataset(name) => {
            state.data.as_ref().map(|data| dataset(data, name)).unwrap_or_default()
        }
        Action::Mask(mask) => state.data.iter().map(|data| pick(data, mask.y)).collect(),
        Action::Activation(alone) => vec![activation(alone)],
        Action::Dense(dense) => state
            .layer(&dense.name)
            .map(|layer| new_layer(&dense.name, layer))
            .into_iter()
            .map(|line| Entry::silent(vec![line]))
            .collect(),
        Action::Sequential(model) => vec![Entry::silent(sequential(model))],
        Action::Normalization(layer) => normalization(state, &layer.name),
        Action::GetWeights(get) => get_weights(state, get),
        Action::SetWeights(set) => set_weights(before, state, set),
        Action::Call(ask) => compute(state, ask, Way::Call),
        Action::Predict(ask) => compute(state, ask, Way::Predict),
        Action::Summary(summary) => {
            let model = state.variable(&summary.model).and_then(Variable::model);
            let text = model.map(nn::Sequential::summary).unwrap_or_default();
            vec![Entry::text(vec![format!("{}.summary()", summary.model)], &text)]
        }
    }
}

fn imports(lesson: &Lesson) -> Vec<String> {
    let has = |wanted: fn(&Action) -> bool| {
        lesson.steps.iter().filter_map(|step| step.run.as_ref()).any(wanted)
    };
    let mut lines = vec!["import numpy as np".to_owned()];
    if activations(lesson).into_iter().any(python::needs_keras) {
        lines.push("import keras".to_owned());
    }
    if has(|action| matches!(action, Action::Sequential(_))) {
        lines.push("from keras import Input, Sequential".to_owned());
    }
    let mut layers = vec!["Dense"];
    if has(|action| matches!(action, Action::Normalization(_))) {
        layers.push("Normalization");
    }
    lines.push(format!("from keras.layers import {}", layers.join(", ")));
    lines
}

fn activations(lesson: &Lesson) -> Vec<nn::Activation> {
    let of = |action: &Action| match action {
        Action::Dense(dense) => vec![dense.activation],
        Action::Activation(alone) => vec![alone.name],
        Action::Sequential(model) => {
            model.layers.iter().map(|format::Layer::Dense(dense)| dense.activation).collect()
        }
        _ => Vec::new(),
    };
    lesson.steps.iter().filter_map(|step| step.run.as_ref()).flat_map(of).collect()
}

fn dataset(data: &Data, name: &str) -> Vec<Entry> {
    let literal = |array: &Tensor| {
        python::float32(array)
            .unwrap_or_else(|| format!("...  # {} rows: data.{name}", array.shape()[0]))
    };
    let shape = |array: &Tensor| print::shape_str(array.shape());
    vec![
        Entry::silent(vec![
            format!("X_train = {}", literal(&data.x)),
            format!("Y_train = {}", literal(&data.y)),
        ]),
        Entry::text(
            vec!["print(X_train.shape, Y_train.shape)".to_owned()],
            &format!("{} {}", shape(&data.x), shape(&data.y)),
        ),
    ]
}

// A mask over a table picks single numbers: the result is flat, as in NumPy.
fn pick(data: &Data, y: f32) -> Entry {
    let (features, outputs) = (data.x.shape()[1], data.y.shape()[1]);
    let is_y = |row: usize| data.dataset.y[row].first() == Some(&y);
    let picked: Vec<Vec<f32>> = (0..data.x.shape()[0])
        .filter(|row| is_y(*row))
        .map(|row| data.dataset.x[row].clone())
        .collect();
    let (mask, text) = if features == 1 && outputs == 1 {
        let numbers: Vec<f32> = picked.concat();
        ("Y_train", print::numpy_str(&vector(&numbers)))
    } else {
        let table = Tensor::from_shape_fn(vec![picked.len(), features], |at| picked[at[0]][at[1]]);
        ("Y_train[:, 0]", print::numpy_str(&table))
    };
    let code = vec![format!("pos = {mask} == {}", short(y)), "print(X_train[pos])".to_owned()];
    Entry::text(code, &text)
}

fn activation(alone: &format::ActivationAlone) -> Entry {
    let mut output = vector(&alone.z);
    let z = python::float32(&output).unwrap_or_else(|| "...".to_owned());
    python::by_hand(alone.name, &mut output);
    let code = vec![format!("z = {z}"), format!("print({})", python::activation(alone.name))];
    Entry::text(code, &print::numpy_str(&output))
}

fn sequential(model: &format::Sequential) -> Vec<String> {
    let mut lines = vec![format!("{} = Sequential([", model.name)];
    lines.extend(model.inputs.map(|inputs| format!("    Input(shape=({inputs},)),")));
    for format::Layer::Dense(dense) in &model.layers {
        let (units, activation) = (dense.units, dense.activation.name());
        lines.push(format!("    Dense({units}, activation=\"{activation}\","));
        lines.push(format!("          name=\"{}\"),", dense.name));
    }
    lines.push("])".to_owned());
    lines
}

fn normalization(state: &State, name: &str) -> Vec<Entry> {
    let (Some(data), Some(variable)) = (&state.data, state.variable(name)) else {
        return Vec::new();
    };
    let Value::Normalization(layer) = &variable.value else { return Vec::new() };
    let code = vec![
        format!("{name} = Normalization(axis=-1)"),
        format!("{name}.adapt(X_train)"),
        format!("print({name}(X_train))"),
    ];
    vec![Entry { code, printed: Printed::of(layer.clone().call(&data.x), print::tensor_str) }]
}

fn get_weights(state: &State, get: &format::GetWeights) -> Vec<Entry> {
    let Some(layer) = state.layer(&get.layer) else { return Vec::new() };
    let name = &get.layer;
    let weights = layer.get_weights();
    let mut code: Vec<String> = fetched(state, name).into_iter().collect();
    code.push(format!("{name}.get_weights()"));
    let mut entries = vec![Entry::text(code, &print::list_repr(&weights))];
    if let (true, [w, b]) = (get.shapes, weights.as_slice()) {
        let code =
            vec![format!("w, b = {name}.get_weights()"), "print(w.shape, b.shape)".to_owned()];
        let shapes = format!("{} {}", print::shape_str(w.shape()), print::shape_str(b.shape()));
        entries.push(Entry::text(code, &shapes));
    }
    entries
}

// With weights that Keras takes, the code follows the learner's edits; with others it shows what
// the lesson tried, and the error.
fn set_weights(before: &State, state: &State, set: &format::SetWeights) -> Vec<Entry> {
    let name = &set.layer;
    let tried = vec![table(&set.w), vector(&set.b)];
    let taken = before.layer(name).cloned().map(|mut layer| layer.set_weights(&tried));
    let weights = match &taken {
        Some(Ok(())) => state.layer(name).map(Dense::get_weights).unwrap_or_default(),
        _ => tried,
    };
    let code = setting(state, name, &weights);
    match taken {
        Some(Err(error)) => vec![Entry { code, printed: Printed::Error(KerasError::of(&error)) }],
        _ => vec![
            Entry::silent(code),
            Entry::text(vec![format!("{name}.get_weights()")], &print::list_repr(&weights)),
        ],
    }
}

fn is_taken(before: &State, set: &format::SetWeights) -> bool {
    let tried = [table(&set.w), vector(&set.b)];
    before.layer(&set.layer).cloned().is_some_and(|mut layer| layer.set_weights(&tried).is_ok())
}

/// The code for what the learner did to a layer.
fn edit(start: &State, edited: &State, layer: &str) -> Option<Entry> {
    let is_alone = edited.owner(layer)?.name == layer;
    let dense = edited.layer(layer)?;
    if is_alone && !edited.edited.contains(layer) {
        // A new layer is how one gets a new draw in Keras.
        let inputs = dense.kernel()?.nrows();
        let code = vec![new_layer(layer, dense), format!("{layer}.build((None, {inputs}))")];
        return Some(Entry::silent(code));
    }
    let weights = dense.get_weights();
    let is_short = weights.iter().all(|array| python::float32(array).is_some());
    let code =
        if is_short { setting(edited, layer, &weights) } else { changing(start, edited, layer)? };
    Some(Entry::silent(code))
}

fn new_layer(name: &str, dense: &Dense) -> String {
    format!("{name} = Dense(units={}, activation=\"{}\")", dense.units, dense.activation.name())
}

/// The lines that set all weights of a layer.
fn setting(state: &State, layer: &str, weights: &[Tensor]) -> Vec<String> {
    let literal = |index: usize| {
        weights.get(index).and_then(python::float32).unwrap_or_else(|| "...".to_owned())
    };
    let mut code: Vec<String> = fetched(state, layer).into_iter().collect();
    code.push(format!("set_w = {}", literal(0)));
    code.push(format!("set_b = {}", literal(1)));
    code.push(format!("{layer}.set_weights([set_w, set_b])"));
    code
}

/// The lines that set the weights of a large layer that have changed.
fn changing(start: &State, edited: &State, layer: &str) -> Option<Vec<String>> {
    let (old, new) = (start.layer(layer)?, edited.layer(layer)?);
    let mut code: Vec<String> = fetched(edited, layer).into_iter().collect();
    code.push(format!("w, b = {layer}.get_weights()"));
    for ((at, new), old) in new.kernel()?.indexed_iter().zip(old.kernel()?) {
        if new != old {
            code.push(format!("w[{}, {}] = {}", at.0, at.1, python::number(*new)));
        }
    }
    for ((unit, new), old) in new.bias()?.indexed_iter().zip(old.bias()?) {
        if new != old {
            code.push(format!("b[{unit}] = {}", python::number(*new)));
        }
    }
    code.push(format!("{layer}.set_weights([w, b])"));
    Some(code)
}

/// How a layer or a model is asked.
#[derive(Clone, Copy)]
enum Way {
    Call,
    Predict,
}

fn compute(state: &State, ask: &Ask, way: Way) -> Vec<Entry> {
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

/// The line that gets a layer out of its model; a layer of its own needs none.
fn fetched(state: &State, layer: &str) -> Option<String> {
    let owner = state.owner(layer).filter(|owner| owner.name != layer)?;
    Some(format!("{layer} = {}.get_layer(\"{layer}\")", owner.name))
}

fn short(value: f32) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { python::number(value) }
}

impl Entry {
    /// The lines of the code, each with the prompt that Python shows in front of it.
    pub fn prompted(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.code.iter().map(|line| {
            let continues = line.starts_with([' ', ']']);
            (if continues { "... " } else { ">>> " }, line.as_str())
        })
    }

    fn silent(code: Vec<String>) -> Self {
        Self { code, printed: Printed::Nothing }
    }

    fn text(code: Vec<String>, text: &str) -> Self {
        Self { code, printed: Printed::Text(text.trim_end().to_owned()) }
    }
}

impl Printed {
    fn of(result: Result<Tensor, nn::Error>, print: fn(&Tensor) -> String) -> Self {
        match result {
            Ok(tensor) => Self::Text(print(&tensor)),
            Err(error) => Self::Error(KerasError::of(&error)),
        }
    }
}

impl KerasError {
    fn of(error: &nn::Error) -> Self {
        Self {
            class: error.python_type().to_owned(),
            keras: error.to_string(),
            what_happened: error.what_happened(),
            what_to_do: error.what_to_do(),
            drawing: error.drawing(),
        }
    }
}

impl Variable {
    fn model(&self) -> Option<&nn::Sequential> {
        match &self.value {
            Value::Sequential(model) => Some(model),
            _ => None,
        }
    }
}
