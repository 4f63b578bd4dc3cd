//! A number that the engine works out: what a prediction is held against.

use serde::Deserialize;

use super::live::Word;

/// `output[1]`, `w`, `L1.w[0,1]` or `loss`, each also after some training: `loss after 3 epochs`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub struct Quantity {
    /// Which number.
    pub word: Word,
    /// After how many epochs of the step's training; 0 for the number as it is.
    pub after: usize,
    written: String,
}

impl Quantity {
    /// How the lesson writes it.
    pub fn written(&self) -> &str {
        &self.written
    }
}

impl TryFrom<String> for Quantity {
    type Error = &'static str;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        let (word, after) = match written.split_once(" after ") {
            None => (written.as_str(), Some(0)),
            Some((word, time)) => (word, epochs(time)),
        };
        let word = Word::read(word.trim()).filter(is_worked_out);
        let (word, after) = word.zip(after).ok_or(WANTED)?;
        Ok(Self { word, after, written })
    }
}

/// Whether the engine works it out, so that there is something to predict.
fn is_worked_out(word: &Word) -> bool {
    !matches!(word, Word::Epochs | Word::Z | Word::Threshold | Word::Tried(_))
}

/// `1 epoch` or `3 epochs`.
fn epochs(time: &str) -> Option<usize> {
    let (count, unit) = time.trim().split_once(' ')?;
    let count = count.parse().ok().filter(|count| *count > 0)?;
    matches!(unit, "epoch" | "epochs").then_some(count)
}

const WANTED: &str = "expected `output[row]`, `w`, `b`, `layer.w[input,unit]`, `loss` or `cv_error`, alone or \
                      with ` after 3 epochs` behind it";
