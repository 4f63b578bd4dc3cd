//! Errors: what Keras 3.15 says, word for word, and the same in plain words with a drawing.
//!
//! Left out are the colours, and of errors from TensorFlow's graph and memory all but the core.

use std::fmt;

use super::sequential::Shape;
use crate::nn::{Activation, Loss, TrainingError, print};

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
            | Self::InputShape { .. }
            | Self::UnknownRank { .. }
            | Self::NoSuchLayer { .. }
            | Self::DuplicateName { .. }
            | Self::NoLayers { .. } => "ValueError",
        }
    }

    /// What went wrong, in words for someone who has never seen a tensor.
    pub fn what_happened(&self) -> String {
        match self {
            Self::InvalidUnits { units } => {
                format!("A layer of {units} units has no neuron to compute anything with.")
            }
            Self::InvalidName { name } => {
                format!("The name \"{name}\" contains a slash, which Keras keeps for itself.")
            }
            Self::UnknownActivation { name } => unknown("activation", name),
            Self::UnknownLoss { name } => unknown("loss", name),
            Self::WeightCount { layer, wanted: 0, .. } => format!(
                "\"{layer}\" has no weights yet. It makes them when it first sees an input, \
                 because only then does it know how many numbers an example has."
            ),
            Self::WeightCount { layer, given, wanted } => format!(
                "\"{layer}\" has {}, but {} given.",
                counted(*wanted, "array of weights", "arrays of weights"),
                counted(*given, "was", "were")
            ),
            Self::WeightShape { layer, wanted, given } => format!(
                "One of the weights of \"{layer}\" has the shape {}, but the one given has {}.",
                print::shape_str(wanted),
                print::shape_str(given)
            ),
            Self::NotBuilt { layer } | Self::NotCalled { layer } => format!(
                "\"{layer}\" has no weights yet: it does not know how many numbers an example has."
            ),
            Self::MinNdim { layer, shape, .. } => format!(
                "\"{layer}\" was given {}. It wants a table: a row for each example, a column for \
                 each of its numbers.",
                words(shape)
            ),
            Self::LastAxis { layer, wanted, shape } => {
                columns(layer, *wanted, shape.last().copied().flatten())
            }
            Self::Features { layer, wanted, shape } => {
                columns(layer, *wanted, shape.last().copied())
            }
            Self::MatrixSize { layer, shape, kernel, .. } => {
                columns(layer, kernel[0], shape.last().copied())
            }
            Self::NoAxis { layer } => format!("\"{layer}\" was given one number, not a table."),
            Self::TooLarge { layer, shape: [rows, columns] } => format!(
                "\"{layer}\" would need a table of {rows} by {columns} numbers. No computer has \
                 room for that."
            ),
            Self::InputShape { model, shape, wanted, .. } => {
                made_for(model, shape, &print::open_shape_str(wanted))
            }
            Self::InCall { cause, .. } => cause.what_happened(),
            Self::UnknownRank { model, shape, wanted } => {
                made_for(model, shape, &print::shape_str(wanted))
            }
            Self::NoSuchLayer { name, existing } => format!(
                "The model has no layer called \"{name}\". It has {}.",
                print::names_str(existing)
            ),
            Self::DuplicateName { name } => format!("Two layers are called \"{name}\"."),
            Self::NoLayers { model } => format!("\"{model}\" has no layers to compute with."),
            Self::Training(cause) => cause.what_happened(),
        }
    }

    /// What to try next.
    pub fn what_to_do(&self) -> String {
        match self {
            Self::InvalidUnits { .. } => "Ask for at least 1 unit.".to_owned(),
            Self::InvalidName { .. } => "Choose a name without a slash.".to_owned(),
            Self::UnknownActivation { .. } => {
                format!(
                    "Check the spelling. There are {}.",
                    Activation::ALL.map(Activation::name).join(", ")
                )
            }
            Self::UnknownLoss { .. } => {
                format!("Check the spelling. There are {}.", Loss::ALL.map(Loss::name).join(", "))
            }
            Self::WeightCount { wanted: 0, .. } => {
                "Call it once with some data, then set the weights.".to_owned()
            }
            Self::WeightCount { wanted: 2, .. } => {
                "Give two: first w, then b, as [w, b].".to_owned()
            }
            Self::WeightCount { wanted, .. } => {
                format!("Give {wanted}, in the order in which get_weights() shows them.")
            }
            Self::WeightShape { wanted, .. } => {
                format!("Give {} in its place.", words(wanted))
            }
            Self::NotBuilt { .. } | Self::NotCalled { .. } => {
                "Call it once with some data first.".to_owned()
            }
            Self::MinNdim { shape, wanted: [rows, columns], .. } => {
                let brackets = match (shape.len(), rows) {
                    (0, _) => "Put two pairs of brackets around the number",
                    (1, 1) => "Put another pair of brackets around the row",
                    _ => "Put brackets around each number",
                };
                format!("{brackets}, or write .reshape({rows}, {columns}).")
            }
            Self::LastAxis { wanted, .. } | Self::Features { wanted, .. } => give_columns(*wanted),
            Self::MatrixSize { kernel, .. } => give_columns(kernel[0]),
            Self::NoAxis { .. } => "Put two pairs of brackets around the number.".to_owned(),
            Self::TooLarge { .. } => "Ask for fewer units.".to_owned(),
            Self::InputShape { wanted, .. } => {
                let wanted = print::open_shape_str(wanted);
                format!("Give it inputs of the shape {wanted}; None may be any number.")
            }
            Self::InCall { cause, .. } => cause.what_to_do(),
            Self::UnknownRank { wanted, .. } => {
                let columns = wanted.last().copied().unwrap_or(1);
                let table = give_columns(columns);
                format!("{table} Writing .reshape(-1, {columns}) after the input makes one.")
            }
            Self::NoSuchLayer { .. } => "Use one of these names.".to_owned(),
            Self::DuplicateName { .. } => "Give one of them another name.".to_owned(),
            Self::NoLayers { .. } => "Put a layer into it.".to_owned(),
            Self::Training(cause) => cause.what_to_do(),
        }
    }

    /// The shape given above the shape wanted, in lines of at most 40 columns, where it is a
    /// matter of shapes; an `x` stands for a number.
    pub fn drawing(&self) -> Option<String> {
        let (got, wanted): (Vec<usize>, Vec<usize>) = match self {
            Self::WeightShape { wanted, given, .. } => (given.clone(), wanted.clone()),
            Self::MinNdim { shape, wanted, .. } => (shape.clone(), wanted.to_vec()),
            Self::LastAxis { shape, wanted, .. } => {
                let shape: Vec<usize> = shape.iter().map(|len| len.unwrap_or(1)).collect();
                (shape.clone(), with_columns(shape, *wanted))
            }
            Self::Features { shape, wanted, .. } => {
                (shape.clone(), with_columns(shape.clone(), *wanted))
            }
            Self::MatrixSize { shape, kernel, .. } => {
                (shape.clone(), with_columns(shape.clone(), kernel[0]))
            }
            Self::InputShape { wanted, shape, .. } => {
                let rows = shape.first().copied().unwrap_or(1);
                let wanted = wanted.iter().map(|len| len.unwrap_or(rows)).collect();
                (shape.clone(), wanted)
            }
            Self::UnknownRank { shape, wanted, .. } => (shape.clone(), wanted.clone()),
            Self::InCall { cause, .. } => return cause.drawing(),
            _ => return None,
        };
        Some(format!("{}\n{}", part("got", &got), part("wanted", &wanted)))
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidUnits { units } => write!(
                f,
                "Received an invalid value for `units`, expected a positive integer. \
                 Received: units={units}"
            ),
            Self::InvalidName { name } => write!(
                f,
                "Argument `name` must be a string and cannot contain character `/`. \
                 Received: name={name} (of type <class 'str'>)"
            ),
            Self::UnknownActivation { name } => {
                write!(f, "Could not interpret activation function identifier: {name}")
            }
            Self::UnknownLoss { name } => write!(f, "Could not interpret loss identifier: {name}"),
            Self::WeightCount { layer, given, wanted } => write!(
                f,
                "You called `set_weights(weights)` on layer '{layer}' with a weight list of length \
                 {given}, but the layer was expecting {wanted} weights."
            ),
            Self::WeightShape { layer, wanted, given } => write!(
                f,
                "Layer {layer} weight shape {} is not compatible with provided weight shape {}.",
                print::shape_str(wanted),
                print::shape_str(given)
            ),
            Self::NotBuilt { layer } => write!(
                f,
                "You tried to call `count_params` on layer '{layer}', but the layer isn't built. \
                 You can build it manually via: `layer.build(input_shape)`."
            ),
            Self::NotCalled { .. } => {
                f.write_str("You must build the layer before accessing `kernel`.")
            }
            Self::MinNdim { layer, shape, .. } => write!(
                f,
                "Input 0 with name 'None' of layer '{layer}' is incompatible with the layer: \
                 expected min_ndim=2, found ndim={}. Full shape received: {}",
                shape.len(),
                print::shape_str(shape)
            ),
            Self::LastAxis { layer, wanted, shape } => write!(
                f,
                "Input 0 with name 'None' of layer '{layer}' is incompatible with the layer: \
                 expected axis -1 of input shape to have value {wanted}, but received input with \
                 shape {}",
                print::open_shape_str(shape)
            ),
            Self::Features { .. }
            | Self::NoAxis { .. }
            | Self::TooLarge { .. }
            | Self::InputShape { .. }
            | Self::InCall { .. }
            | Self::UnknownRank { .. }
            | Self::MatrixSize { .. }
            | Self::NoSuchLayer { .. }
            | Self::DuplicateName { .. }
            | Self::NoLayers { .. }
            | Self::Training(_) => self.fmt_rare(f),
        }
    }
}

