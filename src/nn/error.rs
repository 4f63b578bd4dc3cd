//! Errors: what Keras 3.15 says, word for word, and the same in plain words with a drawing.
//!
//! Left out are the colours, and of errors from TensorFlow's graph and memory all but the core.

mod keras;
mod plain;
mod training;
mod words;

use super::shape::Shape;

pub use training::TrainingError;

/// Something does not fit. `Display` is Keras's own text; [`what_happened`](Self::what_happened),
/// [`what_to_do`](Self::what_to_do) and [`drawing`](Self::drawing) say it to a beginner.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the sentence over a variant says what its fields are")]
pub enum Error {
    /// A layer needs at least one unit.
    InvalidUnits { units: usize },
    /// A name contains `/`.
    InvalidName { name: String },
    /// There is no activation of that name.
    UnknownActivation { name: String },
    /// There is no loss of that name.
    UnknownLoss { name: String },
    /// `set_weights` got too many or too few tensors; an unbuilt layer wants none.
    WeightCount { layer: String, given: usize, wanted: usize },
    /// `set_weights` got a tensor of the wrong shape.
    WeightShape { layer: String, wanted: Vec<usize>, given: Vec<usize> },
    /// Something was counted that does not exist before the layer is built.
    NotBuilt { layer: String },
    /// An output was asked of a layer before it was built.
    NotCalled { layer: String },
    /// The input has fewer axes than a table; `wanted` is the table it would be.
    MinNdim { layer: String, shape: Vec<usize>, wanted: [usize; 2] },
    /// The input has another number of columns than the layer was built for.
    LastAxis { layer: String, wanted: usize, shape: Shape },
    /// The input has another number of columns than a normalization was adapted to.
    Features { layer: String, wanted: usize, shape: Vec<usize> },
    /// A normalization is adapted to another number of columns than it was built for.
    Adapted { layer: String, built: Shape, shape: Vec<usize> },
    /// A single number was given where at least a row is needed.
    NoAxis { layer: String },
    /// The kernel or output would have more numbers than any computer can hold.
    TooLarge { layer: String, shape: [usize; 2] },
    /// The input has another number of axes than the model was built for; `shown` is how it prints.
    InputShape { model: String, shape: Vec<usize>, wanted: Shape, shown: String },
    /// Something went wrong inside a model's call.
    InCall { inputs: Vec<usize>, cause: Box<Self> },
    /// `predict` got another number of axes than the model was built for.
    UnknownRank { model: String, shape: Vec<usize>, wanted: Vec<usize> },
    /// `predict` got another number of columns than the model was built for; `batch` is the table
    /// made of the first examples.
    MatrixSize { layer: String, shape: Vec<usize>, batch: [usize; 2], kernel: [usize; 2] },
    /// The model has no layer of that name.
    NoSuchLayer { name: String, existing: Vec<String> },
    /// Two layers of a model have the same name.
    DuplicateName { name: String },
    /// The model has no layers.
    NoLayers { model: String },
    /// The model cannot learn.
    Training(TrainingError),
}

impl From<TrainingError> for Error {
    fn from(cause: TrainingError) -> Self {
        Self::Training(cause)
    }
}

impl Error {
    /// The Python exception it would be.
    pub fn python_type(&self) -> &'static str {
        match self {
            Self::NotCalled { .. } => "AttributeError",
            Self::NoAxis { .. } => "IndexError",
            Self::TooLarge { .. } => "ResourceExhaustedError",
            Self::Features { .. } | Self::MatrixSize { .. } => "InvalidArgumentError",
            Self::Adapted { built, shape, .. } if shape.len() < built.len() => "IndexError",
            Self::InCall { cause, .. } => cause.python_type(),
            Self::Training(cause) => cause.python_type(),
            Self::InvalidUnits { .. }
            | Self::InvalidName { .. }
            | Self::UnknownActivation { .. }
            | Self::UnknownLoss { .. }
            | Self::WeightCount { .. }
            | Self::WeightShape { .. }
            | Self::NotBuilt { .. }
            | Self::MinNdim { .. }
            | Self::LastAxis { .. }
            | Self::Adapted { .. }
            | Self::InputShape { .. }
            | Self::UnknownRank { .. }
            | Self::NoSuchLayer { .. }
            | Self::DuplicateName { .. }
            | Self::NoLayers { .. } => "ValueError",
        }
    }
}

impl std::error::Error for Error {}
