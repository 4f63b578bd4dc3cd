//! The sequential model: the output of each layer is the input of the next.

use std::{borrow::Cow, collections::HashMap};

use ndarray::{Axis, Slice};

use super::compiled::Compiled;
use super::dense::{check_weights, checked_name, repr};
use super::shape::Shape;
use crate::nn::{
    Dense, Error, Forward, Loss, Metric, Normalization, Optimizer, Tensor, TrainingError, print,
};

/// Layers one after another, as Keras's `Sequential`
/// (<https://keras.io/guides/sequential_model/>).
#[derive(Debug, Clone, PartialEq)]
pub struct Sequential {
    /// What the model is called.
    pub name: String,
    /// Its layers, the first to see the input first.
    pub layers: Vec<Layer>,
    input_shape: Option<Shape>,
    compiled: Option<Compiled>,
}

impl Sequential {
    /// A model that its first call will build; fails if two layers have the same name.
    pub fn new(name: impl Into<String>, layers: Vec<Layer>) -> Result<Self, Error> {
        let name = checked_name(name.into())?;
        for (idx, layer) in layers.iter().enumerate() {
            if layers[..idx].iter().any(|earlier| earlier.name() == layer.name()) {
                return Err(Error::DuplicateName { name: layer.name().to_owned() });
            }
        }
        Ok(Self { name, layers, input_shape: None, compiled: None })
    }

    /// A model that begins with `Input((inputs,))`, and so is built at once.
    pub fn with_input(
        name: impl Into<String>,
        inputs: usize,
        layers: Vec<Layer>,
    ) -> Result<Self, Error> {
        let mut model = Self::new(name, layers)?;
        model.build(vec![None, Some(inputs)])?;
        Ok(model)
    }

    /// How Python shows the model: `<Sequential name=sequential, built=False>`.
    pub fn repr(&self) -> String {
        repr("Sequential", &self.name, self.is_built())
    }

    /// Whether the model knows the shape of its input, and so has all its weights.
    pub const fn is_built(&self) -> bool {
        self.input_shape.is_some()
    }

    /// The layer of that name.
    pub fn get_layer(&self, name: &str) -> Result<&Layer, Error> {
        self.index_of(name).map(|idx| &self.layers[idx])
    }

    /// The layer of that name, to be changed.
    pub fn get_layer_mut(&mut self, name: &str) -> Result<&mut Layer, Error> {
        self.index_of(name).map(|idx| &mut self.layers[idx])
    }

    /// The model's output, as `model(x)`; the first call builds it, unless it fails.
    pub fn call(&mut self, x: &Tensor) -> Result<Tensor, Error> {
        if !self.is_built() {
            self.build(x.shape().iter().copied().map(Some).collect())?;
        }
        let input = self.with_rank(x)?.into_owned();
        self.run(input, Layer::call).map_err(|cause| in_call(x, cause))
    }

    /// The same numbers as [`call`](Self::call), with the errors of `model.predict(x)`.
    ///
    /// They are those Keras gives once a first `predict` has gone well.
    pub fn predict(&mut self, x: &Tensor) -> Result<Tensor, Error> {
        match &self.input_shape {
            None => self.build(first_batch(x.shape()))?,
            Some(shape) if shape.len() != x.ndim() => return Err(self.unknown_rank(x, shape)),
            Some(_) => (),
        }
        self.run(x.clone(), Layer::call_in_graph).map_err(|cause| self.in_graph(x, cause))
    }

    /// What every layer of a built model makes of it, the last being the model's output.
    pub fn forward(&self, x: &Tensor) -> Result<Vec<Forward>, Error> {
        let first = self.with_rank(x)?;
        let mut forwards: Vec<Forward> = Vec::with_capacity(self.layers.len());
        for layer in &self.layers {
            let input = forwards.last().map_or(&*first, |forward| &forward.output);
            let forward = layer.forward(input).map_err(|cause| self.in_forward(x, cause))?;
            forwards.push(forward);
        }
        Ok(forwards)
    }

    /// Says how to train; what an earlier optimizer remembers is forgotten. Without a metric the one
    /// of the call before is kept, as Keras does.
    pub fn compile(&mut self, optimizer: Optimizer, loss: Loss, metric: Option<Metric>) {
        let before = self.compiled.as_ref().and_then(|compiled| compiled.metric);
        let metric = metric.or(before);
        self.compiled = Some(Compiled::new(optimizer, loss, metric));
    }

    /// The optimizer and the loss that it was compiled with last.
    pub fn compiled_with(&self) -> Option<(Optimizer, Loss)> {
        self.compiled.as_ref().map(|compiled| (compiled.optimizer, compiled.loss))
    }

    /// The weights of all layers, one list.
    pub fn get_weights(&self) -> Vec<Tensor> {
        self.layers.iter().flat_map(Layer::get_weights).collect()
    }

