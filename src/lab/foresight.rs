//! Predictions: what the learner has said, what the engine says, and how far they are apart.

use serde::Serialize;

use crate::journal::Task;
use crate::lesson::format::{Course, Predicted, Prediction, Ranked};
use crate::lesson::quantity::Quantity;

use super::at::At;
use super::data::Data;
use super::drawn::Drawn;
use super::live::Numbers;
use super::network::{self, Training};
use super::number::{brief, round_number};
use super::picture::{x_range, y_range};
use super::record::Record;
use super::state::State;

/// A number that the learner gives as a prediction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GuessValue {
    /// Which one, counted from 0.
    pub index: usize,
    /// What it is called.
    pub name: String,
    /// Its unit, where the lesson names one.
    pub unit: String,
    /// Its value, once there is one.
    pub value: Option<f32>,
    /// How far one nudge moves it.
    pub nudge: f32,
    /// Whether it has its place on the chart of the data.
    pub is_drawn: bool,
}

/// What the engine says to a prediction: a number for each that is asked for; none for a course,
/// which only the training itself will show.
pub(super) fn truths(
    prediction: &Prediction,
    state: &State,
    training: Option<&Training>,
    at: At<'_>,
) -> Vec<f64> {
    let of = |quantity: &Quantity| value(quantity, state, training, at).unwrap_or(f64::NAN);
    match &prediction.what {
        Predicted::Number(number) => vec![of(&number.of)],
        Predicted::Point(point) => sample(state, &[point.x]),
        Predicted::Line(_) => {
            let ends = sample(state, &[0.0, 1.0]);
            vec![ends[1] - ends[0], ends[0]]
        }
        Predicted::Order(all) => all.iter().map(|ranked| of(&ranked.of)).collect(),
        Predicted::Course => Vec::new(),
    }
}

fn sample(state: &State, xs: &[f64]) -> Vec<f64> {
    state.subject().map_or_else(|| vec![f64::NAN; xs.len()], |subject| subject.sample(xs))
}

fn value(
    quantity: &Quantity,
    state: &State,
    training: Option<&Training>,
    at: At<'_>,
) -> Option<f64> {
    if quantity.after == 0 {
        return Numbers::at(at, state, training).value(&quantity.word);
    }
    let mut ahead = training?.clone();
    ahead.advance(quantity.after * ahead.fit().batches());
    let mut state = state.clone();
    network::show(&mut ahead, &mut state, at);
    Numbers::at(at, &state, Some(&ahead)).value(&quantity.word)
}

/// Whether the prediction of a step is about a later epoch than those that are done.
pub(super) fn awaits(at: At<'_>, training: &Training) -> bool {
    after(at).is_some_and(|quantity| training.trace().epochs() < quantity.after as f64)
}

/// The number that was predicted, as it is now.
pub(super) fn came(at: At<'_>, state: &State, training: Option<&Training>) -> Option<f64> {
    Numbers::at(at, state, training).value(&after(at)?.word)
}

/// What a prediction of one number is about, where that is there after some epochs only.
fn after(at: At<'_>) -> Option<&Quantity> {
    match &at.step().predict.as_ref()?.what {
        Predicted::Number(number) if number.of.after > 0 => Some(&number.of),
        _ => None,
    }
}

/// The numbers that the learner is to give, while they are still to be given.
pub(super) fn guesses(
    prediction: &Prediction,
    record: &Record,
    data: Option<&Data>,
) -> Vec<GuessValue> {
    let guess = |index: usize, name: &str, unit: &str, start: Option<f64>, nudge: f64| GuessValue {
        index,
        name: name.to_owned(),
        unit: unit.to_owned(),
        value: record.guesses.get(&index).copied().or(start.map(|start| start as f32)),
        nudge: round_number(nudge),
        is_drawn: start.is_some(),
    };
    match (&prediction.what, data) {
        (Predicted::Number(number), _) => {
            let unit = number.unit.as_deref().unwrap_or_default();
            vec![guess(0, "you say", unit, None, number.within)]
        }
        (Predicted::Point(point), Some(data)) => {
            let name = format!("your y at x = {}", brief(point.x));
            vec![guess(0, &name, "", Some(middle(data)), height(data) / STEPS)]
        }
        (Predicted::Line(_), Some(data)) => {
            let [left, right] = x_range(data);
            let turn = height(data) / (right - left) / STEPS;
            vec![
                guess(0, "your line   w", "", Some(0.0), turn),
                guess(1, "b", "", Some(middle(data)), height(data) / STEPS),
            ]
        }
        _ => Vec::new(),
    }
}

/// About so many nudges lead from one end of an axis to the other.
const STEPS: f64 = 45.0;

fn height(data: &Data) -> f64 {
    let [bottom, top] = y_range(data);
    top - bottom
}

// A round number near the middle of the axis, from which both ends are as far.
fn middle(data: &Data) -> f64 {
    let [bottom, top] = y_range(data);
    let grain = f64::from(round_number(height(data) / STEPS));
    (f64::midpoint(bottom, top) / grain).round() * grain
}

/// The prediction on the chart of the data, as it is before it is locked in and from then on.
pub(super) fn drawn(prediction: &Prediction, record: &Record, data: &Data) -> Option<Drawn> {
    if record.task != Task::Open && record.guesses.is_empty() {
        return None;
    }
    let given = guesses(prediction, record, Some(data));
    let number = |index: usize| given.get(index)?.value.map(f64::from);
    match &prediction.what {
        Predicted::Point(point) => Some(Drawn::Point([point.x, number(0)?])),
        Predicted::Line(_) => Some(Drawn::Line { w: number(0)?, b: number(1)? }),
        Predicted::Number(_) | Predicted::Order(_) | Predicted::Course => None,
    }
}

