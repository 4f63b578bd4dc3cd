//! Goals: whether the learner's weights reach what the step asks for, and how far off they are.

use serde::Serialize;

use crate::lesson::format::{AccuracyGoal, BoundaryGoal, Goal, LossGoal, SteepnessGoal};

use crate::nn::Tensor;

use super::boundary;
use super::data::Data;
use super::number::brief;
use super::state::State;
use super::subject::Subject;

/// How a goal stands: its conditions, in the order of the lesson format.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// Each condition of the goal. All must be met at once.
    pub conditions: Vec<Condition>,
}

/// One condition of a goal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Condition {
    /// Whether it is met.
    pub met: bool,
    /// What is looked at: `mean squared error`.
    pub name: String,
    /// What it is to be: `below 1`.
    pub wanted: String,
    /// What it is, and how far off that is: `2.25, 1.25 too far left`.
    pub stands: String,
}

impl Condition {
    /// The condition in a sentence: `Goal: boundary at 3.5. Now: 2.25, 1.25 too far left`.
    pub fn told(&self) -> String {
        format!("Goal: {} {}. Now: {}", self.name, self.wanted, self.stands)
    }
}

impl Verdict {
    /// Whether every condition is met.
    pub fn is_met(&self) -> bool {
        self.conditions.iter().all(|condition| condition.met)
    }
}

/// How the model that the state follows stands to a goal.
pub(super) fn judge(state: &State, goal: Option<&Goal>) -> Option<Verdict> {
    let goal = goal?;
    let parts = state.data.as_deref().zip(state.subject());
    let is_asked = goal.loss.is_some() || goal.accuracy.is_some();
    let answers = parts.filter(|_| is_asked).and_then(|(data, model)| {
        let output = model.output(&data.x)?;
        (output.shape() == data.y.shape()).then_some((&data.y, output))
    });
    let answers = answers.as_ref().map(|(y, output)| (*y, output));
    let conditions = [
        goal.loss.as_ref().map(|goal| loss(goal, answers)),
        goal.boundary.as_ref().map(|goal| boundary_at(goal, parts)),
        goal.steepness.as_ref().map(|goal| steepness(goal, parts)),
        goal.accuracy.as_ref().map(|goal| accuracy(goal, answers)),
    ];
    Some(Verdict { conditions: conditions.into_iter().flatten().collect() })
}

type Parts<'a> = Option<(&'a Data, Subject<'a>)>;

/// The targets, and what the model says of all the data.
type Answers<'a> = Option<(&'a Tensor, &'a Tensor)>;

fn loss(goal: &LossGoal, answers: Answers<'_>) -> Condition {
    let value = answers.map(|(y, output)| goal.of.value(y, output));
    Condition {
        met: value.is_some_and(|value| value < goal.below),
        name: goal.of.name().replace('_', " "),
        wanted: format!("below {}", brief(f64::from(goal.below))),
        stands: value
            .map_or_else(no_answer, |value| apart(f64::from(value), f64::from(goal.below))),
    }
}

fn boundary_at(goal: &BoundaryGoal, parts: Parts<'_>) -> Condition {
    let nearest = parts.and_then(|(data, model)| nearest_boundary(data, model, goal.at));
    let off = |at: f64| at - goal.at;
    let met = nearest.is_some_and(|at| off(at).abs() <= goal.within);
    let stands = match nearest {
        None => "there is none".to_owned(),
        Some(at) if met => brief(at),
        Some(at) => {
            let side = if off(at) < 0.0 { "left" } else { "right" };
            format!("{}, {} too far {side}", brief(at), brief(off(at).abs()))
        }
    };
    Condition { met, name: "boundary".to_owned(), wanted: format!("at {}", brief(goal.at)), stands }
}

fn steepness(goal: &SteepnessGoal, parts: Parts<'_>) -> Condition {
    let slope = parts.and_then(|(data, model)| {
        let at = nearest_boundary(data, model, f64::midpoint(range(data)[0], range(data)[1]))?;
        Some(boundary::steepness(model, at, range(data)))
    });
    Condition {
        met: slope.is_some_and(|slope| slope >= goal.at_least - ROUNDING),
        name: "steepness".to_owned(),
        wanted: format!("{} or more", brief(goal.at_least)),
        stands: slope.map_or_else(no_answer, |slope| apart(slope, goal.at_least)),
    }
}

fn accuracy(goal: &AccuracyGoal, answers: Answers<'_>) -> Condition {
    let share = answers.map(|(y, output)| {
        let pairs = output.iter().zip(y);
        let right = pairs.filter(|(output, y)| (**output > 0.5) == (**y > 0.5)).count();
        right as f64 / output.len() as f64
    });
    Condition {
        met: share.is_some_and(|share| share >= goal.at_least - ROUNDING),
        name: "right answers".to_owned(),
        wanted: match goal.at_least {
            1.0 => "100 %".to_owned(),
            share => format!("{} % or more", brief(100.0 * share)),
        },
        stands: share.map_or_else(no_answer, |share| format!("{} %", brief(100.0 * share))),
    }
}

const ROUNDING: f64 = 1e-6;

/// A value, with as many digits as it takes to tell it from another one.
fn apart(value: f64, other: f64) -> String {
    let text = brief(value);
    if value != other && text == brief(other) { value.to_string() } else { text }
}

fn no_answer() -> String {
    "no output yet".to_owned()
}

fn nearest_boundary(data: &Data, model: Subject<'_>, to: f64) -> Option<f64> {
    if data.x.shape()[1] != 1 {
        return None;
    }
    boundary::of(model, range(data))
        .into_iter()
        .min_by(|a, b| (a - to).abs().total_cmp(&(b - to).abs()))
}

// Wider than the data, so that a boundary that has slipped off is still found.
fn range(data: &Data) -> [f64; 2] {
    let [from, to] = super::picture::x_range(data);
    [from - (to - from), to + (to - from)]
}
