//! Training: batch by batch down the gradient, epoch by epoch through the examples.

mod beyond;
mod changes;

use std::sync::Arc;

use super::assembly::{copy, examples, load, network, store};
use super::gradient::{Network, Totals};
use super::product::Table;
use super::stopping::{Patience, Verdict};
use super::{compiled::Compiled, examples::Examples, initializer::Deck, optimizer::Past};
use crate::nn::{
    Batch, End, Error, History, Keep, Metric, NotFinite, Optimizer, Sequential, Settings, Shuffle,
    Tensor,
};

/// A training under way: an iterator over its batches, as Keras's `model.fit` would take them
/// (<https://keras.io/api/models/model_training_apis/#fit-method>).
///
/// Anyone may take as many batches at a time as there is time for; the result does not depend on
/// it. A step allocates nothing but the line that an epoch adds to the history.
#[derive(Debug, Clone)]
pub struct Fit {
    model: Sequential,
    compiled: Compiled,
    network: Network,
    // Never changed, so that a copy of a training is small.
    training: Arc<Examples>,
    validation: Option<Arc<Examples>>,
    batch_size: usize,
    epochs: usize,
    order: Vec<usize>,
    deck: Option<Deck>,
    patience: Option<Patience>,
    /// The examples of this epoch that have been learned from.
    done: usize,
    totals: Totals,
    history: History,
    end: Option<End>,
    care: Care,
    /// How it would have gone on where it was stopped because it left the finite numbers: right
    /// after that step, and at its end.
    beyond: Option<Arc<[Self; 2]>>,
    /// The weights before the last step.
    kept: Vec<Table>,
    best: Option<Vec<Table>>,
}

/// What a training does where a number is no longer finite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Care {
    /// It stops, with the last weights that were finite.
    Stops,
    /// It goes on, as Keras does.
    GoesOn,
}

impl Fit {
    /// A training of a compiled model that has taken no step yet.
    pub fn new(
        mut model: Sequential,
        x: &Tensor,
        y: &Tensor,
        settings: &Settings,
    ) -> Result<Self, Error> {
        let compiled = model.compiled()?.clone();
        let (training, validation) = examples(&mut model, &compiled, x, y, settings)?;
        let compiled = compiled.for_targets(model.outputs(), y);
        Self::begin(model, compiled, (Arc::new(training), validation.map(Arc::new)), settings)
    }

    /// The same training from its start, from other weights, with another optimizer and other
    /// settings. The two share the examples, and with them what is held back to validate.
    pub fn again(
        &self,
        weights: &[Tensor],
        optimizer: Optimizer,
        settings: &Settings,
    ) -> Result<Self, Error> {
        let mut model = self.model.clone();
        model.set_weights(weights)?;
        let compiled = self.compiled.again(optimizer);
        let examples = (Arc::clone(&self.training), self.validation.clone());
        Self::begin(model, compiled, examples, settings)
    }

    fn begin(
        mut model: Sequential,
        mut compiled: Compiled,
        (training, validation): (Arc<Examples>, Option<Arc<Examples>>),
        settings: &Settings,
    ) -> Result<Self, Error> {
        let network = network(&model, &compiled, training.inputs())?;
        compiled.is_built = true;
        model.set_compiled(compiled.clone());
        let kept: Vec<Table> = network.weights().cloned().collect();
        let mut pasts = compiled.pasts.iter().zip(&kept);
        if compiled.pasts.len() != kept.len() || !pasts.all(|(past, w)| past.fits(w)) {
            compiled.pasts = kept.iter().map(Past::new).collect();
            compiled.steps = 0;
        }
        Ok(Self {
            model,
            network,
            validation,
            batch_size: if settings.batch_size == 0 { 32 } else { settings.batch_size },
            epochs: settings.epochs,
            order: (0..training.rows).collect(),
            deck: match settings.shuffle {
                Shuffle::Off => None,
                Shuffle::Seed(seed) => Some(Deck::new(seed)),
            },
            patience: settings.early_stopping.map(Patience::new),
            done: 0,
            totals: Totals::default(),
            history: History::default(),
            end: (settings.epochs == 0 || training.rows == 0).then_some(End::Epochs),
            care: Care::Stops,
            beyond: None,
            best: None,
            compiled,
            training,
            kept,
        })
    }

    /// Takes one step; nothing once the training is over.
    pub fn next_batch(&mut self) -> Option<Batch> {
        if self.end.is_some() {
            return None;
        }
        if self.done == 0 {
            self.totals = Totals::default();
            if let Some(deck) = &mut self.deck {
                deck.shuffle(&mut self.order);
            }
        }
        let (epoch, index) = (self.history.loss.len(), self.done / self.batch_size);
        let totals = self.step();
        self.tally(totals);
        let batch = self.batch(epoch, index, totals);
        if self.done == self.training.rows && self.end.is_none() {
            self.finish_epoch();
        }
        Some(batch)
    }

    /// The model with the weights of this moment.
    pub fn model(&mut self) -> &Sequential {
        store(&self.network, &mut self.model);
        &self.model
    }

    /// The model, which remembers what its optimizer has learned so far.
    pub fn into_model(mut self) -> Sequential {
        store(&self.network, &mut self.model);
        self.model.set_compiled(self.compiled);
        self.model
    }

    /// The epochs that are done.
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// Why the training is over; nothing as long as it is not.
    pub const fn end(&self) -> Option<End> {
        self.end
    }

