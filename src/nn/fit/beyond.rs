//! Beyond the finite numbers: how a training goes on in Keras, which does not stop there.

use std::sync::Arc;

use super::{Care, Fit, Totals};
use crate::nn::NotFinite;
use crate::nn::product::Table;

impl Fit {
    /// Where Keras ends, which goes on where this training was stopped because a number was no
    /// longer finite.
    pub fn beyond(&self) -> Option<&Self> {
        self.beyond.as_ref().map(|beyond| &beyond[1])
    }

    /// The training that goes on where this one is about to stop.
    pub(super) fn go_beyond(&self, cause: NotFinite, totals: Totals) -> Arc<[Self; 2]> {
        let mut first = Self { care: Care::GoesOn, ..self.clone() };
        if cause == NotFinite::Loss {
            first.descend();
        }
        first.tally(totals);
        first.with_its_end()
    }

    /// The same with another number of epochs, and at its end.
    pub(super) fn with_epochs(&self, epochs: usize) -> Arc<[Self; 2]> {
        let mut first = self.clone();
        first.set_epochs(epochs);
        first.with_its_end()
    }

    fn with_its_end(self) -> Arc<[Self; 2]> {
        let mut last = self.clone();
        last.go_to_the_end();
        Arc::new([self, last])
    }

    /// Trains on until nothing changes any more, and takes that for the rest of the epochs.
    fn go_to_the_end(&mut self) {
        if self.done == self.training.rows && self.end.is_none() {
            self.finish_epoch();
        }
        let mut left = WORK;
        while self.end.is_none() {
            let before: Vec<Table> = self.network.weights().cloned().collect();
            let work = (3 * self.training.rows * self.count_params()).max(1);
            if left < work {
                return self.repeat_epoch();
            }
            left -= work;
            self.train_epoch();
            if self.has_settled(&before) {
                self.repeat_epoch();
            }
        }
    }

    fn train_epoch(&mut self) {
        let epoch = self.history.loss.len();
        while self.history.loss.len() == epoch && self.next_batch().is_some() {}
    }

    /// Whether an epoch that came to no number has left every weight as it was.
    fn has_settled(&self, before: &[Table]) -> bool {
        let bits = |table: &Table| table.padded().iter().map(|w| w.to_bits()).collect::<Vec<_>>();
        let is_nan = self.history.loss.last().is_some_and(|loss| loss.is_nan());
        is_nan && self.network.weights().map(bits).eq(before.iter().map(bits))
    }

    /// All epochs that are left come to what the last one came to.
    fn repeat_epoch(&mut self) {
        if self.history.loss.is_empty() {
            self.finish_epoch();
        }
        while self.end.is_none() {
            let history = &mut self.history;
            for numbers in [
                &mut history.loss,
                &mut history.metric,
                &mut history.val_loss,
                &mut history.val_metric,
            ] {
                let last = numbers.last().copied();
                numbers.extend(last);
            }
            self.end_epoch();
        }
    }
}

/// Multiplications that may be done for it: some milliseconds.
const WORK: usize = 40_000_000;
