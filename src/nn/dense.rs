//! The dense layer: every unit is a neuron that looks at all inputs.

use ndarray::{
    Array1, Array2, ArrayView1, ArrayView2, ArrayViewMut1, ArrayViewMut2, Axis, ShapeError,
};

use super::{initializer::glorot_uniform, shape::Shape};
use crate::nn::{Activation, Error, Tensor, TrainingError};

/// A layer of neurons, `a = g(x · W + b)`, as Keras's `Dense`
/// (<https://keras.io/api/layers/core_layers/dense/>).
///
/// | what          | shape                      |
/// |---------------|----------------------------|
/// | inputs `x`    | `(examples, inputs)`       |
/// | kernel `W`    | `(inputs, units)`          |
/// | bias `b`      | `(units,)`                 |
/// | output `a`    | `(examples, units)`        |
///
/// Inputs may have more axes than two: the layer works along the last one. A new layer does not
/// know its number of inputs; its first call builds it, that is, makes its weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Dense {
    /// What the layer is called.
    pub name: String,
    /// How many neurons it has, which is how many numbers it puts out for an example.
    pub units: usize,
    /// The function each neuron ends in.
    pub activation: Activation,
    seed: u64,
    l2: Option<f32>,
    weights: Option<Weights>,
}

/// What a layer makes of its input.
#[derive(Debug, Clone, PartialEq)]
pub struct Forward {
    /// Before the activation, `z = x · W + b`; in a layer without activation the output.
    pub z: Tensor,
    /// What the layer puts out, `a = g(z)`.
    pub output: Tensor,
}

impl Dense {
    /// A layer that is not yet built; `seed` decides where its weights will start.
    ///
    /// Fails if `units` is 0 or the name contains `/`.
    pub fn new(
        name: impl Into<String>,
        units: usize,
        activation: Activation,
        seed: u64,
    ) -> Result<Self, Error> {
        let name = checked_name(name.into())?;
        if units == 0 {
            return Err(Error::InvalidUnits { units });
        }
        Ok(Self { name, units, activation, seed, l2: None, weights: None })
    }

    /// The same with `kernel_regularizer=L2(l2)`: `l2 · Σ W²` is added to the loss.
    ///
    /// Fails if `l2` is negative or not a finite number.
    pub fn with_l2(self, l2: f32) -> Result<Self, Error> {
        if l2.is_finite() && l2 >= 0.0 {
            Ok(Self { l2: Some(l2), ..self })
        } else {
            Err(TrainingError::InvalidL2 { l2 }.into())
        }
    }

    /// How much the square of each weight of the kernel adds to the loss.
    pub const fn l2(&self) -> Option<f32> {
        self.l2
    }

    /// Where its weights start.
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// How Python shows the layer: `<Dense name=dense, built=False>`.
    pub fn repr(&self) -> String {
        repr("Dense", &self.name, self.is_built())
    }

    /// Whether the layer has its weights.
    pub const fn is_built(&self) -> bool {
        self.weights.is_some()
    }

    /// Makes the weights for that many inputs: a Glorot kernel and a bias of zeros.
    ///
    /// Fails if the layer is built for another number of inputs, or the kernel could not exist.
    pub fn build(&mut self, inputs: usize) -> Result<(), Error> {
        self.build_for(&[None, Some(inputs)]).map(|_| ())
    }

    /// The layer's output; the first call builds the layer, unless it fails.
    pub fn call(&mut self, x: &Tensor) -> Result<Tensor, Error> {
        self.answer(x, Activation::apply)
    }

    /// The same as part of a graph, that is of `predict`.
    pub(super) fn call_in_graph(&mut self, x: &Tensor) -> Result<Tensor, Error> {
        self.answer(x, Activation::apply_in_graph)
    }

    /// The output of a built layer, together with `z`, of which it is made.
    pub fn forward(&self, x: &Tensor) -> Result<Forward, Error> {
        let z = self.pre_activation(x)?;
        let mut output = z.clone();
        self.activation.apply(&mut output);
        Ok(Forward { z, output })
    }

