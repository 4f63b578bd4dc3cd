//! The code of each action and what it prints.

use ndarray::Axis;

use crate::lab::action::vector;
use crate::lab::python;
use crate::lab::slope::Unit;
use crate::lab::state::{Data, State, Value, Variable, table};
use crate::lab::training::Training;
use crate::lesson::Lesson;
use crate::lesson::format::{self, Action};
use crate::nn::{self, Dense, Tensor, print};

use super::asking::{Way, compute, data_name};
use super::edits::{fetched, new_layer, setting};
use super::{KerasError, Printed, Statement, gradient, training};

pub(super) fn entries_of(
    before: &State,
    state: &State,
    lesson: &Lesson,
    action: &Action,
) -> Vec<Statement> {
    match action {
        Action::Imports => vec![Statement::silent(imports(lesson))],
        Action::Dataset(name) => {
            state.data.as_ref().map(|data| dataset(data, name)).unwrap_or_default()
        }
        Action::Mask(mask) => state.data.iter().map(|data| pick(data, mask.y)).collect(),
        Action::Activation(alone) => vec![activation(alone)],
        Action::Dense(dense) => state
            .layer(&dense.name)
            .map(|layer| new_layer(&dense.name, layer))
            .into_iter()
            .map(|line| Statement::silent(vec![line]))
            .collect(),
        Action::Sequential(model) => vec![Statement::silent(sequential(model))],
        Action::Normalization(layer) => normalization(state, &layer.name),
        Action::GetWeights(get) => get_weights(state, get),
        Action::SetWeights(set) => set_weights(before, state, set),
        Action::Call(ask) => compute(state, ask, Way::Call),
        Action::Predict(ask) => compute(state, ask, Way::Predict),
        Action::Summary(summary) => {
            let model = state.variable(&summary.model).and_then(Variable::model);
            let text = model.map(nn::Sequential::summary).unwrap_or_default();
            vec![Statement::text(vec![format!("{}.summary()", summary.model)], &text)]
        }
        Action::Gradient(by_hand) => {
            let parts = state.data.as_deref().zip(state.subject());
            let unit = parts.and_then(|(data, model)| Unit::of(data, model, by_hand.loss));
            let of = |unit| gradient::entries(&unit, &by_hand.model, data_name(state));
            unit.map(of).unwrap_or_default()
        }
        // What is trained is no part of the state: the console of a fit is made from its training.
        Action::Fit(_) => Vec::new(),
    }
}

/// The weights that a fit starts from, its code, and how far it has come, or why it cannot begin.
pub(super) fn fit(
    start: &State,
    fit: &format::Fit,
    trained: Result<&Training, &nn::Error>,
) -> Vec<Statement> {
    let mut entries: Vec<Statement> =
        starting(start, fit, trained.ok()).into_iter().map(Statement::silent).collect();
    let settings = trained.map_or(fit, Training::settings);
    let printed = match trained {
        Err(error) => Printed::Error(KerasError::of(error)),
        Ok(training) => training::progress(training).map_or(Printed::Nothing, Printed::Text),
    };
    entries.push(Statement { code: training::code(settings, data_name(start)), printed });
    entries
}

