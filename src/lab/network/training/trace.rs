//! The way that a training has gone: its loss, and the weights of a model that has only two.

use crate::nn::{Batch, Fit};

/// The loss from the first batch on, in a bounded number of points: when there are too many, two
/// neighbours become one.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::lab) struct Trace {
    points: Vec<Point>,
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
    /// The weight and the bias after its last step, where the model has only these two.
    pub(in crate::lab) weights: Option<[f32; 2]>,
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
        self.points.push(Point { epoch, loss, weights: fit.two_weights() });
        self.rest = Sum::default();
        if self.points.len() == MOST {
            self.thin();
        }
    }

    pub(in crate::lab) fn points(&self) -> &[Point] {
        &self.points
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
        let merged = self.points[1..].chunks(2).map(|pair| {
            let first = pair[0];
            let loss = pair.iter().map(|point| point.loss).sum::<f64>() / pair.len() as f64;
            Point { loss, ..first }
        });
        self.points = self.points[..1].iter().copied().chain(merged).collect();
        self.stride *= 2;
    }
}

/// More points than a chart has dots would be kept for nothing.
pub(super) const MOST: usize = 1025;

/// As many numbers as it keeps at the most.
pub(super) const NUMBERS: usize = 8 * MOST;
