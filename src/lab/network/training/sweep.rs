//! A training that tries the values of a setting, one model after the other.

use std::sync::Arc;

use crate::lab::decided;
use crate::lab::picture::{Errors, Validation};
use crate::lesson::format::{Fit as Settings, FitOver};
use crate::nn::{self, Dense, Layer, Sequential, Tensor};

use super::Training;
use super::examples::Examples;

/// How far it has come.
#[derive(Clone, Debug)]
pub(super) struct Sweep {
    pub(super) over: FitOver,
    /// The model that each of them begins as, but for the setting.
    pub(super) base: Sequential,
    /// Those that are done.
    tried: Vec<Arc<Tried>>,
    /// The value whose model the learner looks at.
    picked: Option<f64>,
}

/// A value that was tried.
#[derive(Debug)]
struct Tried {
    errors: Errors,
    model: Sequential,
}

impl Sweep {
    pub(super) fn new(over: &FitOver, base: &Sequential) -> Self {
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
        self.over.values().len()
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

impl Training {
    /// How many values of how many are done, where several are tried.
    pub(in crate::lab) fn values_done(&self) -> Option<(usize, usize)> {
        self.now.sweep.as_ref().map(|sweep| (sweep.done(), sweep.len()))
    }

    /// Looks at the model of a value: the nearest of those that are tried.
    pub(in crate::lab) fn pick(&mut self, value: f64) -> bool {
        let Some(sweep) = &mut self.now.sweep else { return false };
        let distance = |tried: &f64| (tried - value).abs();
        let nearest =
            sweep.over.values().into_iter().min_by(|a, b| distance(a).total_cmp(&distance(b)));
        let is_new = nearest != sweep.picked;
        sweep.picked = nearest;
        is_new
    }

    /// The value whose model is looked at: the one that was picked, else the one that is being
    /// trained, at the end the last.
    pub(in crate::lab) fn value_shown(&self) -> Option<f64> {
        let sweep = self.now.sweep.as_ref()?;
        let values = sweep.over.values();
        let is_done = |value: &f64| sweep.tried.iter().any(|tried| tried.errors.value == *value);
        let under_way = values.get(sweep.done()).or(values.last()).copied();
        sweep.picked.filter(is_done).or(under_way)
    }

    /// The model that is looked at: that of the value that was picked, once it is trained, else the
    /// one that is being trained.
    pub(in crate::lab) fn shown(&mut self) -> Sequential {
        let value = self.value_shown();
        let found = self.now.sweep.as_ref().and_then(|sweep| {
            sweep.tried.iter().find(|tried| Some(tried.errors.value) == value).cloned()
        });
        found.map_or_else(|| self.model().clone(), |tried| tried.model.clone())
    }

    /// Both errors over the values that are done.
    pub(in crate::lab) fn tried(&self) -> Option<Validation> {
        let sweep = self.now.sweep.as_ref()?;
        Some(Validation {
            slider: sweep.over.slider(),
            values: sweep.over.values(),
            shown: self.value_shown(),
            tried: sweep.tried.iter().map(|tried| tried.errors).collect(),
            beside: self.now.settings.validation.map(|part| part.name()),
        })
    }

    /// Once a model is trained: measures it, and begins with the next one.
    pub(super) fn go_on_to_the_next(&mut self) {
        let is_over = self.now.fit.end().is_some();
        let Some(sweep) = self.now.sweep.as_ref().filter(|it| is_over && it.done() < it.len())
        else {
            return;
        };
        let value = sweep.over.values()[sweep.done()];
        let rows = match &sweep.over {
            FitOver::Rows(counts) => counts[sweep.done()],
            _ => usize::MAX,
        };
        let model = self.model().clone();
        let errors = self.errors_of(value, rows, &model);
        if let Some(sweep) = &mut self.now.sweep {
            sweep.tried.push(Arc::new(Tried { errors, model }));
        }
        // What could begin with the first value can begin with all others.
        let _ = self.begin_with_the_next();
    }

    /// Begins with the next value, if there is one.
    pub(super) fn begin_with_the_next(&mut self) -> Result<(), nn::Error> {
        let next = self.now.sweep.as_ref().and_then(|sweep| sweep.next(&self.now.settings));
        let Some((model, settings)) = next else { return Ok(()) };
        self.now.fit = self.first_fit(&settings, &model)?;
        self.now.origin = model;
        self.now.trace = super::Trace::default();
        Ok(())
    }

    fn errors_of(&self, value: f64, rows: usize, model: &Sequential) -> Errors {
        let has_labels = self.examples.data.has_labels();
        let error = |x: &Tensor, y: &Tensor| {
            let output = model.forward(x).ok()?.pop()?.output;
            decided::error(y, &output, has_labels)
        };
        let (x, y) = self.first_learned(rows);
        let others = self.validation.as_deref().and_then(|(x, y)| error(x, y));
        Errors { value, train: error(&x, &y).unwrap_or(f64::NAN), others }
    }
}

/// A model and settings with one of the values.
fn variant(
    over: &FitOver,
    at: usize,
    base: &Sequential,
    settings: &Settings,
) -> (Sequential, Settings) {
    let mut settings = settings.clone();
    let model = match over {
        FitOver::L2(values) => with_l2(base, values[at]),
        FitOver::Units(units) => with_units(base, units[at]),
        FitOver::LearningRate(rates) => {
            settings.learning_rate = Some(rates[at]);
            Some(base.clone())
        }
        FitOver::Rows(_) => Some(base.clone()),
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
pub(super) fn rows(over: Option<&FitOver>, done: usize) -> usize {
    match over {
        Some(FitOver::Rows(counts)) => counts.get(done).copied().unwrap_or(usize::MAX),
        _ => usize::MAX,
    }
}

/// The first rows of what is learned from.
pub(super) fn first(examples: &Examples, rows: usize) -> (Tensor, Tensor) {
    let rows = rows.min(examples.x().shape().first().copied().unwrap_or(0));
    let first = |table: &Tensor| table.slice_axis(ndarray::Axis(0), (..rows).into()).to_owned();
    (first(examples.x()), first(examples.y()))
}