impl Error {
    /// What a beginner meets less often.
    fn fmt_rare(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Features { wanted, shape, .. } => fmt_features(f, *wanted, shape),
            Self::NoAxis { .. } => f.write_str("tuple index out of range"),
            Self::TooLarge { shape, .. } => write!(
                f,
                "OOM when allocating tensor with shape{} and type float",
                bracketed(shape)
            ),
            Self::InputShape { wanted, shape, shown, .. } => write!(
                f,
                "Invalid input shape for input {shown} with name 'keras_tensor' and path ''. \
                 Expected shape {}, but input has incompatible shape {}",
                print::open_shape_str(wanted),
                print::shape_str(shape)
            ),
            Self::InCall { inputs, cause } => write!(
                f,
                "Exception encountered when calling Sequential.call().\n\n{cause}\n\n\
                 Arguments received by Sequential.call():\n  \
                 • inputs=tf.Tensor(shape={}, dtype=float32)\n  \
                 • training=None\n  • mask=None\n  • kwargs=<class 'inspect._empty'>",
                print::shape_str(inputs)
            ),
            Self::UnknownRank { .. } => f.write_str(UNKNOWN_RANK),
            Self::MatrixSize { batch, kernel, .. } => write!(
                f,
                "Graph execution error:\n\nMatrix size-incompatible: In[0]: {}, In[1]: {}",
                bracketed(batch),
                bracketed(kernel)
            ),
            Self::NoSuchLayer { name, existing } => write!(
                f,
                "No such layer: {name}. Existing layers are: {}.",
                print::names_str(existing)
            ),
            Self::DuplicateName { name } => write!(
                f,
                "All layers added to a Sequential model should have unique names. Name '{name}' is \
                 already the name of a layer in this model. Update the `name` argument to pass a \
                 unique name."
            ),
            Self::NoLayers { model } => write!(
                f,
                "Sequential model {model} cannot be built because it has no layers. \
                 Call `model.add(layer)`."
            ),
            Self::Training(cause) => write!(f, "{cause}"),
            Self::InvalidUnits { .. }
            | Self::InvalidName { .. }
            | Self::UnknownActivation { .. }
            | Self::UnknownLoss { .. }
            | Self::WeightCount { .. }
            | Self::WeightShape { .. }
            | Self::NotBuilt { .. }
            | Self::NotCalled { .. }
            | Self::MinNdim { .. }
            | Self::LastAxis { .. } => Ok(()),
        }
    }
}

