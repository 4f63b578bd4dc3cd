//! A training that tries the values of a setting, one model after the other.

use std::sync::Arc;

use crate::lab::picture::Errors;
use crate::lesson::format::{Fit as Settings, Over, Slider};
use crate::nn::{Dense, Layer, Sequential, Tensor};

use super::examples::Examples;

/// How far it has come.
#[derive(Clone, Debug)]
pub(super) struct Sweep {
    pub(super) over: Over,
    /// The model that each of them begins as, but for the setting.
    pub(super) base: Sequential,
    /// Those that are done.
    pub(super) tried: Vec<Arc<Tried>>,
    /// The value whose model the learner looks at.
    pub(super) picked: Option<f64>,
}

/// A value that was tried.
#[derive(Debug)]
pub(super) struct Tried {
    pub(super) errors: Errors,
    pub(super) model: Sequential,
}

impl Sweep {
    pub(super) fn new(over: &Over, base: &Sequential) -> Self {
        Self { over: over.clone(), base: base.clone(), tried: Vec::new(), picked: None }
    }

    /// The same from its first value on.
    pub(super) fn anew(&self, base: &Sequential) -> Self {
        Self { base: base.clone(), tried: Vec::new(), ..self.clone() }
    }

    /// How many values are done.
    pub(super) fn done(&self) -> usize {
        self.tried.len()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.over.values.len()
    }

    /// The model and the settings of the value that is next; none where all are done.
    pub(super) fn next(&self, settings: &Settings) -> Option<(Sequential, Settings)> {
        let at = self.done();
        (at < self.len()).then(|| variant(&self.over, at, &self.base, settings))
    }

    /// How many numbers its models keep.
    pub(super) fn numbers(&self) -> usize {
        let of = |tried: &Arc<Tried>| tried.model.count_params().unwrap_or(0);
        self.tried.iter().map(of).sum()
    }
}

/// A model and settings with one of the values.
fn variant(
    over: &Over,
    at: usize,
    base: &Sequential,
    settings: &Settings,
) -> (Sequential, Settings) {
    let (mut settings, value) = (settings.clone(), over.values[at]);
    let model = match over.slider {
        Slider::L2 => with_l2(base, value as f32),
        Slider::Units => with_units(base, value as usize),
        slider => {
            if slider == Slider::LearningRate {
                settings.learning_rate = Some(value as f32);
            }
            Some(base.clone())
        }
    };
    (model.unwrap_or_else(|| base.clone()), settings)
}

/// The same with another cost of large weights, in all layers that have one.
fn with_l2(base: &Sequential, l2: f32) -> Option<Sequential> {
    let mut model = base.clone();
    for layer in &mut model.layers {
        if let Layer::Dense(dense) = layer
            && dense.l2().is_some()
        {
            *dense = dense.clone().with_l2(l2).ok()?;
        }
    }
    Some(model)
}

/// The same with so many units in its first layer, drawn from the same seeds.
fn with_units(base: &Sequential, units: usize) -> Option<Sequential> {
    let dense = |layer: &Layer| match layer {
        Layer::Dense(dense) => Some(dense.clone()),
        Layer::Normalization(_) => None,
    };
    let all: Vec<Dense> = base.layers.iter().filter_map(dense).collect();
    let inputs = all.first()?.kernel()?.nrows();
    let anew = |(index, layer): (usize, &Dense)| {
        let units = if index == 0 { units } else { layer.units };
        let made = Dense::new(layer.name.clone(), units, layer.activation, layer.seed());
        match layer.l2() {
            Some(l2) => made.and_then(|made| made.with_l2(l2)),
            None => made,
        }
    };
    let layers: Vec<Layer> = all
        .iter()
        .enumerate()
        .map(anew)
        .collect::<Result<Vec<_>, _>>()
        .ok()?
        .into_iter()
        .map(Layer::Dense)
        .collect();
    Sequential::with_input(base.name.clone(), inputs, layers).ok()
}

/// What a value of the number of rows learns from: the first so many.
pub(super) fn rows(over: Option<&Over>, done: usize) -> usize {
    let over = over.filter(|over| over.slider == Slider::Rows);
    over.and_then(|over| over.values.get(done)).map_or(usize::MAX, |count| *count as usize)
}

/// The first rows of what is learned from.
pub(super) fn first(examples: &Examples, rows: usize) -> (Tensor, Tensor) {
    let rows = rows.min(examples.x().shape().first().copied().unwrap_or(0));
    let first = |table: &Tensor| table.slice_axis(ndarray::Axis(0), (..rows).into()).to_owned();
    (first(examples.x()), first(examples.y()))
}
