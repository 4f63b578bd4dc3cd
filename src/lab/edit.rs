//! What the learner does to the weights of a step: one set, all drawn again, the solution, a reset.

use crate::journal::{Coordinate, Entry, Node, Parameter, Place, Slider};
use crate::lesson::format::{Action, Solution, Touch};
use crate::lesson::rows;
use crate::trees::Question;

use super::action;
use super::at::At;
use super::data::Data;
use super::edit_error::EditError;
use super::model::Model;
use super::state::State;
use super::subject::Subject;
use super::tree::DecisionTree;

/// Whether it would change nothing.
pub(super) fn is_idle(entry: &Entry, state: &State, at: At<'_>) -> bool {
    match entry {
        Entry::Set(parameter, value) => read(state, parameter) == Ok(*value),
        Entry::Point(numbers) => {
            let is_there = |(at, value): &(Coordinate, f32)| {
                state.data.as_ref().and_then(|data| data.read(*at)) == Some(*value)
            };
            numbers.iter().all(is_there)
        }
        Entry::Slide(slider, value) => {
            let index = at.index_of(*slider);
            index.and_then(|index| state.slid.get(index)) == Some(value)
        }
        Entry::Ask(node, feature, threshold) => {
            let tree = state.variable(&node.tree).and_then(Model::tree);
            tree.is_some_and(|tree| tree.asks(node.place, *feature, *threshold))
        }
        _ => false,
    }
}

/// Whether it can be shown before it is done: a forest takes its time for each digit that is typed.
pub(super) fn is_light(entry: &Entry, state: &State) -> bool {
    let name = state.subject.as_deref();
    let forest = name.and_then(|name| state.variable(name)).and_then(Model::forest);
    match (entry, forest) {
        (Entry::Slide(slider, value), Some(forest)) => {
            forest.is_light_with(*slider, f64::from(*value))
        }
        _ => true,
    }
}

/// Whether it fits a step and a state.
pub(super) fn check(entry: &Entry, state: &State, at: At<'_>) -> Result<(), EditError> {
    match entry {
        Entry::Point(_) if !at.step().moves_data() => Err(EditError::FixedData),
        Entry::AddRow(_) | Entry::RemoveRow(_) if at.step().touch != Some(Touch::Rows) => {
            Err(EditError::FixedData)
        }
        Entry::AddRow(row) => {
            let data = state.data.as_ref().ok_or(EditError::NoSuchNumber)?;
            data.check_row(row, state.most_rows())
        }
        Entry::RemoveRow(row) => {
            let rows = state.data.as_ref().map_or(0, |data| data.ids().len());
            let least = rows::needed(at.lesson, at.index);
            match rows {
                _ if *row >= rows => Err(EditError::NoSuchNumber),
                1 => Err(EditError::LastRow),
                _ if rows <= least => Err(EditError::NeededRow),
                _ => Ok(()),
            }
        }
        Entry::Point(numbers) => {
            let data = state.data.as_ref().ok_or(EditError::NoSuchNumber)?;
            numbers.iter().try_for_each(|(at, value)| data.check(*at, *value))
        }
        Entry::Ask(node, feature, threshold) => {
            tree_of(node, state, at)?.check(node, *feature, *threshold)
        }
        Entry::Close(node) => {
            let tree = tree_of(node, state, at)?;
            let place = Place::Node { place: node.place };
            tree.read(&Parameter { layer: node.tree.clone(), place }).map(drop)
        }
        Entry::Slide(slider, _) if !at.slides(*slider) => Err(EditError::NothingToSlide),
        Entry::Slide(slider, _) if at.step().holds_setting(*slider) => Err(EditError::Held),
        Entry::Slide(_, value) if !value.is_finite() => Err(EditError::TooLarge),
        Entry::Slide(..) => Ok(()),
        // Of a layer that is not in sight nobody could tell.
        Entry::Reroll if at.slides(Slider::Z(0)) => Err(EditError::NoWeights),
        Entry::Set(parameter, _) if at.step().holds(parameter) => Err(EditError::Held),
        Entry::Set(_, value) if !value.is_finite() => Err(EditError::TooLarge),
        Entry::Set(parameter, value) => {
            read(state, parameter)?;
            state.owner(&parameter.layer).map_or(Ok(()), |owner| owner.check(parameter, *value))
        }
        Entry::Reroll if at.step().holds_a_number() => Err(EditError::HeldDraw),
        Entry::Reroll => match random_layers(state) {
            layers if !layers.is_empty() => Ok(()),
            _ if subject_layers(state).is_empty() => Err(EditError::NoWeights),
            _ => Err(EditError::NotRandom),
        },
        Entry::Fit(_) | Entry::MoreEpochs | Entry::StartOver | Entry::Train(_) => {
            Err(EditError::NoFit)
        }
        Entry::Solve | Entry::Reset => Ok(()),
        // These are for the task of the step.
        Entry::Answer(_) | Entry::Guess(..) | Entry::LockIn | Entry::Hint | Entry::Look(_) => {
            Ok(())
        }
    }
}

