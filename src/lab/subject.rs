//! The seam between the lab and what it studies: the numbers that can be changed, the answer, the
//! explanation of one example, pictures.
//!
//! Each kind of model is a variant. Whatever the lab asks of a model it asks here, and what it knows
//! of layers beyond their names is in [`network`].

use std::collections::BTreeSet;

use ndarray::{Array1, Axis};

use crate::chart::{Drawing, Field};
use crate::journal::Parameter;
use crate::lesson::format::PictureName;
use crate::nn::{Normalization, Tensor};

use super::data::Data;
use super::edit_error::EditError;
use super::network::{self, Arithmetic, Network, Sight, Variable};
use super::parameter::ParameterValue;
use super::shape::Shape;
use super::statement::Statement;

pub(super) use network::normalized;

/// A model as a variable of the code.
#[derive(Clone, Debug)]
pub(super) enum Model {
    /// A layer, or layers one after another.
    Network(Variable),
}

/// The model that a step is about, as it answers for inputs in the units of the data.
#[derive(Clone, Copy)]
pub(super) enum Subject<'a> {
    /// A layer, or layers one after another.
    Network(Network<'a>),
}

impl Model {
    /// Its name in the code.
    pub(super) fn name(&self) -> &str {
        let Self::Network(network) = self;
        &network.name
    }

    /// The same as it answers for inputs in the units of the data.
    pub(super) fn subject<'a>(&'a self, normalization: Option<&'a Normalization>) -> Subject<'a> {
        let Self::Network(variable) = self;
        Subject::Network(Network { variable, normalization })
    }

    /// The layers whose numbers can be changed, by name.
    pub(super) fn layers(&self) -> Vec<&str> {
        let Self::Network(network) = self;
        network.layers().into_iter().map(|(name, _)| name).collect()
    }

    /// Those that have their numbers already.
    pub(super) fn built_layers(&self) -> Vec<&str> {
        let Self::Network(network) = self;
        network.built_layers()
    }

    /// Whether there is code that makes it.
    pub(super) fn is_in_code(&self) -> bool {
        let Self::Network(network) = self;
        network.is_in_code()
    }

    /// How many numbers it has.
    pub(super) fn numbers(&self) -> usize {
        let Self::Network(network) = self;
        network.numbers()
    }

    /// One of its numbers.
    pub(super) fn read(&self, parameter: &Parameter) -> Result<f32, EditError> {
        let Self::Network(network) = self;
        network.read(parameter)
    }

    /// Sets one of its numbers. Says whether it is there.
    pub(super) fn set(&mut self, parameter: &Parameter, value: f32) -> bool {
        let Self::Network(network) = self;
        network.set(parameter, value)
    }

    /// Sets all numbers of a layer. Says whether they were taken.
    pub(super) fn set_weights(&mut self, layer: &str, w: &[Vec<f32>], b: &[f32]) -> bool {
        let Self::Network(network) = self;
        network.set_weights(layer, w, b)
    }

    /// Draws the numbers of a layer again.
    pub(super) fn draw_again(&mut self, layer: &str, seed: u64) {
        let Self::Network(network) = self;
        network.draw_again(layer, seed);
    }

    /// The code for what the learner did to a layer, where there was this before.
    pub(super) fn code_of_edit(
        &self,
        before: Option<&Self>,
        layer: &str,
        is_set: bool,
        step: &str,
    ) -> Option<Statement> {
        let Self::Network(network) = self;
        network::code_of_edit(before.map(Self::network), network, layer, is_set, step)
    }

    /// The code that sets the numbers of some layers, or of those among them that are its own.
    pub(super) fn code_of_weights(&self, layers: &BTreeSet<String>, step: &str) -> Vec<Statement> {
        let Self::Network(network) = self;
        network::code_of_weights(network, layers, step)
    }

    /// The network that it is.
    pub(super) fn network(&self) -> &Variable {
        let Self::Network(network) = self;
        network
    }

