//! What an action changes, its code and what it prints.
//!
//! Each action is a file of its own. Here they are put side by side, and nowhere else in the lab.

mod activation;
mod ask;
mod booster;
mod call;
mod dataset;
mod decision_tree;
mod dense;
mod fit;
mod get_weights;
mod gradient;
mod import;
mod imports;
mod linear_regression;
mod mask;
mod metrics;
mod normalization;
mod predict;
mod random_forest;
mod runnable;
mod sequential;
mod set_weights;
mod softmax;
mod summary;
mod train_test_split;
mod unit;

use crate::lesson::Lesson;
use crate::lesson::format::{Action, Imports};
use crate::nn;

use super::at::At;
use super::network::Training;
use super::state::State;

pub(super) use import::Import;
pub(super) use runnable::{Runnable, Stage};

/// What the lab asks of an action.
pub(super) fn of(action: &Action) -> &dyn Runnable {
    match action {
        Action::Imports => &Imports,
        Action::Dataset(name) => name,
        Action::TrainTestSplit(split) => split,
        Action::Mask(mask) => mask,
        Action::Activation(alone) => alone,
        Action::Unit(unit) => unit,
        Action::Dense(dense) => dense,
        Action::Sequential(model) => model,
        Action::Normalization(layer) => layer,
        Action::LinearRegression(regression) => regression,
        Action::DecisionTree(tree) => tree,
        Action::RandomForest(forest) => forest,
        Action::Booster(booster) => booster,
        Action::GetWeights(get) => get,
        Action::SetWeights(set) => set,
        Action::Call(call) => call,
        Action::Predict(predict) => predict,
        Action::Metrics(metrics) => metrics,
        Action::Summary(summary) => summary,
        Action::Gradient(gradient) => gradient,
        Action::Fit(fit) => fit,
    }
}

/// The state after the action of step `index`. An action that Keras refuses changes nothing.
pub(super) fn perform(before: &State, lesson: &Lesson, index: usize) -> State {
    let mut state = before.clone();
    state.look_at(lesson.steps[index].split);
    state.edited.clear();
    state.redrawn.clear();
    state.slid = lesson.steps[index].sliders().into_iter().map(|(_, start)| start).collect();
    state.threshold = None;
    state.by_hand.clear();
    state.told.clear();
    if let Some(action) = lesson.steps[index].run.as_ref().map(of) {
        action.perform(&mut state, lesson.seed);
        state.tell(action.hangs_on());
    }
    state.fresh = &state.built_layers() - &before.built_layers();
    state
}

/// The training of a step, from the state after its action; an error as Keras gives it. `None`
/// where it has no fit, or nothing to train.
pub(super) fn begin(start: &State, at: At<'_>) -> Option<Result<Training, nn::Error>> {
    let seed = at.lesson.seed.wrapping_add(at.index as u64);
    of(at.step().run.as_ref()?).begin(start, seed)
}

/// What a step has trained, or why it cannot; `None` where it has no fit.
pub(super) fn trained<'a>(
    start: &State,
    at: At<'_>,
    training: Option<&'a Training>,
) -> Option<Result<&'a Training, nn::Error>> {
    match training {
        Some(training) => Some(Ok(training)),
        None => begin(start, at)?.err().map(Err),
    }
}