    /// Replaces the weights of all layers, or, if anything does not fit, nothing.
    pub fn set_weights(&mut self, given: &[Tensor]) -> Result<(), Error> {
        check_weights(&self.name, &self.get_weights(), given)?;
        let mut rest = given;
        for layer in &mut self.layers {
            let (own, others) = rest.split_at(layer.get_weights().len());
            layer.set_weights(own)?;
            rest = others;
        }
        Ok(())
    }

    /// How many numbers all layers have together.
    pub fn count_params(&self) -> Result<usize, Error> {
        match &self.input_shape {
            Some(_) => self.layers.iter().map(Layer::count_params).sum(),
            None => Err(Error::NotBuilt { layer: self.name.clone() }),
        }
    }

    /// The shape of the input the model was built for.
    pub(super) fn input_shape(&self) -> Option<&Shape> {
        self.input_shape.as_ref()
    }

    /// What the model was compiled with.
    pub(super) fn compiled(&self) -> Result<&Compiled, Error> {
        self.compiled
            .as_ref()
            .ok_or_else(|| TrainingError::NotCompiled { model: self.name.clone() }.into())
    }

    pub(super) fn set_compiled(&mut self, compiled: Compiled) {
        self.compiled = Some(compiled);
    }

    /// Builds the model if it is not, and checks that it can learn from such a table.
    pub(super) fn prepare(&mut self, x: &Tensor) -> Result<(), Error> {
        match &self.input_shape {
            None => self.build(first_batch(x.shape()))?,
            Some(shape) if shape.len() != x.ndim() => return Err(self.unknown_rank(x, shape)),
            Some(_) => (),
        }
        match &self.input_shape {
            Some(shape) if x.ndim() != 2 => Err(self.unknown_rank(x, shape)),
            _ => {
                let first = x.slice_axis(Axis(0), Slice::from(..x.len_of(Axis(0)).min(1)));
                self.predict(&first.to_owned()).map(|_| ())
            }
        }
    }

    /// How many numbers the model puts out for an example.
    pub(super) fn outputs(&self) -> usize {
        let weights = self.layers.last().map(Layer::get_weights).unwrap_or_default();
        weights.get(1).map_or(1, ndarray::ArrayBase::len)
    }

    /// Builds every layer for what the one before puts out, or, if one fails, none.
    fn build(&mut self, shape: Shape) -> Result<(), Error> {
        if self.layers.is_empty() {
            return Err(Error::NoLayers { model: self.name.clone() });
        }
        let mut layers = self.layers.clone();
        let mut input = shape.clone();
        for layer in &mut layers {
            input = layer.build(&input)?;
        }
        self.layers = layers;
        self.input_shape = Some(shape);
        Ok(())
    }

    fn run(&mut self, mut x: Tensor, call: Call) -> Result<Tensor, Error> {
        for layer in &mut self.layers {
            x = call(layer, &x)?;
        }
        Ok(x)
    }

    /// The input with as many axes as the model was built for: Keras adds or drops a last axis of
    /// length 1.
    fn with_rank<'x>(&self, x: &'x Tensor) -> Result<Cow<'x, Tensor>, Error> {
        let Some(wanted) = &self.input_shape else {
            return Ok(Cow::Borrowed(x));
        };
        if x.ndim() == wanted.len() {
            Ok(Cow::Borrowed(x))
        } else if x.ndim() + 1 == wanted.len() && wanted.last() == Some(&Some(1)) {
            Ok(Cow::Owned(x.clone().insert_axis(Axis(x.ndim()))))
        } else if x.ndim() == wanted.len() + 1 && x.shape().last() == Some(&1) {
            Ok(Cow::Owned(x.clone().index_axis_move(Axis(x.ndim() - 1), 0)))
        } else {
            Err(in_call(
                x,
                Error::InputShape {
                    model: self.name.clone(),
                    shape: x.shape().to_vec(),
                    wanted: wanted.clone(),
                    shown: print::numpy_str(x),
                },
            ))
        }
    }

    fn index_of(&self, name: &str) -> Result<usize, Error> {
        self.layers.iter().position(|layer| layer.name() == name).ok_or_else(|| {
            let existing = self.layers.iter().map(|layer| layer.name().to_owned()).collect();
            Error::NoSuchLayer { name: name.to_owned(), existing }
        })
    }

    /// The table wanted has the same numbers if they fill its rows.
    fn unknown_rank(&self, x: &Tensor, shape: &Shape) -> Error {
        let inputs = shape.last().copied().flatten().unwrap_or(1);
        let examples = x.len().checked_div(inputs).unwrap_or(0).max(1);
        Error::UnknownRank {
            model: self.name.clone(),
            shape: x.shape().to_vec(),
            wanted: vec![examples, inputs],
        }
    }

    /// What becomes of a layer's error inside `predict`, whose layers run as a graph.
    fn in_graph(&self, x: &Tensor, cause: Error) -> Error {
        let Error::LastAxis { layer, wanted, shape } = cause else {
            return in_call(x, cause);
        };
        let units = match self.get_layer(&layer) {
            Ok(Layer::Dense(dense)) => dense.bias().map_or(dense.units, ndarray::ArrayBase::len),
            _ => wanted,
        };
        let columns = shape.last().copied().flatten().unwrap_or(1);
        let rows = first_batch(x.shape()).iter().rev().skip(1).flatten().product();
        let shape = shape.into_iter().flatten().collect();
        Error::MatrixSize { layer, shape, batch: [rows, columns], kernel: [wanted, units] }
    }

    fn in_forward(&self, x: &Tensor, cause: Error) -> Error {
        if self.is_built() { in_call(x, cause) } else { cause }
    }
}

