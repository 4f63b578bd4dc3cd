//! The lesson format: the author's manual, field by field. For teachers there is `docs/lessons.md`.
//!
//! A lesson is one TOML file. It names its data and lists its steps, in order. A step has a text
//! and at most one action, `run`. You never write code or output: the Keras code is derived from
//! the action, the output comes from running it. A file that works:
//!
//! ```toml
//! format = 1
//! title = "One line"
//! about = "The shortest lesson there is"
//!
//! [data.houses]
//! x = [[1.0], [2.0]]
//! y = [[300.0], [500.0]]
//! x_label = "Size (1000 sqft)"
//! y_label = "Price (in 1000s of dollars)"
//!
//! [[step]]
//! id = "two-houses"
//! title = "Two houses"
//! text = "Each × is one **house**."
//! run.dataset = "houses"
//!
//! [[step]]
//! id = "one-neuron"
//! title = "A neuron"
//! run.dense = { name = "line", units = 1, activation = "linear" }
//! ```
//!
//! A goal says what the learner is to reach, in one condition or several; `if` replies to a kind of
//! state on the way, `claims` is what holds wherever the goal is reached ([`Goal`]):
//!
//! ```toml
//! format = 1
//! title = "One boundary"
//! about = "A goal with all that belongs to it"
//!
//! [data.patients]
//! x = [[0.0], [1.0], [2.0], [3.0], [4.0], [5.0]]
//! y = [[0.0], [0.0], [0.0], [1.0], [1.0], [1.0]]
//! classes = ["well", "ill"]
//!
//! [[step]]
//! id = "six-patients"
//! title = "Six patients"
//! run.dataset = "patients"
//!
//! [[step]]
//! id = "a-unit"
//! title = "A unit"
//! run.sequential = { name = "model", inputs = 1, layers = [
//!     { dense = { name = "unit", units = 1, activation = "sigmoid" } },
//! ] }
//!
//! [[step]]
//! id = "your-turn"
//! title = "Your turn: a later boundary"
//! text = "It lies at 1.5. Bring it to 3.5."
//! run.set_weights = { layer = "unit", w = [[2.0]], b = [-3.0] }
//! goal.boundary = { at = 3.5, within = 0.02 }
//! goal.weight = [{ of = "w", sign = "positive" }]
//! goal.if = [{ weight = [{ of = "w", sign = "negative" }], say = "Now the ill are called well." }]
//! goal.reached = "The ill patient at x = 3 is missed."
//! goal.claims = { output = [{ row = 3, at_most = 0.5 }, { row = 4, at_least = 0.5 }] }
//! hints = ["The boundary is where w · x + b is 0."]
//! solution = { w = [[2.0]], b = [-7.0] }
//! ```
//!
//! Anything misspelled is refused with its place, as `file:line:column`, and the nearest word that
//! would be right. Every word that a learner reads has an end and something to see in it: a title
//! or a part has at most 120 characters, a label 100, a class 40, an id 80, an option 200, a hint or
//! a question 500, a reply 2,000, a text 4,000. These and the limits on sizes are in
//! [`limits`](super::limits).

mod backward;
mod bowl;
mod card;
mod code;
mod fill;
mod goal;
mod hold;
mod picture;
mod prediction;
mod task;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny};

use crate::nn::Loss;

use super::parameter::{Parameter, Place};

pub(crate) use super::action::numbers_of_a_tree;
pub use super::action::{
    Action, ActivationAlone, Ask, AskedQuestion, Booster, Call, CriterionName, DecisionTree, Dense,
    Fit, FitChange, GetWeights, Gradient, Imports, LayerSpec, LinearRegression, Mask, MetricName,
    Metrics, Normalization, OptimizerName, Predict, RandomForest, Sequential, SetWeights,
    SplitRows, Summary, TakenUp, TrainTestSplit, Unit,
};
pub use super::dataset::{Dataset, Formula, ImageSize};
pub use super::over::Over;
pub use super::part::Part;
pub use super::slider::Slider;
pub use super::tunable::{Tunable, positions};
pub use backward::{Backward, Start};
pub use bowl::Bowl;
pub use card::Card;
pub use code::Code;
pub use fill::{Blank, Fill, NodeLine, TreeLine};
pub use goal::{
    AccuracyGoal, Bound, BoundaryGoal, ClassesGoal, Conditions, ErrorGoal, Goal, LossGoal,
    OutputGoal, ShareGoal, Sign, StateReply, SteepnessGoal, TreeGoal, ValidationLossGoal,
    WeightGoal,
};
pub use hold::{CellName, Held};
pub use picture::PictureName;
pub use prediction::{
    Course, Predicted, PredictedLine, PredictedNumber, PredictedPoint, Prediction, Ranked,
};
pub use task::{Choice, Question, Solution};

