//! What a learner is to reach: conditions on the model, what is said on the way and at the end.

use serde::Deserialize;

use crate::lesson::measure::TreeMeasure;
use crate::lesson::part::Part;
use crate::nn::Loss;

/// What the learner is to reach. All that is named must hold at once; each condition is ticked by
/// itself.
///
/// ```toml
/// goal.loss = { of = "mean_absolute_error", below = 10.0, unit = "thousand dollars" }
/// goal.weight = [{ of = "w", sign = "positive" }]
/// goal.if = [{ weight = [{ of = "w", sign = "negative" }], say = "The line goes down." }]
/// goal.reached = "Both houses lie on it, within {loss}."
/// goal.claims = { output = [{ row = 0, at = 300.0, within = 20.0 }] }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(try_from = "GoalTable")]
pub struct Goal {
    /// The conditions.
    pub wanted: Conditions,
    /// What to say once the goal is reached: what there is to see now.
    pub reached: Option<String>,
    /// Why the goal cannot be reached, said to a learner who gives up. Such a goal has no solution.
    pub impossible: Option<String>,
    /// What to say to a state that is not the goal.
    pub replies: Vec<StateReply>,
    /// What holds in every state that reaches the goal. `layerlab check` searches for one in which
    /// it does not.
    pub claims: Option<Conditions>,
}

// Everything that a goal may name, as it stands in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoalTable {
    loss: Option<LossGoal>,
    validation_loss: Option<ValidationLossGoal>,
    boundary: Option<BoundaryGoal>,
    steepness: Option<SteepnessGoal>,
    accuracy: Option<AccuracyGoal>,
    classes: Option<ClassesGoal>,
    precision: Option<ShareGoal>,
    recall: Option<ShareGoal>,
    #[serde(default)]
    weight: Vec<WeightGoal>,
    #[serde(default)]
    output: Vec<OutputGoal>,
    #[serde(default)]
    error: Vec<ErrorGoal>,
    #[serde(default)]
    tree: Vec<TreeGoal>,
    reached: Option<String>,
    impossible: Option<String>,
    #[serde(default, rename = "if")]
    replies: Vec<StateReply>,
    claims: Option<Conditions>,
}

impl From<GoalTable> for Goal {
    fn from(table: GoalTable) -> Self {
        let GoalTable { loss, validation_loss, boundary, steepness, accuracy, classes, .. } = table;
        let GoalTable {
            precision,
            recall,
            weight,
            output,
            error,
            tree,
            reached,
            impossible,
            replies,
            claims,
            ..
        } = table;
        let wanted = Conditions {
            loss,
            validation_loss,
            boundary,
            steepness,
            accuracy,
            classes,
            precision,
            recall,
            weight,
            output,
            error,
            tree,
        };
        Self { wanted, reached, impossible, replies, claims }
    }
}

/// Conditions on the model of a step, in the words of a goal. All that are named must hold at once.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conditions {
    /// A loss on the data below a value.
    pub loss: Option<LossGoal>,
    /// The loss of the fit below a value, on the rows that it holds back to validate with.
    pub validation_loss: Option<ValidationLossGoal>,
    /// The decision boundary at a place: where the output of a model with one input is 0.5.
    pub boundary: Option<BoundaryGoal>,
    /// A slope at the decision boundary of at least a value, up or down.
    pub steepness: Option<SteepnessGoal>,
    /// A share of the data that falls on its own side of 0.5.
    pub accuracy: Option<AccuracyGoal>,
    /// A share of right answers in each class by itself.
    pub classes: Option<ClassesGoal>,
    /// Of those told yes, the share that are.
    pub precision: Option<ShareGoal>,
    /// Of those that are, the share told yes.
    pub recall: Option<ShareGoal>,
    /// Weights and biases, one by one.
    #[serde(default)]
    pub weight: Vec<WeightGoal>,
    /// What the model says of single rows of the data.
    #[serde(default)]
    pub output: Vec<OutputGoal>,
    /// How wrong the model is on parts of the data.
    #[serde(default)]
    pub error: Vec<ErrorGoal>,
    /// How a tree measures.
    #[serde(default)]
    pub tree: Vec<TreeGoal>,
}

impl Conditions {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// `goal.loss = { of = "mean_squared_error", below = 1.0, unit = "thousand dollars" }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LossGoal {
    /// Which loss: `mean_squared_error`, `mean_absolute_error` or `binary_crossentropy`.
    pub of: Loss,
    /// The value to come below.
    pub below: f32,
    /// The unit of the target, so that the loss can be told in it: a mean absolute error as "on
    /// average 333 thousand dollars off", a mean squared error by its root as well.
    pub unit: Option<String>,
}

/// `goal.validation_loss = { below = 0.4 }`, at a fit with `validation_split`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValidationLossGoal {
    /// The value to come below.
    pub below: f32,
}

/// `goal.error = [{ of = "cv", below = 40000.0 }]`: how wrong the model is on a part of the data, once
/// `run.train_test_split` has made parts of it. Of classes it is the share of wrong answers, of measured
/// targets half the mean squared error.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorGoal {
    /// Which part: `train`, `cv` or `test`.
    pub of: Part,
    /// The value to come below.
    pub below: f64,
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

/// `goal.classes = { at_least = 0.8 }`: in each class for itself, so that a class with few rows
/// counts as much as one with many.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassesGoal {
    /// The share of right answers in the class that has the fewest, from 0 to 1.
    pub at_least: f64,
}

