//! `run.decision_tree = …`: a tree grows at once, or asks the questions of the lesson.

use crate::journal::Slider;
use crate::lab::data::Data;
use crate::lab::model::Model;
use crate::lab::picture::{Errors, Validation};
use crate::lab::slide::Slide;
use crate::lab::state::State;
use crate::lab::statement::{KerasError, Printed, Statement};
use crate::lab::tensors::decimal;
use crate::lab::tree::{self, DecisionTree as Tree};
use crate::lesson::format::{DecisionTree, Part, Tunable, positions};
use crate::sklearn;

use super::import::Import;
use super::runnable::{Runnable, Stage};

impl Runnable for DecisionTree {
    fn perform(&self, state: &mut State, _seed: u64) {
        let start = self.value().map_or_else(|| self.clone(), |value| self.at(value));
        put(state, &start);
    }

    fn slid(&self, state: &mut State, slider: Slider, value: f32) {
        let Some(tree) = state.variable(&self.name).and_then(Model::tree) else { return };
        let is_tried = self.over.as_ref().is_some_and(|over| over.slider == slider);
        if is_tried && tree.refusal().is_none() {
            let tree = tree.at(f64::from(value));
            state.slid = positions(tree.settings.cells());
            return state.put(Model::Tree(tree));
        }
        let settings = tree.settings.with(slider, decimal(value));
        state.edited.remove(&self.name);
        state.slid = positions(settings.cells());
        put(state, &settings);
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
        let Some(tree) = made.filter(|tree| self.is_like(&tree.settings)) else {
            let error = Tree::of(self, data).err();
            return error.map(|error| refused(self, data, &error)).into_iter().collect();
        };
        if let Some(error) = tree.refusal() {
            return vec![refused(&tree.settings, data, error)];
        }
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
        let errors = self.tried(state).map(|tried| tried.told());
        let mut slides =
            Slide::of_settings(self, self.over.as_ref(), &self.name, values, errors.as_ref());
        let made = state.variable(&self.name).and_then(Model::tree);
        // It is another tree by now, and a setting grows it anew.
        let is_other = |tree: &Tree| tree.refusal().is_none() && tree.is_by_hand();
        if let (Some(first), true) = (slides.first_mut(), made.is_some_and(is_other)) {
            first.name = format!("grown with {}", first.name);
        }
        slides
    }

    fn tried(&self, state: &State) -> Option<Validation> {
        let over = self.over.as_ref()?;
        let tree = state.variable(&self.name).and_then(Model::tree)?;
        let tree = Some(tree).filter(|tree| tree.refusal().is_none())?;
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

/// Makes it from what is learned from.
fn put(state: &mut State, settings: &DecisionTree) {
    let Some(tree) = state.learned_from().and_then(|data| Tree::of(settings, data).ok()) else {
        return;
    };
    state.set_by_lesson.insert(tree.name().to_owned());
    state.subject = Some(tree.name().to_owned());
    state.put(Model::Tree(tree));
}

fn refused(settings: &DecisionTree, data: &Data, error: &sklearn::Error) -> Statement {
    let code = tree::growing(settings, data.has_labels());
    Statement::new(code, Printed::Error(KerasError::of_sklearn(error)))
}
