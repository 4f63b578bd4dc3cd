//! The loss of a model over two of its weights.

use super::assembly::network;
use super::compiled::Compiled;
use super::examples::Examples;
use super::gradient::Network;
use crate::nn::{Error, Loss, Optimizer, Sequential, Tensor};

/// The loss of a model as a function of two of its weights, while all others stay as they are: a
/// plane through its loss landscape (Li et al. 2018, <https://arxiv.org/abs/1712.09913>).
#[derive(Debug, Clone)]
pub struct Landscape {
    network: Network,
    examples: Examples,
    axes: [WeightAt; 2],
}

/// Which weight of a model is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeightAt {
    /// The dense layer, counted from 0 at the input.
    pub layer: usize,
    /// The input that it is for; after the last input stands the bias.
    pub row: usize,
    /// The unit that it belongs to.
    pub unit: usize,
}

impl Landscape {
    /// That of a model that has its weights, over some examples.
    ///
    /// # Errors
    /// What `model.evaluate(x, y)` says where model, examples and loss do not fit each other.
    pub fn new(
        mut model: Sequential,
        loss: Loss,
        (x, y): (&Tensor, &Tensor),
        axes: [WeightAt; 2],
    ) -> Result<Self, Error> {
        // Nothing is trained or measured, so that it does not matter how.
        model.set_compiled(Compiled::new(Optimizer::SGD, loss, None));
        model.prepare(x)?;
        let examples = Examples::new(&model, loss, x, y)?;
        let network = network(&model, model.compiled()?, examples.inputs())?;
        Ok(Self { network, examples, axes })
    }

    /// The loss where the two weights have these values; NaN where there is no such weight.
    pub fn loss(&mut self, values: [f32; 2]) -> f32 {
        for (at, value) in self.axes.into_iter().zip(values) {
            let table = self.network.weights_mut().nth(at.layer);
            let Some(table) = table.filter(|table| at.row < table.rows()) else { return f32::NAN };
            let Some(weight) = table.row_mut(at.row).get_mut(at.unit) else { return f32::NAN };
            *weight = value;
        }
        self.network.evaluate(&self.examples).mean_loss()
    }
}
