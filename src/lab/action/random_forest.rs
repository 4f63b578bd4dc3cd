//! `run.random_forest = …`: many trees grow at once.

use crate::journal::Slider;
use crate::lab::data::Data;
use crate::lab::forest::{self, Measured, RandomForest as Forest};
use crate::lab::model::Model;
use crate::lab::picture::{Errors, Validation};
use crate::lab::slide::Slide;
use crate::lab::state::State;
use crate::lab::statement::{KerasError, Printed, Statement};
use crate::lab::tensors::decimal;
use crate::lesson::format::{RandomForest, Tunable, positions};
use crate::sklearn;

use super::import::Import;
use super::runnable::{Runnable, Stage};

impl Runnable for RandomForest {
    fn perform(&self, state: &mut State, _seed: u64) {
        let Some(data) = state.learned_from() else { return };
        let start = self.value().map_or_else(|| self.clone(), |value| self.at(value));
        if let Ok(forest) = Forest::of(&start, data, state.beside()) {
            state.put(Model::Forest(forest));
            state.changed_at.remove(&self.name);
            state.subject = Some(self.name.clone());
        }
    }

    fn slid(&self, state: &mut State, slider: Slider, value: f32) {
        let forest = state.variable(&self.name).and_then(Model::forest);
        if let Some(forest) = forest.map(|forest| forest.with(slider, decimal(value))) {
            state.slid = positions(forest.settings.cells());
            state.put(Model::Forest(forest));
        }
    }

    fn needs(&self) -> Vec<Import> {
        vec![Import::Forests]
    }

    // What is drawn again is another `random_state` in its code.
    fn shows_weights(&self, layer: &str, _before: &State) -> bool {
        layer == self.name
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        let Some(data) = stage.state.learned_from() else { return Vec::new() };
        let made = stage.state.variable(&self.name).and_then(Model::forest);
        // To grow takes a while, and what is there has grown once.
        let Some(forest) =
            made.filter(|made| self.is_like(&made.settings.drawn_by(self.random_state)))
        else {
            let error = Forest::of(self, data, None).err();
            return error.map(|error| refused(self, data, &error)).into_iter().collect();
        };
        match (forest.grown(), forest.refusal()) {
            (Some(grown), _) => {
                let tried = self.over.as_ref().map(|over| forest::tried(forest, over));
                tried.into_iter().chain(forest::fitted(&forest.settings, grown)).collect()
            }
            (None, Some(error)) => vec![refused(&forest.settings, data, error)],
            // Python shows nothing before it is there.
            (None, None) => {
                vec![Statement::silent(forest::growing(&forest.settings, data.has_labels()))]
            }
        }
    }

    fn slides(&self, state: &State, values: &[f32]) -> Vec<Slide> {
        let errors = self.tried(state).map(|tried| tried.told());
        Slide::of_settings(self, self.over.as_ref(), &self.name, values, errors.as_ref())
    }

    fn tried(&self, state: &State) -> Option<Validation> {
        let over = self.over.as_ref()?;
        let forest = state.variable(&self.name).and_then(Model::forest)?;
        forest.grown()?;
        let errors = |(value, measured): (f64, &[Measured])| {
            let (train, others) = measured.split_first()?;
            let others = others.first().map(|others| others.error);
            Some(Errors { value, train: train.error, others })
        };
        Some(Validation {
            slider: over.slider,
            values: over.values.clone(),
            shown: forest.settings.value(),
            tried: forest.measured_for_each().filter_map(errors).collect(),
            beside: forest.measured().get(1).map(|beside| beside.part.name()),
            measure: "error",
        })
    }
}

fn refused(settings: &RandomForest, data: &Data, error: &sklearn::Error) -> Statement {
    let code = forest::growing(settings, data.has_labels());
    Statement::new(code, Printed::Error(KerasError::of_sklearn(error)))
}
