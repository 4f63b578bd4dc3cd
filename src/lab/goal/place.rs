//! Conditions on the decision boundary of a model with one input.

use crate::lab::boundary;
use crate::lab::data::Data;
use crate::lab::number::brief;
use crate::lab::picture::x_range;
use crate::lab::subject::Subject;
use crate::lesson::format::{BoundaryGoal, SteepnessGoal};

use super::condition::Condition;
use super::look::Look;
use super::words::{ROUNDING, apart, no_answer};

pub(super) fn boundary(goal: &BoundaryGoal, look: &Look<'_>) -> Condition {
    let nearest = look.parts().and_then(|(data, model)| nearest_boundary(data, model, goal.at));
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
    Condition {
        met,
        name: "boundary".to_owned(),
        wanted: format!("at {}", brief(goal.at)),
        stands,
        value: nearest,
        off: nearest.map(|at| off(at).abs() - goal.within),
        ..Condition::default()
    }
}

pub(super) fn steepness(goal: &SteepnessGoal, look: &Look<'_>) -> Condition {
    let slope = look.parts().and_then(|(data, model)| {
        let at = nearest_boundary(data, model, f64::midpoint(range(data)[0], range(data)[1]))?;
        Some(boundary::steepness(model, at, range(data)))
    });
    Condition {
        met: slope.is_some_and(|slope| slope >= goal.at_least - ROUNDING),
        name: "steepness".to_owned(),
        wanted: format!("{} or more", brief(goal.at_least)),
        stands: slope.map_or_else(no_answer, |slope| apart(slope, goal.at_least)),
        value: slope,
        off: slope.map(|slope| goal.at_least - slope),
        ..Condition::default()
    }
}

fn nearest_boundary(data: &Data, model: Subject<'_>, to: f64) -> Option<f64> {
    if data.x.shape()[1] != 1 {
        return None;
    }
    boundary::of(model, range(data), boundary::HALF)
        .into_iter()
        .min_by(|a, b| (a - to).abs().total_cmp(&(b - to).abs()))
}

// Wider than the data, so that a boundary that has slipped off is still found.
fn range(data: &Data) -> [f64; 2] {
    let [from, to] = x_range(data);
    [from - (to - from), to + (to - from)]
}
