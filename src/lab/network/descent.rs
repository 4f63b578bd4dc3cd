//! The loss as a landscape: a slice through it along one weight, or all of it from above, with the
//! place where the model stands and the way that a training has gone.

use crate::chart::{Axis, Chart, Mark, Role, Series, nice_range};
use crate::lab::number::brief;
use crate::lab::picture::Scene;
use crate::lesson::format::{Gradient, PictureName};
use crate::nn::{Activation, Loss};

use super::slope::Unit;
use super::training::Training;

/// The picture of a gradient worked out by hand.
pub(in crate::lab) fn by_hand(
    gradient: &Gradient,
    scene: &Scene<'_>,
) -> Option<(PictureName, Chart)> {
    let unit = Unit::of(scene.data?, scene.subject?.network(), gradient.loss)?;
    match &gradient.along {
        Some(name) => {
            let along = Along::named(name, unit.w.len())?;
            Some((PictureName::Slice, slice(&unit, along, name, gradient.loss)))
        }
        None => Some((PictureName::Bowl, bowl(&unit, gradient.loss, &[])?)),
    }
}

/// The loss of a training from above, and the way that it has gone, for a model of one weight and
/// one bias.
pub(in crate::lab) fn of(training: &Training, scene: &Scene<'_>) -> Option<Chart> {
    let loss = training.settings().loss;
    let (x, y) = training.learned();
    let unit = Unit::with(x, y, scene.subject?.network(), loss)?;
    let is_known = matches!(
        (unit.activation, loss),
        (Activation::Linear | Activation::Sigmoid, Loss::MeanSquaredError)
            | (Activation::Sigmoid, Loss::BinaryCrossentropy)
    );
    let start: Vec<f32> = training.origin().get_weights().iter().flatten().copied().collect();
    let steps = training.trace().points().iter().filter_map(|point| point.weights);
    let start: Option<[f32; 2]> = start.try_into().ok();
    let way: Vec<[f64; 2]> =
        start.into_iter().chain(steps).map(|weights| weights.map(f64::from)).collect();
    is_known.then(|| bowl(&unit, loss, &way))?
}

/// What a slice goes along.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Along {
    Weight(usize),
    Bias,
}

impl Along {
    /// `w`, `w[1]` or `b`, if there is such a number among so many inputs.
    fn named(name: &str, inputs: usize) -> Option<Self> {
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

fn slice(unit: &Unit, along: Along, name: &str, loss: Loss) -> Chart {
    let slopes = unit.slopes();
    let (here, slope) = match along {
        Along::Weight(input) => (unit.w[input], slopes.w[input]),
        Along::Bias => (unit.b, slopes.b),
    };
    let (here, slope) = (f64::from(here), f64::from(slope));
    let [left, right] = widened(range(unit, along), [here, here]);
    let at = |value: f64| {
        let (mut w, mut b) = (unit.w.clone(), unit.b);
        match along {
            Along::Weight(input) => w[input] = value as f32,
            Along::Bias => b = value as f32,
        }
        unit.loss_at(&w, b)
    };
    // Each sample goes through all examples, and a curve needs no more than so many.
    let products = unit.x.len() as f64 * f64::from(SAMPLES);
    let samples = (f64::from(SAMPLES) * (SLICE_WORK / products).min(1.0)).ceil().max(FEWEST);
    let steps = (0..=samples as u32).map(|i| left + (right - left) * f64::from(i) / samples);
    let curve: Vec<[f64; 2]> = steps.map(|value| [value, at(value)]).collect();
    let height = at(here);
    let (_, top) = nice_range(curve.iter().map(|point| point[1]).chain([height]), 0.05);
    let tangent = [left, right].map(|value| [value, height + slope * (value - here)]);
    Chart {
        title: None,
        x: Axis::new(name, left, right),
        y: Axis::new(loss.name().replace('_', " "), 0.0, top),
        series: vec![
            Series::Curve { name: "loss".to_owned(), role: Role::Model, points: curve },
            Series::Curve {
                name: format!("slope {}", brief(slope)),
                role: Role::Formula,
                points: tangent.to_vec(),
            },
            Series::Points {
                name: "here".to_owned(),
                role: Role::Crosshair,
                mark: Mark::Diamond,
                points: vec![[here, height]],
            },
        ],
    }
}

const SAMPLES: u32 = 160;
const FEWEST: f64 = 40.0;
const SLICE_WORK: f64 = 500_000.0;

/// The logarithm is shown, or all but the rim would look level.
fn bowl(unit: &Unit, loss: Loss, way: &[[f64; 2]]) -> Option<Chart> {
    let [w] = unit.w.as_slice() else { return None };
    let here = [f64::from(*w), f64::from(unit.b)];
    let reach = |axis: usize| {
        let values = way.iter().map(move |point| point[axis]).chain([here[axis]]);
        let values = values.filter(|value| value.is_finite() && value.abs() < FARTHEST);
        values.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], v| [low.min(v), high.max(v)])
    };
    let x = widened(range(unit, Along::Weight(0)), reach(0));
    let y = widened(range(unit, Along::Bias), reach(1));
    let along = |[from, to]: [f64; 2], index: usize| {
        from + (to - from) * (index as f64 + 0.5) / GRID as f64
    };
    // A shade of many examples and that of some of them are the same to the eye.
    let some = unit.thinned(EXAMPLES);
    let value = |row: usize, column: usize| {
        some.loss_at(&[along(x, column) as f32], along(y, row) as f32).max(LEAST).log10()
    };
    let values: Vec<Vec<f64>> =
        (0..GRID).map(|row| (0..GRID).map(|column| value(row, column)).collect()).collect();
    let (from, to) = nice_range(values.iter().flatten().copied(), 0.0);
    let mut series = vec![Series::Shade { name: "loss (log10)".to_owned(), from, to, values }];
    if way.len() > 1 {
        let (name, points) = ("the way so far".to_owned(), way.to_vec());
        series.push(Series::Curve { name, role: Role::Model, points });
    }
    series.push(Series::Points {
        name: "here".to_owned(),
        role: Role::Crosshair,
        mark: Mark::Diamond,
        points: vec![here],
    });
    Some(Chart {
        title: Some(loss.name().replace('_', " ")),
        x: Axis::new("w", x[0], x[1]),
        y: Axis::new("b", y[0], y[1]),
        series,
    })
}

const GRID: usize = 40;
const EXAMPLES: usize = 250;
const LEAST: f64 = 1e-6;
const FARTHEST: f64 = 1e6;

/// The part of the axis that is worth seeing: for a line, around the weights that fit the data
/// best; for a sigmoid, as far as it takes to make it steep within the data.
fn range(unit: &Unit, along: Along) -> [f64; 2] {
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

fn tidy([from, to]: [f64; 2]) -> [f64; 2] {
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
fn widened([mut from, mut to]: [f64; 2], [low, high]: [f64; 2]) -> [f64; 2] {
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
