//! The lesson format: the author's manual.
//!
//! A lesson is one TOML file. It names its data and lists its steps, in order. A step has a text
//! and at most one action, `run`. You never write code or output: the Keras code is derived from
//! the action, the output comes from running it. A file that works:
//!
//! ```toml
//! format = 1
//! title = "One line"
//! about = "The shortest lesson there is"
//!
//! [data.houses]
//! x = [[1.0], [2.0]]
//! y = [[300.0], [500.0]]
//! x_label = "Size (1000 sqft)"
//! y_label = "Price (in 1000s of dollars)"
//!
//! [[step]]
//! id = "two-houses"
//! title = "Two houses"
//! text = "Each × is one **house**."
//! run.dataset = "houses"
//!
//! [[step]]
//! id = "one-neuron"
//! title = "A neuron"
//! run.dense = { name = "line", units = 1, activation = "linear" }
//! ```
//!
//! Anything misspelled is refused with its line and the nearest word that would be right. The
//! limits on sizes are in [`limits`](super::limits).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{Deserializer, Error};

use crate::nn::{Activation, Loss};

/// A whole lesson file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// The version of this format: 1.
    pub format: u32,
    /// The name of the lesson, as a person reads it.
    pub title: String,
    /// One line about it, for the list of lessons.
    pub about: String,
    /// Where random numbers start. The same seed gives the same weights, on every machine. They
    /// are this program's numbers, not those of Keras.
    #[serde(default)]
    pub seed: u64,
    /// The data sets, each under a name: `[data.houses]`.
    #[serde(default)]
    pub data: BTreeMap<String, Dataset>,
    /// The steps, in order: `[[step]]`.
    #[serde(default, rename = "step")]
    pub steps: Vec<Step>,
}

/// A data set: inputs `x` and targets `y`, one row for each example.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dataset {
    /// The inputs, shape (examples, features): `[[1.0], [2.0]]`.
    pub x: Vec<Vec<f32>>,
    /// The targets, shape (examples, outputs), as many rows as `x`.
    pub y: Vec<Vec<f32>>,
    /// What the first feature is, with its unit. It stands below the chart.
    #[serde(default = "x_name")]
    pub x_label: String,
    /// What the second feature is, where there are two.
    #[serde(default = "x2_name")]
    pub x2_label: String,
    /// What the target is, with its unit.
    #[serde(default = "y_name")]
    pub y_label: String,
    /// The part of the x axis that the chart shows: `[from, to]`. Left out, it fits the data.
    #[serde(default, deserialize_with = "range")]
    pub x_range: Option<[f64; 2]>,
    /// The part of the y axis that the chart shows. With two features it is the second one's.
    #[serde(default, deserialize_with = "range")]
    pub y_range: Option<[f64; 2]>,
    /// What each class is called, where `y` is a class number: `["no", "yes"]` for 0 and 1. With
    /// classes, the chart gives each class a mark of its own.
    #[serde(default)]
    pub classes: Vec<String>,
}

/// One step of a lesson.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// A name for the step that never changes: lower-case letters, digits and hyphens.
    pub id: String,
    /// The heading.
    pub title: String,
    /// The heading of a part of the lesson, on the first step of that part.
    pub part: Option<String>,
    /// What the learner reads, in Markdown: paragraphs, `**bold**`, `*italic*`, `` `code` ``,
    /// `- lists`.
    #[serde(default)]
    pub text: String,
    /// What the step does.
    pub run: Option<Action>,
    /// What is shown beside the text, the code and its output.
    #[serde(default)]
    pub show: Show,
    /// What the step has to give. `layerlab check` holds it to this.
    pub expect: Option<Expect>,
    /// What the learner is to reach by changing weights.
    pub goal: Option<Goal>,
    /// Hints towards the goal, from a nudge to nearly everything. Shown one at a time.
    #[serde(default)]
    pub hints: Vec<String>,
    /// Weights that reach the goal. Shown when the learner skips.
    pub solution: Option<Solution>,
    /// A question, asked before the step's output is shown.
    pub question: Option<Question>,
}

