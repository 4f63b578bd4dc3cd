//! The pictures of a step, by name.

use serde::{Deserialize, Serialize};

/// A picture of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureName {
    /// The data and what the model makes of it.
    Model,
    /// The loss along one weight, and its slope.
    Slice,
    /// The loss of a fit, from its first batch on; of a booster its metric, round by round.
    Loss,
    /// The metric of a fit, epoch by epoch.
    Metric,
    /// The loss of a fit or a gradient over two weights, seen from above: those that [`Step::bowl`](super::Step::bowl)
    /// names, else the first weight and its bias.
    Bowl,
    /// What each hidden unit makes of two inputs.
    Units,
    /// The plane of two hidden units: where they put the examples, and what the layers behind them
    /// make of every place there.
    Hidden,
    /// The model, drawn with its weights.
    Network,
    /// The weights of each layer as a table, inputs down and units across.
    Weights,
    /// The errors of a model over the values that its step tries.
    ValidationCurve,
    /// The row that is looked at as an image, where the data are images, with what the model says of
    /// it.
    Digits,
    /// The weights of each unit of the first layer as an image.
    Filters,
    /// The row that is looked at times the weights of one unit: which pixels speak for it, and which
    /// against.
    Evidence,
    /// The chances of several classes, and the numbers that a softmax makes them of, as bars.
    Bars,
    /// How often each of several classes was taken for each; or a yes of the data told yes or no, and
    /// a no, where the threshold can be moved.
    Confusion,
    /// The rows of the data as a table, where there are more features than a chart has axes; of a forest
    /// with how often its first tree has drawn each.
    Rows,
    /// What each cut of the chosen node of a tree would gain.
    Gains,
    /// How mixed the chosen node of a tree is, on the curve of all shares, with both sides of its question.
    Impurity,
    /// A tree, drawn with its questions; of a forest the first, of a booster that of the round that is
    /// looked at.
    Tree,
    /// What each tree of a forest says of the row that is looked at, and their mean.
    Votes,
    /// The first trees of a forest side by side, each drawn small, with what it says of the row that is
    /// looked at.
    Trees,
    /// How much each feature has made the trees of a forest purer; of a booster, what its questions
    /// gain on average.
    Importances,
    /// What is still wrong before a round of a booster, and what its tree makes of that.
    Residuals,
    /// The model with the values and the slopes of one row, as far as its way there and back has
    /// been told: see [`Step::backward`](super::Step::backward).
    Backward,
}

impl PictureName {
    /// All of them.
    pub const ALL: [Self; 24] = [
        Self::Model,
        Self::Slice,
        Self::Loss,
        Self::Metric,
        Self::Bowl,
        Self::Units,
        Self::Network,
        Self::Weights,
        Self::Hidden,
        Self::ValidationCurve,
        Self::Digits,
        Self::Filters,
        Self::Evidence,
        Self::Bars,
        Self::Confusion,
        Self::Rows,
        Self::Gains,
        Self::Impurity,
        Self::Tree,
        Self::Votes,
        Self::Trees,
        Self::Importances,
        Self::Residuals,
        Self::Backward,
    ];

    /// How it is written in a lesson.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Slice => "slice",
            Self::Loss => "loss",
            Self::Metric => "metric",
            Self::Bowl => "bowl",
            Self::Units => "units",
            Self::Hidden => "hidden",
            Self::Network => "network",
            Self::Weights => "weights",
            Self::ValidationCurve => "validation_curve",
            Self::Digits => "digits",
            Self::Filters => "filters",
            Self::Evidence => "evidence",
            Self::Bars => "bars",
            Self::Confusion => "confusion",
            Self::Rows => "rows",
            Self::Gains => "gains",
            Self::Impurity => "impurity",
            Self::Tree => "tree",
            Self::Votes => "votes",
            Self::Trees => "trees",
            Self::Importances => "importances",
            Self::Residuals => "residuals",
            Self::Backward => "backward",
        }
    }
}
