//! Conditions on what the model says of the data: how wrong it is, and how often right.

use crate::lab::data::Data;
use crate::lab::decided::pair;
use crate::lab::number::brief;
use crate::lesson::format::{
    AccuracyGoal, ClassesGoal, ErrorGoal, LossGoal, ShareGoal, ValidationLossGoal,
};
use crate::nn::{Loss, Tensor};

use super::condition::Condition;
use super::look::Look;
use super::words::{ROUNDING, apart, at_least_percent, felt, no_answer, percent};

pub(super) fn loss(goal: &LossGoal, look: &Look<'_>) -> Condition {
    let value = look.answers().and_then(|(data, output)| {
        let fits = output.shape() == data.y.shape() || goal.of.is_sparse();
        fits.then(|| goal.of.value(&data.y, output))
    });
    let below = f64::from(goal.below);
    let (name, wanted) = asked(goal);
    let (now, limit) = (value.map(|value| root(goal.of, f64::from(value))), root(goal.of, below));
    Condition {
        met: value.is_some_and(|value| value < goal.below),
        name,
        wanted,
        stands: value.map_or_else(no_answer, |value| told(goal, f64::from(value))),
        value: value.map(f64::from),
        off: now.map(|now| now - limit),
        ..Condition::default()
    }
}

/// What a loss is called, and what it is to be: in the unit of the target, where there is one.
fn asked(goal: &LossGoal) -> (String, String) {
    let below = f64::from(goal.below);
    let name = goal.of.name().replace('_', " ");
    match (goal.of, &goal.unit) {
        (Loss::MeanAbsoluteError, Some(unit)) => {
            ("average error".to_owned(), format!("below {} {unit}", brief(below)))
        }
        (Loss::MeanSquaredError, Some(unit)) => {
            let root = root(goal.of, below);
            (name, format!("below {} (about {} {unit} off)", brief(below), felt(root, root)))
        }
        _ => (name, format!("below {}", brief(below))),
    }
}

fn told(goal: &LossGoal, value: f64) -> String {
    let below = f64::from(goal.below);
    match (goal.of, &goal.unit) {
        (Loss::MeanAbsoluteError, Some(unit)) => {
            format!("on average {} {unit} off", felt(value, below))
        }
        (Loss::MeanSquaredError, Some(unit)) => {
            let root = |value| root(goal.of, value);
            format!("{}, about {} {unit} off", apart(value, below), felt(root(value), root(below)))
        }
        _ => apart(value, below),
    }
}

/// A mean squared error as one of its own data; any other loss as it is.
fn root(of: Loss, value: f64) -> f64 {
    if of == Loss::MeanSquaredError { value.max(0.0).sqrt() } else { value }
}

pub(super) fn validation_loss(goal: &ValidationLossGoal, look: &Look<'_>) -> Condition {
    let (value, below) = (look.validation_loss(), f64::from(goal.below));
    Condition {
        met: value.is_some_and(|value| value < goal.below),
        name: "validation loss".to_owned(),
        wanted: format!("below {}", brief(below)),
        stands: value.map_or_else(no_answer, |value| apart(f64::from(value), below)),
        value: value.map(f64::from),
        off: value.map(|value| f64::from(value) - below),
        ..Condition::default()
    }
}

pub(super) fn error(goal: &ErrorGoal, look: &Look<'_>) -> Condition {
    let value = look.error(goal.of);
    Condition {
        met: value.is_some_and(|value| value < goal.below),
        name: format!("{} error", goal.of.name()),
        wanted: format!("below {}", brief(goal.below)),
        stands: value.map_or_else(no_answer, |value| apart(value, goal.below)),
        value,
        off: value.map(|value| value - goal.below),
        ..Condition::default()
    }
}

pub(super) fn accuracy(goal: &AccuracyGoal, look: &Look<'_>) -> Condition {
    let share = look.answers().and_then(|(data, output)| {
        let is_paired = output.shape() == data.y.shape();
        // Of several classes the likeliest counts.
        if !is_paired && output.shape().get(1).is_some_and(|classes| *classes > 1) {
            return right_share(look);
        }
        let pairs = output.iter().zip(&data.y);
        let is_yes = |output: f32| match look.threshold() {
            Some(threshold) => output >= threshold,
            None => output > 0.5,
        };
        let right = pairs.filter(|(output, y)| is_yes(**output) == (**y > 0.5)).count();
        is_paired.then(|| right as f64 / output.len() as f64)
    });
    Condition {
        met: share.is_some_and(|share| share >= goal.at_least - ROUNDING),
        name: "right answers".to_owned(),
        wanted: at_least_percent(goal.at_least),
        stands: share.map_or_else(no_answer, |share| percent(share, goal.at_least)),
        value: share,
        off: share.map(|share| goal.at_least - share),
        ..Condition::default()
    }
}