/// The value of a parameter.
pub(super) fn read(state: &State, parameter: &Parameter) -> Result<f32, EditError> {
    state.owner(&parameter.layer).ok_or(EditError::NoSuchParameter)?.read(parameter)
}

/// Does it to a state, where `start` is the state before anything was done at the step.
pub(super) fn apply(state: &mut State, entry: &Entry, start: &State, at: At<'_>) {
    let mut drawn = Vec::new();
    match entry {
        Entry::Set(parameter, value) => set(state, parameter, *value),
        Entry::Point(numbers) => change_data(state, at, |data| data.with(numbers)),
        Entry::AddRow(row) => change_data(state, at, |data| data.with_row(row)),
        Entry::RemoveRow(row) => change_data(state, at, |data| data.without_row(*row)),
        Entry::Ask(node, feature, threshold) => {
            let question = Question { feature: *feature, threshold: f64::from(*threshold) };
            ask(state, node, |tree| tree.ask(node.place, question));
        }
        Entry::Close(node) => ask(state, node, |tree| tree.close(node.place)),
        Entry::Slide(slider, value) => slide(state, *slider, *value, at),
        Entry::Reroll => {
            drawn = random_layers(state);
            reroll(state, &drawn, at.lesson.seed);
        }
        Entry::Solve => {
            if at.step().slides_settings() {
                *state = State { rolls: state.rolls, ..start.clone() };
            }
            state.take_data_of(start);
            grow_again(state, at);
            for solution in &at.step().solution {
                solve(state, solution, at);
            }
        }
        Entry::Reset => *state = State { rolls: state.rolls, ..start.clone() },
        // These are for a training or a task, which are no part of the state.
        Entry::Fit(_) | Entry::MoreEpochs | Entry::StartOver | Entry::Train(_) => (),
        Entry::Answer(_) | Entry::Guess(..) | Entry::LockIn | Entry::Hint | Entry::Look(_) => (),
    }
    // A solution is what the lesson has chosen itself, and at a goal it has asked for a change.
    if *entry != Entry::Solve && at.step().goal.is_none() {
        for layer in state.edited.union(&state.redrawn).chain(&drawn) {
            state.changed_at.insert(layer.clone(), at.index);
        }
    }
}

fn change_data(state: &mut State, at: At<'_>, change: impl FnOnce(&Data) -> Data) {
    state.change_data(at.index, change);
    grow_again(state, at);
}

/// What the step grows follows its data. What an earlier one has grown stays as its code has left it.
fn grow_again(state: &mut State, at: At<'_>) {
    let made = at.step().run.as_ref().map(Action::layers_made).unwrap_or_default();
    if state.subject.as_deref().is_some_and(|subject| made.contains(&subject)) {
        state.regrow();
    }
}

/// The tree that a node is of, where the step lets it be changed.
fn tree_of<'a>(node: &Node, state: &'a State, at: At<'_>) -> Result<&'a DecisionTree, EditError> {
    let place = Place::Node { place: node.place };
    if at.step().holds(&Parameter { layer: node.tree.clone(), place }) {
        return Err(EditError::Held);
    }
    state.variable(&node.tree).and_then(Model::tree).ok_or(EditError::NoSuchNode)
}

