//! The weights of a network, one by one and layer by layer.

use crate::journal::{Parameter, Place};
use crate::lab::edit_error::EditError;
use crate::lab::tensors::{table, vector};

use super::variable::Variable;

impl Variable {
    /// One of its numbers.
    pub(in crate::lab) fn read(&self, parameter: &Parameter) -> Result<f32, EditError> {
        let layer = self.layer(&parameter.layer).ok_or(EditError::NoSuchParameter)?;
        let (kernel, bias) = layer.kernel().zip(layer.bias()).ok_or(EditError::NoWeights)?;
        match parameter.place {
            Place::Weight { input, unit } => kernel.get((input, unit)),
            Place::Bias { unit } => bias.get(unit),
            Place::Node { .. } => None,
        }
        .copied()
        .ok_or(EditError::NoSuchParameter)
    }

    /// Sets one of its numbers. Says whether it is there.
    pub(in crate::lab) fn set(&mut self, parameter: &Parameter, value: f32) -> bool {
        let weights = self.layer_mut(&parameter.layer).and_then(|layer| layer.weights_mut());
        let Some((mut kernel, mut bias)) = weights else { return false };
        let cell = match parameter.place {
            Place::Weight { input, unit } => kernel.get_mut((input, unit)),
            Place::Bias { unit } => bias.get_mut(unit),
            Place::Node { .. } => None,
        };
        cell.map(|cell| *cell = value).is_some()
    }

    /// Sets all weights of a layer. Says whether Keras took them.
    pub(in crate::lab) fn set_weights(&mut self, layer: &str, w: &[Vec<f32>], b: &[f32]) -> bool {
        let weights = [table(w), vector(b)];
        self.layer_mut(layer).is_some_and(|dense| dense.set_weights(&weights).is_ok())
    }

    /// Draws the weights of a layer again.
    pub(in crate::lab) fn draw_again(&mut self, layer: &str, seed: u64) {
        if let Some(dense) = self.layer_mut(layer) {
            dense.reinitialize(seed);
        }
    }

    /// How many weights and biases it has.
    pub(in crate::lab) fn numbers(&self) -> usize {
        self.layers().iter().filter_map(|(_, layer)| layer.count_params().ok()).sum()
    }

    /// The layers that have their weights, by name.
    pub(in crate::lab) fn built_layers(&self) -> Vec<&str> {
        let layers = self.layers().into_iter().filter(|(_, layer)| layer.is_built());
        layers.map(|(name, _)| name).collect()
    }
}
