//! The loss as a landscape: a slice through it along one weight, or all of it from above, with the
//! place where the model stands and the way that a training has gone.

use crate::chart::{Axis, Chart, Drawing, Mark, Proportion, Role, Series, nice_range};
use crate::journal::{Parameter, Place};
use crate::lab::number::brief;
use crate::lab::picture::Scene;
use crate::lesson::format::{Gradient, PictureName};
use crate::nn::Loss;

use super::answering::Network;
use super::axes;
use super::bowl::{self, Bowl, Way};
use super::reach::{Along, range, widened};
use super::slope::Unit;
use super::training::{RUN_BEFORE, Rival, Training};

/// The picture of a gradient worked out by hand.
pub(in crate::lab) fn by_hand(
    gradient: &Gradient,
    scene: &Scene<'_>,
) -> Option<(PictureName, Drawing)> {
    let Some(name) = &gradient.along else {
        return above(gradient.loss, scene).map(|bowl| (PictureName::Bowl, bowl));
    };
    let unit = Unit::of(scene.data?, scene.subject?.network()?, gradient.loss)?;
    let along = Along::named(name, unit.w.len())?;
    let slice = slice(&unit, along, name, gradient.loss);
    Some((PictureName::Slice, Drawing::Chart(slice)))
}

/// The loss over two weights from above, at a step without a training.
pub(in crate::lab) fn above(loss: Loss, scene: &Scene<'_>) -> Option<Drawing> {
    let network = scene.subject?.network()?;
    let data = scene.data?;
    let axes = axes::of(network, scene.bowl, scene.focus)?;
    let examples = (&network.given(&data.x), &data.y);
    let bowl = Bowl { network, examples, loss, axes, ways: Vec::new() };
    bowl::draw(&bowl).map(|bowl| Drawing::Sliced(Box::new(bowl)))
}

/// The loss of a training from above, and the way that it and the runs beside it have gone.
pub(in crate::lab) fn of(training: &Training, scene: &Scene<'_>) -> Option<Drawing> {
    let network = scene.subject?.network()?;
    let axes = axes::of(network, scene.bowl, scene.focus)?;
    let both = [index(network, &axes[0])?, index(network, &axes[1])?];
    let ways = ways(training, both);
    let (x, y) = training.learned();
    let loss = training.settings().loss;
    let bowl = Bowl { network, examples: (&x, &y), loss, axes, ways };
    bowl::draw(&bowl).map(|bowl| Drawing::Sliced(Box::new(bowl)))
}

/// The way of a training over two of its weights, those of the runs beside it, and that of the run
/// before.
fn ways(training: &Training, both: [usize; 2]) -> Vec<Way> {
    let name = training.name();
    let own = Way {
        name: name.unwrap_or_else(|| "the way so far".to_owned()),
        role: Role::Model,
        points: training.way(both),
    };
    let rival = |(index, rival): (usize, &Rival)| Way {
        name: training.name_of(rival),
        role: Role::Rival(index as u8),
        points: training.way_of(rival, both),
    };
    let before =
        Way { name: RUN_BEFORE.to_owned(), role: Role::Muted, points: training.way_before(both) };
    let rivals = training.rivals().iter().enumerate().map(rival);
    [own].into_iter().chain(rivals).chain([before]).collect()
}

/// Which of all weights it is: layer by layer the kernel row by row, then the bias.
fn index(network: Network<'_>, parameter: &Parameter) -> Option<usize> {
    let layers = network.layers();
    let layer = layers.iter().position(|(name, _)| *name == parameter.layer)?;
    let before: usize = layers[..layer].iter().filter_map(|(_, l)| l.count_params().ok()).sum();
    let (inputs, units) = layers[layer].1.kernel()?.dim();
    Some(match parameter.place {
        Place::Weight { input, unit } => before + input * units + unit,
        Place::Bias { unit } => before + inputs * units + unit,
        Place::Node { .. } => return None,
    })
}

fn slice(unit: &Unit, along: Along, name: &str, loss: Loss) -> Chart {
    let slopes = unit.clear_slopes();
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
        proportion: Proportion::Course,
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