/// A whole lesson file.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// The version of this format: 1.
    pub format: u32,
    /// The name of the lesson, as a person reads it.
    pub title: String,
    /// One line about it, for the list of lessons.
    pub about: String,
    /// Where random numbers start. The same seed gives the same weights, on every machine. They
    /// are this program's numbers, not those of Keras.
    #[serde(default)]
    pub seed: u64,
    /// Whether the code is seen or folded to a line, at the steps that do not say so themselves:
    /// `code = "folded"`. What the learner chooses with `c` holds from then on.
    #[serde(default)]
    pub code: Code,
    /// The data sets, each under a name: `[data.houses]`.
    #[serde(default, deserialize_with = "apart")]
    pub data: BTreeMap<String, Dataset>,
    /// The steps, in order: `[[step]]`.
    #[serde(default, rename = "step")]
    pub steps: Vec<Step>,
}

// Data sets are read one by one, for their numbers may lie elsewhere.
fn apart<'de, D>(deserializer: D) -> Result<BTreeMap<String, Dataset>, D::Error>
where
    D: Deserializer<'de>,
{
    IgnoredAny::deserialize(deserializer).map(|_| BTreeMap::new())
}

/// One step of a lesson.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// A name for the step that never changes: lower-case letters, digits and hyphens.
    pub id: String,
    /// The heading.
    pub title: String,
    /// The heading of a part of the lesson, on the first step of that part.
    pub part: Option<String>,
    /// What the learner reads, in Markdown: paragraphs, `**bold**`, `*italic*`, `` `code` ``,
    /// `- lists`. Questions, answers, replies, hints, praise and the card are read so as well.
    /// `{w}`, `{L1.w[0,1]}`, `{L1.b[0]}`, `{output[0]}`, `{loss}`, `{epochs}`, `{z}` and
    /// `{threshold}` stand for the numbers of the step as they are: the first output for a row, the
    /// loss of the training, how many epochs are done, where the number is that is slid.
    #[serde(default)]
    pub text: String,
    /// What the step does.
    pub run: Option<Action>,
    /// What is shown beside the text, the code and its output.
    #[serde(default)]
    pub show: Show,
    /// Whether the code is seen or folded to a line, where that is not as in the rest of the lesson.
    pub code: Option<Code>,
    /// The picture that stands first, where there are several; with `show = "text"` the only one.
    pub picture: Option<PictureName>,
    /// Which part of the data is looked at, once `run.train_test_split` has made parts of it:
    /// `split = "cv"`. Left out, it is what models learn from.
    #[serde(default)]
    pub split: Part,
    /// What the learner may change besides weights: `touch = "data"` lets points of the data be
    /// moved, `touch = "rows"` also be added and taken away, `touch = "image"` images be drawn into,
    /// `touch = "z"` a z be slid along an activation, or every z of a softmax, `touch = "threshold"`
    /// the threshold of decisions.
    pub touch: Option<Touch>,
    /// What cannot be changed at the step: `hold = ["w"]` leaves the biases, `hold = ["max_depth"]` the
    /// other settings.
    #[serde(default)]
    pub hold: Vec<CellName>,
    /// The number that is chosen when the step opens: `choose = "w[0,1]"`, or `"L1.w[0,1]"` where it
    /// is one of several layers. Arithmetic, blanks and pictures are those of its unit from the start,
    /// also while something is asked. Of those that it names it is the first. One that is held is
    /// shown so as well, but cannot be changed. Or a setting that can be changed here: `choose = "eta"`.
    pub choose: Option<CellName>,
    /// Which weights the bowl is over, where it is not the first weight and its bias.
    pub bowl: Option<Bowl>,
    /// One row of the data on its way through the model and back, term by term.
    pub backward: Option<Backward>,
    /// What the step has to give. `layerlab check` holds it to this.
    pub expect: Option<Expect>,
    /// What the learner is to reach by changing weights.
    pub goal: Option<Goal>,
    /// Hints towards the goal, from a nudge to nearly everything. Shown one at a time.
    #[serde(default)]
    pub hints: Vec<String>,
    /// Weights, or a change of the fit, that reach the goal. Shown when the learner skips. One, or
    /// a list of several to be done in order.
    #[serde(default, deserialize_with = "task::one_or_more")]
    pub solution: Vec<Solution>,
    /// A question, asked before the step's output is shown.
    pub question: Option<Question>,
    /// A prediction, asked for before what comes is shown.
    pub predict: Option<Prediction>,
    /// Arithmetic to fill in, row by row.
    #[serde(default)]
    pub fill: Vec<Fill>,
    /// What to say once all of it is filled in. It may have live words.
    pub filled: Option<String>,
    /// What the learner takes along from the lesson, on its last step.
    pub card: Option<Card>,
}

