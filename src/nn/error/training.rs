//! What goes wrong in training: Keras's text, and the same in plain words.

use std::fmt;

use super::words::{counted, give_columns, unknown, words};
use crate::nn::shape::Shape;
use crate::nn::{Loss, Metric, Optimizer, print};

/// A model cannot learn. `Display` is Keras's own text, as for every
/// [`Error`](crate::nn::Error).
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the sentence over a variant says what its fields are")]
pub enum TrainingError {
    /// There is no metric of that name.
    UnknownMetric { name: String },
    /// There is no optimizer of that name.
    UnknownOptimizer { name: String },
    /// A regularizer is not a number from 0 up.
    InvalidL2 { l2: f32 },
    /// A model is to learn that was not told how.
    NotCompiled { model: String },
    /// There are not as many targets as inputs.
    Cardinality { x: usize, y: usize },
    /// The targets have a shape that the loss cannot compare to so many outputs.
    TargetShape { loss: Loss, target: Vec<usize>, outputs: usize },
    /// A target names a class that the model has no output for; `batch` is what came with it.
    LabelOutOfRange { label: i64, classes: usize, batch: Vec<i64> },
    /// A validation split leaves nothing to one of the two sides.
    ValidationSplit { samples: usize, split: f64 },
    /// Neurons stand before a layer that training does not go back through.
    Untrainable { layer: String },
}

impl TrainingError {
    /// The Python exception it would be.
    pub(super) const fn python_type(&self) -> &'static str {
        match self {
            Self::LabelOutOfRange { .. } => "InvalidArgumentError",
            Self::Untrainable { .. } => "NotImplementedError",
            Self::UnknownMetric { .. }
            | Self::UnknownOptimizer { .. }
            | Self::InvalidL2 { .. }
            | Self::NotCompiled { .. }
            | Self::Cardinality { .. }
            | Self::TargetShape { .. }
            | Self::ValidationSplit { .. } => "ValueError",
        }
    }

    /// What went wrong, in plain words.
    pub(super) fn what_happened(&self) -> String {
        match self {
            Self::UnknownMetric { name } => unknown("metric", name),
            Self::UnknownOptimizer { name } => unknown("optimizer", name),
            Self::InvalidL2 { l2 } => {
                format!("The regularizer {l2} would reward large weights, or is not a number.")
            }
            Self::NotCompiled { model } => format!(
                "\"{model}\" does not know yet how to learn: which loss to make small, and how."
            ),
            Self::Cardinality { x, y } => format!(
                "There are inputs for {} and answers for {}. Every example needs both.",
                counted(*x, "example", "examples"),
                counted(*y, "example", "examples")
            ),
            Self::TargetShape { loss, target, outputs } if is_one_hot(*loss, target, *outputs) => {
                format!(
                    "Each answer is a row of {outputs} numbers, and {} takes one number: which \
                     class it is.",
                    loss.name()
                )
            }
            Self::TargetShape { loss, target, outputs } if is_flat(*loss, target, *outputs) => {
                format!(
                    "Each answer is one number, and {} takes a row of {outputs}: a 1 where its \
                     class is, and 0 elsewhere.",
                    loss.name()
                )
            }
            Self::TargetShape { target, outputs, .. } => format!(
                "The model puts out {} for an example, but the answers are {}.",
                counted(*outputs, "number", "numbers"),
                words(target)
            ),
            Self::LabelOutOfRange { label, classes, .. } if *label == *classes as i64 => format!(
                "An answer says class {label}. There are {}, and they are counted from 0: the \
                 last is {}.",
                counted(*classes, "class", "classes"),
                classes.saturating_sub(1)
            ),
            Self::LabelOutOfRange { label, classes, .. } => format!(
                "An answer says class {label}, but the model has {}, counted from 0.",
                counted(*classes, "class", "classes")
            ),
            Self::ValidationSplit { samples, split } => format!(
                "Of {}, a split of {split} leaves none to learn from or none to try the model on.",
                counted(*samples, "example", "examples")
            ),
            Self::Untrainable { layer } => format!(
                "\"{layer}\" stands behind neurons. Here, training goes back through neurons only."
            ),
        }
    }

    /// What to try next.
    pub(super) fn what_to_do(&self) -> String {
        match self {
            Self::UnknownMetric { .. } => {
                format!(
                    "Check the spelling. There are {}.",
                    Metric::ALL.map(Metric::name).join(", ")
                )
            }
            Self::UnknownOptimizer { .. } => {
                let names = Optimizer::ALL.map(|optimizer| optimizer.name()).join(", ");
                format!("Check the spelling. There are {names}.")
            }
            Self::InvalidL2 { .. } => "Give a small number from 0 up, such as 0.01.".to_owned(),
            Self::NotCompiled { .. } => {
                "Call compile with an optimizer and a loss first.".to_owned()
            }
            Self::Cardinality { .. } => "Give as many answers as examples.".to_owned(),
            Self::TargetShape { loss, target, outputs } if is_one_hot(*loss, target, *outputs) => {
                "Use categorical_crossentropy, which takes such rows, or give the number of each \
                 class: np.argmax(y, axis=1)."
                    .to_owned()
            }
            Self::TargetShape { loss, target, outputs } if is_flat(*loss, target, *outputs) => {
                "Use sparse_categorical_crossentropy, which takes the number of the class."
                    .to_owned()
            }
            Self::TargetShape { loss, .. } if loss.is_sparse() => {
                "Give one number for each example, the number of its class.".to_owned()
            }
            Self::TargetShape { outputs, .. } => give_columns(*outputs),
            Self::LabelOutOfRange { label, classes, .. } if *label == *classes as i64 => {
                "If the answers begin at 1, take 1 off each of them. Else give the last layer one \
                 more unit."
                    .to_owned()
            }
            Self::LabelOutOfRange { classes, .. } => format!(
                "Number the classes from 0 to {}, or give the last layer more units.",
                classes.saturating_sub(1)
            ),
            Self::ValidationSplit { .. } => {
                "Choose a fraction between 0 and 1, such as 0.2, or give more examples.".to_owned()
            }
            Self::Untrainable { .. } => "Put it in front of the first neurons.".to_owned(),
        }
    }
}

