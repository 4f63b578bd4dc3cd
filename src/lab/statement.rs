//! A few lines of code and what Python prints for them.

use serde::Serialize;

use crate::nn::{self, Tensor};
use crate::sklearn;
use crate::trees::boosting;

use super::data_file::DataFile;

/// A few lines of code and what Python prints for them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Statement {
    /// The code, line by line, without the prompt.
    pub code: Vec<String>,
    /// What comes out.
    pub printed: Printed,
    /// The files that the code reads.
    #[serde(skip)]
    pub files: Vec<DataFile>,
}

/// What Python prints for some code.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Printed {
    /// Nothing at all.
    Nothing,
    /// This text.
    Text(String),
    /// An error.
    Error(KerasError),
    /// Something that is shown once the step's question is answered.
    Withheld,
}

/// An error in two layers: what Keras says, and what that means.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KerasError {
    /// The Python class: `ValueError`.
    pub class: String,
    /// What Keras says, word for word.
    pub keras: String,
    /// What happened, in plain words.
    pub what_happened: String,
    /// What to do about it.
    pub what_to_do: String,
    /// The shapes, drawn, where shapes are the trouble.
    pub drawing: Option<String>,
}

impl Statement {
    /// The lines of the code, each with the prompt that Python shows in front of it.
    pub fn prompted(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.code.iter().map(|line| {
            let continues = line.starts_with([' ', ']']);
            (if continues { "... " } else { ">>> " }, line.as_str())
        })
    }

    pub(super) fn new(code: Vec<String>, printed: Printed) -> Self {
        Self { code, printed, files: Vec::new() }
    }

    pub(super) fn silent(code: Vec<String>) -> Self {
        Self::new(code, Printed::Nothing)
    }

    pub(super) fn text(code: Vec<String>, text: &str) -> Self {
        Self::new(code, Printed::Text(text.trim_end().to_owned()))
    }
}

impl Printed {
    pub(super) fn of(result: Result<Tensor, nn::Error>, print: fn(&Tensor) -> String) -> Self {
        match result {
            Ok(tensor) => Self::Text(print(&tensor)),
            Err(error) => Self::Error(KerasError::of(&error)),
        }
    }
}

impl KerasError {
    pub(super) fn of(error: &nn::Error) -> Self {
        Self {
            class: error.python_type().to_owned(),
            keras: error.to_string(),
            what_happened: error.what_happened(),
            what_to_do: error.what_to_do(),
            drawing: error.drawing(),
        }
    }

    /// An error that `XGBoost` raises.
    pub(super) fn of_boosting(error: &boosting::Error) -> Self {
        let said = [error.to_string(), error.what_happened(), error.what_to_do()];
        Self::undrawn(error.python_type(), said)
    }

    /// An error that scikit-learn raises.
    pub(super) fn of_sklearn(error: &sklearn::Error) -> Self {
        let said = [error.to_string(), error.what_happened(), error.what_to_do()];
        Self::undrawn(error.python_type(), said)
    }

    fn undrawn(class: &str, [keras, what_happened, what_to_do]: [String; 3]) -> Self {
        Self { class: class.to_owned(), keras, what_happened, what_to_do, drawing: None }
    }
}
