//! How a goal can be reached, and the question of a step.

use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use crate::lesson::action::{AskedQuestion, FitChange};
use crate::lesson::slider::Slider;

/// `solution = { w = [[200.0]], b = [100.0] }`, `solution = { fit = { epochs = 200 } }`, where there
/// is a softmax by hand `solution = { z = [2.0, 4.0] }`, and for another number that can be slid
/// `solution = { value = 2.0 }`, or, where several can, `solution = { settings = { eta = 0.1 } }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "SolutionTable")]
pub enum Solution {
    /// Weights to set.
    Weights {
        /// Whose weights. Left out: the layer of the step.
        layer: Option<String>,
        /// The kernel, shape (inputs, units).
        w: Vec<Vec<f32>>,
        /// The bias, shape (units,).
        b: Vec<f32>,
    },
    /// Where to slide the number of the step: `{ value = 2.0 }`.
    Value(f32),
    /// Where to slide settings of the step, each by its name: `{ settings = { eta = 0.1 } }`.
    Settings(HashMap<Slider, f32>),
    /// Numbers to slide to: those of a softmax by hand.
    Z(Vec<f32>),
    /// Questions of a tree, instead of those that it asks: `{ questions = [{ node = 1, feature = 0,
    /// threshold = 0.5 }] }`.
    Questions(Vec<AskedQuestion>),
    /// What to change about the fit of the step, which is then run from its start to its end.
    Fit(FitChange),
}

// Everything that a solution may name, as it stands in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SolutionTable {
    layer: Option<String>,
    w: Option<Vec<Vec<f32>>>,
    b: Option<Vec<f32>>,
    z: Option<Vec<f32>>,
    fit: Option<FitChange>,
    value: Option<f32>,
    settings: Option<HashMap<Slider, f32>>,
    questions: Option<Vec<AskedQuestion>>,
}

impl TryFrom<SolutionTable> for Solution {
    type Error = &'static str;

    fn try_from(table: SolutionTable) -> Result<Self, Self::Error> {
        let SolutionTable { layer, w, b, z, fit, value, settings, questions } = table;
        let slides = [value.is_some(), settings.is_some(), z.is_some()];
        let given = [fit.is_some(), questions.is_some()].into_iter().chain(slides);
        match (w.zip(b), given.filter(|given| *given).count()) {
            (Some((w, b)), 0) => Ok(Self::Weights { layer, w, b }),
            (None, 1) if layer.is_none() => {
                let questions = questions.map(Self::Questions);
                let other = z.map(Self::Z).or(fit.map(Self::Fit)).or(value.map(Self::Value));
                other.or(questions).or(settings.map(Self::Settings)).ok_or(WANTED)
            }
            _ => Err(WANTED),
        }
    }
}

const WANTED: &str = "expected `w` and `b`, or `fit`, `z`, `value`, `settings` or `questions`";

/// Reads one solution, or a list of them.
pub(super) fn one_or_more<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Solution>, D::Error> {
    struct OneOrMore;
    impl<'de> Visitor<'de> for OneOrMore {
        type Value = Vec<Solution>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a solution or a list of solutions")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            Ok(vec![Solution::deserialize(MapAccessDeserializer::new(map))?])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
            Deserialize::deserialize(SeqAccessDeserializer::new(list))
        }
    }
    deserializer.deserialize_any(OneOrMore)
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
    /// Whether the step is done before it is asked: what came of it is on the screen to answer from.
    /// Left out, the step waits for the answer.
    #[serde(default)]
    pub after: bool,
    /// How the question is asked again, before a later lesson and in the review: in words that stand
    /// by themselves, for the step's text, code and picture are not beside it then. Without this it
    /// is not asked again.
    pub recall: Option<String>,
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
