//! What all terms are written from: the layers, what was recorded of the example, and names.

use crate::journal::{Parameter, Place};
use crate::nn::{Activation, Dense, Recorded, Tensor};

use super::criterion::Criterion;

/// What all terms are written from.
pub(super) struct Page<'a> {
    pub(super) layers: &'a [(&'a str, &'a Dense)],
    pub(super) record: &'a Recorded,
    pub(super) criterion: &'a Criterion,
    /// The mean over all rows that are learned from, where they are not too many.
    pub(super) all: Option<&'a AllRows>,
    /// Where the row would be found: `X[1]`.
    pub(super) row: usize,
}

/// The mean over all rows that are learned from.
pub(super) struct AllRows {
    pub(super) rows: usize,
    /// The gradient of the mean loss, layer by layer, the bias as the last row.
    pub(super) gradient: Vec<Tensor>,
    /// The mean of the sizes of what is added up for it.
    pub(super) sizes: Vec<Tensor>,
}

/// A weight, where it is in a gradient, and its value.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) layer: usize,
    /// The input that it is for; after the last stands the bias.
    pub(super) row: usize,
    pub(super) unit: usize,
    pub(super) value: f32,
}

impl Page<'_> {
    /// The last layer, counted from 0.
    pub(super) fn last(&self) -> usize {
        self.layers.len().saturating_sub(1)
    }

    pub(super) fn activation(&self, layer: usize) -> Activation {
        self.layers[layer].1.activation
    }

    pub(super) fn units(&self, layer: usize) -> usize {
        self.record.layers[layer].z.len()
    }

    /// `hidden[1]`, or the name of the layer, where that has one unit.
    pub(super) fn unit(&self, layer: usize, unit: usize) -> String {
        let name = self.layers[layer].0;
        if self.units(layer) == 1 { name.to_owned() } else { format!("{name}[{unit}]") }
    }

    /// What the output of a unit is called in a formula: `a`, or `p` at the end of the model.
    pub(super) fn letter(&self, layer: usize) -> &'static str {
        if layer == self.last() { "p" } else { "a" }
    }

    /// What comes in over an input of a layer, as a formula calls it: `x[0]`, or `a`.
    pub(super) fn input(&self, layer: usize, input: usize) -> String {
        match layer {
            0 if self.record.layers[0].input.len() == 1 => "x".to_owned(),
            0 => format!("x[{input}]"),
            _ => "a".to_owned(),
        }
    }

    /// All weights of a unit, those of its inputs first, then its bias.
    pub(super) fn numbers_of(&self, layer: usize, unit: usize) -> Vec<At> {
        let inputs = self.record.layers[layer].input.len();
        (0..=inputs).filter_map(|row| self.at(layer, row, unit)).collect()
    }

    /// All weights of a layer as they stand in it: row by row, then the biases.
    pub(super) fn numbers_in(&self, layer: usize) -> Vec<At> {
        let inputs = self.record.layers[layer].input.len();
        let units = self.units(layer);
        let rows = (0..=inputs).flat_map(|row| (0..units).map(move |unit| (row, unit)));
        rows.filter_map(|(row, unit)| self.at(layer, row, unit)).collect()
    }

    fn at(&self, layer: usize, row: usize, unit: usize) -> Option<At> {
        let (kernel, bias) = self.layers[layer].1.kernel().zip(self.layers[layer].1.bias())?;
        let value = *kernel.get((row, unit)).or(bias.get(unit))?;
        Some(At { layer, row, unit, value })
    }

    /// Whether it is a bias.
    pub(super) fn is_bias(&self, at: At) -> bool {
        at.row == self.record.layers[at.layer].input.len()
    }

    pub(super) fn parameter(&self, at: At) -> Parameter {
        let place = if self.is_bias(at) {
            Place::Bias { unit: at.unit }
        } else {
            Place::Weight { input: at.row, unit: at.unit }
        };
        Parameter { layer: self.layers[at.layer].0.to_owned(), place }
    }

    /// `w` or `b`.
    pub(super) fn symbol(&self, at: At) -> &'static str {
        if self.is_bias(at) { "b" } else { "w" }
    }

    /// `hidden.w[0,1]`, as it is written on the command line; where there is one layer, without it.
    pub(super) fn number(&self, at: At) -> String {
        let layer = &self.record.layers[at.layer];
        let (symbol, units) = (self.symbol(at), layer.z.len());
        let place = match (self.is_bias(at), units, layer.input.len()) {
            (true, 1, _) | (false, 1, 1) => symbol.to_owned(),
            (true, ..) => format!("{symbol}[{}]", at.unit),
            (false, ..) => format!("{symbol}[{},{}]", at.row, at.unit),
        };
        match self.layers.len() {
            1 => place,
            _ => format!("{}.{place}", self.layers[at.layer].0),
        }
    }

    /// The slope of a weight, for the example alone.
    pub(super) fn slope(&self, at: At) -> f32 {
        entry(&self.record.layers[at.layer].gradient, at)
    }
}

/// A number of a gradient.
pub(super) fn entry(gradient: &Tensor, at: At) -> f32 {
    gradient.get([at.row, at.unit].as_slice()).copied().unwrap_or(f32::NAN)
}