fn fmt_features(f: &mut fmt::Formatter<'_>, wanted: usize, shape: &[usize]) -> fmt::Result {
    write!(
        f,
        "Exception encountered when calling Normalization.call().\n\n\
                 {{{{function_node __wrapped__Sub_device_/job:localhost/replica:0/task:0/device:CPU:0\
                 }}}} Incompatible shapes: {} vs. [1,{wanted}] [Op:Sub] name: \n\n\
                 Arguments received by Normalization.call():\n  \
                 • inputs=tf.Tensor(shape={}, dtype=float32)",
        bracketed(shape),
        print::shape_str(shape)
    )
}

const UNKNOWN_RANK: &str = "\
Exception encountered when calling Sequential.call().

Cannot take the length of shape with unknown rank.

Arguments received by Sequential.call():
  • inputs=tf.Tensor(shape=<unknown>, dtype=float32)
  • training=False
  • mask=None
  • kwargs=<class 'inspect._empty'>";

/// `[2,3]`, as TensorFlow's graph shows a shape.
fn bracketed(shape: &[usize]) -> String {
    let lens: Vec<String> = shape.iter().map(usize::to_string).collect();
    format!("[{}]", lens.join(","))
}

pub(super) fn unknown(kind: &str, name: &str) -> String {
    format!("There is no {kind} called \"{name}\".")
}