pub(super) fn classes(goal: &ClassesGoal, look: &Look<'_>) -> Condition {
    let threshold = look.threshold();
    let shares = look.answers().map(|(data, output)| shares(data, output, threshold));
    let shares = shares.unwrap_or_default();
    let lowest = shares.iter().map(|(_, share)| *share).reduce(f64::min);
    Condition {
        met: lowest.is_some_and(|share| share >= goal.at_least - ROUNDING),
        name: "right answers in each class".to_owned(),
        wanted: at_least_percent(goal.at_least),
        stands: lowest.map_or_else(no_answer, |_| each(shares, goal.at_least)),
        value: lowest,
        off: lowest.map(|share| goal.at_least - share),
        ..Condition::default()
    }
}

pub(super) fn precision(goal: &ShareGoal, look: &Look<'_>) -> Condition {
    share_of_yes("precision", goal, yes_and_no(look).map(|[right, alarms, _]| (right, alarms)))
}

pub(super) fn recall(goal: &ShareGoal, look: &Look<'_>) -> Condition {
    share_of_yes("recall", goal, yes_and_no(look).map(|[right, _, all]| (right, all)))
}

/// A share of some rows, where there are any.
fn share_of_yes(name: &str, goal: &ShareGoal, part: Option<(usize, usize)>) -> Condition {
    let share = part.filter(|(_, of)| *of > 0).map(|(part, of)| part as f64 / of as f64);
    Condition {
        met: share.is_some_and(|share| share >= goal.at_least - ROUNDING),
        name: name.to_owned(),
        wanted: at_least_percent(goal.at_least),
        stands: match part {
            Some((_, 0)) => "there is none".to_owned(),
            _ => share.map_or_else(no_answer, |share| percent(share, goal.at_least)),
        },
        value: share,
        off: share.map(|share| goal.at_least - share),
        ..Condition::default()
    }
}

/// How many are told yes and are, how many are told yes, and how many are, where one output says so.
fn yes_and_no(look: &Look<'_>) -> Option<[usize; 3]> {
    let (data, output) =
        look.answers().filter(|(data, output)| output.shape() == data.y.shape())?;
    let rows = data.y.rows().into_iter().zip(output.rows());
    let threshold = look.threshold();
    let mut counts = [0; 3];
    for (is, told) in rows.filter_map(|(y, output)| pair(&y, &output, threshold)) {
        counts[0] += usize::from(is == 1 && told == 1);
        counts[1] += usize::from(told == 1);
        counts[2] += usize::from(is == 1);
    }
    Some(counts)
}

/// The share of right answers class by class; of many classes, that of the lowest.
fn each(mut shares: Vec<(String, f64)>, at_least: f64) -> String {
    let told = |(name, share): &(String, f64)| format!("{name} {}", percent(*share, at_least));
    let lead = if shares.len() > CLASSES { "lowest " } else { "" };
    if shares.len() > CLASSES {
        shares.sort_by(|a, b| a.1.total_cmp(&b.1));
        shares.truncate(LOWEST);
    }
    format!("{lead}{}", shares.iter().map(told).collect::<Vec<_>>().join(", "))
}

/// More classes would fill the screen, and the lowest are those to look at.
const CLASSES: usize = 4;
const LOWEST: usize = 3;

/// The classes that there are examples of, each with its share of right answers.
fn shares(data: &Data, output: &Tensor, threshold: Option<f32>) -> Vec<(String, f64)> {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for (y, output) in data.y.rows().into_iter().zip(output.rows()) {
        let Some((wanted, given)) = pair(&y, &output, threshold) else { continue };
        if counts.len() <= wanted {
            counts.resize(wanted + 1, (0, 0));
        }
        counts[wanted].0 += usize::from(wanted == given);
        counts[wanted].1 += 1;
    }
    let name = |class: usize| {
        data.dataset.classes.get(class).cloned().unwrap_or_else(|| class.to_string())
    };
    let there = counts.into_iter().enumerate().filter(|(_, (_, all))| *all > 0);
    there.map(|(class, (right, all))| (name(class), right as f64 / all as f64)).collect()
}

/// The share of right answers, where the targets are classes.
pub(in crate::lab) fn right_share(look: &Look<'_>) -> Option<f64> {
    let (data, output) = look.answers().filter(|(data, _)| data.has_labels())?;
    let rows = data.y.rows().into_iter().zip(output.rows());
    let threshold = look.threshold();
    let pairs: Vec<(usize, usize)> =
        rows.filter_map(|(y, output)| pair(&y, &output, threshold)).collect();
    let right = pairs.iter().filter(|(wanted, given)| wanted == given).count();
    (!pairs.is_empty()).then(|| right as f64 / pairs.len() as f64)
}