/// Whether everything is given that is asked for.
pub(super) fn is_complete(prediction: &Prediction, record: &Record) -> bool {
    match &prediction.what {
        Predicted::Number(_) | Predicted::Point(_) | Predicted::Line(_) => {
            !record.guesses.is_empty()
        }
        Predicted::Order(all) => record.answers.len() == all.len(),
        Predicted::Course => !record.answers.is_empty(),
    }
}

/// What there is to say once it is locked in, or was given up: what was said beside what is.
pub(super) fn told(
    prediction: &Prediction,
    record: &Record,
    data: Option<&Data>,
    course: Option<Course>,
) -> String {
    let truth = |index: usize| record.truths.get(index).copied().unwrap_or(f64::NAN);
    let guess = |index: usize| record.guesses.get(&index).map(|guess| f64::from(*guess));
    match &prediction.what {
        Predicted::Number(number) => {
            told_number(guess(0), truth(0), number.within, number.unit.as_deref())
        }
        Predicted::Point(point) => told_number(guess(0), truth(0), point.within, None),
        Predicted::Line(line) => told_line(prediction, record, data, line.within),
        Predicted::Order(all) => told_order(all, record),
        Predicted::Course => told_course(record, course),
    }
}

/// What there is to say once it is locked in, while only the training will show it.
pub(super) fn awaited(prediction: &Prediction, record: &Record, done: usize) -> String {
    let Predicted::Number(number) = &prediction.what else { return told_course(record, None) };
    let unit = number.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let guess = record.guesses.get(&0).map(|guess| short(f64::from(*guess)));
    let said = guess.map(|guess| format!("You said {guess}{unit}. ")).unwrap_or_default();
    match done {
        0 => format!("{said}Space runs the training."),
        done => format!("{said}That is about {} epochs. So far there are {done}.", number.of.after),
    }
}

fn told_number(guess: Option<f64>, truth: f64, within: f64, unit: Option<&str>) -> String {
    let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    let is = short(truth);
    let Some(guess) = guess else { return format!("It is {is}{unit}.") };
    if short(guess) == is {
        return format!("You said {is}{unit}, and so it is.");
    }
    let said = format!("You said {}{unit}", short(guess));
    match guess - truth {
        off if off.abs() <= within => format!("{said}, close enough: it is {is}."),
        off if off > 0.0 => format!("{said}, {} too high: it is {is}.", short(off)),
        off => format!("{said}, {} too low: it is {is}.", short(-off)),
    }
}

fn told_line(prediction: &Prediction, record: &Record, data: Option<&Data>, within: f64) -> String {
    let truth = |index: usize| record.truths.get(index).copied().unwrap_or(f64::NAN);
    let line = |w: f64, b: f64| format!("w = {}, b = {}", short(w), short(b));
    let is = line(truth(0), truth(1));
    let drawn = data.and_then(|data| Some((drawn(prediction, record, data)?, x_range(data))));
    let Some((Drawn::Line { w, b }, ends)) = drawn.filter(|_| !record.guesses.is_empty()) else {
        return format!("It is {is}.");
    };
    let off = |x: f64| (w * x + b - truth(0) * x - truth(1)).abs();
    let widest = off(ends[0]).max(off(ends[1]));
    let said = format!("You said {}. It is {is}", line(w, b));
    match widest {
        off if off <= within => format!("{said}: close enough."),
        off => format!("{said}: up to {} away.", short(off)),
    }
}

fn told_order(all: &[Ranked], record: &Record) -> String {
    let mut order: Vec<usize> = (0..all.len()).collect();
    let truth = |index: usize| record.truths.get(index).copied().unwrap_or(f64::NAN);
    order.sort_by(|a, b| truth(*a).total_cmp(&truth(*b)));
    let named = |index: &usize| format!("{} ({})", all[*index].text, short(truth(*index)));
    let told: Vec<String> = order.iter().map(named).collect();
    let told = told.join(", ");
    match is_in_order(record) {
        _ if record.answers.len() < all.len() => format!("From the smallest on: {told}."),
        true => format!("So it is: {told}."),
        false => format!("From the smallest on it is: {told}."),
    }
}

/// Whether the things stand in the order that was predicted; equal ones in any.
fn is_in_order(record: &Record) -> bool {
    let truths: Option<Vec<f64>> =
        record.answers.iter().map(|at| record.truths.get(*at).copied()).collect();
    truths.is_some_and(|truths| truths.is_sorted())
}

fn told_course(record: &Record, course: Option<Course>) -> String {
    let said = record.answers.first().and_then(|option| Course::ALL.get(*option));
    match (said, course) {
        (None, None) => "Space runs the training: look at its loss.".to_owned(),
        (None, Some(course)) => format!("{}.", course.told()),
        (Some(said), None) => {
            format!("You said: {}. Space runs the training.", lower(said.told()))
        }
        (Some(said), Some(course)) if *said == course => {
            format!("You said: {}. So it did.", lower(said.told()))
        }
        (Some(said), Some(course)) => {
            format!("You said: {}. This time: {}.", lower(said.told()), lower(course.told()))
        }
    }
}

fn lower(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// A number in as many digits as one compares.
fn short(value: f64) -> String {
    brief(match value.abs() {
        // The ones of a number are never made up.
        1e4..1e9 => value.round(),
        _ => format!("{value:.3e}").parse().unwrap_or(value),
    })
}
