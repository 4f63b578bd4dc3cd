//! The loss of a network over two of its numbers, all others being as they are.

use std::sync::{Arc, Mutex, PoisonError};

use ndarray::Axis;

use crate::chart::Field;
use crate::journal::{Parameter, Place};
use crate::lab::sample;
use crate::nn::{self, Activation, Loss, Tensor, WeightAt};

use super::answering::Network;
use super::cut::Cut;
use super::paraboloid::Paraboloid;
use super::plane::Plane;

/// The loss over two numbers of a network.
pub(super) enum Landscape {
    /// That of a line and the squares of its errors, which is known everywhere.
    Paraboloid(Paraboloid),
    /// Any other, which the engine is asked for.
    Asked(Asked),
}

/// A loss that the engine is asked for.
pub(super) struct Asked {
    engine: Arc<Mutex<nn::Landscape>>,
    /// How many products one place takes, about.
    work: usize,
    /// Where it is lowest, if that is known.
    lowest: Option<[f64; 2]>,
    /// Of how many examples it is, and of how many there are.
    pub(super) examples: (usize, usize),
}

impl Landscape {
    /// That of a network over examples as it is given them.
    pub(super) fn of(
        network: Network<'_>,
        (x, y): (&Tensor, &Tensor),
        loss: Loss,
        axes: &[Parameter; 2],
    ) -> Option<Self> {
        let activation = network.layers().last()?.1.activation;
        let cut = || Cut::of(network, (x, y), axes);
        if (activation, loss) == (Activation::Linear, Loss::MeanSquaredError)
            && let Some(paraboloid) = cut().as_ref().and_then(Paraboloid::of)
        {
            return Some(Self::Paraboloid(paraboloid));
        }
        let mut asked = Asked::new(network, (x, y), loss, axes)?;
        let is_convex = matches!(
            (activation, loss),
            (Activation::Sigmoid, Loss::BinaryCrossentropy)
                | (Activation::Linear, Loss::BinaryCrossentropyFromLogits)
        );
        if is_convex && asked.is_whole() {
            asked.lowest = cut().and_then(|cut| cut.lowest_crossentropy());
        }
        Some(Self::Asked(asked))
    }

    /// The loss at a place.
    pub(super) fn loss(&self, at: [f64; 2]) -> f64 {
        match self {
            Self::Paraboloid(paraboloid) => paraboloid.loss(at),
            Self::Asked(asked) => loss(&asked.engine, at),
        }
    }

    /// Where it is lowest, if it is so in one place.
    pub(super) fn lowest(&self) -> Option<[f64; 2]> {
        match self {
            Self::Paraboloid(paraboloid) => Some(paraboloid.lowest),
            Self::Asked(asked) => asked.lowest,
        }
    }

    /// Whether it is known everywhere.
    pub(super) fn is_known(&self) -> bool {
        matches!(self, Self::Paraboloid(_))
    }

    /// The lowest loss within each place of a picture, so that the floor of a valley that is
    /// narrower than a place is seen to be one; where the engine is asked, the loss in its middle.
    pub(super) fn field(&self, plane: Plane) -> Field {
        match self {
            Self::Paraboloid(paraboloid) => {
                let paraboloid = *paraboloid;
                Field::asked(16, move |across, up| {
                    let size = [apart(across, plane.x), apart(up, plane.y)];
                    places(across, up).map(|at| paraboloid.within(plane.at(at), size)).collect()
                })
            }
            Self::Asked(asked) => {
                let engine = Arc::clone(&asked.engine);
                Field::asked(asked.work, move |across, up| {
                    places(across, up).map(|at| loss(&engine, plane.at(at))).collect()
                })
            }
        }
    }
}

impl Asked {
    fn new(
        network: Network<'_>,
        (x, y): (&Tensor, &Tensor),
        loss: Loss,
        axes: &[Parameter; 2],
    ) -> Option<Self> {
        let units: usize = network.layers().iter().map(|(_, layer)| layer.units).sum();
        let of_an_example = network.numbers() + units * EXPONENTIAL;
        let all = x.shape().first().copied().unwrap_or(0);
        let rows = fair(y, (PLACE_WORK / of_an_example).min(EXAMPLES));
        if rows.len() < all.min(FEWEST) {
            return None;
        }
        let some = |table: &Tensor| table.select(Axis(0), &rows);
        let [across, up] = axes.each_ref().map(|axis| at(network, axis));
        let (x, y) = (some(x), some(y));
        let engine =
            nn::Landscape::new(network.variable.as_model()?, loss, (&x, &y), [across?, up?])
                .ok()?;
        Some(Self {
            engine: Arc::new(Mutex::new(engine)),
            work: rows.len() * of_an_example,
            lowest: None,
            examples: (rows.len(), all),
        })
    }

    pub(super) fn is_whole(&self) -> bool {
        self.examples.0 == self.examples.1
    }
}

/// Some of the examples, in which targets of every size have the share that they have of all.
fn fair(y: &Tensor, most: usize) -> Vec<usize> {
    let all = y.shape().first().copied().unwrap_or(0);
    let target = |row: &usize| y.get([*row, 0].as_slice()).copied().unwrap_or(f32::NAN);
    let mut order: Vec<usize> = (0..all).collect();
    if most < all {
        order.sort_by(|one, other| target(one).total_cmp(&target(other)));
    }
    sample::rows(all, most).into_iter().map(|place| order[place]).collect()
}

fn loss(engine: &Mutex<nn::Landscape>, [x, y]: [f64; 2]) -> f64 {
    let mut engine = engine.lock().unwrap_or_else(PoisonError::into_inner);
    f64::from(engine.loss([x as f32, y as f32]))
}

fn at(network: Network<'_>, parameter: &Parameter) -> Option<WeightAt> {
    let layers = network.layers();
    let layer = layers.iter().position(|(name, _)| *name == parameter.layer)?;
    let inputs = layers[layer].1.kernel()?.nrows();
    Some(match parameter.place {
        Place::Weight { input, unit } => WeightAt { layer, row: input, unit },
        Place::Bias { unit } => WeightAt { layer, row: inputs, unit },
        Place::Node { .. } => return None,
    })
}

fn places<'a>(across: &'a [f64], up: &'a [f64]) -> impl Iterator<Item = [f64; 2]> + 'a {
    up.iter().flat_map(|up| across.iter().map(|across| [*across, *up]))
}

/// How far apart places are that lie at these shares of an axis.
fn apart(shares: &[f64], [from, to]: [f64; 2]) -> f64 {
    match shares {
        [first, second, ..] => (second - first) * (to - from),
        _ => 0.0,
    }
}

/// About as many products take as long as an activation.
const EXPONENTIAL: usize = 16;
/// So many products may one place take, or a picture of many would take too long.
const PLACE_WORK: usize = 8_000;
const EXAMPLES: usize = 250;
/// The loss of fewer examples says little of that of all.
const FEWEST: usize = 32;
