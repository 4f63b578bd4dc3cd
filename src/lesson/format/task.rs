//! What a step asks of the learner: a goal to reach or a question to answer.

use serde::Deserialize;

use crate::nn::Loss;

/// What the learner is to reach. All that is named must hold at once.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// A loss on the data below a value.
    pub loss: Option<LossGoal>,
    /// The decision boundary at a place: where the output of a model with one input is 0.5.
    pub boundary: Option<BoundaryGoal>,
    /// A slope at the decision boundary of at least a value, up or down.
    pub steepness: Option<SteepnessGoal>,
    /// A share of the data that falls on its own side of 0.5.
    pub accuracy: Option<AccuracyGoal>,
    /// What to say once the goal is reached: what there is to see now.
    pub reached: Option<String>,
}

/// `goal.loss = { of = "mean_squared_error", below = 1.0 }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LossGoal {
    /// Which loss: `mean_squared_error`, `mean_absolute_error` or `binary_crossentropy`.
    pub of: Loss,
    /// The value to come below.
    pub below: f32,
}

/// `goal.boundary = { at = 3.5, within = 0.05 }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundaryGoal {
    /// Where the boundary has to be, in the unit of x.
    pub at: f64,
    /// How far off it may be.
    pub within: f64,
}

/// `goal.steepness = { at_least = 1.0 }`: output per unit of x.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SteepnessGoal {
    /// The slope to reach, whether up or down.
    pub at_least: f64,
}

/// `goal.accuracy = { at_least = 1.0 }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccuracyGoal {
    /// The share of right answers, from 0 to 1.
    pub at_least: f64,
}

/// `solution = { w = [[200.0]], b = [100.0] }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Solution {
    /// Whose weights. Left out: the layer of the step.
    pub layer: Option<String>,
    /// The kernel, shape (inputs, units).
    pub w: Vec<Vec<f32>>,
    /// The bias, shape (units,).
    pub b: Vec<f32>,
}

/// A question with a reply to every answer.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question itself.
    pub ask: String,
    /// The right option, counted from 1, as on the screen.
    pub answer: usize,
    /// What one can answer.
    pub options: Vec<Choice>,
}

/// One option of a question.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The answer.
    pub text: String,
    /// What to say to a learner who gives it. To a wrong one: what led there, and why it is not
    /// so.
    pub reply: String,
}
