//! Live words: numbers in a text that are those of its step, whatever the learner has done.

use super::measure::TreeMeasure;
use super::parameter::Written;
use super::part::Part;
use super::slider::Slider;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece<'a> {
    /// Words as they stand.
    Text(&'a str),
    /// A word with a number behind it, and how it is written.
    Live(Word, &'a str),
}

/// What stands between braces: `{w}`, `{L1.w[0,1]}`, `{output[0]}`, `{loss}`, `{epochs}`, `{z}`,
/// `{threshold}`, `{train_error}`, `{cv_error}`, `{test_error}`, of a tree `{depth}`,
/// `{leaves}`, `{impurity}`, `{gain}`; `{degree}` or any other setting
/// that a step tries; on a card with the id of a step before it, `{by-hand:w}`.
#[derive(Clone, Debug, PartialEq)]
pub enum Word {
    /// A weight or a bias: of the layer that is named, else of the only layer.
    Number {
        /// The layer, by its name in the lesson.
        layer: Option<String>,
        /// Which of its numbers.
        place: Written,
    },
    /// The first output for a row of the step's own inputs, else of the data, counted from 0.
    Output(usize),
    /// The loss of the training, over all that it learns from.
    Loss,
    /// How many epochs are done.
    Epochs,
    /// Where the z is that is slid along an activation.
    Z,
    /// From where on an output counts as a yes.
    Threshold,
    /// How wrong the model is on a part of the data.
    Error(Part),
    /// How a tree measures.
    Tree(TreeMeasure),
    /// Which of the values that a step tries its model has.
    Tried(Slider),
    /// A word of another step.
    There {
        /// The id of the step.
        step: String,
        /// The word.
        word: Box<Self>,
    },
}

/// The pieces of a text. Braces around anything else are text.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut from, mut searched) = (0, 0);
    while let Some(start) = text[searched..].find('{').map(|at| searched + at) {
        searched = start + 1;
        let Some(end) = text[searched..].find('}').map(|at| searched + at) else { break };
        if let Some(word) = Word::read(&text[searched..end]) {
            pieces.push(Piece::Text(&text[from..start]));
            pieces.push(Piece::Live(word, &text[start..=end]));
            (from, searched) = (end + 1, end + 1);
        }
    }
    pieces.push(Piece::Text(&text[from..]));
    pieces
}

impl Word {
    /// Reads what stands between the braces.
    pub fn read(text: &str) -> Option<Self> {
        match text.split_once(':') {
            Some((step, word)) if is_id(step) && !word.contains(':') => {
                let word = Box::new(Self::read(word)?);
                return Some(Self::There { step: step.to_owned(), word });
            }
            Some(_) => return None,
            None => (),
        }
        match text {
            "loss" => return Some(Self::Loss),
            "epochs" => return Some(Self::Epochs),
            "z" => return Some(Self::Z),
            "threshold" => return Some(Self::Threshold),
            "train_error" => return Some(Self::Error(Part::Train)),
            "cv_error" => return Some(Self::Error(Part::Cv)),
            "test_error" => return Some(Self::Error(Part::Test)),
            _ => (),
        }
        if let Some(measure) = TreeMeasure::read(text) {
            return Some(Self::Tree(measure));
        }
        if let Some(slider) = Slider::tried(text) {
            return Some(Self::Tried(slider));
        }
        if let Some(row) = text.strip_prefix("output[").and_then(|rest| rest.strip_suffix(']')) {
            return row.parse().ok().map(Self::Output);
        }
        let (layer, place) = match text.rsplit_once('.') {
            Some((layer, place)) => (Some(layer.to_owned()), place),
            None => (None, text),
        };
        Some(Self::Number { layer, place: Written::read(place)? })
    }
}

fn is_id(text: &str) -> bool {
    let is_of_an_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && text.chars().all(is_of_an_id)
}
