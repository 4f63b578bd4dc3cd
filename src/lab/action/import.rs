//! What the code of an action needs besides NumPy and dense layers.

use crate::lab::python;
use crate::nn::Activation;

/// Something to import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lab) enum Import {
    /// Keras itself, for a function of it.
    Keras,
    /// TensorFlow, for its softmax.
    TensorFlow,
    /// Models.
    Sequential,
    /// The layer.
    Normalization,
    /// All optimizers, for the learner may choose another one.
    Optimizers,
    /// The callback.
    EarlyStopping,
    /// Losses with settings of their own.
    Losses,
    /// The regularizer.
    L2,
    /// A function of scikit-learn's metrics.
    Metric(&'static str),
    /// The model of that name in scikit-learn.
    LinearRegression,
    /// The model of that name in scikit-learn.
    Ridge,
    /// Decision trees, and how they are written out.
    Trees,
    /// Forests.
    Forests,
    /// Boosters.
    Boosting,
    /// What stands in front of them.
    Polynomials,
    /// The function of that name in scikit-learn.
    TrainTestSplit,
    /// The class of that name in scikit-learn.
    GroupShuffleSplit,
}

impl Import {
    /// What the expression of an activation needs.
    pub(super) fn of_activation(activation: Activation) -> Vec<Self> {
        if python::needs_keras(activation) { vec![Self::Keras] } else { Vec::new() }
    }
}
