//! How much work a model makes, and how many numbers it keeps, to be held against the limits.
//!
//! The unit of work is a multiplication of a large product, of which there are about 12 billion a
//! second. Everything else is counted as so many of them as take as long: `cargo bench --bench
//! limits` measures how near that comes.

use super::limits;
use crate::nn::Activation;

/// A model as far as work and memory go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    inputs: usize,
    outputs: usize,
    layers: usize,
    units: usize,
    /// Weights and biases, each row of them filled up to whole blocks, as the products want them.
    weights: usize,
    /// Work of all activations for one example.
    activations: usize,
}

impl Size {
    /// The size of dense layers in a row.
    pub fn of(inputs: usize, layers: impl Iterator<Item = (usize, Activation)>) -> Self {
        let mut size = Self { inputs, outputs: inputs, ..Self::default() };
        for (units, activation) in layers {
            let padded = units.next_multiple_of(BLOCK);
            size.weights = size.weights.saturating_add((size.outputs + 1).saturating_mul(padded));
            size.activations += units * work_of(activation);
            size.units += units;
            size.layers += 1;
            size.outputs = units;
        }
        size
    }

    /// The work of one example on its way through.
    pub fn forward(self) -> usize {
        self.weights.saturating_add(self.activations + self.layers * LAYER + self.inputs)
    }

    /// The work of one example that a step hands over, which is looked up and written down too.
    pub fn asked(self) -> usize {
        self.forward().saturating_add(8 * self.inputs + self.outputs)
    }

    /// The numbers that a training of it keeps: itself as it began and as it is, and, with every
    /// row filled up, its weights, their slopes, what there was before a step, the best, and two
    /// that an optimizer keeps; and what goes through its layers.
    pub fn kept(self) -> usize {
        8 * self.weights + EXAMPLES_TOGETHER * (self.inputs + 3 * self.units + 24 * self.layers)
    }

    /// Its weights and biases, every row of them filled up.
    pub fn weights(self) -> usize {
        self.weights
    }

    /// How many numbers it puts out for an example.
    pub fn outputs(self) -> usize {
        self.outputs
    }

    fn learn(self) -> usize {
        3 * self.weights + 2 * (self.activations + self.layers * LAYER) + self.outputs * LOSS
    }

    fn step(self) -> usize {
        self.weights.saturating_mul(STEP) + self.layers * LAYER + BATCH
    }
}

/// What of a fit says how much work it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Schedule {
    /// How many examples make a batch.
    pub batch_size: usize,
    /// How many epochs there are.
    pub epochs: usize,
    /// The part of the data that is not learned from but measured on.
    pub validation_split: Option<f64>,
}

/// How much work a fit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FitWork {
    /// Work of the last batch of an epoch, with all that follows on it: [`limits::BATCH_WORK`].
    pub batch: usize,
    /// Work in all: [`limits::FIT_WORK`].
    pub all: usize,
}

impl FitWork {
    /// The work of a fit of a model to so many rows, of which some may be held back to validate.
    pub fn of(size: Size, fit: impl Into<Schedule>, rows: usize) -> Self {
        let fit = fit.into();
        let learned = learned_from(fit, rows);
        let in_batch = fit.batch_size.clamp(1, learned.max(1));
        let end = (rows - learned).saturating_mul(size.forward() + size.outputs * LOSS)
            + learned * SHUFFLE
            + EPOCH;
        let batches = learned.div_ceil(in_batch).saturating_mul(size.step());
        let epoch = learned.saturating_mul(size.learn()).saturating_add(batches + end);
        Self {
            batch: in_batch.saturating_mul(size.learn()).saturating_add(size.step() + end),
            all: epoch.saturating_mul(fit.epochs),
        }
    }

    /// Whether all of it is within the limits.
    pub fn is_allowed(self) -> bool {
        self.batch <= limits::BATCH_WORK && self.all <= limits::FIT_WORK
    }
}

/// How many of so many rows a fit learns from. Counted as Keras counts, whose rounding says where
/// the split falls.
pub fn learned_from(fit: impl Into<Schedule>, rows: usize) -> usize {
    let kept = fit.into().validation_split.map_or(1.0, |split| 1.0 - split);
    ((rows as f64 * kept).floor() as usize).min(rows)
}

// As long a row of a table is in memory, at least.
const BLOCK: usize = 8;
const EXAMPLES_TOGETHER: usize = 32;

// A layer for one example, a loss for one number, a step of the optimizer for one weight, what
// comes with a batch, with an epoch, and with each example that is shuffled.
const LAYER: usize = 300;
const LOSS: usize = 150;
const STEP: usize = 16;
const BATCH: usize = 2_500;
const EPOCH: usize = 10_000;
const SHUFFLE: usize = 100;

/// The work of an activation for one number.
fn work_of(activation: Activation) -> usize {
    match activation {
        Activation::Linear | Activation::Relu | Activation::LeakyRelu => 15,
        Activation::Gelu => 700,
        Activation::Sigmoid
        | Activation::Tanh
        | Activation::Elu
        | Activation::Silu
        | Activation::Softplus
        | Activation::Softmax => 80,
    }
}
