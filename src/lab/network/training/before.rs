//! The run that a training was started over from: what is seen of it behind the next one.

use crate::lab::network::variable::{Value, Variable};
use crate::nn::{Layer, Sequential};

use super::trace::Trace;

/// What stays of a run that was started over from.
#[derive(Clone, Debug)]
pub(in crate::lab) struct Before {
    /// Its loss on the way, as epochs and losses.
    pub(in crate::lab) curve: Vec<[f64; 2]>,
    /// The model as the run left it.
    pub(in crate::lab) left: Variable,
    /// The model as the run began.
    pub(super) origin: Sequential,
    pub(super) trace: Trace,
}

impl Before {
    pub(super) fn new(
        curve: Vec<[f64; 2]>,
        left: Sequential,
        origin: Sequential,
        trace: Trace,
    ) -> Self {
        let left = Variable { name: RUN_BEFORE.to_owned(), value: Value::Sequential(left) };
        Self { curve, left, origin, trace }
    }

    /// The weights that it ended with, layer by layer the kernel row by row, then the bias.
    pub(super) fn weights(&self) -> Vec<f32> {
        self.left.model().map(dense_weights).unwrap_or_default()
    }
}

/// All weights of the dense layers of a model.
pub(super) fn dense_weights(model: &Sequential) -> Vec<f32> {
    let layers = model.layers.iter().filter_map(|layer| match layer {
        Layer::Dense(dense) => Some(dense.get_weights()),
        Layer::Normalization(_) => None,
    });
    layers.flatten().flatten().collect()
}

/// What it is called in the legend of a picture.
pub(in crate::lab) const RUN_BEFORE: &str = "run before";
