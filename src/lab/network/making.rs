//! Networks in the state of a lab: made by an action, built by their first call.

use crate::lab::model::Model;
use crate::lab::state::State;
use crate::lab::tensors::vector;
use crate::nn::{self, Dense, Tensor};

use super::variable::{Value, Variable};

impl State {
    /// The network of that name.
    pub(in crate::lab) fn network(&self, name: &str) -> Option<&Variable> {
        self.variable(name).and_then(Model::network)
    }

    pub(in crate::lab) fn network_mut(&mut self, name: &str) -> Option<&mut Variable> {
        self.variable_mut(name).and_then(Model::network_mut)
    }

    /// The network that holds a layer: the layer itself, or the model that it is part of.
    pub(in crate::lab) fn network_of(&self, layer: &str) -> Option<&Variable> {
        self.owner(layer).and_then(Model::network)
    }

    /// A dense layer by its name in the lesson.
    pub(in crate::lab) fn layer(&self, name: &str) -> Option<&Dense> {
        self.network_of(name)?.layer(name)
    }

    /// Adds a network, or puts another one in its place.
    pub(in crate::lab) fn put_network(&mut self, name: &str, value: Value) {
        self.put(Model::Network(Variable { name: name.to_owned(), value }));
    }

    /// Where the weights of the next layer start. Layers of one lesson draw from different seeds,
    /// or they would all start alike.
    pub(in crate::lab) fn next_seed(&self, seed: u64) -> u64 {
        let made = self.variables.iter().filter(|variable| variable.is_in_code()).count();
        seed.wrapping_mul(1_000).wrapping_add(100 * made as u64)
    }

    /// Follows a network, and builds it by asking it something: a first call makes the weights; a
    /// later one, or one that fails, changes nothing.
    pub(in crate::lab) fn build(
        &mut self,
        name: &str,
        ask: impl FnOnce(&mut Variable) -> Result<Tensor, nn::Error>,
    ) {
        // States share a variable until one of them changes it, so it is not touched without need.
        let Some(is_built) = self.network(name).map(Variable::is_built) else { return };
        if !is_built && let Some(variable) = self.network_mut(name) {
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
}