    /// The same, to be changed.
    pub(super) fn network_mut(&mut self) -> &mut Variable {
        let Self::Network(network) = self;
        network
    }
}

impl<'a> Subject<'a> {
    /// Its name in the code.
    pub(super) fn name(self) -> &'a str {
        let Self::Network(network) = self;
        &network.variable.name
    }

    /// Whether there is code that makes it.
    pub(super) fn is_in_code(self) -> bool {
        let Self::Network(network) = self;
        network.variable.is_in_code()
    }

    /// The same without the normalization: inputs are handed over as they are.
    pub(super) fn raw(self) -> Self {
        let Self::Network(network) = self;
        Self::Network(network.raw())
    }

    /// The same model with the numbers that it had at another time.
    pub(super) fn as_it_was(self, then: &'a Variable) -> Self {
        let Self::Network(network) = self;
        Self::Network(Network { variable: then, ..network })
    }

    /// The layers whose numbers can be changed, by name.
    pub(super) fn layers(self) -> Vec<&'a str> {
        let Self::Network(network) = self;
        network.layers().into_iter().map(|(name, _)| name).collect()
    }

    /// Those that have their numbers already.
    pub(super) fn built_layers(self) -> Vec<&'a str> {
        let Self::Network(network) = self;
        network.variable.built_layers()
    }

    /// The numbers that the learner can change.
    pub(super) fn parameters(self, data: Option<&Data>) -> Vec<ParameterValue> {
        let Self::Network(network) = self;
        network::parameters(network, data)
    }

    /// The shapes of its numbers, from the input to the output.
    pub(super) fn shapes(self) -> Vec<Shape> {
        let Self::Network(network) = self;
        network::shapes(network)
    }

    /// What comes out for `x`, once the numbers are there.
    pub(super) fn output(self, x: &Tensor) -> Option<Tensor> {
        let Self::Network(network) = self;
        network.output(x)
    }

    /// Whether what comes out is a chance.
    pub(super) fn is_probability(self) -> bool {
        let Self::Network(network) = self;
        network.is_probability()
    }

    /// How the answer for some examples comes about: in a unit of a layer, if one is looked at.
    pub(super) fn explanation(
        self,
        focus: Option<(&str, usize)>,
        x: &Tensor,
        targets: Option<&Tensor>,
    ) -> Option<Arithmetic> {
        let Self::Network(network) = self;
        network::arithmetic(network, focus, x, targets)
    }

    /// What its formula is called.
    pub(super) fn equation(self) -> String {
        let Self::Network(network) = self;
        network.equation()
    }

    /// w and b, where it is one sigmoid of w · x + b for a single x.
    pub(super) fn single_sigmoid(self) -> Option<(f64, f64)> {
        let Self::Network(network) = self;
        network.single_sigmoid()
    }

    /// Its first output at every place of a plane of two features.
    pub(super) fn surface(self, data: &Data) -> Option<Field> {
        let Self::Network(network) = self;
        network::surface(network, data)
    }

    /// The chance of each class at every place of a plane of two features, where there are several.
    pub(super) fn chances(self, data: &Data) -> Option<Vec<Field>> {
        let Self::Network(network) = self;
        network::chances(network, data)
    }

    /// Pictures of what is inside, one of them only if it is asked for or there is much to see.
    pub(super) fn pictures(self, data: &Data, sight: Sight<'_>) -> Vec<(PictureName, Drawing)> {
        let Self::Network(network) = self;
        network::pictures(network, data, sight)
    }

    /// The network that it is.
    pub(super) fn network(self) -> Network<'a> {
        let Self::Network(network) = self;
        network
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
        let inputs: Array1<f32> = xs.iter().map(|x| *x as f32).collect();
        let Some(output) = self.output(&inputs.insert_axis(Axis(1)).into_dyn()) else {
            return vec![f64::NAN; xs.len()];
        };
        let columns = output.len() / xs.len().max(1);
        output.iter().step_by(columns.max(1)).map(|first| f64::from(*first)).collect()
    }
}