/// The weights that a fit starts from, where they are not those that there were: the lesson's, or
/// what the learner has made of them.
fn starting(start: &State, fit: &format::Fit, trained: Option<&Training>) -> Option<Vec<String>> {
    let given = start.variable(&fit.model).and_then(Variable::model)?;
    let origin = trained.map_or(given, Training::origin).get_weights();
    if fit.start.is_empty() && origin == given.get_weights() {
        return None;
    }
    let literal = |array: &Tensor| python::float32(array).unwrap_or_else(|| "...".to_owned());
    let last = origin.len().saturating_sub(1);
    let line = |(index, array): (usize, &Tensor)| {
        let lead =
            if index == 0 { format!("{}.set_weights([", fit.model) } else { "    ".to_owned() };
        let end = if index == last { "])" } else { "," };
        format!("{lead}{}{end}", literal(array))
    };
    Some(origin.iter().enumerate().map(line).collect())
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
    let fits: Vec<&format::Fit> = lesson
        .steps
        .iter()
        .filter_map(|step| match &step.run {
            Some(Action::Fit(fit)) => Some(fit),
            _ => None,
        })
        .collect();
    // The learner may choose another optimizer, so all of them are there.
    if !fits.is_empty() {
        lines.push("from keras.optimizers import SGD, RMSprop, Adam".to_owned());
    }
    if fits.iter().any(|fit| fit.early_stopping.is_some()) {
        lines.push("from keras.callbacks import EarlyStopping".to_owned());
    }
    if fits.iter().any(|fit| fit.loss.name().contains("from_logits")) {
        let losses = "BinaryCrossentropy, CategoricalCrossentropy";
        lines.push(format!("from keras.losses import {losses}, SparseCategoricalCrossentropy"));
    }
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

fn dataset(data: &Data, name: &str) -> Vec<Statement> {
    let literal = |array: &Tensor| {
        python::float32(array)
            .unwrap_or_else(|| format!("...  # {} rows: data.{name}", array.shape()[0]))
    };
    let shape = |array: &Tensor| print::shape_str(array.shape());
    vec![
        Statement::silent(vec![
            format!("X_train = {}", literal(&data.x)),
            format!("Y_train = {}", literal(&data.y)),
        ]),
        Statement::text(
            vec!["print(X_train.shape, Y_train.shape)".to_owned()],
            &format!("{} {}", shape(&data.x), shape(&data.y)),
        ),
    ]
}

// A mask over a table picks single numbers: the result is flat, as in NumPy.
fn pick(data: &Data, y: f32) -> Statement {
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
    Statement::text(code, &text)
}

fn activation(alone: &format::ActivationAlone) -> Statement {
    let mut output = vector(&alone.z);
    let z = python::float32(&output).unwrap_or_else(|| "...".to_owned());
    python::by_hand(alone.name, &mut output);
    let code = vec![format!("z = {z}"), format!("print({})", python::activation(alone.name))];
    Statement::text(code, &print::numpy_str(&output))
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

fn normalization(state: &State, name: &str) -> Vec<Statement> {
    let (Some(data), Some(variable)) = (&state.data, state.variable(name)) else {
        return Vec::new();
    };
    let Value::Normalization(layer) = &variable.value else { return Vec::new() };
    let first = data.x.slice_axis(Axis(0), (..data.x.shape()[0].min(FIRST_ROWS)).into());
    let mut layer = layer.clone();
    vec![
        Statement::silent(vec![
            format!("{name} = Normalization(axis=-1)"),
            format!("{name}.adapt(X_train)"),
            format!("X_norm = {name}(X_train)"),
        ]),
        Statement::text(
            vec![format!("print(X_train[:{FIRST_ROWS}])")],
            &print::numpy_str(&first.to_owned()),
        ),
        Statement {
            code: vec![format!("print(X_norm[:{FIRST_ROWS}])")],
            printed: Printed::of(layer.call(&first.to_owned()), print::tensor_str),
        },
    ]
}

const FIRST_ROWS: usize = 3;

fn get_weights(state: &State, get: &format::GetWeights) -> Vec<Statement> {
    let Some(layer) = state.layer(&get.layer) else { return Vec::new() };
    let name = &get.layer;
    let weights = layer.get_weights();
    let mut code: Vec<String> = fetched(state, name).into_iter().collect();
    code.push(format!("{name}.get_weights()"));
    let mut entries = vec![Statement::text(code, &print::list_repr(&weights))];
    if let (true, [w, b]) = (get.shapes, weights.as_slice()) {
        let code =
            vec![format!("w, b = {name}.get_weights()"), "print(w.shape, b.shape)".to_owned()];
        let shapes = format!("{} {}", print::shape_str(w.shape()), print::shape_str(b.shape()));
        entries.push(Statement::text(code, &shapes));
    }
    entries
}

// With weights that Keras takes, the code follows the learner's edits; with others it shows what
// the lesson tried, and the error.
fn set_weights(before: &State, state: &State, set: &format::SetWeights) -> Vec<Statement> {
    let name = &set.layer;
    let tried = vec![table(&set.w), vector(&set.b)];
    let taken = before.layer(name).cloned().map(|mut layer| layer.set_weights(&tried));
    let weights = match &taken {
        Some(Ok(())) => state.layer(name).map(Dense::get_weights).unwrap_or_default(),
        _ => tried,
    };
    let code = setting(state, name, &weights);
    match taken {
        Some(Err(error)) => {
            vec![Statement { code, printed: Printed::Error(KerasError::of(&error)) }]
        }
        _ => vec![
            Statement::silent(code),
            Statement::text(vec![format!("{name}.get_weights()")], &print::list_repr(&weights)),
        ],
    }
}

fn short(value: f32) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { python::number(value) }
}
