//! The model that a step is about, as it answers for inputs in the units of the data.

use ndarray::Axis;

use crate::nn::{Activation, Dense, Forward, Normalization, Tensor};

use super::state::Variable;

/// A layer or a model, with the normalization that stands in front of it, if one does.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) variable: &'a Variable,
    pub(super) normalization: Option<&'a Normalization>,
}

impl<'a> Subject<'a> {
    /// The same without the normalization: inputs are handed over as they are.
    pub(super) fn raw(self) -> Self {
        Self { normalization: None, ..self }
    }

    /// Its dense layers, from input to output, under their names in the lesson.
    pub(super) fn layers(self) -> Vec<(&'a str, &'a Dense)> {
        self.variable.layers()
    }

    /// What it is given for some inputs.
    pub(super) fn given(self, x: &Tensor) -> Tensor {
        normalized(self.normalization, x)
    }

    /// What every layer computes for `x`, once the weights are there.
    pub(super) fn forward(self, x: &Tensor) -> Option<Vec<Forward>> {
        self.variable.forward(&self.given(x))
    }

    /// What comes out for `x`, once the weights are there.
    pub(super) fn output(self, x: &Tensor) -> Option<Tensor> {
        match self.normalization {
            Some(_) => self.variable.output(&self.given(x)),
            None => self.variable.output(x),
        }
    }

    /// How many weights and biases it has.
    pub(super) fn parameters(self) -> usize {
        self.layers().iter().filter_map(|(_, layer)| layer.count_params().ok()).sum()
    }

    /// Whether what comes out is a chance.
    pub(super) fn is_probability(self) -> bool {
        self.layers().last().is_some_and(|(_, layer)| {
            matches!(layer.activation, Activation::Sigmoid | Activation::Softmax)
        })
    }

    /// What comes out for the first of some inputs, as a row: how it answers, at little cost.
    pub(super) fn first_output(self, x: &Tensor) -> Option<Tensor> {
        let row = x.shape().first().map_or(0, |rows| (*rows).min(1));
        (x.ndim() > 0)
            .then(|| x.slice_axis(Axis(0), (..row).into()).to_owned())
            .and_then(|first| self.output(&first))
    }

    /// Its first output for an input of one number, at each of `xs`; NaN where it has no weights
    /// yet.
    pub(super) fn sample(self, xs: &[f64]) -> Vec<f64> {
        let inputs = Tensor::from_shape_fn(vec![xs.len(), 1], |at| xs[at[0]] as f32);
        match self.output(&inputs) {
            Some(output) => output.rows().into_iter().map(|row| f64::from(row[0])).collect(),
            None => vec![f64::NAN; xs.len()],
        }
    }
}

/// Inputs as a normalization hands them on; without one, as they are.
pub(super) fn normalized(layer: Option<&Normalization>, x: &Tensor) -> Tensor {
    let normalized = layer.and_then(|layer| layer.forward(x).ok());
    normalized.map_or_else(|| x.clone(), |forward| forward.output)
}
