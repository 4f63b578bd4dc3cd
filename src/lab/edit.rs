//! The learner's edits: one weight set, random weights drawn again, a fit changed, the solution, a
//! reset.

use std::fmt;

use serde::Serialize;

use crate::lesson::Lesson;
use crate::lesson::format::{FitChange, Solution};

use super::action;
use super::state::State;
use super::subject::Subject;

/// One change a learner makes at a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// One weight or bias gets a value.
    Set(Parameter, f32),
    /// The random weights of the step's layers are drawn again.
    Reroll,
    /// The solution, in order.
    Solve(Vec<Solution>),
    /// The fit of the step goes on in another way.
    Fit(FitChange),
    /// The fit has as many epochs again as were asked for last.
    MoreEpochs,
    /// The fit starts over from the weights that it started from.
    StartOver,
    /// Everything back to how the step started.
    Reset,
}

/// One weight or one bias.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Parameter {
    /// The layer, by its name in the lesson.
    pub layer: String,
    /// Which number of the layer.
    pub place: Place,
}

/// Where a number sits in a layer, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// `w[input, unit]`, in the kernel.
    Weight {
        /// The row of the kernel.
        input: usize,
        /// The column of the kernel.
        unit: usize,
    },
    /// `b[unit]`.
    Bias {
        /// Which unit.
        unit: usize,
    },
}

impl Place {
    /// The unit it belongs to.
    pub fn unit(self) -> usize {
        match self {
            Self::Weight { unit, .. } | Self::Bias { unit } => unit,
        }
    }
}

/// Why an edit was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditError {
    /// The text is no number.
    NotANumber,
    /// The number does not fit float32, or is infinite.
    TooLarge,
    /// The layer has no weights before its first call.
    NoWeights,
    /// There is no such number in the layer.
    NoSuchParameter,
    /// There is nothing random to draw again.
    NotRandom,
    /// The question of the step has to be answered first.
    QuestionFirst,
    /// There is no optimizer of that name.
    NoSuchOptimizer,
    /// A learning rate is not above 0.
    NotPositive,
    /// It is not a whole number from 1 up.
    NotACount,
    /// The fit would take too long.
    TooMuchWork,
    /// More epochs have begun than there are to be.
    EpochsBehind,
    /// There is no fit at this step.
    NoFit,
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotANumber => "not a number: write it like 200, -4.5 or 1e-3",
            Self::TooLarge => "too large: a float32 goes up to 3.4e38",
            Self::NoWeights => "there are no weights here yet",
            Self::NoSuchParameter => "the layer has no such number",
            Self::NoSuchOptimizer => "the optimizers are sgd, rmsprop and adam: ↑ and ↓ choose",
            Self::NotPositive => "a learning rate has to be above 0: write it like 0.1 or 1e-3",
            Self::NotACount => "a whole number from 1 up is needed here",
            Self::TooMuchWork => {
                "that would take too long: a fit has 10 seconds and 100000 epochs at the most"
            }
            Self::EpochsBehind => "more epochs have begun already: r starts over, then take fewer",
            Self::NoFit => "nothing is trained at this step",
            Self::QuestionFirst => "answer the question first, or press s to see the answer",
            Self::NotRandom => "these weights were set or trained: there is nothing to draw again",
        })
    }
}

impl std::error::Error for EditError {}

/// The number that a learner has typed.
///
/// # Errors
/// It is no number, or not a finite one in float32.
pub fn parse_value(text: &str) -> Result<f32, EditError> {
    let number: f32 = text.trim().parse().map_err(|_| EditError::NotANumber)?;
    match number {
        n if n.is_finite() => Ok(n),
        n if n.is_nan() || text.contains(['i', 'I']) => Err(EditError::NotANumber),
        _ => Err(EditError::TooLarge),
    }
}

impl Edit {
    /// Whether the edit would change nothing.
    pub(super) fn is_idle(&self, state: &State) -> bool {
        matches!(self, Self::Set(parameter, value) if read(state, parameter) == Ok(*value))
    }

