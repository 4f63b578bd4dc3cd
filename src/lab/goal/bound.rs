//! Conditions on one number: a weight, or the answer for one row.

use crate::lab::number::brief;
use crate::lesson::format::{Bound, OutputGoal, Sign, TreeGoal, WeightGoal};

use super::condition::Condition;
use super::look::Look;
use super::words::{ROUNDING, apart, no_answer};

pub(super) fn weight(goal: &WeightGoal, look: &Look<'_>) -> Condition {
    let value = look.number(&goal.of);
    of(goal.of.clone(), goal.bound(), value, || "no weights yet".to_owned())
}

pub(super) fn output(goal: &OutputGoal, look: &Look<'_>) -> Condition {
    if let Some(chances) = look.by_hand() {
        let value = chances.get(goal.row).copied();
        return of(format!("output[{}]", goal.row), goal.bound(), value, no_answer);
    }
    let value = look.answers().and_then(|(_, output)| output.get([goal.row, 0]).copied());
    let row = look.row_name(goal.row);
    of(format!("output for {row}"), goal.bound(), value, no_answer)
}

pub(super) fn tree(goal: &TreeGoal, look: &Look<'_>) -> Condition {
    let value = look.tree().map(|tree| tree.measure(goal.of) as f32);
    of(goal.of.word().to_owned(), goal.bound(), value, || "no tree yet".to_owned())
}

fn of(
    name: String,
    bound: Option<Bound>,
    value: Option<f32>,
    none: impl Fn() -> String,
) -> Condition {
    // A lesson that says it in no way, or in two, is not read.
    let Some(bound) = bound else { return Condition { name, ..Condition::default() } };
    let value = value.map(f64::from);
    Condition {
        met: value.is_some_and(|value| is_met(bound, value)),
        name,
        wanted: wanted(bound),
        stands: value.map_or_else(none, |value| stands(bound, value)),
        value,
        off: value.map(|value| off(bound, value)),
        ..Condition::default()
    }
}

fn is_met(bound: Bound, value: f64) -> bool {
    match bound {
        Bound::At { .. } | Bound::AtLeast(_) | Bound::AtMost(_) => {
            off(bound, value) <= ROUNDING * value.abs().max(1.0)
        }
        Bound::Sign(_) => off(bound, value) < 0.0,
    }
}

/// How far a value is off; below 0 it is that far within.
fn off(bound: Bound, value: f64) -> f64 {
    match bound {
        Bound::At { at, within } => (value - at).abs() - within,
        Bound::AtLeast(least) => least - value,
        Bound::AtMost(most) => value - most,
        Bound::Sign(Sign::Positive) => -value,
        Bound::Sign(Sign::Negative) => value,
    }
}

fn wanted(bound: Bound) -> String {
    match bound {
        Bound::At { at, within } => format!("within {} of {}", brief(within), brief(at)),
        Bound::AtLeast(least) => format!("{} or more", brief(least)),
        Bound::AtMost(most) => format!("{} or less", brief(most)),
        Bound::Sign(Sign::Positive) => "above 0".to_owned(),
        Bound::Sign(Sign::Negative) => "below 0".to_owned(),
    }
}

fn stands(bound: Bound, value: f64) -> String {
    match bound {
        Bound::At { at, .. } if !is_met(bound, value) => {
            let side = if value < at { "low" } else { "high" };
            format!("{}, {} too {side}", brief(value), brief((value - at).abs()))
        }
        Bound::At { .. } => brief(value),
        Bound::AtLeast(limit) | Bound::AtMost(limit) => apart(value, limit),
        Bound::Sign(_) => apart(value, 0.0),
    }
}
