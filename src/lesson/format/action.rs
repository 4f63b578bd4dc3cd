//! What a step does: `run.… = …`.

use serde::Deserialize;

use crate::nn::Activation;

use super::training::{Fit, Gradient};

/// What a step does: `run.dataset = "houses"`, `run.call = { layer = "line" }` and so on.
///
/// A `layer` is the name of a dense layer, or of a layer inside a `Sequential`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// `run = "imports"`: the packages that the lesson's code needs.
    Imports,
    /// Takes up a data set as `X_train` and `Y_train`. Charts show it from here on.
    Dataset(String),
    /// The inputs whose target is `y`, picked with a mask.
    Mask(Mask),
    /// Draws an activation by itself and computes it for a few numbers.
    Activation(ActivationAlone),
    /// Makes a dense layer. It has no weights before its first call.
    Dense(Dense),
    /// Makes a model out of layers.
    Sequential(Sequential),
    /// Makes a normalization layer and adapts it to the data. From then on models are given the
    /// normalized data, `X_norm`.
    Normalization(Normalization),
    /// Shows the weights of a layer.
    GetWeights(GetWeights),
    /// Sets the weights of a layer and shows them.
    SetWeights(SetWeights),
    /// Calls a layer on examples. The answer is a tensor.
    Call(Ask),
    /// Lets a model predict. The answer is a NumPy array.
    Predict(Ask),
    /// Prints the summary of a model.
    Summary(Summary),
    /// Works out a loss and its slopes by hand.
    Gradient(Gradient),
    /// Trains a model.
    Fit(Fit),
}

/// `run.mask = { y = 1.0 }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mask {
    /// The target to pick.
    pub y: f32,
}

/// `run.activation = { name = "sigmoid", z = [-5.0, 0.0, 5.0] }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivationAlone {
    /// Which activation.
    pub name: Activation,
    /// The numbers to compute it for. The chart reaches a little beyond the largest.
    pub z: Vec<f32>,
}

/// `run.dense = { name = "line", units = 1, activation = "linear" }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dense {
    /// The variable that holds it in the code; inside a `Sequential`, the layer's name in Keras.
    pub name: String,
    /// How many units.
    pub units: usize,
    /// The activation: `linear`, `sigmoid`, `tanh`, `relu`, `leaky_relu`, `elu`, `gelu`, `silu`,
    /// `softplus` or `softmax`.
    #[serde(default = "linear")]
    pub activation: Activation,
}

/// `run.sequential = { name = "model", inputs = 1, layers = [{ dense = { … } }] }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sequential {
    /// The variable that holds it in the code.
    pub name: String,
    /// How many numbers an example has. With it the model is built at once, without it on its
    /// first call.
    pub inputs: Option<usize>,
    /// Where the random weights of this model start. Left out, it follows from the lesson's seed.
    pub seed: Option<u64>,
    /// The layers, from the input to the output.
    pub layers: Vec<Layer>,
}

/// A layer inside a `Sequential`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Layer {
    /// `{ dense = { name = "L1", units = 3, activation = "relu" } }`.
    Dense(Dense),
}

/// `run.normalization = { name = "norm" }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Normalization {
    /// The variable that holds it in the code.
    pub name: String,
}

/// `run.get_weights = { layer = "line" }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GetWeights {
    /// Whose weights.
    pub layer: String,
    /// Whether the shapes of w and b are printed too.
    #[serde(default)]
    pub shapes: bool,
}

/// `run.set_weights = { layer = "line", w = [[200.0]], b = [100.0] }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetWeights {
    /// Whose weights.
    pub layer: String,
    /// The kernel, shape (inputs, units).
    pub w: Vec<Vec<f32>>,
    /// The bias, shape (units,).
    pub b: Vec<f32>,
}

/// `run.call = { layer = "line", rows = [0], formula = true }`, and likewise
/// `run.predict = { model = "model" }`. With neither `rows` nor `x` it is given all of the data.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of the lesson format")]
pub struct Ask {
    /// Who is asked: a dense layer or a model to `call`, a model to `predict`.
    #[serde(alias = "model")]
    pub layer: String,
    /// Which rows of the data, counted from 0.
    pub rows: Option<Vec<usize>>,
    /// Inputs that are not in the data, in place of `rows`.
    pub x: Option<Vec<Vec<f32>>>,
    /// Whether the one row is handed over flat, to see the error.
    #[serde(default)]
    pub flat: bool,
    /// Whether the same is computed by the formula, for comparison.
    #[serde(default)]
    pub formula: bool,
    /// Whether a dense layer is computed unit by unit as well, in a loop.
    #[serde(default)]
    pub by_unit: bool,
    /// Whether the inputs are handed over as they are, without the normalization.
    #[serde(default)]
    pub raw: bool,
    /// From where on an output counts as a yes: the decisions are printed too.
    pub threshold: Option<f32>,
}

/// `run.summary = { model = "model" }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Which model.
    pub model: String,
}

fn linear() -> Activation {
    Activation::Linear
}