    /// Whether the edit fits a state.
    pub(super) fn check(&self, state: &State) -> Result<(), EditError> {
        match self {
            Self::Set(_, value) if !value.is_finite() => Err(EditError::TooLarge),
            Self::Set(parameter, _) => read(state, parameter).map(drop),
            Self::Reroll => match random_layers(state) {
                layers if !layers.is_empty() => Ok(()),
                _ if subject_layers(state).is_empty() => Err(EditError::NoWeights),
                _ => Err(EditError::NotRandom),
            },
            Self::Fit(_) | Self::MoreEpochs | Self::StartOver => Err(EditError::NoFit),
            Self::Solve(_) | Self::Reset => Ok(()),
        }
    }
}

/// The value of a parameter.
pub(super) fn read(state: &State, parameter: &Parameter) -> Result<f32, EditError> {
    let layer = state.layer(&parameter.layer).ok_or(EditError::NoSuchParameter)?;
    let (kernel, bias) = layer.kernel().zip(layer.bias()).ok_or(EditError::NoWeights)?;
    match parameter.place {
        Place::Weight { input, unit } => kernel.get((input, unit)),
        Place::Bias { unit } => bias.get(unit),
    }
    .copied()
    .ok_or(EditError::NoSuchParameter)
}

/// Applies an edit at step `index`, where `start` is the state before any edit of the step.
pub(super) fn apply(state: &mut State, edit: &Edit, start: &State, lesson: &Lesson, index: usize) {
    match edit {
        Edit::Set(parameter, value) => set(state, parameter, *value),
        Edit::Reroll => reroll(state, random_layers(state), lesson.seed),
        Edit::Solve(solutions) => {
            for solution in solutions {
                solve(state, solution, lesson, index);
            }
        }
        // These are for a training, which is no part of the state.
        Edit::Fit(_) | Edit::MoreEpochs | Edit::StartOver => (),
        Edit::Reset => *state = State { rolls: state.rolls, ..start.clone() },
    }
    // A solution is what the lesson has chosen itself, and at a goal it has asked for a change.
    if !matches!(edit, Edit::Solve(_)) && lesson.steps[index].goal.is_none() {
        for layer in state.edited.union(&state.redrawn) {
            state.changed_at.insert(layer.clone(), index);
        }
    }
}

fn set(state: &mut State, parameter: &Parameter, value: f32) {
    let Some(layer) = state.layer_mut(&parameter.layer) else { return };
    let Some((mut kernel, mut bias)) = layer.weights_mut() else { return };
    let cell = match parameter.place {
        Place::Weight { input, unit } => kernel.get_mut((input, unit)),
        Place::Bias { unit } => bias.get_mut(unit),
    };
    let Some(cell) = cell else { return };
    *cell = value;
    state.edited.insert(parameter.layer.clone());
}

/// Draws the weights of all layers that the state follows again, also those set or trained.
pub(super) fn reroll_all(state: &mut State, seed: u64) {
    reroll(state, subject_layers(state), seed);
}

fn reroll(state: &mut State, layers: Vec<String>, seed: u64) {
    state.rolls += 1;
    for (index, name) in layers.into_iter().enumerate() {
        // Far from the seeds of the first draws, so that no draw comes twice.
        let seed = seed.wrapping_add((state.rolls << 32).wrapping_add(index as u64));
        if let Some(layer) = state.layer_mut(&name) {
            layer.reinitialize(seed);
        }
        state.edited.remove(&name);
        if !state.fresh.contains(&name) {
            state.redrawn.insert(name.clone());
        }
        state.changed_at.remove(&name);
    }
}

pub(super) fn solve(state: &mut State, solution: &Solution, lesson: &Lesson, index: usize) {
    let Solution::Weights { layer, w, b } = solution else { return };
    let only = subject_layers(state).into_iter().next_back();
    let named = layer.clone().or_else(|| lesson.steps[index].layer().map(str::to_owned));
    let Some(layer) = named.or(only) else { return };
    if action::set_weights(state, &layer, w, b) {
        state.edited.insert(layer);
    }
}

fn subject_layers(state: &State) -> Vec<String> {
    let layers = state.subject().map(Subject::layers).unwrap_or_default();
    layers.iter().filter(|(_, l)| l.is_built()).map(|(name, _)| (*name).to_owned()).collect()
}

// An edited draw can still be drawn again: then the learner's change is what gets lost, and undo
// brings it back. Weights that the lesson itself has set are another matter.
fn random_layers(state: &State) -> Vec<String> {
    let mut layers = subject_layers(state);
    layers.retain(|name| !state.set_by_lesson.contains(name));
    layers
}