fn ask(state: &mut State, node: &Node, change: impl FnOnce(&mut DecisionTree)) {
    if let Some(tree) = state.variable_mut(&node.tree).and_then(Model::tree_mut) {
        change(tree);
        state.edited.insert(node.tree.clone());
    }
}

fn set(state: &mut State, parameter: &Parameter, value: f32) {
    let owner = state.owner_mut(&parameter.layer);
    if owner.is_some_and(|owner| owner.set(parameter, value)) {
        state.edited.insert(parameter.layer.clone());
    }
}

/// Slides the number of the step, and what hangs on it.
fn slide(state: &mut State, slider: Slider, value: f32, at: At<'_>) {
    if let Some(slid) = at.index_of(slider).and_then(|index| state.slid.get_mut(index)) {
        *slid = value;
    }
    if let Some(action) = &at.step().run {
        action::of(action).slid(state, slider, value);
    }
    if at.slides(Slider::Noise) {
        let first = at.step().over().and_then(|over| over.stops().first().copied());
        state.scattered_at = (state.slid.first().copied() != first).then_some(at.index);
    }
    if at.slides(Slider::Threshold) {
        state.threshold = state.slid.first().copied();
    }
}

/// Draws the weights of all layers that the state follows again, also those set or trained.
pub(super) fn reroll_all(state: &mut State, seed: u64) {
    reroll(state, &subject_layers(state), seed);
}

fn reroll(state: &mut State, layers: &[String], seed: u64) {
    state.rolls += 1;
    for (index, name) in layers.iter().enumerate() {
        // Far from the seeds of the first draws, so that no draw comes twice.
        let seed = seed.wrapping_add((state.rolls << 32).wrapping_add(index as u64));
        if let Some(owner) = state.owner_mut(name) {
            owner.draw_again(name, seed);
        }
        state.edited.remove(name);
        if !state.fresh.contains(name) {
            state.redrawn.insert(name.clone());
        }
        state.changed_at.remove(name);
    }
}

pub(super) fn solve(state: &mut State, solution: &Solution, at: At<'_>) {
    let (layer, w, b) = match solution {
        Solution::Weights { layer, w, b } => (layer, w, b),
        Solution::Value(value) => {
            let first = at.step().sliders().first().map(|(slider, _)| *slider);
            return first.map_or((), |slider| slide(state, slider, *value, at));
        }
        Solution::Settings(settings) => {
            let given = |(slider, _): &(Slider, f32)| Some((*slider, *settings.get(slider)?));
            // There are as many rounds as the other settings make.
            let mut all = at.step().sliders();
            all.sort_by_key(|(slider, _)| *slider == Slider::NumBoostRound);
            return all
                .iter()
                .filter_map(given)
                .for_each(|(it, value)| slide(state, it, value, at));
        }
        Solution::Z(z) => return state.slid.clone_from(z),
        Solution::Questions(questions) => {
            let Some(tree) = at.step().layer().or(state.subject.as_deref()).map(str::to_owned)
            else {
                return;
            };
            return ask(state, &Node { tree, place: 1 }, |tree| tree.take_up(questions));
        }
        Solution::Fit(_) => return,
    };
    let only = subject_layers(state).into_iter().next_back();
    let named = layer.clone().or_else(|| at.step().layer().map(str::to_owned));
    let Some(layer) = named.or(only) else { return };
    if state.set_weights(&layer, w, b) {
        state.untold.insert(layer.clone());
        state.edited.insert(layer);
    }
}

fn subject_layers(state: &State) -> Vec<String> {
    let layers = state.subject().map(Subject::built_layers).unwrap_or_default();
    layers.into_iter().map(str::to_owned).collect()
}

// An edited draw can still be drawn again: then the learner's change is what gets lost, and undo
// brings it back. Weights that the lesson itself has set are another matter.
fn random_layers(state: &State) -> Vec<String> {
    let mut layers = subject_layers(state);
    layers.retain(|name| !state.set_by_lesson.contains(name));
    layers
}
