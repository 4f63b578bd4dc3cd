//! The arithmetic of one unit, example by example, with the numbers filled in.

use ndarray::Axis;
use serde::Serialize;

use crate::nn::{Activation, Forward, Tensor};

use super::state::{State, Variable};

/// What one unit of one layer computes: `activation(w · x + b)` for each example.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Arithmetic {
    /// The layer, by its name in the lesson.
    pub layer: String,
    /// The unit, counted from 0.
    pub unit: usize,
    /// What is applied to the sum.
    pub activation: Activation,
    /// One entry for each example, at most 256.
    pub rows: Vec<Row>,
}

/// The arithmetic of one example.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The products that are added up.
    pub terms: Vec<Term>,
    /// What is added to them.
    pub bias: f32,
    /// The sum, z.
    pub z: f32,
    /// The activation of z.
    pub output: f32,
    /// What the data says, where this is the output of the model.
    pub target: Option<f32>,
}

/// A weight and the input that it is multiplied with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Term {
    /// The weight.
    pub weight: f32,
    /// The input.
    pub input: f32,
}

/// How many examples are worked out.
pub(super) const ROWS: usize = 256;

/// The unit to show: of a layer by name, or the first of the last layer.
pub(super) fn of(
    state: &State,
    focus: Option<(&str, usize)>,
    x: &Tensor,
    targets: Option<&Tensor>,
) -> Option<Arithmetic> {
    let subject = state.subject()?;
    let x = first_rows(x);
    let forwards = subject.forward(&x)?;
    let layers = subject.layers();
    let index = focus
        .and_then(|(name, _)| layers.iter().position(|(known, _)| *known == name))
        .unwrap_or(layers.len().checked_sub(1)?);
    let (name, layer) = *layers.get(index)?;
    let unit = focus.map_or(0, |(_, unit)| unit).min(layer.units.checked_sub(1)?);
    let input = if index == 0 { &x } else { &forwards[index - 1].output };
    let targets = targets.filter(|_| index + 1 == layers.len());
    Some(Arithmetic {
        layer: name.to_owned(),
        unit,
        activation: layer.activation,
        rows: rows(subject, index, unit, input, &forwards[index], targets),
    })
}

fn rows(
    subject: &Variable,
    layer: usize,
    unit: usize,
    input: &Tensor,
    forward: &Forward,
    targets: Option<&Tensor>,
) -> Vec<Row> {
    let layers = subject.layers();
    let Some((kernel, bias)) = layers.get(layer).and_then(|(_, l)| l.kernel().zip(l.bias())) else {
        return Vec::new();
    };
    let row = |example: usize| Row {
        terms: kernel
            .column(unit)
            .iter()
            .zip(input.index_axis(Axis(0), example))
            .map(|(weight, input)| Term { weight: *weight, input: *input })
            .collect(),
        bias: bias[unit],
        z: forward.z[[example, unit].as_slice()],
        output: forward.output[[example, unit].as_slice()],
        target: targets.and_then(|y| y.get([example, unit].as_slice())).copied(),
    };
    (0..input.shape()[0]).map(row).collect()
}

fn first_rows(x: &Tensor) -> Tensor {
    let rows = x.shape()[0].min(ROWS);
    x.slice_axis(Axis(0), (..rows).into()).to_owned()
}
