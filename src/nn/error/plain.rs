//! The same in plain words, for someone who has never seen a tensor, with the shapes drawn.

use super::words::{counted, give_columns, unknown, words};
use crate::nn::{Activation, Error, Loss, print};

impl Error {
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
            Self::Adapted { layer, built, shape } => {
                made_for(layer, shape, &print::open_shape_str(built))
            }
            Self::NoAxis { layer } => format!("\"{layer}\" was given one number, not a table."),
            Self::TooLarge { layer, shape } => no_room(layer, *shape),
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
            Self::Adapted { built, .. } => {
                let columns = built.last().copied().flatten().unwrap_or(1);
                format!("{} For other data, make a new Normalization.", give_columns(columns))
            }
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
            Self::Adapted { shape, built, .. } => {
                let columns = built.last().copied().flatten().unwrap_or(1);
                (shape.clone(), with_columns(shape.clone(), columns))
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

fn with_columns(mut shape: Vec<usize>, columns: usize) -> Vec<usize> {
    if let Some(last) = shape.last_mut() {
        *last = columns;
    }
    shape
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

fn no_room(layer: &str, [rows, columns]: [usize; 2]) -> String {
    format!(
        "\"{layer}\" would need a table of {rows} by {columns} numbers. No computer has room for \
         that."
    )
}