/// `goal.recall = { at_least = 0.95 }`, `goal.precision = { at_least = 0.8 }`: where one output says yes
/// or no, from the threshold of the step on, else above 0.5.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareGoal {
    /// The share, from 0 to 1.
    pub at_least: f64,
}

/// `goal.weight = [{ of = "L1.w[0,1]", at = 2.0, within = 0.1 }, { of = "b", at_most = -1.0 },
/// { of = "w", sign = "negative" }]`: `at` with `within`, or one of `at_least`, `at_most`, `sign`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeightGoal {
    /// Which one, as it is written in a text: `L1.w[0,1]`, `L1.b[0]`; `w` or `b` where the model has
    /// only one.
    pub of: String,
    /// The value to come to.
    pub at: Option<f64>,
    /// How far off it may be.
    pub within: Option<f64>,
    /// The value to come to or above.
    pub at_least: Option<f64>,
    /// The value to come to or below.
    pub at_most: Option<f64>,
    /// The side of 0 to come to.
    pub sign: Option<Sign>,
}

/// `goal.output = [{ row = 2, at_least = 0.5 }, { row = 0, at = 300.0, within = 5.0 }]`: the first
/// output for a row of the data.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutputGoal {
    /// Which row, counted from 0.
    pub row: usize,
    /// The value to come to.
    pub at: Option<f64>,
    /// How far off it may be.
    pub within: Option<f64>,
    /// The value to come to or above.
    pub at_least: Option<f64>,
    /// The value to come to or below.
    pub at_most: Option<f64>,
    /// The side of 0 to come to.
    pub sign: Option<Sign>,
}

/// `goal.tree = [{ of = "leaves", at_most = 4.0 }, { of = "impurity", at_most = 0.1 }]`: `depth`, `leaves`,
/// `impurity` or `gain`, with `at_least` or `at_most`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TreeGoal {
    /// What is measured.
    pub of: TreeMeasure,
    /// The value to come to or above.
    pub at_least: Option<f64>,
    /// The value to come to or below.
    pub at_most: Option<f64>,
}

/// Where a number has to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// Around a value.
    At {
        /// The value.
        at: f64,
        /// How far off it may be.
        within: f64,
    },
    /// At a value or above.
    AtLeast(f64),
    /// At a value or below.
    AtMost(f64),
    /// On one side of 0.
    Sign(Sign),
}

/// A side of 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Above 0.
    Positive,
    /// Below 0.
    Negative,
}

impl WeightGoal {
    /// Where it has to be; nothing if the file does not say it in one way.
    pub fn bound(&self) -> Option<Bound> {
        let Self { at, within, at_least, at_most, sign, .. } = *self;
        Bound::of(at, within, at_least, at_most, sign)
    }
}

impl TreeGoal {
    /// Where it has to be; nothing if the file does not say it in one way.
    pub fn bound(&self) -> Option<Bound> {
        Bound::of(None, None, self.at_least, self.at_most, None)
    }
}

impl OutputGoal {
    /// Where it has to be; nothing if the file does not say it in one way.
    pub fn bound(&self) -> Option<Bound> {
        let Self { at, within, at_least, at_most, sign, .. } = *self;
        Bound::of(at, within, at_least, at_most, sign)
    }
}

impl Bound {
    fn of(
        at: Option<f64>,
        within: Option<f64>,
        at_least: Option<f64>,
        at_most: Option<f64>,
        sign: Option<Sign>,
    ) -> Option<Self> {
        match (at, within, at_least, at_most, sign) {
            (Some(at), Some(within), None, None, None) => Some(Self::At { at, within }),
            (None, None, Some(value), None, None) => Some(Self::AtLeast(value)),
            (None, None, None, Some(value), None) => Some(Self::AtMost(value)),
            (None, None, None, None, Some(sign)) => Some(Self::Sign(sign)),
            _ => None,
        }
    }
}

/// What is said to a kind of state, as long as the goal is not reached and the learner has changed
/// something: `goal.if = [{ weight = [{ of = "w", sign = "negative" }], say = "The line goes down."
/// }]`. Of several the first is said whose conditions all hold.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "ReplyTable")]
pub struct StateReply {
    /// The conditions, in the words of a goal.
    pub state: Conditions,
    /// What to say; `{w}`, `{output[0]}`, `{loss}` stand for numbers as in a text.
    pub say: String,
}

// Everything that a reply may name, as it stands in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReplyTable {
    loss: Option<LossGoal>,
    validation_loss: Option<ValidationLossGoal>,
    boundary: Option<BoundaryGoal>,
    steepness: Option<SteepnessGoal>,
    accuracy: Option<AccuracyGoal>,
    classes: Option<ClassesGoal>,
    precision: Option<ShareGoal>,
    recall: Option<ShareGoal>,
    #[serde(default)]
    weight: Vec<WeightGoal>,
    #[serde(default)]
    output: Vec<OutputGoal>,
    #[serde(default)]
    error: Vec<ErrorGoal>,
    #[serde(default)]
    tree: Vec<TreeGoal>,
    say: String,
}

impl From<ReplyTable> for StateReply {
    fn from(table: ReplyTable) -> Self {
        let ReplyTable { loss, validation_loss, boundary, steepness, accuracy, .. } = table;
        let ReplyTable { classes, precision, recall, weight, output, error, tree, say, .. } = table;
        let state = Conditions {
            loss,
            validation_loss,
            boundary,
            steepness,
            accuracy,
            classes,
            precision,
            recall,
            weight,
            output,
            error,
            tree,
        };
        Self { state, say }
    }
}
