//! A model that learns: its training from end to end, and what it scores.

use super::assembly::network;
use super::examples::Examples;
use crate::nn::{Error, Evaluation, Fit, History, Sequential, Settings, Tensor};

impl Sequential {
    /// Trains to the end, as `model.fit(x, y)`; [`Fit`] does the same batch by batch.
    pub fn fit(&mut self, x: &Tensor, y: &Tensor, settings: &Settings) -> Result<History, Error> {
        let mut fit = Fit::new(self.clone(), x, y, settings)?;
        while fit.next_batch().is_some() {}
        let history = fit.history().clone();
        *self = fit.into_model();
        Ok(history)
    }

    /// The loss and the metric on some examples, as `model.evaluate(x, y)`.
    pub fn evaluate(&mut self, x: &Tensor, y: &Tensor) -> Result<Evaluation, Error> {
        self.prepare(x)?;
        let compiled = self.compiled()?.clone().for_targets(self.outputs(), y);
        let examples = Examples::new(self, compiled.loss, x, y)?;
        let totals = network(self, &compiled, examples.inputs())?.evaluate(&examples);
        let metric = compiled.metric.map(|_| totals.mean_metric());
        Ok(Evaluation { loss: totals.mean_loss(), metric })
    }
}
