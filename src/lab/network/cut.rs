//! The last unit of a network as a function of two of its numbers.

use crate::journal::{Parameter, Place};
use crate::nn::{Dense, Tensor};

use super::answering::Network;

/// What the only unit of the last layer computes for each example, over two of its numbers x and y:
/// `z + u · x + v · y`.
pub(super) struct Cut {
    pub(super) rows: Vec<Row>,
}

/// An example.
pub(super) struct Row {
    /// What the other numbers add up to.
    pub(super) z: f64,
    pub(super) u: f64,
    pub(super) v: f64,
    pub(super) target: f64,
}

impl Cut {
    /// That of a network over examples as it is given them, where both numbers are those of the
    /// only unit of its last layer, and nothing else counts for the loss.
    pub(super) fn of(
        network: Network<'_>,
        (x, y): (&Tensor, &Tensor),
        axes: &[Parameter; 2],
    ) -> Option<Self> {
        let layers = network.layers();
        let (name, last) = layers.last()?;
        let is_alone = last.units == 1 && y.shape().get(1) == Some(&1) && last.l2().is_none();
        if !is_alone || axes.iter().any(|axis| axis.layer != *name) {
            return None;
        }
        let inputs = inputs_of_last(network, x)?;
        let rows = inputs.outer_iter().zip(y.outer_iter()).map(|(input, target)| {
            let number = |index: usize| input.get(index).map_or(f64::NAN, |x| f64::from(*x));
            row(last, &number, axes, f64::from(target[0]))
        });
        rows.collect::<Option<Vec<Row>>>().map(|rows| Self { rows })
    }

    /// Where the crossentropy behind a sigmoid is lowest, by Newton's method; none where it falls
    /// for ever, as it does where the classes can be told apart without an error.
    pub(super) fn lowest_crossentropy(&self) -> Option<[f64; 2]> {
        let (mut at, mut step) = ([0.0, 0.0], [0.0, 0.0]);
        for _ in 0..NEWTON_STEPS {
            step = self.newton_step(at)?;
            at = [at[0] - step[0], at[1] - step[1]];
        }
        let is_there = |axis: usize| step[axis].abs() <= 1e-6 * (1.0 + at[axis].abs());
        (is_there(0) && is_there(1)).then_some(at)
    }

    /// How far the lowest place of the paraboloid lies that is like the crossentropy at a place.
    fn newton_step(&self, at: [f64; 2]) -> Option<[f64; 2]> {
        let (mut slope, mut bend) = ([0.0; 2], [0.0; 3]);
        for row in &self.rows {
            let p = 1.0 / (1.0 + (-row.at(at)).exp());
            let (error, weight) = (p - row.target, p * (1.0 - p));
            slope = [slope[0] + error * row.u, slope[1] + error * row.v];
            let [uu, uv, vv] = [row.u * row.u, row.u * row.v, row.v * row.v];
            bend = [bend[0] + weight * uu, bend[1] + weight * uv, bend[2] + weight * vv];
        }
        let determinant = bend[0] * bend[2] - bend[1] * bend[1];
        let is_bent = determinant > 1e-9 * (bend[0] * bend[2]).max(f64::MIN_POSITIVE);
        is_bent.then(|| {
            let across = (bend[2] * slope[0] - bend[1] * slope[1]) / determinant;
            [across, (bend[0] * slope[1] - bend[1] * slope[0]) / determinant]
        })
    }
}

impl Row {
    pub(super) fn at(&self, [x, y]: [f64; 2]) -> f64 {
        self.z + self.u * x + self.v * y
    }
}

/// What the last layer is given for some examples.
pub(super) fn inputs_of_last(network: Network<'_>, x: &Tensor) -> Option<Tensor> {
    inputs_of(network, network.layers().len().checked_sub(1)?, x)
}

/// What a dense layer, counted from 0, is given for examples as the network is given them.
pub(super) fn inputs_of(network: Network<'_>, layer: usize, x: &Tensor) -> Option<Tensor> {
    let mut forwards = network.variable.forward(x)?;
    // A normalization within the model is a layer as well, but none of those with units.
    let before = forwards.len().checked_sub(network.layers().len())? + layer;
    match before.checked_sub(1) {
        Some(before) => Some(forwards.swap_remove(before).output),
        None => Some(x.clone()),
    }
}

fn row(
    layer: &Dense,
    input: &impl Fn(usize) -> f64,
    axes: &[Parameter; 2],
    target: f64,
) -> Option<Row> {
    let (kernel, bias) = layer.kernel().zip(layer.bias())?;
    let is_axis = |place: Place| axes.iter().any(|axis| axis.place == place);
    let terms = kernel
        .indexed_iter()
        .filter(|((input, unit), _)| !is_axis(Place::Weight { input: *input, unit: *unit }));
    let bias = if is_axis(Place::Bias { unit: 0 }) { 0.0 } else { f64::from(bias[0]) };
    let rest = terms.map(|((index, _), w)| f64::from(*w) * input(index)).sum::<f64>() + bias;
    let [across, up] = axes.each_ref().map(|axis| match axis.place {
        Place::Weight { input: index, .. } => input(index),
        Place::Bias { .. } | Place::Node { .. } => 1.0,
    });
    (rest.is_finite()).then_some(Row { z: rest, u: across, v: up, target })
}

const NEWTON_STEPS: u32 = 30;
