//! What `compile` tells a model, and what its optimizer remembers between two fits.

use super::optimizer::Past;
use crate::nn::{Loss, Metric, Optimizer, Tensor};

/// What a model was compiled with, and what its optimizer remembers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Compiled {
    pub(super) optimizer: Optimizer,
    pub(super) loss: Loss,
    /// The metric as it was named.
    pub(super) metric: Option<Metric>,
    /// The metric as it is computed: the bare word is one of several.
    pub(super) measured: Option<Metric>,
    pub(super) steps: u32,
    pub(super) pasts: Vec<Past>,
    /// Whether a fit has begun: the first one gives the optimizer something to keep.
    pub(super) is_built: bool,
}

impl Compiled {
    pub(super) const fn new(optimizer: Optimizer, loss: Loss, metric: Option<Metric>) -> Self {
        Self {
            optimizer,
            loss,
            metric,
            measured: metric,
            steps: 0,
            pasts: Vec::new(),
            is_built: false,
        }
    }

    /// The same with another optimizer, which has nothing to remember yet.
    pub(super) fn again(&self, optimizer: Optimizer) -> Self {
        let Self { loss, metric, measured, .. } = *self;
        Self { measured, ..Self::new(optimizer, loss, metric) }
    }

    /// The optimizer, once a fit has begun.
    pub(super) const fn built_optimizer(&self) -> Option<&Optimizer> {
        if self.is_built { Some(&self.optimizer) } else { None }
    }

    /// The same with its metric for so many outputs and targets as they are given, before a lone
    /// column is repeated for a loss.
    pub(super) fn for_targets(mut self, outputs: usize, y: &Tensor) -> Self {
        let columns = y.shape().get(1).copied().unwrap_or(1);
        self.measured = self.metric.map(|metric| metric.for_targets(columns, outputs));
        self
    }
}