    /// Kernel and bias, in this order; nothing as long as the layer is not built.
    pub fn get_weights(&self) -> Vec<Tensor> {
        self.weights.as_ref().map_or_else(Vec::new, |weights| {
            vec![weights.kernel.clone().into_dyn(), weights.bias.clone().into_dyn()]
        })
    }

    /// Replaces kernel and bias, or, if anything does not fit, nothing.
    pub fn set_weights(&mut self, given: &[Tensor]) -> Result<(), Error> {
        check_weights(&self.name, &self.get_weights(), given)?;
        if let (Some(weights), [kernel, bias]) = (&mut self.weights, given) {
            weights.kernel.assign(kernel);
            weights.bias.assign(bias);
        }
        Ok(())
    }

    /// `W`, of shape `(inputs, units)`.
    pub fn kernel(&self) -> Option<&Array2<f32>> {
        self.weights.as_ref().map(|weights| &weights.kernel)
    }

    /// `b`, of shape `(units,)`.
    pub fn bias(&self) -> Option<&Array1<f32>> {
        self.weights.as_ref().map(|weights| &weights.bias)
    }

    /// How many numbers the layer has to learn: `inputs · units + units`.
    pub fn count_params(&self) -> Result<usize, Error> {
        match &self.weights {
            Some(weights) => Ok(weights.kernel.len() + weights.bias.len()),
            None => Err(Error::NotBuilt { layer: self.name.clone() }),
        }
    }

    /// Starts over from another seed: a fresh kernel and a bias of zeros.
    pub fn reinitialize(&mut self, seed: u64) {
        self.seed = seed;
        if let Some(weights) = &mut self.weights {
            let (inputs, units) = weights.kernel.dim();
            *weights = Weights::new(inputs, units, seed);
        }
    }

    /// The numbers of `W` and `b`, to be changed.
    pub fn weights_mut(&mut self) -> Option<(ArrayViewMut2<'_, f32>, ArrayViewMut1<'_, f32>)> {
        self.weights.as_mut().map(|weights| (weights.kernel.view_mut(), weights.bias.view_mut()))
    }

    /// Builds the layer for inputs of that shape; gives the shape of its output.
    pub(super) fn build_for(&mut self, shape: &[Option<usize>]) -> Result<Shape, Error> {
        let [_, .., inputs] = shape else {
            let shape: Vec<usize> = shape.iter().flatten().copied().collect();
            return Err(self.min_ndim(&shape));
        };
        let inputs = inputs.unwrap_or(1);
        self.check_size(&[inputs.max(1), self.units])?;
        let (units, seed) = (self.units, self.seed);
        let weights = self.weights.get_or_insert_with(|| Weights::new(inputs, units, seed));
        let (wanted, units) = weights.kernel.dim();
        if wanted != inputs {
            return Err(Error::LastAxis {
                layer: self.name.clone(),
                wanted,
                shape: shape.to_vec(),
            });
        }
        let mut output = shape.to_vec();
        output[shape.len() - 1] = Some(units);
        Ok(output)
    }

    fn answer(&mut self, x: &Tensor, g: fn(Activation, &mut Tensor)) -> Result<Tensor, Error> {
        if self.weights.is_none() {
            self.build_for(&x.shape().iter().copied().map(Some).collect::<Shape>())?;
        }
        let mut output = self.pre_activation(x)?;
        g(self.activation, &mut output);
        Ok(output)
    }

    /// `z = x · W + b`, example by example.
    fn pre_activation(&self, x: &Tensor) -> Result<Tensor, Error> {
        let Some(Weights { kernel, bias }) = &self.weights else {
            return Err(self.unready(x));
        };
        let (inputs, units) = kernel.dim();
        self.check_input(x, inputs)?;
        let mut shape = x.raw_dim();
        let last = x.ndim() - 1;
        let examples = x.shape()[..last].iter().product();
        shape[last] = units;
        self.check_size(&[examples, units])?;
        let too_large = |_: ShapeError| self.too_large(&[examples, units]);
        let table = x.to_shape((examples, inputs)).map_err(too_large)?;
        let mut z = if units == 1 { one_unit(&table.view(), kernel) } else { table.dot(kernel) };
        z += bias;
        z.into_shape_with_order(shape).map_err(too_large)
    }

