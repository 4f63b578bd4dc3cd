//! The gradient: how the loss changes with every weight, worked out from the last layer back.
//!
//! | step of a layer         | forward            | backward                              |
//! |-------------------------|--------------------|---------------------------------------|
//! | activation              | `a = g(z)`         | `∂L/∂z = ∂L/∂a · g'(z)`               |
//! | weights                 | `z = x · W + b`    | `∂L/∂W = xᵀ · ∂L/∂z`, `∂L/∂b = Σ ∂L/∂z` |
//! | what came in            |                    | `∂L/∂x = ∂L/∂z · Wᵀ`                  |
//! | L2 regularizer          | `L + λ Σ W²`       | `∂L/∂W + 2 λ W`                       |
//!
//! (Rumelhart, Hinton and Williams 1986, <https://doi.org/10.1038/323533a0>)

mod tape;

use super::product::{Table, add_gradient, affine, pull_back};
use super::{examples::Examples, optimizer::Past};
use crate::nn::{Activation, Dense, Loss, Metric, Optimizer};

pub use tape::{LayerRecord, LooksAt, Recorded, Tape};

/// As many examples as go through the layers together: few enough for their numbers to stay near
/// the processor, however large a batch is.
const TOGETHER: usize = 32;

/// The dense layers of a model, with room for everything that a step of training works out.
#[derive(Debug, Clone)]
pub(super) struct Network {
    stages: Vec<Stage>,
    input: Table,
    picked: [usize; TOGETHER],
    loss: Loss,
    metric: Option<Metric>,
}

/// What has been added up over some examples.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Totals {
    pub(super) loss: f64,
    pub(super) metric: f64,
    pub(super) examples: usize,
}

impl Totals {
    pub(super) fn add(&mut self, other: Self) {
        self.loss += other.loss;
        self.metric += other.metric;
        self.examples += other.examples;
    }

    /// Keras adds up before it divides, so a sum that is too large for a float32 is infinite.
    pub(super) fn mean_loss(self) -> f32 {
        self.loss as f32 / self.examples as f32
    }

    pub(super) fn mean_metric(self) -> f32 {
        (self.metric / self.examples as f64) as f32
    }
}

impl Network {
    pub(super) fn new<'d>(
        inputs: usize,
        layers: impl Iterator<Item = &'d Dense>,
        loss: Loss,
        metric: Option<Metric>,
    ) -> Self {
        let stages: Vec<Stage> = layers.filter_map(Stage::new).collect();
        let last = stages.last().map_or(Activation::Linear, |stage| stage.activation);
        let loss = loss.behind(last);
        let input = Table::zeros(TOGETHER, inputs);
        Self { stages, input, picked: [0; TOGETHER], loss, metric }
    }

    /// The weights of every layer, the bias being the last row.
    pub(super) fn weights(&self) -> impl Iterator<Item = &Table> {
        self.stages.iter().map(|stage| &stage.weights)
    }

    pub(super) fn weights_mut(&mut self) -> impl Iterator<Item = &mut Table> {
        self.stages.iter_mut().map(|stage| &mut stage.weights)
    }

    /// Whether no weight is infinite or NaN: times 0, only a finite number is 0.
    pub(super) fn is_finite(&self) -> bool {
        self.weights().all(|weights| {
            let blocks = weights.padded().as_chunks::<8>().0;
            let sums = blocks.iter().fold([0.0; 8], |mut sums, block| {
                sums.iter_mut().zip(block).for_each(|(sum, weight)| *sum += weight * 0.0);
                sums
            });
            sums.iter().all(|sum| *sum == 0.0)
        })
    }

    /// The loss of some examples and the gradient of its mean.
    pub(super) fn learn(&mut self, examples: &Examples, rows: &[usize]) -> Totals {
        self.stages.iter_mut().for_each(|stage| stage.gradient.padded_mut().fill(0.0));
        let mut totals = Totals::default();
        for tile in rows.chunks(TOGETHER) {
            self.pick(examples, tile.iter().copied());
            self.forward(tile.len());
            totals.add(self.start_back(examples, tile.len(), 1.0 / rows.len() as f32));
            self.backward(tile.len());
        }
        totals.loss += f64::from(self.penalty()) * rows.len() as f64;
        self.stages.iter_mut().for_each(Stage::add_penalty);
        totals
    }

    /// The loss of all examples.
    pub(super) fn evaluate(&mut self, examples: &Examples) -> Totals {
        let mut totals = Totals::default();
        for first in (0..examples.rows).step_by(TOGETHER) {
            let rows = TOGETHER.min(examples.rows - first);
            self.pick(examples, first..first + rows);
            self.forward(rows);
            totals.add(self.judge(examples, rows));
        }
        totals.loss += f64::from(self.penalty()) * examples.rows as f64;
        totals
    }

    /// One step down the gradient that was worked out last.
    pub(super) fn step(&mut self, optimizer: &Optimizer, k: u32, pasts: &mut [Past]) {
        for (stage, past) in self.stages.iter_mut().zip(pasts) {
            optimizer.step(k, &mut stage.weights, &stage.gradient, past);
        }
    }

    fn pick(&mut self, examples: &Examples, rows: impl Iterator<Item = usize>) {
        for (place, row) in rows.enumerate() {
            self.picked[place] = row;
            self.input.row_mut(place).copy_from_slice(examples.x(row));
        }
    }

    fn forward(&mut self, rows: usize) {
        let mut x = &self.input;
        for stage in &mut self.stages {
            stage.forward(x, rows);
            x = &stage.output;
        }
    }

    fn judge(&self, examples: &Examples, rows: usize) -> Totals {
        let Some(last) = self.stages.last() else { return Totals::default() };
        let mut totals = Totals { examples: rows, ..Totals::default() };
        for (place, picked) in self.picked[..rows].iter().enumerate() {
            let t = examples.y(*picked);
            totals.loss += f64::from(self.loss.of_row(t, last.judged(self.loss).row(place)));
            let metric = self.metric.map(|metric| metric.of_row(t, last.output.row(place)));
            totals.metric += metric.map_or(0.0, f64::from);
        }
        totals
    }

    /// The loss, and `∂L/∂z` of the last layer in the same pass. `share` is what an example counts in
    /// the mean.
    fn start_back(&mut self, examples: &Examples, rows: usize, share: f32) -> Totals {
        let (loss, metric) = (self.loss, self.metric);
        let Some(last) = self.stages.last_mut() else { return Totals::default() };
        let mut totals = Totals { examples: rows, ..Totals::default() };
        for (place, picked) in self.picked[..rows].iter().enumerate() {
            let t = examples.y(*picked);
            totals.loss += f64::from(last.start_back(loss, t, place, share));
            let metric = metric.map(|metric| metric.of_row(t, last.output.row(place)));
            totals.metric += metric.map_or(0.0, f64::from);
        }
        totals
    }

    fn backward(&mut self, rows: usize) {
        for idx in (0..self.stages.len()).rev() {
            let (before, stage) = self.stages.split_at_mut(idx);
            match before.last_mut() {
                None => add_gradient(&self.input, &stage[0].slopes, rows, &mut stage[0].gradient),
                Some(before) => stage[0].backward(before, rows),
            }
        }
    }

    /// `λ Σ W²` of all layers.
    fn penalty(&self) -> f32 {
        let squares = |numbers: &[f32]| numbers.iter().map(|w| w * w).sum::<f32>();
        let penalty = |stage: &Stage| stage.l2.map_or(0.0, |l2| l2 * squares(stage.kernel()));
        self.stages.iter().map(penalty).sum()
    }
}

