//! What an action changes: from the state before a step to the state after it.

use std::sync::Arc;

use crate::lesson::Lesson;
use crate::lesson::format::{self, Action, Ask, SetWeights};
use ndarray::Axis;

use crate::nn::{self, Dense, Layer, Normalization, Sequential, Tensor};

use super::state::{State, Value, Variable, table};

/// The state after the action of step `index`. An action that Keras refuses changes nothing.
pub(super) fn perform(before: &State, lesson: &Lesson, index: usize) -> State {
    let mut state = before.clone();
    state.edited.clear();
    state.redrawn.clear();
    match &lesson.steps[index].run {
        None | Some(Action::Imports | Action::Mask(_) | Action::Activation(_)) => (),
        Some(Action::Dataset(name)) => {
            state.data = state.sets.get(name).cloned();
            state.normalized = None;
            state.subject = None;
            state.normalization = None;
        }
        Some(Action::Dense(dense)) => make_dense(&mut state, dense, lesson.seed),
        Some(Action::Sequential(model)) => make_model(&mut state, model, lesson.seed),
        Some(Action::Normalization(layer)) => make_normalization(&mut state, &layer.name),
        Some(Action::GetWeights(get)) => follow(&mut state, &get.layer),
        Some(Action::SetWeights(set)) => {
            follow(&mut state, &set.layer);
            set_by_lesson(&mut state, set);
        }
        Some(Action::Call(ask)) => {
            let inputs = given(&state, ask);
            build(&mut state, &ask.layer, |variable| variable.call(&inputs));
        }
        Some(Action::Predict(ask)) => {
            let inputs = given(&state, ask);
            build(&mut state, &ask.layer, |variable| variable.predict(&inputs));
        }
        Some(Action::Summary(summary)) => state.subject = Some(summary.model.clone()),
        Some(Action::Gradient(gradient)) => build_for_data(&mut state, &gradient.model),
        Some(Action::Fit(fit)) => {
            build_for_data(&mut state, &fit.model);
            for set in &fit.start {
                set_by_lesson(&mut state, set);
            }
        }
    }
    state.fresh = &state.built_layers() - &before.built_layers();
    state
}

fn set_by_lesson(state: &mut State, set: &SetWeights) {
    if set_weights(state, &set.layer, &set.w, &set.b) {
        state.set_by_lesson.insert(set.layer.clone());
        state.changed_at.remove(&set.layer);
    }
}

/// Sets the weights of a layer. Says whether Keras took them.
pub(super) fn set_weights(state: &mut State, layer: &str, w: &[Vec<f32>], b: &[f32]) -> bool {
    let weights = [table(w), vector(b)];
    state.layer_mut(layer).is_some_and(|dense| dense.set_weights(&weights).is_ok())
}

/// What a call or a prediction hands over: [`inputs`], normalized where that is to be done first.
pub(super) fn given(state: &State, ask: &Ask) -> Tensor {
    let inputs = inputs(state, ask);
    if ask.raw { inputs } else { state.given(&inputs) }
}

/// What a call or a prediction is asked for: rows of the data, all of it, or inputs of the step's
/// own; flat means one row without the table around it.
pub(super) fn inputs(state: &State, ask: &Ask) -> Tensor {
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

/// A list of numbers as a tensor of one axis.
pub(super) fn vector(numbers: &[f32]) -> Tensor {
    Tensor::from_shape_fn(vec![numbers.len()], |at| numbers[at[0]])
}

fn make_dense(state: &mut State, dense: &format::Dense, seed: u64) {
    // A layer that is not part of a model gets its Keras name from Keras: dense, dense_1 and so on.
    let keras_name = state.names.unique("dense");
    let seed = layer_seed(seed, state);
    if let Ok(layer) = Dense::new(keras_name, dense.units, dense.activation, seed) {
        put(state, &dense.name, Value::Dense(layer));
        state.subject = Some(dense.name.clone());
    }
}

fn make_model(state: &mut State, model: &format::Sequential, seed: u64) {
    let mut layers = Vec::new();
    let first = model.seed.map_or_else(|| layer_seed(seed, state), |seed| seed.wrapping_mul(1_000));
    for format::Layer::Dense(dense) in &model.layers {
        let seed = first.wrapping_add(layers.len() as u64);
        let layer = Dense::new(dense.name.clone(), dense.units, dense.activation, seed);
        layers.extend(layer.ok().map(Layer::Dense));
    }
    let keras_name = state.names.unique("sequential");
    let made = match model.inputs {
        Some(inputs) => Sequential::with_input(keras_name, inputs, layers),
        None => Sequential::new(keras_name, layers),
    };
    if let Ok(made) = made {
        put(state, &model.name, Value::Sequential(made));
        state.subject = Some(model.name.clone());
    }
}

fn make_normalization(state: &mut State, name: &str) {
    let keras_name = state.names.unique("normalization");
    let Ok(mut layer) = Normalization::new(keras_name) else { return };
    let adapted = state.data.clone().is_some_and(|data| layer.adapt(&data.x).is_ok());
    if adapted {
        put(state, name, Value::Normalization(layer));
        state.normalization = Some(name.to_owned());
        state.normalized = state.data.as_ref().map(|data| Arc::new(state.given(&data.x)));
    }
}

// A first call makes the weights; a later one, or one that fails, changes nothing.
fn build(
    state: &mut State,
    name: &str,
    ask: impl FnOnce(&mut Variable) -> Result<Tensor, nn::Error>,
) {
    // States share a variable until one of them changes it, so it is not touched without need.
    let Some(is_built) = state.variable(name).map(Variable::is_built) else { return };
    if !is_built && let Some(variable) = state.variable_mut(name) {
        drop(ask(variable));
    }
    state.subject = Some(name.to_owned());
}

// A gradient and a fit make the weights too, where they are not there yet.
fn build_for_data(state: &mut State, model: &str) {
    // The normalized inputs are there already, and the data is not to be copied.
    let (data, normalized) = (state.data.clone(), state.normalized.clone());
    build(state, model, |variable| match (&normalized, &data) {
        (Some(x), _) => variable.call(x),
        (None, Some(data)) => variable.call(&data.x),
        (None, None) => variable.call(&vector(&[])),
    });
}

fn follow(state: &mut State, layer: &str) {
    let owner = state.owner(layer).map(|variable| variable.name.clone());
    state.subject = owner.or(state.subject.take());
}

fn put(state: &mut State, name: &str, value: Value) {
    state.variables.retain(|variable| variable.name != name);
    state.variables.push(Arc::new(Variable { name: name.to_owned(), value }));
}

// Layers of one lesson draw from different seeds, or they would all start alike.
fn layer_seed(seed: u64, state: &State) -> u64 {
    seed.wrapping_mul(1_000).wrapping_add(100 * state.variables.len() as u64)
}
