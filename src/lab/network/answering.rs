//! A network as it answers for inputs in the units of the data.

use crate::lab::number::brief;
use crate::nn::{Activation, Dense, Forward, Normalization, Tensor};

use super::variable::Variable;

/// A layer or a model, with the normalization that stands in front of it, if one does.
#[derive(Clone, Copy)]
pub(in crate::lab) struct Network<'a> {
    pub(in crate::lab) variable: &'a Variable,
    pub(in crate::lab) normalization: Option<&'a Normalization>,
}

impl<'a> Network<'a> {
    /// The same without the normalization: inputs are handed over as they are.
    pub(in crate::lab) fn raw(self) -> Self {
        Self { normalization: None, ..self }
    }

    /// Its dense layers, from input to output, under their names in the lesson.
    pub(in crate::lab) fn layers(self) -> Vec<(&'a str, &'a Dense)> {
        self.variable.layers()
    }

    /// What it is given for some inputs.
    pub(in crate::lab) fn given(self, x: &Tensor) -> Tensor {
        normalized(self.normalization, x)
    }

    /// What every layer computes for `x`, once the weights are there.
    pub(in crate::lab) fn forward(self, x: &Tensor) -> Option<Vec<Forward>> {
        self.variable.forward(&self.given(x))
    }

    /// What comes out for `x`, once the weights are there.
    pub(in crate::lab) fn output(self, x: &Tensor) -> Option<Tensor> {
        match self.normalization {
            Some(_) => self.variable.output(&self.given(x)),
            None => self.variable.output(x),
        }
    }

    /// How many weights and biases it has.
    pub(in crate::lab) fn numbers(self) -> usize {
        self.layers().iter().filter_map(|(_, layer)| layer.count_params().ok()).sum()
    }

    /// Whether what comes out is a chance.
    pub(in crate::lab) fn is_probability(self) -> bool {
        self.layers().last().is_some_and(|(_, layer)| {
            matches!(layer.activation, Activation::Sigmoid | Activation::Softmax)
        })
    }

    /// w and b, where it is one sigmoid unit with one input.
    pub(in crate::lab) fn single_sigmoid(self) -> Option<(f64, f64)> {
        self.single_unit(Activation::Sigmoid).filter(|_| self.normalization.is_none())
    }

    /// What its formula is called: for a line, its equation with the weights filled in.
    pub(in crate::lab) fn equation(self) -> String {
        let Some((w, b)) = self.single_unit(Activation::Linear) else {
            return "formula".to_owned();
        };
        let sign = if b < 0.0 { '-' } else { '+' };
        format!("y = {}x {sign} {}", brief(w), brief(b.abs()))
    }

    fn single_unit(self, activation: Activation) -> Option<(f64, f64)> {
        let layers = self.layers();
        let [(_, layer)] = layers.as_slice() else { return None };
        let (kernel, bias) = layer.kernel().zip(layer.bias())?;
        let is_it = layer.activation == activation && kernel.dim() == (1, 1);
        is_it.then(|| (f64::from(kernel[(0, 0)]), f64::from(bias[0])))
    }
}

/// Inputs as a normalization hands them on; without one, as they are.
pub(in crate::lab) fn normalized(layer: Option<&Normalization>, x: &Tensor) -> Tensor {
    let normalized = layer.and_then(|layer| layer.forward(x).ok());
    normalized.map_or_else(|| x.clone(), |forward| forward.output)
}
