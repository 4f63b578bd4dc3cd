//! The code of a step and what it prints: derived from the action, never written by an author.

use std::collections::BTreeSet;
use std::sync::Arc;

use ndarray::Axis;

use crate::lesson::{Action, Lesson, Step};
use crate::nn;

use super::action::{self, Import, Stage};
use super::data::Data;
use super::network::Training;
use super::python;
use super::state::State;
use super::statement::Statement;

/// The states on both sides of a step's action and edits.
pub(super) struct Stages<'a> {
    /// Before the action.
    pub(super) before: &'a State,
    /// After the action, before any edit.
    pub(super) start: &'a State,
    /// After the edits.
    pub(super) edited: &'a State,
    /// What a fit has trained so far, or why it cannot begin.
    pub(super) training: Option<Result<&'a Training, nn::Error>>,
}

/// The console of step `index`: run from top to bottom, its code gives the numbers on the screen.
///
/// The learner's edits are lines of code too. They come before the action, unless it is the action
/// that makes the weights; what has been printed by then is printed once more.
pub(super) fn run(stages: &Stages<'_>, lesson: &Lesson, index: usize) -> Vec<Statement> {
    let action = lesson.steps[index].run.as_ref();
    let shows_data = action.is_some_and(|action| action::of(action).shows_data());
    let moved = moved(stages.start, stages.edited).into_iter().collect::<Vec<_>>();
    let step = &lesson.steps[index].id;
    let first = [early_import(lesson, index), told(stages, step)].concat();
    let done = [first, of_action(stages, action, lesson, index)].concat();
    let after = stages.training.as_ref().and_then(|training| training.as_ref().ok());
    match after.and_then(|training| training.moved_after()) {
        Some(epoch) if !moved.is_empty() => {
            let note = Statement::silent(vec![format!("# after epoch {epoch}:")]);
            [done, vec![note], moved].concat()
        }
        _ if !shows_data => [moved, done].concat(),
        // What would take too long to type is not in the code of the data itself.
        _ if stages.edited.data.as_ref().is_some_and(|data| is_elided(data)) => {
            [done, moved].concat()
        }
        _ => done,
    }
}

/// What the first code needs where the imports come later in the lesson: it can be run by itself.
fn early_import(lesson: &Lesson, index: usize) -> Vec<Statement> {
    let imports = lesson.steps.iter().position(Step::has_imports);
    let first = lesson.steps.iter().position(Step::has_code);
    let is_early = first == Some(index) && imports.is_some_and(|imports| index < imports);
    let import = || Statement::silent(vec!["import numpy as np".to_owned()]);
    is_early.then(import).into_iter().collect()
}

/// The lines that set the weights that an earlier step has left, where no code has said so before.
fn told(stages: &Stages<'_>, step: &str) -> Vec<Statement> {
    let before = stages.before;
    let is_told = |layer: &&str| stages.start.told.contains(*layer);
    let told = before.variables.iter().filter(|owner| owner.layers().iter().any(is_told));
    told.flat_map(|owner| owner.code_of_weights(&stages.start.told, step)).collect()
}

fn is_elided(data: &Data) -> bool {
    [&data.x, &data.y].into_iter().any(|table| python::float32(table).is_none())
}

/// The code of the action, with that of the edits of weights.
fn of_action(
    stages: &Stages<'_>,
    action: Option<&Action>,
    lesson: &Lesson,
    index: usize,
) -> Vec<Statement> {
    let Stages { before, start, edited, training } = stages;
    let action = action.map(action::of);
    let (step, needed) = (&lesson.steps[index].id, needed(lesson));
    if let (Some(action), Some(training)) = (action, training) {
        let stage = Stage { before, state: start, step, needed: &needed };
        return action.statements_of_training(&stage, training.as_ref().copied());
    }
    let layers: Vec<&String> = edited.edited.union(&edited.redrawn).collect();
    let is_shown = |layer: &str| action.is_some_and(|action| action.shows_weights(layer, before));
    let is_told = |layer: &&&String| !is_shown(layer);
    let edit = |layer: &&String| edit(start, edited, layer, step);
    let edits: Vec<Statement> = layers.iter().filter(is_told).filter_map(edit).collect();
    let Some(action) = action else { return edits };
    let statements = |state| action.statements(&Stage { before, state, step, needed: &needed });
    let after = statements(edited);
    // What the action makes anew is changed behind it.
    let made = lesson.steps[index].run.as_ref().map(Action::layers_made).unwrap_or_default();
    let had_weights = |layer: &&String| before.is_built(layer) && !made.contains(&layer.as_str());
    if layers.iter().all(had_weights) {
        [edits, after].concat()
    } else if action.is_asked_again() {
        [statements(start), edits, after].concat()
    } else {
        [after, edits].concat()
    }
}