/// One dense layer.
#[derive(Debug, Clone)]
struct Stage {
    activation: Activation,
    l2: Option<f32>,
    weights: Table,
    gradient: Table,
    z: Table,
    output: Table,
    /// `∂L/∂a`, then `∂L/∂z`.
    slopes: Table,
}

impl Stage {
    fn new(dense: &Dense) -> Option<Self> {
        let (inputs, units) = dense.kernel()?.dim();
        let weights = Table::zeros(inputs + 1, units);
        let numbers = Table::zeros(TOGETHER, units);
        Some(Self {
            activation: dense.activation,
            l2: dense.l2(),
            gradient: weights.clone(),
            weights,
            z: numbers.clone(),
            output: numbers.clone(),
            slopes: numbers,
        })
    }

    fn forward(&mut self, x: &Table, rows: usize) {
        affine(x, &self.weights, rows, &mut self.z);
        for row in 0..rows {
            let output = self.output.row_mut(row);
            output.copy_from_slice(self.z.row(row));
            self.activation.apply_row(output);
        }
    }

    /// What the loss looks at: from logits, `z` before a sigmoid or softmax, else the output.
    fn judged(&self, loss: Loss) -> &Table {
        if self.is_judged_by_z(loss) { &self.z } else { &self.output }
    }

    const fn is_judged_by_z(&self, loss: Loss) -> bool {
        loss.is_from_logits()
            && matches!(self.activation, Activation::Sigmoid | Activation::Softmax)
    }

    /// The loss of one example, and `∂L/∂z` of the last layer.
    fn start_back(&mut self, loss: Loss, t: &[f32], row: usize, share: f32) -> f32 {
        let slopes = self.slopes.row_mut(row);
        let (z, a) = (self.z.row(row), self.output.row(row));
        match (loss, self.activation) {
            // The same as from z, with the sigmoid that is already there.
            (Loss::BinaryCrossentropyFromLogits, Activation::Sigmoid) => {
                Loss::slope_behind_sigmoid(t, a, share, slopes);
                loss.of_row(t, z)
            }
            (_, Activation::Sigmoid | Activation::Softmax) if loss.is_from_logits() => {
                loss.with_slope(t, z, share, slopes)
            }
            _ => {
                let loss = loss.with_slope(t, a, share, slopes);
                self.activation.derive_row(z, a, slopes);
                loss
            }
        }
    }

    /// From `∂L/∂z` of this layer to its gradient and to `∂L/∂z` of the one before.
    fn backward(&mut self, before: &mut Self, rows: usize) {
        add_gradient(&before.output, &self.slopes, rows, &mut self.gradient);
        pull_back(&self.slopes, &self.weights, rows, &mut before.slopes);
        for row in 0..rows {
            let (z, a) = (before.z.row(row), before.output.row(row));
            before.activation.derive_row(z, a, before.slopes.row_mut(row));
        }
    }

    fn add_penalty(&mut self) {
        let Some(l2) = self.l2 else { return };
        let len = self.kernel().len();
        let kernel = &self.weights.padded()[..len];
        let gradient = self.gradient.padded_mut().iter_mut();
        gradient.zip(kernel).for_each(|(g, w)| *g += 2.0 * l2 * w);
    }

    /// The weights without the bias, with the zeros between the rows.
    fn kernel(&self) -> &[f32] {
        let numbers = self.weights.padded();
        &numbers[..numbers.len() - numbers.len() / self.weights.rows()]
    }
}
