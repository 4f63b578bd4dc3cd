//! A training as part of its step: how it begins, what the learner does to it, what the step
//! shows of it.

use crate::lab::edit::{self, Edit, EditError};
use crate::lab::state::{State, Value, Variable};
use crate::lesson::Lesson;
use crate::lesson::format::{Action, Solution};
use crate::nn;

use super::Training;

/// What an edit of a training works on: the states of its step, and the lesson.
pub(in crate::lab) struct Bench<'a> {
    pub(in crate::lab) now: &'a State,
    pub(in crate::lab) start: &'a State,
    pub(in crate::lab) lesson: &'a Lesson,
    pub(in crate::lab) index: usize,
}

/// The training of step `index`, from the state after its action; an error as Keras gives it.
pub(in crate::lab) fn begin(
    start: &State,
    lesson: &Lesson,
    index: usize,
) -> Result<Training, Trouble> {
    let Some(Action::Fit(settings)) = &lesson.steps[index].run else { return Err(Trouble::NoFit) };
    let data = start.data.as_deref().ok_or(Trouble::NoFit)?;
    let model = start.variable(&settings.model).and_then(Variable::model).ok_or(Trouble::NoFit)?;
    let examples = (start.given(&data.x), data.y.clone());
    let seed = lesson.seed.wrapping_add(index as u64);
    Ok(Training::new(settings, model, examples, seed)?)
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
        None => match begin(start, lesson, index) {
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

/// Puts the weights of a training into the state of its step.
pub(in crate::lab) fn show(training: &mut Training, state: &mut State, index: usize) {
    let name = training.settings().model.clone();
    let (is_changed, rolls) = (training.is_changed(), training.rolls());
    let is_at_start = training.is_at_start();
    let Some(variable) = state.variable_mut(&name) else { return };
    variable.value = Value::Sequential(training.model().clone());
    let layers: Vec<String> =
        variable.layers().iter().map(|(name, _)| (*name).to_owned()).collect();
    state.rolls = state.rolls.max(rolls);
    for layer in layers {
        if is_changed {
            state.changed_at.insert(layer.clone(), index);
        }
        // Trained weights are no longer a draw.
        if !is_at_start {
            state.set_by_lesson.insert(layer);
        }
    }
}

/// Does what the learner asks for.
pub(in crate::lab) fn edit(
    training: &mut Training,
    edit: &Edit,
    bench: &Bench<'_>,
) -> Result<(), EditError> {
    let refused = |_: nn::Error| EditError::NoWeights;
    let name = training.settings().model.clone();
    let model = |state: &State| state.variable(&name).and_then(Variable::model).cloned();
    match edit {
        Edit::Set(..) => {
            edit.check(bench.now)?;
            if edit.is_idle(bench.now) {
                return Ok(());
            }
            let mut state = bench.now.clone();
            edit::apply(&mut state, edit, bench.start, bench.lesson, bench.index);
            let model = model(&state).ok_or(EditError::NoWeights)?;
            training.set_weights(&model.get_weights()).map_err(refused)
        }
        Edit::Fit(change) => {
            training.check(change)?;
            training.change(change);
            Ok(())
        }
        Edit::StartOver => training.start_over().map_err(refused),
        Edit::Reroll => {
            let mut state = bench.now.clone();
            edit::reroll_all(&mut state, bench.lesson.seed);
            let model = model(&state).ok_or(EditError::NoWeights)?;
            training.start_over_from(&model, state.rolls).map_err(refused)
        }
        Edit::Reset => {
            let model = model(bench.start).ok_or(EditError::NoWeights)?;
            match &bench.lesson.steps[bench.index].run {
                Some(Action::Fit(settings)) => training.reset(settings, &model).map_err(refused),
                _ => Err(EditError::NoFit),
            }
        }
        Edit::Solve(solutions) => {
            solutions.iter().try_for_each(|solution| solve(training, solution, bench))
        }
    }
}

fn solve(training: &mut Training, solution: &Solution, bench: &Bench<'_>) -> Result<(), EditError> {
    match solution {
        Solution::Fit(change) => {
            training.check(change)?;
            training.change(change);
            training.start_over().map_err(|_| EditError::NoWeights)?;
            training.finish();
            Ok(())
        }
        Solution::Weights { .. } => {
            let mut state = bench.now.clone();
            edit::solve(&mut state, solution, bench.lesson, bench.index);
            let name = &training.settings().model;
            let model = state.variable(name).and_then(Variable::model).cloned();
            let weights = model.ok_or(EditError::NoWeights)?.get_weights();
            training.set_weights(&weights).map_err(|_| EditError::NoWeights)
        }
    }
}
