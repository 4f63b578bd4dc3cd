//! The way that a training has gone: its loss, and the weights of a model that has only some.

use crate::nn::{Batch, Fit};

/// The loss from the first batch on, in a bounded number of points: when there are too many, two
/// neighbours become one.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::lab) struct Trace {
    points: Vec<Point>,
    /// The weights after the last step of each point, point by point, where the model is small.
    weights: Vec<f32>,
    /// How many batches a point stands for.
    stride: usize,
    batches: usize,
    /// How far the training has come.
    epochs: f64,
    first: Option<f32>,
    /// The batches that do not make a whole point yet.
    rest: Sum,
}

/// A stretch of a training.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::lab) struct Point {
    /// Where it begins, in epochs: a loss is that before the step.
    pub(in crate::lab) epoch: f64,
    /// The mean loss of its batches.
    pub(in crate::lab) loss: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sum {
    epoch: f64,
    loss: f64,
    count: usize,
}

impl Default for Trace {
    fn default() -> Self {
        Self {
            points: Vec::new(),
            weights: Vec::new(),
            stride: 1,
            batches: 0,
            epochs: 0.0,
            first: None,
            rest: Sum::default(),
        }
    }
}

impl Trace {
    pub(in crate::lab) fn add(&mut self, batch: &Batch, fit: &Fit) {
        if self.first.is_none() {
            self.first = Some(batch.loss);
        }
        if self.rest.count == 0 {
            self.rest.epoch = self.epochs;
        }
        self.batches += 1;
        self.rest.loss += f64::from(batch.loss);
        self.rest.count += 1;
        let (done, all) = fit.examples();
        self.epochs = fit.history().loss.len() as f64 + done as f64 / all.max(1) as f64;
        if self.rest.count < self.stride {
            return;
        }
        let epoch = self.rest.epoch;
        let loss = self.rest.loss / self.rest.count as f64;
        self.points.push(Point { epoch, loss });
        if fit.count_params() <= WEIGHTS {
            self.weights.extend(fit.weights());
        }
        self.rest = Sum::default();
        if self.points.len() == MOST {
            self.thin();
        }
    }

    pub(in crate::lab) fn points(&self) -> &[Point] {
        &self.points
    }

    /// All weights after the last step of each point; of a large model none.
    pub(in crate::lab) fn weights(&self) -> impl Iterator<Item = &[f32]> {
        let numbers = self.weights.len().checked_div(self.points.len()).unwrap_or(0);
        self.weights.chunks(numbers.max(1))
    }

    /// How far the training has come, in epochs.
    pub(in crate::lab) fn epochs(&self) -> f64 {
        self.epochs
    }

    /// How many batches have been taken.
    pub(in crate::lab) fn batches(&self) -> usize {
        self.batches
    }

    /// The loss before the first step.
    pub(in crate::lab) fn first_loss(&self) -> Option<f32> {
        self.first
    }

    // The very first point stays, for it says where everything began.
    fn thin(&mut self) {
        let others = self.weights().skip(1).step_by(2);
        let kept = self.weights().take(1).chain(others).flatten().copied().collect();
        let merged = self.points[1..].chunks(2).map(|pair| {
            let loss = pair.iter().map(|point| point.loss).sum::<f64>() / pair.len() as f64;
            Point { loss, ..pair[0] }
        });
        self.points = self.points[..1].iter().copied().chain(merged).collect();
        self.weights = kept;
        self.stride *= 2;
    }
}

/// The loss on the way, as epochs and losses: of every batch while there are few, then of whole
/// epochs, in which the chance of the batches evens out.
pub(in crate::lab) fn curve(fit: &Fit, trace: &Trace) -> Vec<[f64; 2]> {
    let losses = &fit.history().loss;
    if losses.len() < EPOCHS_FOR_MEANS {
        return trace.points().iter().map(|point| [point.epoch, point.loss]).collect();
    }
    let stride = losses.len().div_ceil(MOST);
    // The mean of an epoch stands in the middle of its batches.
    let middle = 0.5 - 0.5 / fit.batches() as f64;
    let mean = |(index, losses): (usize, &[f32])| {
        let sum: f64 = losses.iter().map(|loss| f64::from(*loss)).sum();
        [(index * stride) as f64 + middle, sum / losses.len() as f64]
    };
    losses.chunks(stride).enumerate().map(mean).collect()
}

/// From here on a curve is made of whole epochs.
const EPOCHS_FOR_MEANS: usize = 20;
/// More points than a chart has dots would be kept for nothing.
pub(super) const MOST: usize = 1025;
/// Of more weights than these no way is kept.
pub(super) const WEIGHTS: usize = 32;
/// As many numbers as it keeps at the most, beside weights.
pub(super) const NUMBERS: usize = 8 * MOST;
