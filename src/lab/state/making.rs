//! What actions do to a state: variables made, built, followed, given weights.

use std::sync::Arc;

use crate::lab::tensors::{table, vector};
use crate::nn::{self, Tensor};

use super::{State, Value, Variable};

impl State {
    /// Adds a variable, or puts another value in its place.
    pub(in crate::lab) fn put(&mut self, name: &str, value: Value) {
        self.variables.retain(|variable| variable.name != name);
        self.variables.push(Arc::new(Variable { name: name.to_owned(), value }));
    }

    /// Where the weights of the next layer start. Layers of one lesson draw from different seeds,
    /// or they would all start alike.
    pub(in crate::lab) fn next_seed(&self, seed: u64) -> u64 {
        seed.wrapping_mul(1_000).wrapping_add(100 * self.variables.len() as u64)
    }

    /// Follows the variable that a layer is part of.
    pub(in crate::lab) fn follow(&mut self, layer: &str) {
        let owner = self.owner(layer).map(|variable| variable.name.clone());
        self.subject = owner.or(self.subject.take());
    }

    /// Follows a variable, which makes its weights when it is asked. A first call makes the
    /// weights; a later one, or one that fails, changes nothing.
    pub(in crate::lab) fn build(
        &mut self,
        name: &str,
        ask: impl FnOnce(&mut Variable) -> Result<Tensor, nn::Error>,
    ) {
        // States share a variable until one of them changes it, so it is not touched without need.
        let Some(is_built) = self.variable(name).map(Variable::is_built) else { return };
        if !is_built && let Some(variable) = self.variable_mut(name) {
            drop(ask(variable));
        }
        self.subject = Some(name.to_owned());
    }

    /// Follows a model, whose weights are made for the data where they are not there yet.
    pub(in crate::lab) fn build_for_data(&mut self, model: &str) {
        // The normalized inputs are there already, and the data is not to be copied.
        let (data, normalized) = (self.data.clone(), self.normalized.clone());
        self.build(model, |variable| match (&normalized, &data) {
            (Some(x), _) => variable.call(x),
            (None, Some(data)) => variable.call(&data.x),
            (None, None) => variable.call(&vector(&[])),
        });
    }

    /// Sets the weights of a layer. Says whether Keras took them.
    pub(in crate::lab) fn set_weights(&mut self, layer: &str, w: &[Vec<f32>], b: &[f32]) -> bool {
        let weights = [table(w), vector(b)];
        self.layer_mut(layer).is_some_and(|dense| dense.set_weights(&weights).is_ok())
    }

    /// Sets the weights of a layer to what the lesson has chosen.
    pub(in crate::lab) fn set_by_lesson(&mut self, layer: &str, w: &[Vec<f32>], b: &[f32]) {
        if self.set_weights(layer, w, b) {
            self.set_by_lesson.insert(layer.to_owned());
            self.changed_at.remove(layer);
        }
    }
}
