//! `run.decision_tree = …`: a tree grows at once, or asks the questions of the lesson.

use crate::journal::Slider;
use crate::lab::model::Model;
use crate::lab::picture::{Errors, Validation};
use crate::lab::slide::Slide;
use crate::lab::state::State;
use crate::lab::statement::{KerasError, Printed, Statement};
use crate::lab::tree::{self, DecisionTree as Tree};
use crate::lesson::format::{DecisionTree, Part};

use super::import::Import;
use super::runnable::{Runnable, Stage};

impl Runnable for DecisionTree {
    fn perform(&self, state: &mut State, _seed: u64) {
        let Some(data) = state.learned_from() else { return };
        let start = self.value().map_or_else(|| self.clone(), |value| self.at(value));
        if let Ok(tree) = Tree::of(&start, data) {
            state.put(Model::Tree(tree));
            state.set_by_lesson.insert(self.name.clone());
            state.subject = Some(self.name.clone());
        }
    }

    fn slid(&self, state: &mut State, _slider: Slider, value: f32) {
        let tree = state.variable(&self.name).and_then(Model::tree);
        if let Some(tree) = tree.map(|tree| tree.at(f64::from(value))) {
            state.slid = tree.settings.value().map(|value| value as f32).into_iter().collect();
            state.put(Model::Tree(tree));
        }
    }

    fn needs(&self) -> Vec<Import> {
        if self.questions.is_some() { Vec::new() } else { vec![Import::Trees] }
    }

    fn shows_weights(&self, layer: &str, _before: &State) -> bool {
        self.questions.is_some() && layer == self.name
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        let Some(data) = stage.state.learned_from() else { return Vec::new() };
        let made = stage.state.variable(&self.name).and_then(Model::tree);
        let Some(tree) = made.filter(|tree| tree.settings.at(0.0) == self.at(0.0)) else {
            let error = Tree::of(self, data).err();
            let printed = error.map(|error| Printed::Error(KerasError::of_sklearn(&error)));
            let code = tree::growing(self, data.has_labels());
            return printed.map(|it| Statement::new(code, it)).into_iter().collect();
        };
        if self.questions.is_some() {
            return vec![tree::defined(tree, data)];
        }
        // What is looked at is told, else what there is to choose by.
        let looked_at = Some(stage.state.part).filter(|part| *part != Part::Train);
        let looked_at = looked_at.and_then(|part| Some((part, stage.state.part_of_data(part)?)));
        let looked_at = looked_at.map(|(part, data)| (part.name(), data.as_ref()));
        let chosen_by = stage.state.beside().map(|(part, data)| (part.name(), data));
        let beside = looked_at.or(chosen_by);
        let parts: Vec<_> = [("train", data.as_ref())].into_iter().chain(beside).collect();
        let tried = self.over.as_ref().map(|over| tree::tried(tree, over, &parts));
        tried.into_iter().chain(tree::fitted(tree, &parts)).collect()
    }

    fn slides(&self, state: &State, values: &[f32]) -> Vec<Slide> {
        let slid = self.over.as_ref().zip(values.first());
        let Some((over, value)) = slid else { return Vec::new() };
        let errors = self.tried(state).map(|tried| tried.told());
        vec![Slide::along(over, &self.name, *value, errors)]
    }

    fn tried(&self, state: &State) -> Option<Validation> {
        let over = self.over.as_ref()?;
        let tree = state.variable(&self.name).and_then(Model::tree)?;
        let (train, beside) = (state.learned_from()?, state.beside());
        let errors = |value: &f64| {
            let at = tree.at(*value);
            Errors {
                value: *value,
                train: at.error(train),
                others: beside.map(|(_, data)| at.error(data)),
            }
        };
        Some(Validation {
            slider: over.slider,
            values: over.values.clone(),
            shown: tree.settings.value(),
            tried: over.values.iter().map(errors).collect(),
            beside: beside.map(|(part, _)| part.name()),
            measure: "error",
        })
    }
}
