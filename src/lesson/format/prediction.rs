//! A prediction: what the learner is asked to say before it is seen.

use serde::Deserialize;

use crate::lesson::quantity::Quantity;

/// A question whose answer the engine works out.
///
/// ```toml
/// [step.predict]
/// ask = "What will the layer say for a house of 1500 sqft?"
/// what.number = { of = "output[0]", within = 20.0, unit = "thousand dollars" }
/// reply = "It is {output[0]}: half way between the two houses."
/// ```
///
/// Until it is locked in, the screen stays as the step before left it. Then what was predicted stands
/// beside what is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prediction {
    /// The question itself.
    pub ask: String,
    /// What is predicted.
    pub what: Predicted,
    /// What there is to say about what came, whatever was predicted. It may have live words.
    pub reply: String,
}

/// What is predicted.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Predicted {
    /// A number, typed: `what.number = { of = "loss after 1 epoch", within = 10.0 }`.
    Number(PredictedNumber),
    /// The answer of a model with one input at a place on the chart, moved up and down:
    /// `what.point = { x = 1.5, within = 20.0 }`.
    Point(PredictedPoint),
    /// The line of a model with one input, turned and moved: `what.line = { within = 20.0 }`.
    Line(PredictedLine),
    /// An order, the smallest first: `what.order = [{ text = "X[0]", of = "output[0]" }, …]`.
    Order(Vec<Ranked>),
    /// `what = "course"`: what the loss of the step's training will do.
    Course,
}

/// A number to predict.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PredictedNumber {
    /// Which number.
    pub of: Quantity,
    /// How far off a good prediction may be.
    pub within: f64,
    /// Its unit, for people.
    pub unit: Option<String>,
}

/// A point to predict.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PredictedPoint {
    /// Where on the axis of the feature.
    pub x: f64,
    /// How far off a good prediction may be, in the unit of y.
    pub within: f64,
}

/// A line to predict.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PredictedLine {
    /// How far off a good prediction may be anywhere between the ends of the data, in the unit of y.
    pub within: f64,
}

/// One of the things to put in order.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranked {
    /// What it is called.
    pub text: String,
    /// The number that it is ranked by.
    pub of: Quantity,
}

/// What a loss does over a training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// It comes down.
    Falls,
    /// It goes up and down.
    Swings,
    /// It goes up, or out of all numbers.
    Grows,
    /// It stays about where it is.
    Stalls,
}

impl Prediction {
    /// The numbers that it is about, each with its place in the lesson below `what`.
    pub fn quantities(&self) -> Vec<&Quantity> {
        match &self.what {
            Predicted::Number(number) => vec![&number.of],
            Predicted::Order(all) => all.iter().map(|ranked| &ranked.of).collect(),
            Predicted::Point(_) | Predicted::Line(_) | Predicted::Course => Vec::new(),
        }
    }

    /// How many numbers the learner gives.
    pub fn numbers(&self) -> usize {
        match self.what {
            Predicted::Number(_) | Predicted::Point(_) => 1,
            Predicted::Line(_) => 2,
            Predicted::Order(_) | Predicted::Course => 0,
        }
    }

    /// What there is to choose from or to put in order.
    pub fn options(&self) -> Vec<&str> {
        match &self.what {
            Predicted::Order(all) => all.iter().map(|ranked| ranked.text.as_str()).collect(),
            Predicted::Course => Course::ALL.map(Course::told).to_vec(),
            Predicted::Number(_) | Predicted::Point(_) | Predicted::Line(_) => Vec::new(),
        }
    }
}

impl Course {
    /// All of them, in the order in which they are asked for.
    pub const ALL: [Self; 4] = [Self::Falls, Self::Swings, Self::Grows, Self::Stalls];

    /// The course in words.
    pub fn told(self) -> &'static str {
        match self {
            Self::Falls => "It falls",
            Self::Swings => "It swings up and down",
            Self::Grows => "It grows",
            Self::Stalls => "It hardly moves",
        }
    }
}