/// What a step shows beside its text, its code and their output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Show {
    /// The chart, the weights and the arithmetic.
    #[default]
    Everything,
    /// `show = "text"`: nothing more, for a step with much to read, or only the picture that the
    /// step names: `picture = "model"`. It stands beside the text where all of that can still be
    /// read at once; otherwise the text has the room alone.
    Text,
}

/// What may be changed at a step besides weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Touch {
    /// Every number of at most 1,000 rows of the data, each with at most two features. What is
    /// changed stays so until a step takes up data anew.
    Data,
    /// The same, and rows can be added, up to 100 more than the lesson has and 1,000 in all, and
    /// taken away, down to those that this step and later ones speak of.
    Rows,
    /// The pixels of the row that is looked at, where the data are images: they are drawn. The step
    /// has no training of its own.
    Image,
    /// The first z of `run.activation`: it slides along the curve, and the formula stands below it
    /// with this z filled in. Of a softmax every z, each with its bar.
    Z,
    /// The `threshold` of `run.predict` or `run.call`: the decisions follow, and how often a yes of
    /// the data was told yes or no, and a no. The data has to have targets of 0 and 1.
    Threshold,
}

impl Touch {
    /// Whether it is for numbers that can be slid.
    pub const fn is_slider(self) -> bool {
        matches!(self, Self::Z | Self::Threshold)
    }

    /// Whether it lets a number be slid.
    pub(super) const fn slides(self, slider: Slider) -> bool {
        matches!((self, slider), (Self::Z, Slider::Z(_)) | (Self::Threshold, Slider::Threshold))
    }
}

/// What a step has to give. All that is named must hold.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// Everything the step prints, to the letter; line breaks at either end do not count.
    pub output: Option<String>,
    /// The text of the error that Keras gives.
    pub error: Option<String>,
    /// The numbers that the call or prediction gives, each within 0.00001 plus a 10,000th.
    pub values: Option<Vec<Vec<f32>>>,
}

impl Step {
    /// Whether the step has a goal that cannot be reached, only given up.
    pub fn is_impossible(&self) -> bool {
        self.goal.as_ref().is_some_and(|goal| goal.impossible.is_some())
    }

    /// The picture that stands first, where the step says it.
    pub fn first_picture(&self) -> Option<PictureName> {
        self.picture.or(self.backward.as_ref().map(|_| PictureName::Backward))
    }

    /// Whether the way of a row through the model and back is told without being asked for.
    pub fn tells_backward(&self) -> bool {
        self.backward.is_some() || self.picture == Some(PictureName::Backward)
    }

    /// The data set that the step's action takes up.
    pub fn data_set(&self) -> Option<&str> {
        self.run.as_ref()?.words().takes_up()
    }

