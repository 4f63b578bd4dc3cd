//! `run.booster = …`: one small tree grows after another.

use crate::lab::booster::{self, Booster as Trained};
use crate::lab::model::Model;
use crate::lab::picture::{Errors, Validation};
use crate::lab::slide::Slide;
use crate::lab::state::State;
use crate::lab::statement::Statement;
use crate::lab::tensors::decimal;
use crate::lesson::Part;
use crate::lesson::format::{Booster, Slider, Tunable, positions};

use super::import::Import;
use super::runnable::{Runnable, Stage};

impl Runnable for Booster {
    fn perform(&self, state: &mut State, _seed: u64) {
        let Some(data) = state.learned_from() else { return };
        let made = Trained::of(self, data, state.beside());
        state.subject = Some(self.name.clone());
        state.changed_at.remove(&self.name);
        match made {
            Ok(booster) => put(state, booster),
            // One of an earlier step is not this one.
            Err(_) => state.forget(&self.name),
        }
    }

    fn slid(&self, state: &mut State, slider: Slider, value: f32) {
        let made = state.variable(&self.name).and_then(Model::booster);
        let booster = match made {
            Some(booster) => Some(booster.with(slider, decimal(value))),
            // What could not be trained may be set right.
            None => state
                .learned_from()
                .and_then(|data| Trained::of(&self.as_slid(state), data, state.beside()).ok()),
        };
        if let Some(booster) = booster {
            state.subject = Some(self.name.clone());
            put(state, booster);
        }
    }

    fn needs(&self) -> Vec<Import> {
        vec![Import::Boosting]
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        let Some(data) = stage.state.learned_from() else { return Vec::new() };
        let made = stage.state.variable(&self.name).and_then(Model::booster);
        let Some(booster) = made.filter(|made| self.is_like(&made.settings)) else {
            let (settings, beside) = (self.as_slid(stage.state), stage.state.beside());
            let parts: Vec<Part> =
                [Part::Train].into_iter().chain(beside.map(|(part, _)| part)).collect();
            let error = Trained::of(&settings, data, beside).err();
            let refused =
                |error| booster::refused(&settings, &booster::names(data), &parts, &error);
            return error.map(refused).into_iter().collect();
        };
        let has_rounds = !booster.is_refused() && booster.is_begun();
        let tried = self.over.as_ref().filter(|_| has_rounds);
        let tried = tried.map(|over| booster::tried(booster, over));
        tried.into_iter().chain(booster::trained(booster, &data.x)).collect()
    }

    fn slides(&self, state: &State, values: &[f32]) -> Vec<Slide> {
        let made = state.variable(&self.name).and_then(Model::booster);
        let slide = |((slider, _), value): ((Slider, f64), &f32)| Slide {
            name: named(slider).to_owned(),
            stops: self.stops(slider, made),
            ..Slide::new(slider, &self.name, *value)
        };
        self.cells().into_iter().zip(values).map(slide).collect()
    }

    fn tried(&self, state: &State) -> Option<Validation> {
        let over = self.over.as_ref()?;
        let booster = state.variable(&self.name).and_then(Model::booster)?;
        if booster.is_refused() {
            return None;
        }
        let errors = |(value, scores): (f64, &[f64])| {
            Some(Errors { value, train: *scores.first()?, others: scores.get(1).copied() })
        };
        Some(Validation {
            slider: over.slider,
            values: over.values.clone(),
            shown: booster.settings.value_of(over.slider),
            tried: booster.measured_for_each().filter_map(errors).collect(),
            beside: booster.parts().nth(1).map(Part::name),
            measure: booster.measured().0.name(),
        })
    }
}

impl Booster {
    /// As the numbers stand that can be slid at its step.
    fn as_slid(&self, state: &State) -> Self {
        let slid = self.cells().into_iter().zip(&state.slid);
        slid.fold(self.clone(), |it, ((slider, _), value)| it.with(slider, decimal(*value)))
    }

    /// The only values that a setting can have, where there are only some.
    fn stops(&self, slider: Slider, made: Option<&Trained>) -> Vec<f32> {
        let rounds = |made: &Trained| (0..=made.ran()).map(|round| round as f32).collect();
        match &self.over {
            _ if slider == Slider::NumBoostRound => made.map(rounds).unwrap_or_default(),
            Some(over) if over.slider == slider => over.stops(),
            _ => Vec::new(),
        }
    }
}

/// What stands before the cell of a setting.
const fn named(slider: Slider) -> &'static str {
    match slider {
        Slider::NumBoostRound => "round",
        other => other.name(),
    }
}

/// Keeps it, with the numbers that can be slid where it has them.
fn put(state: &mut State, booster: Trained) {
    state.set_by_lesson.insert(booster.name().to_owned());
    state.slid = positions(booster.cells());
    state.put(Model::Booster(booster));
}
