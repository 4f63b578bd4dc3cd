//! Which weights and biases are worth seeing.

use crate::chart::nice_range;
use crate::nn::Activation;

use super::slope::Unit;

/// What a slice goes along.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::lab) enum Along {
    Weight(usize),
    Bias,
}

impl Along {
    /// `w`, `w[1]` or `b`, if there is such a number among so many inputs.
    pub(in crate::lab) fn named(name: &str, inputs: usize) -> Option<Self> {
        let index = name.strip_prefix("w[").and_then(|rest| rest.strip_suffix(']'));
        match (name, index) {
            ("b", _) => Some(Self::Bias),
            ("w", _) => Some(Self::Weight(0)),
            (_, Some(index)) => {
                index.parse().ok().filter(|index| *index < inputs).map(Self::Weight)
            }
            _ => None,
        }
    }
}

/// The part of the axis that is worth seeing: for a line, around the weights that fit the data
/// best; for a sigmoid, as far as it takes to make it steep within the data.
pub(in crate::lab) fn range(unit: &Unit, along: Along) -> [f64; 2] {
    if unit.activation == Activation::Sigmoid {
        let reach = match along {
            Along::Weight(input) => 30.0 / spread(unit, input),
            Along::Bias => 15.0,
        };
        return tidy([-reach, reach]);
    }
    let best = best(unit, along);
    let reach = 1.25 * best.abs().max(1.0);
    tidy([best - reach, best + reach])
}

/// A range with round ends.
pub(super) fn tidy([from, to]: [f64; 2]) -> [f64; 2] {
    let (from, to) = nice_range([from, to].into_iter(), 0.0);
    [from, to]
}

fn spread(unit: &Unit, input: usize) -> f64 {
    let values = unit.x.rows().into_iter().map(|row| f64::from(row[input])).collect::<Vec<_>>();
    let (low, high) = values
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(*v), high.max(*v)));
    (high - low).max(1e-6)
}

/// Where the loss of a line is smallest: for one input the line of least squares, else where the
/// slice itself is lowest.
fn best(unit: &Unit, along: Along) -> f64 {
    let input = match along {
        Along::Weight(input) => input,
        Along::Bias => 0,
    };
    let x: Vec<f64> = unit.x.rows().into_iter().map(|row| f64::from(row[input])).collect();
    let y: Vec<f64> = unit.y.rows().into_iter().map(|row| f64::from(row[0])).collect();
    let (mx, my) = (mean(&x), mean(&y));
    let products: Vec<f64> = x.iter().zip(&y).map(|(x, y)| (x - mx) * (y - my)).collect();
    let squares: Vec<f64> = x.iter().map(|x| (x - mx) * (x - mx)).collect();
    let (covariance, variance) = (mean(&products), mean(&squares));
    let slope = if variance > 0.0 { covariance / variance } else { 0.0 };
    match along {
        Along::Weight(_) => slope,
        Along::Bias => my - slope * mx,
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// A range made wide enough for two values: it doubles, so that it does not move with every step.
pub(in crate::lab) fn widened([mut from, mut to]: [f64; 2], [low, high]: [f64; 2]) -> [f64; 2] {
    for _ in 0..40 {
        let reach = to - from;
        if low < from {
            from -= reach;
        } else if high > to {
            to += reach;
        } else {
            break;
        }
    }
    [from, to]
}