impl fmt::Display for TrainingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownMetric { name } => {
                write!(f, "Could not interpret metric identifier: {name}")
            }
            Self::UnknownOptimizer { name } => {
                write!(f, "Could not interpret optimizer identifier: {name}")
            }
            Self::InvalidL2 { l2 } => write!(
                f,
                "Invalid value for argument l2: expected a non-negative float.Received: l2={}",
                python_float(f64::from(*l2))
            ),
            Self::NotCompiled { .. } => {
                f.write_str("You must call `compile()` before using the model.")
            }
            Self::Cardinality { x, y } => write!(
                f,
                "Data cardinality is ambiguous. Make sure all arrays contain the same number of \
                 samples.'x' sizes: {x}\n'y' sizes: {y}\n"
            ),
            Self::TargetShape { loss, target, outputs } => {
                fmt_target_shape(f, *loss, target, *outputs)
            }
            Self::LabelOutOfRange { label, classes, batch } => write!(
                f,
                "Graph execution error:\n\nReceived a label value of {label} which is outside the \
                 valid range of [0, {classes}).  Label values: {}",
                batch.iter().map(i64::to_string).collect::<Vec<_>>().join(" ")
            ),
            Self::ValidationSplit { samples, split } => write!(
                f,
                "Training data contains {samples} samples, which is not sufficient to split it \
                 into a validation and training set as specified by `validation_split={}`. Either \
                 provide more data, or a different value for the `validation_split` argument.",
                python_float(*split)
            ),
            // Keras itself can do this.
            Self::Untrainable { layer } => {
                write!(f, "Training a layer in front of the normalization '{layer}'.")
            }
        }
    }
}

/// Whether rows of as many targets as outputs are given to a loss that takes the number of a class.
fn is_one_hot(loss: Loss, target: &[usize], outputs: usize) -> bool {
    loss.is_sparse() && target.get(1) == Some(&outputs)
}

/// Whether numbers of classes are given to a loss that takes a row for each.
fn is_flat(loss: Loss, target: &[usize], outputs: usize) -> bool {
    let takes_rows =
        matches!(loss, Loss::CategoricalCrossentropy | Loss::CategoricalCrossentropyFromLogits);
    takes_rows && outputs > 1 && target.get(1).copied().unwrap_or(1) == 1
}

/// Each loss compares in its own place, and each place complains in its own words.
fn fmt_target_shape(
    f: &mut fmt::Formatter<'_>,
    loss: Loss,
    target: &[usize],
    outputs: usize,
) -> fmt::Result {
    let columns = target.get(1).copied().unwrap_or(1);
    let mut open: Shape = target.iter().copied().map(Some).collect();
    open.iter_mut().take(1).for_each(|rows| *rows = None);
    let received = format!(
        "Received: target.shape={}, output.shape=(None, {outputs})",
        print::open_shape_str(&open)
    );
    match loss {
        Loss::MeanSquaredError | Loss::MeanAbsoluteError => write!(
            f,
            "Dimensions must be equal, but are {columns} and {outputs} with input shapes: \
             [?,{columns}], [?,{outputs}]."
        ),
        _ if loss.is_sparse() => {
            write!(f, "Argument `output` must have rank (ndim) `target.ndim - 1`. {received}")
        }
        _ => write!(f, "Arguments `target` and `output` must have the same shape. {received}"),
    }
}

/// A number as Python prints a float: with a point, and `nan` in small letters.
fn python_float(number: f64) -> String {
    format!("{number:?}").to_lowercase()
}