/// What a step shows beside its text, its code and their output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Show {
    /// The chart, the weights and the arithmetic.
    #[default]
    Everything,
    /// `show = "text"`: nothing more, for a step with much to read.
    Text,
}

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
    /// Makes a normalization layer and adapts it to the data.
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
}

/// `run.summary = { model = "model" }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Which model.
    pub model: String,
}

/// What a step has to give. All that is named must hold.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// Everything the step prints, to the letter; line breaks at either end do not count.
    pub output: Option<String>,
    /// The text of the error that Keras gives.
    pub error: Option<String>,
    /// The numbers that the call or prediction gives, each within 0.00001 plus a 10,000th.
    pub values: Option<Vec<Vec<f32>>>,
}

/// What the learner is to reach. All that is named must hold at once.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// A loss on the data below a value.
    pub loss: Option<LossGoal>,
    /// The decision boundary at a place: where the output of a model with one input is 0.5.
    pub boundary: Option<BoundaryGoal>,
    /// A slope at the decision boundary of at least a value, up or down.
    pub steepness: Option<SteepnessGoal>,
    /// A share of the data that falls on its own side of 0.5.
    pub accuracy: Option<AccuracyGoal>,
    /// What to say once the goal is reached: what there is to see now.
    pub reached: Option<String>,
}

/// `goal.loss = { of = "mean_squared_error", below = 1.0 }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LossGoal {
    /// Which loss: `mean_squared_error`, `mean_absolute_error` or `binary_crossentropy`.
    pub of: Loss,
    /// The value to come below.
    pub below: f32,
}

/// `goal.boundary = { at = 3.5, within = 0.05 }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundaryGoal {
    /// Where the boundary has to be, in the unit of x.
    pub at: f64,
    /// How far off it may be.
    pub within: f64,
}

/// `goal.steepness = { at_least = 1.0 }`: output per unit of x.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SteepnessGoal {
    /// The slope to reach, whether up or down.
    pub at_least: f64,
}

/// `goal.accuracy = { at_least = 1.0 }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccuracyGoal {
    /// The share of right answers, from 0 to 1.
    pub at_least: f64,
}

/// `solution = { w = [[200.0]], b = [100.0] }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Solution {
    /// Whose weights. Left out: the layer of the step.
    pub layer: Option<String>,
    /// The kernel, shape (inputs, units).
    pub w: Vec<Vec<f32>>,
    /// The bias, shape (units,).
    pub b: Vec<f32>,
}

/// A question with a reply to every answer.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question itself.
    pub ask: String,
    /// The right option, counted from 1, as on the screen.
    pub answer: usize,
    /// What one can answer.
    pub options: Vec<Choice>,
}

/// One option of a question.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The answer.
    pub text: String,
    /// What to say to a learner who gives it. To a wrong one: what led there, and why it is not
    /// so.
    pub reply: String,
}

impl Step {
    /// The layer that the step's action is about, where it names one.
    pub fn layer(&self) -> Option<&str> {
        match self.run.as_ref()? {
            Action::GetWeights(get) => Some(&get.layer),
            Action::SetWeights(set) => Some(&set.layer),
            Action::Call(call) => Some(&call.layer),
            Action::Dense(dense) => Some(&dense.name),
            _ => None,
        }
    }
}

fn x_name() -> String {
    "x".to_owned()
}

fn x2_name() -> String {
    "x2".to_owned()
}

fn y_name() -> String {
    "y".to_owned()
}

fn linear() -> Activation {
    Activation::Linear
}

// A third number would be dropped in silence.
fn range<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<[f64; 2]>, D::Error> {
    let numbers = Vec::<f64>::deserialize(deserializer)?;
    let range = numbers.try_into().map_err(|_| D::Error::custom("expected [from, to]"))?;
    Ok(Some(range))
}