    fn check_input(&self, x: &Tensor, inputs: usize) -> Result<(), Error> {
        if x.ndim() < 2 {
            return Err(self.min_ndim(x.shape()));
        }
        if x.len_of(Axis(x.ndim() - 1)) != inputs {
            let shape = x.shape().iter().copied().map(Some).collect();
            return Err(Error::LastAxis { layer: self.name.clone(), wanted: inputs, shape });
        }
        Ok(())
    }

    /// Why an unbuilt layer cannot answer.
    fn unready(&self, x: &Tensor) -> Error {
        match x.ndim() {
            0 | 1 => self.min_ndim(x.shape()),
            _ => Error::NotCalled { layer: self.name.clone() },
        }
    }

    /// The table wanted is one example if the layer looks at that many numbers, else one column.
    fn min_ndim(&self, shape: &[usize]) -> Error {
        let len = shape.iter().product();
        let inputs = self.kernel().map(Array2::nrows);
        let wanted = if inputs == Some(len) { [1, len] } else { [len, 1] };
        Error::MinNdim { layer: self.name.clone(), shape: shape.to_vec(), wanted }
    }

    /// Memory is counted in signed numbers, so that a larger table cannot even be asked for.
    fn check_size(&self, shape: &[usize; 2]) -> Result<(), Error> {
        let bytes =
            shape[0].checked_mul(shape[1]).and_then(|len| len.checked_mul(size_of::<f32>()));
        match bytes {
            Some(bytes) if isize::try_from(bytes).is_ok() => Ok(()),
            _ => Err(self.too_large(shape)),
        }
    }

    fn too_large(&self, shape: &[usize; 2]) -> Error {
        Error::TooLarge { layer: self.name.clone(), shape: *shape }
    }
}

/// `x · w` of a single unit, number by number: a processor sums up several units otherwise, and so
/// does TensorFlow.
fn one_unit(x: &ArrayView2<'_, f32>, kernel: &Array2<f32>) -> Array2<f32> {
    let sum = |row: ArrayView1<'_, f32>| row.iter().zip(kernel).map(|(x, w)| x * w).sum();
    x.map_axis(Axis(1), sum).insert_axis(Axis(1))
}

#[derive(Debug, Clone, PartialEq)]
struct Weights {
    kernel: Array2<f32>,
    bias: Array1<f32>,
}

impl Weights {
    fn new(inputs: usize, units: usize, seed: u64) -> Self {
        Self { kernel: glorot_uniform(inputs, units, seed), bias: Array1::zeros(units) }
    }
}

/// The name, unless Keras would refuse it.
pub(super) fn checked_name(name: String) -> Result<String, Error> {
    if name.contains('/') { Err(Error::InvalidName { name }) } else { Ok(name) }
}

/// How Python shows any layer.
pub(super) fn repr(class: &str, name: &str, is_built: bool) -> String {
    let built = if is_built { "True" } else { "False" };
    format!("<{class} name={name}, built={built}>")
}

/// Whether the weights given have the number and the shapes of the present ones.
pub(super) fn check_weights(owner: &str, old: &[Tensor], new: &[Tensor]) -> Result<(), Error> {
    if old.len() != new.len() {
        return Err(Error::WeightCount {
            layer: owner.to_owned(),
            given: new.len(),
            wanted: old.len(),
        });
    }
    match old.iter().zip(new).find(|(old, new)| old.shape() != new.shape()) {
        None => Ok(()),
        Some((old, new)) => Err(Error::WeightShape {
            layer: owner.to_owned(),
            wanted: old.shape().to_vec(),
            given: new.shape().to_vec(),
        }),
    }
}
