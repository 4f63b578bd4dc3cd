//! A training as part of its step: what the learner does to it, what the step shows of it.

use crate::journal::Entry;
use crate::lab::at::At;
use crate::lab::edit;
use crate::lab::edit_error::EditError;
use crate::lab::network::{Value, Variable};
use crate::lab::state::State;
use crate::lesson::format::Solution;
use crate::nn;

use super::Training;

/// What an edit of a training works on: the states of its step, and the step.
pub(in crate::lab) struct Bench<'a> {
    pub(in crate::lab) now: &'a State,
    pub(in crate::lab) start: &'a State,
    pub(in crate::lab) at: At<'a>,
    /// How many epochs there may be, for each takes some memory.
    pub(in crate::lab) epochs: usize,
}

/// Puts the weights of a training into the state of its step.
pub(in crate::lab) fn show(training: &mut Training, state: &mut State, at: At<'_>) {
    let name = training.settings().model.clone();
    let (is_changed, rolls) = (training.is_changed(), training.rolls());
    let (is_at_start, is_told) = (training.is_at_start(), training.is_told());
    training.examples().show(state);
    if let Some(value) = training.value_shown() {
        state.slid = vec![value as f32];
    }
    let Some(variable) = state.network_mut(&name) else { return };
    training.look_at_loss();
    variable.value = Value::Sequential(training.shown());
    let layers: Vec<String> =
        variable.layers().iter().map(|(name, _)| (*name).to_owned()).collect();
    state.rolls = state.rolls.max(rolls);
    for layer in layers {
        // At a goal the lesson has asked for a change.
        if is_changed && at.step().goal.is_none() {
            state.changed_at.insert(layer.clone(), at.index);
        }
        if is_told {
            state.untold.remove(&layer);
        } else {
            state.untold.insert(layer.clone());
        }
        // Trained weights are no longer a draw.
        if !is_at_start {
            state.set_by_lesson.insert(layer);
        }
    }
}

/// Does what the learner asks for. Says whether that changed anything.
pub(in crate::lab) fn edit(
    training: &mut Training,
    entry: &Entry,
    bench: &Bench<'_>,
) -> Result<bool, EditError> {
    let refused = |_: nn::Error| EditError::NoWeights;
    let model = |state: &State| {
        let name = &training.settings().model;
        state.network(name).and_then(Variable::model).cloned().ok_or(EditError::NoWeights)
    };
    match entry {
        Entry::Set(..) | Entry::Point(_) | Entry::AddRow(_) | Entry::RemoveRow(_) => {
            return edit_state(training, entry, bench);
        }
        Entry::Fit(change) => {
            training.check(change, bench.epochs)?;
            if training.changed(change) == *training.settings() {
                return Ok(false);
            }
            training.change(change);
        }
        Entry::MoreEpochs => {
            let change = training.more_epochs();
            training.check(&change, bench.epochs)?;
            training.add_epochs(&change);
        }
        Entry::StartOver if training.is_at_start() => return Ok(false),
        Entry::StartOver => training.start_over().map_err(refused)?,
        Entry::Reroll => {
            let mut state = bench.now.clone();
            edit::reroll_all(&mut state, bench.at.lesson.seed);
            let model = model(&state)?;
            training.start_over_from(&model, state.rolls).map_err(refused)?;
        }
        Entry::Reset if training.is_as_at_first() => return Ok(false),
        Entry::Reset => {
            let model = model(bench.start)?;
            training.learn_from(bench.start)?;
            training.reset(training.lesson().clone(), &model).map_err(refused)?;
        }
        Entry::Solve => solve(training, &bench.at.step().solution, bench)?,
        Entry::Slide(slider, value) if bench.at.slides(*slider) => {
            return Ok(training.pick(value.to_string().parse().unwrap_or(f64::from(*value))));
        }
        Entry::Slide(..) => return Err(EditError::NothingToSlide),
        Entry::Ask(..) | Entry::Close(_) => return Err(EditError::NoSuchNode),
        // These are no edits.
        Entry::Train(_)
        | Entry::Answer(_)
        | Entry::Guess(..)
        | Entry::LockIn
        | Entry::Hint
        | Entry::Look(_) => return Ok(false),
    }
    Ok(true)
}

/// Changes a weight, or numbers of the data. Says whether that changed anything.
fn edit_state(
    training: &mut Training,
    entry: &Entry,
    bench: &Bench<'_>,
) -> Result<bool, EditError> {
    edit::check(entry, bench.now, bench.at)?;
    if edit::is_idle(entry, bench.now, bench.at) {
        return Ok(false);
    }
    let mut state = bench.now.clone();
    edit::apply(&mut state, entry, bench.start, bench.at);
    if !matches!(entry, Entry::Set(..)) {
        training.learn_from(&state)?;
        return Ok(true);
    }
    let model = state.network(&training.settings().model).and_then(Variable::model);
    let weights = model.ok_or(EditError::NoWeights)?.get_weights();
    training.set_weights(&weights).map_err(|_| EditError::NoWeights)?;
    Ok(true)
}

/// A solution starts from what the lesson has, whatever the learner has done since; that of a fit
/// has still to be trained.
fn solve(
    training: &mut Training,
    solutions: &[Solution],
    bench: &Bench<'_>,
) -> Result<(), EditError> {
    training.learn_from(bench.start)?;
    let mut state = bench.start.clone();
    let mut settings = training.lesson().clone();
    for solution in solutions {
        match solution {
            Solution::Fit(change) => settings = settings.changed(change),
            Solution::Weights { .. }
            | Solution::Value(_)
            | Solution::Settings(_)
            | Solution::Z(_)
            | Solution::Questions(_) => {
                edit::solve(&mut state, solution, bench.at);
            }
        }
    }
    let model = state.network(&settings.model).and_then(Variable::model);
    let model = model.ok_or(EditError::NoWeights)?.clone();
    training.reset(settings, &model).map_err(|_| EditError::NoWeights)?;
    training.mark_solved();
    if solutions.iter().any(|solution| matches!(solution, Solution::Weights { .. })) {
        training.mark_changed();
    }
    Ok(())
}