    /// Whether it asks something of the learner.
    pub fn has_task(&self) -> bool {
        self.goal.is_some() || self.is_asked()
    }

    /// Whether it holds a number.
    pub fn holds(&self, parameter: &Parameter) -> bool {
        let is_node = matches!(parameter.place, Place::Node { .. });
        let is_held =
            |held: &CellName| matches!(held, CellName::Number(number) if number.holds(parameter));
        (is_node && self.holds_nodes()) || self.hold.iter().any(is_held)
    }

    /// Whether a tree is not asked by hand: a setting is tried with it, or held.
    pub fn holds_nodes(&self) -> bool {
        let is_setting = |held: &CellName| matches!(held, CellName::Setting(_));
        self.over().is_some() || self.hold.iter().any(is_setting)
    }

    /// Whether it holds any number of a model.
    pub fn holds_a_number(&self) -> bool {
        self.hold.iter().any(|held| matches!(held, CellName::Number(_)))
    }

    /// Whether it holds a setting.
    pub fn holds_setting(&self, slider: Slider) -> bool {
        self.hold.contains(&CellName::Setting(slider))
    }

    /// Whether its code is the imports that the lesson needs.
    pub fn has_imports(&self) -> bool {
        self.run.as_ref().is_some_and(Action::is_imports)
    }

    /// Whether its action is a unit that no code makes.
    pub fn is_unit(&self) -> bool {
        self.run.as_ref().is_some_and(|action| action.words().is_live())
    }

    /// Whether its action works with the data in float64.
    pub fn works_in_float64(&self) -> bool {
        self.run.as_ref().is_some_and(|action| action.words().works_in_float64())
    }

    /// Whether its action is one of code.
    pub fn has_code(&self) -> bool {
        self.run.as_ref().is_some_and(|action| !action.words().is_live())
    }

    /// Whether it is there for a number to be moved, or a training to be run.
    pub fn is_for_the_hands(&self) -> bool {
        let words = self.run.as_ref().map(Action::words);
        words.is_some_and(|words| words.schedule().is_some() || words.is_live())
    }

    /// Whether something is asked before all of the step is shown.
    pub fn is_asked(&self) -> bool {
        self.question.is_some() || self.predict.is_some() || !self.fill.is_empty()
    }

    /// Whether points of the data can be moved.
    pub fn moves_data(&self) -> bool {
        matches!(self.touch, Some(Touch::Data | Touch::Rows | Touch::Image))
    }

    /// The numbers that can be slid at the step, and where each is at first.
    pub fn sliders(&self) -> Vec<(Slider, f32)> {
        let Some(run) = &self.run else { return Vec::new() };
        let mut sliders = run.words().slides();
        let is_touched = |slider| self.touch.is_some_and(|touch| touch.slides(slider));
        let is_free = |slider: Slider| slider.is_setting() || self.over().is_some();
        sliders.retain(|(slider, _)| is_free(*slider) || is_touched(*slider));
        sliders
    }

    /// Whether the numbers that can be slid are settings of its action.
    pub fn slides_settings(&self) -> bool {
        self.sliders().iter().any(|(slider, _)| slider.is_setting())
    }

    /// The numbers that can be slid at the step and are not held.
    pub fn free_sliders(&self) -> impl Iterator<Item = Slider> {
        let sliders = self.sliders().into_iter().map(|(slider, _)| slider);
        sliders.filter(|slider| !self.holds_setting(*slider))
    }

    /// The values of a setting that its action tries.
    pub fn over(&self) -> Option<&Over> {
        self.run.as_ref()?.words().over()
    }

    /// How many chances its action makes of numbers of its own: those of a softmax by hand.
    pub fn chances(&self) -> usize {
        self.run.as_ref().map_or(0, |action| action.words().chances())
    }

    /// The loss that the step's action makes small or looks at, where it has one.
    pub fn loss(&self) -> Option<Loss> {
        self.run.as_ref()?.words().loss()
    }

    /// The layer that the step's action is about, where it names one.
    pub fn layer(&self) -> Option<&str> {
        self.run.as_ref()?.words().layer()
    }
}
