//! A model as a lesson plans it: its dense layers, one after another.

use crate::nn::Activation;

/// The layers of a model, from the input to the output.
#[derive(Clone, Debug)]
pub(super) struct Architecture {
    /// How many numbers an example has, where the lesson says it.
    pub(super) inputs: Option<usize>,
    pub(super) layers: Vec<LayerPlan>,
}

/// A dense layer as it is planned.
#[derive(Clone, Debug)]
pub(super) struct LayerPlan {
    pub(super) name: String,
    pub(super) units: usize,
    pub(super) activation: Activation,
}

impl Architecture {
    /// How many inputs and units a layer of it has, where it is given so many inputs itself unless
    /// it says how many.
    pub(super) fn shape_of(&self, layer: &str, inputs: usize) -> Option<(usize, usize)> {
        let index = self.layers.iter().position(|plan| plan.name == layer)?;
        let before = index.checked_sub(1).map(|before| self.layers[before].units);
        let inputs = before.unwrap_or_else(|| self.inputs.unwrap_or(inputs));
        Some((inputs, self.layers[index].units))
    }
}
