//! What a training does with the values that it tries: it goes on from one to the next, and shows the
//! model of the one that is looked at.

use std::sync::Arc;

use crate::lab::decided;
use crate::lab::picture::{Errors, Validation};
use crate::lesson::Part;
use crate::nn::{self, Sequential, Tensor};

use super::Training;
use super::sweep::{self, Tried};
use super::trace::Trace;

impl Training {
    /// How many values of how many are done, where several are tried.
    pub(in crate::lab) fn values_done(&self) -> Option<(usize, usize)> {
        self.now.sweep.as_ref().map(|sweep| (sweep.done(), sweep.len()))
    }

    /// Looks at the model of a value: the nearest of those that are tried.
    pub(in crate::lab) fn pick(&mut self, value: f64) -> bool {
        let Some(sweep) = &mut self.now.sweep else { return false };
        let nearest = sweep.over.nearest(value);
        let is_new = nearest != sweep.picked;
        sweep.picked = nearest;
        is_new
    }

    /// The value whose model is looked at: the one that was picked, else the one that is being
    /// trained, at the end the last.
    pub(in crate::lab) fn value_shown(&self) -> Option<f64> {
        let sweep = self.now.sweep.as_ref()?;
        let values = &sweep.over.values;
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
            slider: sweep.over.slider,
            values: sweep.over.values.clone(),
            shown: self.value_shown(),
            tried: sweep.tried.iter().map(|tried| tried.errors).collect(),
            beside: self.now.settings.validation.map(Part::name),
            measure: "error",
        })
    }

    /// Once a model is trained: measures it, and begins with the next one.
    pub(super) fn go_on_to_the_next(&mut self) {
        let is_over = self.now.fit.end().is_some();
        let Some(sweep) = self.now.sweep.as_ref().filter(|it| is_over && it.done() < it.len())
        else {
            return;
        };
        let value = sweep.over.values[sweep.done()];
        let rows = sweep::rows(Some(&sweep.over), sweep.done());
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
        self.now.trace = Trace::default();
        Ok(())
    }

    fn errors_of(&self, value: f64, rows: usize, model: &Sequential) -> Errors {
        let has_labels = self.examples.data.has_labels();
        let error = |x: &Tensor, y: &Tensor| {
            let output = model.forward(x).ok()?.pop()?.output;
            decided::error(y, &output, has_labels, None)
        };
        let (x, y) = self.first_learned(rows);
        let others = self.validation.as_deref().and_then(|(x, y)| error(x, y));
        Errors { value, train: error(&x, &y).unwrap_or(f64::NAN), others }
    }
}