/// The code for what the learner has changed about the data: numbers row by row, then rows that are
/// gone, then those that were added.
fn moved(start: &State, edited: &State) -> Option<Statement> {
    let (before, now) = start.data.as_ref().zip(edited.data.as_ref())?;
    // What is scattered otherwise is read from a file of its own.
    if Arc::ptr_eq(before, now) || start.scattered_at != edited.scattered_at {
        return None;
    }
    let tables = [("X_train", &before.x, &now.x), ("Y_train", &before.y, &now.y)];
    let place = |id: &usize| now.ids().iter().position(|known| known == id);
    let places: Vec<Option<usize>> = before.ids().iter().map(place).collect();
    let mut code = Vec::new();
    for (name, old, new) in tables {
        let stayed = places.iter().enumerate().filter_map(|(row, place)| Some((row, (*place)?)));
        for (row, place) in stayed {
            let [old, new] = [old.index_axis(Axis(0), row), new.index_axis(Axis(0), place)];
            if old != new {
                code.push(changed(name, row, old.iter().zip(&new).map(|(old, new)| (*old, *new))));
            }
        }
    }
    let is_gone = |row: &usize| places[*row].is_none();
    let gone: Vec<usize> = (0..places.len()).filter(is_gone).collect();
    let is_new = |row: &usize| !places.contains(&Some(*row));
    let added: Vec<usize> = (0..now.ids().len()).filter(is_new).collect();
    for (name, _, new) in tables {
        if !gone.is_empty() {
            code.push(format!("{name} = np.delete({name}, {gone:?}, axis=0)"));
        }
        for rows in added.chunks(ROWS_IN_A_LINE) {
            let rows = python::float32(&new.select(Axis(0), rows)).unwrap_or_default();
            code.push(format!("{name} = np.append({name}, {rows}, axis=0)"));
        }
    }
    let is_given = edited.normalization.as_ref().filter(|_| !code.is_empty());
    code.extend(is_given.map(|layer| format!("X_norm = {layer}(X_train)")));
    (!code.is_empty()).then(|| Statement::silent(code))
}

/// The line that changes a row of a table: all of it, or, where it is long, the numbers in it that are
/// others.
fn changed(name: &str, row: usize, numbers: impl Iterator<Item = (f32, f32)>) -> String {
    let numbers: Vec<(usize, (f32, f32))> = numbers.enumerate().collect();
    let is_long = numbers.len() > NUMBERS_IN_A_ROW;
    let is_told = |(_, (old, new)): &&(usize, (f32, f32))| !is_long || old != new;
    let told = || numbers.iter().filter(is_told);
    let values: Vec<String> = told().map(|(_, (_, new))| python::number(*new)).collect();
    let columns: Vec<usize> = told().map(|(column, _)| *column).collect();
    let at = if is_long { format!("{row}, {columns:?}") } else { row.to_string() };
    format!("{name}[{at}] = [{}]", values.join(", "))
}

/// More of them would hide what is changed.
const NUMBERS_IN_A_ROW: usize = 8;

/// More would make lines that nobody types.
const ROWS_IN_A_LINE: usize = 10;

/// The code for what the learner did to a layer.
fn edit(start: &State, edited: &State, layer: &str, step: &str) -> Option<Statement> {
    let is_set = edited.edited.contains(layer);
    edited.owner(layer)?.code_of_edit(start.owner(layer), layer, is_set, step)
}

/// What the code of all steps needs.
fn needed(lesson: &Lesson) -> BTreeSet<Import> {
    let actions = lesson.steps.iter().filter_map(|step| step.run.as_ref());
    actions.flat_map(|action| action::of(action).needs()).collect()
}