fn made_for(model: &str, shape: &[usize], wanted: &str) -> String {
    format!("\"{model}\" was given {}. It was made for the shape {wanted}.", words(shape))
}

fn columns(layer: &str, wanted: usize, given: Option<usize>) -> String {
    format!(
        "\"{layer}\" has learned to look at {} in an example, but each example has {}.",
        counted(wanted, "number", "numbers"),
        given.unwrap_or(1)
    )
}

pub(super) fn give_columns(wanted: usize) -> String {
    format!("Give it a table with {}.", counted(wanted, "column", "columns"))
}

fn with_columns(mut shape: Vec<usize>, columns: usize) -> Vec<usize> {
    if let Some(last) = shape.last_mut() {
        *last = columns;
    }
    shape
}

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A shape in words.
pub(super) fn words(shape: &[usize]) -> String {
    match shape {
        [] => "a number without brackets".to_owned(),
        [len] => format!("a row of {}", counted(*len, "number", "numbers")),
        [rows, columns] => {
            format!("{}, {}", counted(*rows, "row", "rows"), counted(*columns, "column", "columns"))
        }
        _ => format!("numbers in {} brackets", shape.len()),
    }
}

/// One half of a drawing: the brackets, with the shape behind them.
fn part(title: &str, shape: &[usize]) -> String {
    let mut lines = match shape {
        [] => vec!["x".to_owned()],
        [len] => vec![row(*len)],
        [rows, columns] => table(*rows, *columns),
        _ => vec![words(shape)],
    };
    let named = format!("{:<8} shape {}", lines[0], print::shape_str(shape));
    lines[0] = named;
    let titles = [title].into_iter().chain(std::iter::repeat(""));
    let lines: Vec<String> =
        titles.zip(lines).map(|(title, line)| cropped(&format!("{title:7} {line}"))).collect();
    lines.join("\n")
}

fn row(len: usize) -> String {
    match len {
        0..=6 => format!("[{}]", vec!["x"; len].join(" ")),
        _ => "[x x x ... x]".to_owned(),
    }
}

fn table(rows: usize, columns: usize) -> Vec<String> {
    let row = row(columns);
    match rows {
        0 => vec!["[]".to_owned()],
        1 => vec![format!("[{row}]")],
        2 => vec![format!("[{row}"), format!(" {row}]")],
        _ => vec![format!("[{row}"), " ...".to_owned(), format!(" {row}]")],
    }
}

fn cropped(line: &str) -> String {
    if line.len() <= 40 { line.to_owned() } else { format!("{}...", &line[..37]) }
}
