//! A tape: all numbers of one example on its way through a model and back, as Keras's engine would
//! record them (<https://www.tensorflow.org/api_docs/python/tf/GradientTape>).

use super::{Examples, Network, Stage, Table, pull_back};
use crate::nn::assembly::network;
use crate::nn::{Error, Loss, Optimizer, Sequential, Tensor, WeightAt, tensor};

/// Goes through a model and back, one example at a time.
#[derive(Debug, Clone)]
pub struct Tape {
    network: Network,
    examples: Examples,
}

/// One example there and back.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// Its loss, with what regularizers add to it.
    pub loss: f32,
    /// The loss that is really worked out: behind a sigmoid or a softmax it is one from logits.
    pub judged: Loss,
    /// What that loss looks at: the numbers of the last layer before its activation, or after it.
    pub looks_at: LooksAt,
    /// What the data says: one number for each output, or the number of the class.
    pub targets: Vec<f32>,
    /// The layers, the first to see the input first.
    pub layers: Vec<LayerRecord>,
}

/// What a loss looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LooksAt {
    /// `z`, before the last activation.
    Z,
    /// The output.
    Output,
}

/// One dense layer of a [`Recorded`] example.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerRecord {
    /// What comes in.
    pub input: Vec<f32>,
    /// `z = x · W + b`, for each unit.
    pub z: Vec<f32>,
    /// `a = g(z)`.
    pub output: Vec<f32>,
    /// `∂L/∂a`, for each unit; none where the loss looks at `z`.
    pub slope_of_output: Option<Vec<f32>>,
    /// `∂L/∂z`, for each unit.
    pub slope_of_z: Vec<f32>,
    /// `∂L/∂W`, a row for each input, and `∂L/∂b` as the last row.
    pub gradient: Tensor,
}

impl Tape {
    /// For a model that has its weights, and some examples.
    ///
    /// # Errors
    /// What `model.evaluate(x, y)` says where model, examples and loss do not fit each other.
    pub fn new(
        mut model: Sequential,
        loss: Loss,
        (x, y): (&Tensor, &Tensor),
    ) -> Result<Self, Error> {
        // Nothing is trained, so that it does not matter how.
        model.compile(Optimizer::SGD, loss, None);
        model.prepare(x)?;
        let examples = Examples::new(&model, loss, x, y)?;
        let network = network(&model, model.compiled()?, examples.inputs())?;
        Ok(Self { network, examples })
    }

    /// An example there and back; none where there is no such row.
    pub fn record(&mut self, row: usize) -> Option<Recorded> {
        if row >= self.examples.rows {
            return None;
        }
        let totals = self.network.learn(&self.examples, &[row]);
        let network = &self.network;
        let last = network.stages.last()?;
        let looks_at = if last.is_judged_by_z(network.loss) { LooksAt::Z } else { LooksAt::Output };
        let targets = self.examples.y(row);
        let layers = (0..network.stages.len()).map(|at| network.record(at, targets, looks_at));
        Some(Recorded {
            loss: totals.mean_loss(),
            judged: network.loss,
            looks_at,
            targets: targets.to_vec(),
            layers: layers.collect(),
        })
    }

    /// The loss of an example if one weight had another value; NaN where there is no such weight or
    /// example.
    pub fn loss_at(&mut self, row: usize, at: WeightAt, value: f32) -> f32 {
        let Self { network, examples } = self;
        if row >= examples.rows {
            return f32::NAN;
        }
        let Some(before) = network.replace(at, value) else { return f32::NAN };
        network.pick(examples, [row].into_iter());
        network.forward(1);
        let mut totals = network.judge(examples, 1);
        totals.loss += f64::from(network.penalty());
        network.replace(at, before);
        totals.mean_loss()
    }

    /// The gradient of the mean loss over all examples, layer by layer, each as in a
    /// [`LayerRecord`].
    pub fn mean(&mut self) -> Vec<Tensor> {
        let rows: Vec<usize> = (0..self.examples.rows).collect();
        self.network.learn(&self.examples, &rows);
        self.network.stages.iter().map(|stage| whole(&stage.gradient)).collect()
    }
}

impl Network {
    /// A layer as it is after [`learn`](Self::learn) of a single example.
    fn record(&self, at: usize, targets: &[f32], looks_at: LooksAt) -> LayerRecord {
        let stage = &self.stages[at];
        let input = at.checked_sub(1).map_or(&self.input, |before| &self.stages[before].output);
        let slope_of_output = match (self.stages.get(at + 1), looks_at) {
            (Some(next), _) => Some(next.pulled_back(stage.z.columns)),
            (None, LooksAt::Output) => Some(self.slope_of_outputs(stage, targets)),
            (None, LooksAt::Z) => None,
        };
        LayerRecord {
            input: input.row(0).to_vec(),
            z: stage.z.row(0).to_vec(),
            output: stage.output.row(0).to_vec(),
            slope_of_output,
            slope_of_z: stage.slopes.row(0).to_vec(),
            gradient: whole(&stage.gradient),
        }
    }

    /// Gives a weight another value, and hands back the one that it had.
    fn replace(&mut self, at: WeightAt, value: f32) -> Option<f32> {
        let table = self.weights_mut().nth(at.layer).filter(|table| at.row < table.rows())?;
        let weight = table.row_mut(at.row).get_mut(at.unit)?;
        Some(std::mem::replace(weight, value))
    }

    fn slope_of_outputs(&self, last: &Stage, targets: &[f32]) -> Vec<f32> {
        let output = last.output.row(0);
        let mut slopes = vec![0.0; output.len()];
        self.loss.slope_of_row(targets, output, 1.0, &mut slopes);
        slopes
    }
}

impl Stage {
    /// `∂L/∂x` of the first example, where so many numbers come in.
    fn pulled_back(&self, inputs: usize) -> Vec<f32> {
        let mut slopes = Table::zeros(1, inputs);
        pull_back(&self.slopes, &self.weights, 1, &mut slopes);
        slopes.row(0).to_vec()
    }
}

fn whole(table: &Table) -> Tensor {
    let numbers: Vec<f32> = (0..table.rows()).flat_map(|row| table.row(row)).copied().collect();
    tensor(&[table.rows(), table.columns], &numbers)
}
