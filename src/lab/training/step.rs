//! A training as part of its step: how it begins, what the learner does to it, what the step
//! shows of it.

use crate::lab::edit::{self, Edit, EditError};
use crate::lab::state::{State, Value, Variable};
use crate::lesson::Lesson;
use crate::lesson::format::{self, Action, Solution};
use crate::nn;

use super::{Examples, Training};

/// What an edit of a training works on: the states of its step, and the step.
pub(in crate::lab) struct Bench<'a> {
    pub(in crate::lab) now: &'a State,
    pub(in crate::lab) start: &'a State,
    pub(in crate::lab) at: At<'a>,
    /// How many epochs there may be, for each takes some memory.
    pub(in crate::lab) epochs: usize,
}

/// The training of step `index`, from the state after its action, with settings that the learner
/// had chosen for it; an error as Keras gives it.
pub(in crate::lab) fn begin(
    start: &State,
    lesson: &Lesson,
    index: usize,
    chosen: Option<format::Fit>,
) -> Result<Training, Trouble> {
    let Some(Action::Fit(settings)) = &lesson.steps[index].run else { return Err(Trouble::NoFit) };
    let data = start.data.clone().ok_or(Trouble::NoFit)?;
    let model = start.variable(&settings.model).and_then(Variable::model).ok_or(Trouble::NoFit)?;
    let examples = Examples { data, normalized: start.normalized.clone() };
    let seed = lesson.seed.wrapping_add(index as u64);
    let training = Training::new(settings, model, examples, seed)?;
    Ok(match chosen {
        Some(chosen) => training.with(chosen)?,
        None => training,
    })
}

/// What a step has trained, or why it cannot; `None` where it has no fit.
pub(in crate::lab) fn trained<'a>(
    start: &State,
    lesson: &Lesson,
    index: usize,
    training: Option<&'a Training>,
) -> Option<Result<&'a Training, nn::Error>> {
    match training {
        Some(training) => Some(Ok(training)),
        None => match begin(start, lesson, index, None) {
            Err(Trouble::Refused(error)) => Some(Err(error)),
            _ => None,
        },
    }
}

/// Why there is no training.
#[derive(Debug)]
pub(in crate::lab) enum Trouble {
    /// The step has no fit.
    NoFit,
    /// Keras would refuse it.
    Refused(nn::Error),
}

impl From<nn::Error> for Trouble {
    fn from(error: nn::Error) -> Self {
        Self::Refused(error)
    }
}

/// A step of a lesson.
#[derive(Clone, Copy)]
pub(in crate::lab) struct At<'a> {
    pub(in crate::lab) lesson: &'a Lesson,
    pub(in crate::lab) index: usize,
}

/// Puts the weights of a training into the state of its step.
pub(in crate::lab) fn show(training: &mut Training, state: &mut State, step: At<'_>) {
    let name = training.settings().model.clone();
    let (is_changed, rolls) = (training.is_changed(), training.rolls());
    let is_at_start = training.is_at_start();
    let Some(variable) = state.variable_mut(&name) else { return };
    training.look_at_loss();
    variable.value = Value::Sequential(training.model().clone());
    let layers: Vec<String> =
        variable.layers().iter().map(|(name, _)| (*name).to_owned()).collect();
    state.rolls = state.rolls.max(rolls);
    for layer in layers {
        // At a goal the lesson has asked for a change.
        if is_changed && step.lesson.steps[step.index].goal.is_none() {
            state.changed_at.insert(layer.clone(), step.index);
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
    edit: &Edit,
    bench: &Bench<'_>,
) -> Result<bool, EditError> {
    let refused = |_: nn::Error| EditError::NoWeights;
    let model = |state: &State| {
        let name = &training.settings().model;
        state.variable(name).and_then(Variable::model).cloned().ok_or(EditError::NoWeights)
    };
    match edit {
        Edit::Set(..) => {
            edit.check(bench.now)?;
            if edit.is_idle(bench.now) {
                return Ok(false);
            }
            let mut state = bench.now.clone();
            edit::apply(&mut state, edit, bench.start, bench.at.lesson, bench.at.index);
            let weights = model(&state)?.get_weights();
            training.set_weights(&weights).map_err(refused)?;
        }
        Edit::Fit(change) => {
            training.check(change, bench.epochs)?;
            if training.changed(change) == *training.settings() {
                return Ok(false);
            }
            training.change(change);
        }
        Edit::MoreEpochs => {
            let change = training.more_epochs();
            training.check(&change, bench.epochs)?;
            training.add_epochs(&change);
        }
        Edit::StartOver if training.is_at_start() => return Ok(false),
        Edit::StartOver => training.start_over().map_err(refused)?,
        Edit::Reroll => {
            let mut state = bench.now.clone();
            edit::reroll_all(&mut state, bench.at.lesson.seed);
            let model = model(&state)?;
            training.start_over_from(&model, state.rolls).map_err(refused)?;
        }
        Edit::Reset if training.is_as_at_first() => return Ok(false),
        Edit::Reset => {
            let model = model(bench.start)?;
            training.reset(training.lesson().clone(), &model).map_err(refused)?;
        }
        Edit::Solve(solutions) => solve(training, solutions, bench)?,
    }
    Ok(true)
}

/// A solution starts from what the lesson has, whatever the learner has done since; that of a fit
/// has still to be trained.
fn solve(
    training: &mut Training,
    solutions: &[Solution],
    bench: &Bench<'_>,
) -> Result<(), EditError> {
    let mut state = bench.start.clone();
    let mut settings = training.lesson().clone();
    for solution in solutions {
        match solution {
            Solution::Fit(change) => settings = settings.changed(change),
            Solution::Weights { .. } => {
                edit::solve(&mut state, solution, bench.at.lesson, bench.at.index);
            }
        }
    }
    let model = state.variable(&settings.model).and_then(Variable::model);
    let model = model.ok_or(EditError::NoWeights)?.clone();
    training.reset(settings, &model).map_err(|_| EditError::NoWeights)
}