    /// How many batches an epoch has, the last of which may be smaller.
    pub fn batches(&self) -> usize {
        self.training.rows.div_ceil(self.batch_size)
    }

    /// How many epochs there are to be.
    pub const fn epochs(&self) -> usize {
        self.epochs
    }

    /// How many examples of this epoch have been learned from, and of how many.
    pub fn examples(&self) -> (usize, usize) {
        (self.done, self.training.rows)
    }

    /// The loss of all examples that are learned from, at the weights of this moment.
    pub fn loss(&mut self) -> f32 {
        self.network.evaluate(&self.training).mean_loss()
    }

    /// The loss of the examples that are held back, with the weights of a model of the same layers;
    /// nothing if none are held back.
    pub fn validation_loss(&self, model: &Sequential) -> Option<f32> {
        let held_back = self.validation.as_ref()?;
        let mut network = self.network.clone();
        load(&mut network, model);
        Some(network.evaluate(held_back).mean_loss())
    }

    /// How many weights and biases there are.
    pub fn count_params(&self) -> usize {
        self.network.weights().map(|weights| weights.rows() * weights.columns).sum()
    }

    /// All weights of this moment, layer by layer: the kernel row by row, then the bias.
    pub fn weights(&self) -> impl Iterator<Item = f32> {
        let rows = self.network.weights().flat_map(|w| (0..w.rows()).map(|row| w.row(row)));
        rows.flatten().copied()
    }

    /// What is measured beside the loss, under the name that it was asked for by.
    pub const fn metric(&self) -> Option<Metric> {
        self.compiled.metric
    }

    /// How many examples make a batch.
    pub const fn batch_size(&self) -> usize {
        self.batch_size
    }

    /// The mean loss and the mean metric of this epoch so far; of none, 0.
    pub fn so_far(&self) -> (f32, Option<f32>) {
        let metric = self.compiled.metric.map(|_| self.totals.mean_metric());
        (self.totals.mean_loss(), metric)
    }

    /// Learns from the next examples, unless that would leave the finite numbers.
    fn step(&mut self) -> Totals {
        let last = self.training.rows.min(self.done + self.batch_size);
        let totals = self.network.learn(&self.training, &self.order[self.done..last]);
        let is_careful = self.care == Care::Stops;
        if is_careful && !totals.mean_loss().is_finite() {
            self.stop_at(NotFinite::Loss, totals);
            return totals;
        }
        self.descend();
        if is_careful && !self.network.is_finite() {
            self.stop_at(NotFinite::Weight, totals);
        }
        totals
    }

    /// One step down the gradient that was worked out last.
    fn descend(&mut self) {
        copy(self.network.weights(), &mut self.kept);
        self.compiled.steps = self.compiled.steps.saturating_add(1);
        let Compiled { optimizer, steps, pasts, .. } = &mut self.compiled;
        self.network.step(optimizer, *steps, pasts);
    }

    /// Counts what a step came to towards its epoch.
    fn tally(&mut self, totals: Totals) {
        self.totals.add(totals);
        self.done += totals.examples;
    }

    /// What the optimizer remembers may not be finite either: it starts afresh.
    fn stop_at(&mut self, cause: NotFinite, totals: Totals) {
        self.beyond = Some(self.go_beyond(cause, totals));
        if cause == NotFinite::Weight {
            copy(self.kept.iter(), self.network.weights_mut());
        }
        let (epoch, batch) = (self.history.loss.len(), self.done / self.batch_size);
        self.end = Some(End::NotFinite { epoch, batch, cause });
        self.forget();
    }

    fn forget(&mut self) {
        self.compiled.pasts = self.kept.iter().map(Past::new).collect();
        self.compiled.steps = 0;
    }

    fn batch(&self, epoch: usize, index: usize, totals: Totals) -> Batch {
        Batch {
            epoch,
            index,
            examples: totals.examples,
            loss: totals.mean_loss(),
            mean_loss: self.totals.mean_loss(),
            mean_metric: self.compiled.metric.map(|_| self.totals.mean_metric()),
        }
    }

    fn finish_epoch(&mut self) {
        self.done = 0;
        let validation = self.validation.as_ref().map(|data| self.network.evaluate(data));
        self.history.loss.push(self.totals.mean_loss());
        self.history.val_loss.extend(validation.map(Totals::mean_loss));
        if self.compiled.metric.is_some() {
            self.history.metric.push(self.totals.mean_metric());
            self.history.val_metric.extend(validation.map(Totals::mean_metric));
        }
        self.end_epoch();
    }

    /// Whether that was the last epoch, and with which weights the training ends then.
    fn end_epoch(&mut self) {
        self.judge_epoch();
        if self.end.is_none() && self.history.loss.len() == self.epochs {
            self.end = Some(End::Epochs);
        }
        if let (Some(_), Some(best)) = (self.end, &self.best) {
            copy(best.iter(), self.network.weights_mut());
        }
    }

    fn judge_epoch(&mut self) {
        let Some(patience) = &mut self.patience else { return };
        let verdict = patience.judge(&self.history);
        let is_first = self.best.is_none();
        if patience.rule.keep == Keep::Best && (is_first || verdict == Verdict::Better) {
            let best = self.best.get_or_insert_with(|| self.kept.clone());
            copy(self.network.weights(), best);
        }
        if verdict == Verdict::Stop {
            self.end = Some(End::Stopped);
        }
    }
}

impl Iterator for Fit {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        self.next_batch()
    }
}
