//! What is told of one example on its way there and back: plain data.

use serde::Serialize;

use crate::journal::Parameter;

/// One example on its way through a model and back, term by term.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Walkthrough {
    /// The row of the data, counted from 0.
    pub row: usize,
    /// The loss, by its name in Keras.
    pub loss: &'static str,
    /// The terms, in the order in which they are worked out.
    pub terms: Vec<WorkedTerm>,
    /// The term that it begins with, counted from 0.
    pub begin: usize,
    /// The terms that the step is about, which are printed.
    pub printed: Vec<usize>,
    /// The term as of which the picture is drawn, before anyone goes through them.
    pub pictured: usize,
    /// `∂L/∂z` of each unit, layer by layer.
    pub slopes: Vec<Vec<f32>>,
    /// What stands beside the picture once it is known: what the data says, and the loss.
    pub beside: Vec<String>,
}

/// One thing that is worked out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WorkedTerm {
    /// At which stage of the way.
    pub stage: Stage,
    /// What it is about.
    pub about: About,
    /// What is worked out, in words.
    pub title: String,
    /// The arithmetic, line by line.
    pub lines: Vec<String>,
    /// Why it is so, in a sentence or two.
    pub why: String,
    /// The same found by a nudge, beside the slope of a weight.
    pub check: Option<Check>,
    /// What else there is to know: the mean over all rows, rounding.
    pub notes: Vec<String>,
}

/// A stage of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// From the input to the output.
    Forward,
    /// How wrong the output is.
    Loss,
    /// From the loss back to every weight.
    Backward,
    /// A step of every weight against its slope.
    Update,
}

/// What a term is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A unit of a dense layer, both counted from 0.
    Unit {
        /// The layer.
        layer: usize,
        /// The unit.
        unit: usize,
    },
    /// The loss.
    Loss,
    /// A weight or a bias.
    Number {
        /// The layer, counted from 0.
        layer: usize,
        /// Which one.
        parameter: Parameter,
    },
}

/// The nudge check: what the loss does when one weight alone is a little larger.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Check {
    /// How much larger.
    pub nudge: f32,
    /// The loss as it is.
    pub before: f32,
    /// The loss with the nudge.
    pub after: f32,
    /// The change of the loss over the nudge.
    pub quotient: f32,
    /// The slope that the way back has given.
    pub slope: f32,
    /// How well the two agree.
    pub agreement: Agreement,
    /// The check, line by line.
    pub lines: Vec<String>,
}

/// How well a nudge agrees with a slope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// As far as a float32 can show.
    Good,
    /// The change of the loss is too small for a float32 to show.
    TooSmall,
    /// The loss bends on the way of the nudge.
    Bend,
    /// The loss has a corner here: its slopes to both sides are not the same.
    Corner,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Forward, Self::Loss, Self::Backward, Self::Update];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Forward => "Forward",
            Self::Loss => "Loss",
            Self::Backward => "Backward",
            Self::Update => "Update",
        }
    }
}

impl Walkthrough {
    /// The term in which the slope of a weight is worked out, counted from 0.
    pub fn slope_of(&self, wanted: &Parameter) -> Option<usize> {
        number_at(&self.terms, Stage::Backward, wanted)
    }

    /// The term in which its step is worked out.
    pub fn step_of(&self, wanted: &Parameter) -> Option<usize> {
        number_at(&self.terms, Stage::Update, wanted)
    }
}

/// The term of a stage that is about a weight.
pub(super) fn number_at(terms: &[WorkedTerm], stage: Stage, wanted: &Parameter) -> Option<usize> {
    terms.iter().position(|term| {
        let is_it = matches!(&term.about, About::Number { parameter, .. } if parameter == wanted);
        term.stage == stage && is_it
    })
}
