//! Changing a training under way: other weights, another pace, more epochs.

use std::sync::Arc;

use super::Fit;
use crate::nn::assembly::load;
use crate::nn::examples::Examples;
use crate::nn::stopping::Patience;
use crate::nn::{End, Error, Optimizer, Tensor, TrainingError};

impl Fit {
    /// Replaces the weights of the model, or, if anything does not fit, nothing; training goes on
    /// from there, also if it had left the finite numbers.
    pub fn set_weights(&mut self, given: &[Tensor]) -> Result<(), Error> {
        self.model.set_weights(given)?;
        load(&mut self.network, &self.model);
        self.go_on();
        Ok(())
    }

    /// Learns from other examples from here on, the first so many of them, or, if anything does not
    /// fit, from the same as before. The rest is held back to validate, where some are; with examples
    /// of their own to validate, there is no rest, and those stay. A training
    /// that had left the finite numbers goes on. With another number the epoch begins anew.
    pub fn set_examples(&mut self, x: &Tensor, y: &Tensor, learned: usize) -> Result<(), Error> {
        let all = Examples::new(&self.model, self.compiled.loss, x, y)?;
        let is_split = self.validation.is_some();
        if learned == 0 || learned > all.rows || (!is_split && learned < all.rows) {
            return Err(TrainingError::Cardinality { x: all.rows, y: learned }.into());
        }
        if learned != self.training.rows {
            self.order = (0..learned).collect();
            self.done = 0;
        }
        let (training, validation) = all.split(learned);
        self.training = Arc::new(training);
        if validation.rows > 0 {
            self.validation = Some(Arc::new(validation));
        }
        self.go_on();
        Ok(())
    }

    /// After numbers that were not finite the epoch begins anew: what it came to is lost.
    fn go_on(&mut self) {
        if matches!(self.end, Some(End::NotFinite { .. })) {
            self.end = None;
            self.beyond = None;
            self.done = 0;
        }
    }

    /// Changes the length of all further steps.
    pub const fn set_learning_rate(&mut self, rate: f32) {
        self.compiled.optimizer = self.compiled.optimizer.with_learning_rate(rate);
    }

    /// Takes all further steps with another optimizer, which has nothing to remember yet.
    pub fn set_optimizer(&mut self, optimizer: Optimizer) {
        self.compiled.optimizer = optimizer;
        self.forget();
    }

    /// Makes all further batches as large; 0 stands for Keras's 32.
    pub const fn set_batch_size(&mut self, size: usize) {
        self.batch_size = if size == 0 { 32 } else { size };
    }

    /// Changes how many epochs there are to be: a training that had done its epochs or was stopped
    /// early goes on, as patient as at first, and one that has done more is over.
    pub fn set_epochs(&mut self, epochs: usize) {
        self.epochs = epochs;
        self.beyond = self.beyond.take().map(|beyond| beyond[0].with_epochs(epochs));
        self.end = match self.end {
            end @ Some(End::NotFinite { .. }) => end,
            _ if self.history.loss.len() >= epochs => Some(End::Epochs),
            Some(End::Stopped) => {
                self.patience = self.patience.as_ref().map(|patience| Patience::new(patience.rule));
                self.best = None;
                None
            }
            _ => None,
        };
    }
}
