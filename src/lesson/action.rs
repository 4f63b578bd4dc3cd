//! What a step does: `run.… = …`.
//!
//! Each action is a file of its own: what a lesson may write, what it may refer to, and how much of
//! it there may be. Here they are put side by side, and nowhere else in this module.

mod activation;
mod ask;
mod booster;
mod call;
mod dataset;
mod decision_tree;
mod dense;
mod fit;
mod get_weights;
mod gradient;
mod imports;
mod linear_regression;
mod mask;
mod metrics;
mod normalization;
mod predict;
mod random_forest;
mod sequential;
mod set_weights;
mod summary;
mod train_test_split;
mod unit;
mod words;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

pub use activation::ActivationAlone;
pub use ask::Ask;
pub use booster::Booster;
pub use call::Call;
pub use dataset::TakenUp;
pub(in crate::lesson) use decision_tree::check_questions;
pub use decision_tree::{AskedQuestion, CriterionName, DecisionTree};
pub use dense::Dense;
pub use fit::{Fit, FitChange, OptimizerName};
pub use get_weights::GetWeights;
pub use gradient::Gradient;
pub use imports::Imports;
pub use linear_regression::LinearRegression;
pub use mask::Mask;
pub use metrics::{MetricName, Metrics};
pub use normalization::Normalization;
pub use predict::Predict;
pub use random_forest::RandomForest;
pub(crate) use random_forest::numbers_of_a_tree;
pub use sequential::{LayerSpec, Sequential};
pub use set_weights::SetWeights;
pub use summary::Summary;
pub use train_test_split::{Rows as SplitRows, TrainTestSplit};
pub use unit::Unit;
pub(super) use words::Words;

/// What a step does: `run.dataset = "houses"`, `run.call = { layer = "line" }` and so on.
///
/// A `layer` is the name of a dense layer, or of a layer inside a `Sequential`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// `run = "imports"`: the packages that the lesson's code needs.
    Imports,
    /// Takes up a data set as `X_train` and `Y_train`. Charts show it from here on.
    Dataset(TakenUp),
    /// Holds out some rows of the data, to see how a model does on what it has not learned from.
    TrainTestSplit(TrainTestSplit),
    /// The inputs whose target is `y`, picked with a mask.
    Mask(Mask),
    /// Draws an activation by itself and computes it for a few numbers.
    Activation(ActivationAlone),
    /// A unit to turn, before there is any code.
    Unit(Unit),
    /// Makes a dense layer. It has no weights before its first call.
    Dense(Dense),
    /// Makes a model out of layers.
    Sequential(Sequential),
    /// Makes a normalization layer and adapts it to the data. From then on models are given the
    /// normalized data, `X_norm`.
    Normalization(Normalization),
    /// Fits a line, or a curve of powers.
    LinearRegression(LinearRegression),
    /// Grows a tree of questions, or asks those of the lesson.
    DecisionTree(DecisionTree),
    /// Grows many trees, each on rows that are drawn anew.
    RandomForest(RandomForest),
    /// Grows one small tree after another, each fitted to what is still wrong.
    Booster(Booster),
    /// Shows the weights of a layer.
    GetWeights(GetWeights),
    /// Sets the weights of a layer and shows them.
    SetWeights(SetWeights),
    /// Calls a layer on examples. The answer is a tensor.
    Call(Call),
    /// Lets a model predict. The answer is a NumPy array.
    Predict(Predict),
    /// Counts how right a model is.
    Metrics(Metrics),
    /// Prints the summary of a model.
    Summary(Summary),
    /// Works out a loss and its slopes by hand.
    Gradient(Gradient),
    /// Trains a model.
    Fit(Fit),
}

impl Action {
    /// The dense layers that it makes, by name.
    pub fn layers_made(&self) -> Vec<&str> {
        self.words().layers_made()
    }

    /// Whether it is `run = "imports"`.
    pub(super) fn is_imports(&self) -> bool {
        *self == Self::Imports
    }

    /// What the actions are called in a lesson file: `set_weights` and so on.
    pub(super) fn names() -> Vec<String> {
        // Whoever reads a name that is none says which there are.
        let nameless: StrDeserializer<'_, Error> = "".into_deserializer();
        let message = Self::deserialize(nameless).map_err(|error| error.to_string());
        let quoted = message.err().unwrap_or_default();
        quoted.split('`').skip(1).step_by(2).skip(1).map(str::to_owned).collect()
    }

    /// What the reader asks of it.
    pub(super) fn words(&self) -> &dyn Words {
        match self {
            Self::Imports => &Imports,
            Self::Dataset(name) => name,
            Self::TrainTestSplit(split) => split,
            Self::Mask(mask) => mask,
            Self::Activation(alone) => alone,
            Self::Unit(unit) => unit,
            Self::Dense(dense) => dense,
            Self::Sequential(model) => model,
            Self::Normalization(layer) => layer,
            Self::LinearRegression(regression) => regression,
            Self::DecisionTree(tree) => tree,
            Self::RandomForest(forest) => forest,
            Self::Booster(booster) => booster,
            Self::GetWeights(get) => get,
            Self::SetWeights(set) => set,
            Self::Call(call) => call,
            Self::Predict(predict) => predict,
            Self::Metrics(metrics) => metrics,
            Self::Summary(summary) => summary,
            Self::Gradient(gradient) => gradient,
            Self::Fit(fit) => fit,
        }
    }
}