/// How a layer answers.
type Call = fn(&mut Layer, &Tensor) -> Result<Tensor, Error>;

/// One layer of a model.
#[derive(Debug, Clone, PartialEq)]
pub enum Layer {
    /// Neurons.
    Dense(Dense),
    /// Features brought to the same scale.
    Normalization(Normalization),
}

impl Layer {
    /// What the layer is called.
    pub fn name(&self) -> &str {
        match self {
            Self::Dense(dense) => &dense.name,
            Self::Normalization(normalization) => &normalization.name,
        }
    }

    /// What kind of layer it is, in Keras's word.
    pub const fn class_name(&self) -> &'static str {
        match self {
            Self::Dense(_) => "Dense",
            Self::Normalization(_) => "Normalization",
        }
    }

    /// How Python shows the layer.
    pub fn repr(&self) -> String {
        repr(self.class_name(), self.name(), self.is_built())
    }

    /// Whether the layer has its weights.
    pub const fn is_built(&self) -> bool {
        match self {
            Self::Dense(dense) => dense.is_built(),
            Self::Normalization(normalization) => normalization.is_built(),
        }
    }

    /// The layer's output; the first call builds the layer, unless it fails.
    pub fn call(&mut self, x: &Tensor) -> Result<Tensor, Error> {
        match self {
            Self::Dense(dense) => dense.call(x),
            Self::Normalization(normalization) => normalization.call(x),
        }
    }

    /// The same as part of a graph, that is of `predict`.
    fn call_in_graph(&mut self, x: &Tensor) -> Result<Tensor, Error> {
        match self {
            Self::Dense(dense) => dense.call_in_graph(x),
            Self::Normalization(normalization) => normalization.call(x),
        }
    }

    /// The output of a built layer, together with what it is before the activation.
    pub fn forward(&self, x: &Tensor) -> Result<Forward, Error> {
        match self {
            Self::Dense(dense) => dense.forward(x),
            Self::Normalization(normalization) => normalization.forward(x),
        }
    }

    /// The layer's weights; none as long as it is not built.
    pub fn get_weights(&self) -> Vec<Tensor> {
        match self {
            Self::Dense(dense) => dense.get_weights(),
            Self::Normalization(normalization) => normalization.get_weights(),
        }
    }

    /// Replaces the layer's weights, or, if anything does not fit, nothing.
    pub fn set_weights(&mut self, given: &[Tensor]) -> Result<(), Error> {
        match self {
            Self::Dense(dense) => dense.set_weights(given),
            Self::Normalization(normalization) => normalization.set_weights(given),
        }
    }

    /// How many numbers the layer has.
    pub fn count_params(&self) -> Result<usize, Error> {
        match self {
            Self::Dense(dense) => dense.count_params(),
            Self::Normalization(normalization) => normalization.count_params(),
        }
    }

    /// Builds the layer for inputs of that shape; gives the shape of its output.
    fn build(&mut self, shape: &[Option<usize>]) -> Result<Shape, Error> {
        match self {
            Self::Dense(dense) => dense.build_for(shape),
            Self::Normalization(normalization) => normalization.build_for(shape),
        }
    }
}

/// Gives layers and models the names Keras would: `dense`, `dense_1`, `dense_2`, …
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    given: HashMap<String, usize>,
}

impl Names {
    /// The base itself the first time, numbered from then on.
    pub fn unique(&mut self, base: &str) -> String {
        let count = self.given.entry(base.to_owned()).or_default();
        *count += 1;
        if *count == 1 { base.to_owned() } else { format!("{base}_{}", *count - 1) }
    }
}

/// How many examples `predict` looks at together.
const BATCH: usize = 32;

/// The shape of what `predict` takes first.
fn first_batch(shape: &[usize]) -> Shape {
    let mut shape: Shape = shape.iter().copied().map(Some).collect();
    if let [Some(examples), ..] = shape.as_mut_slice() {
        *examples = BATCH.min(*examples);
    }
    shape
}

fn in_call(x: &Tensor, cause: Error) -> Error {
    Error::InCall { inputs: x.shape().to_vec(), cause: Box::new(cause) }
}
