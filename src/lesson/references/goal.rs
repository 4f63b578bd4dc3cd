//! Whether what a goal speaks of is there when its step is reached: its weights, its rows, what is
//! held back to validate with.

use crate::lesson::dataset::Dataset;
use crate::lesson::fault::{Fault, Faults};
use crate::lesson::format::{Conditions, Goal, Step, WeightGoal};
use crate::lesson::known::Known;
use crate::lesson::live::Word;
use crate::lesson::path::Path;

pub(super) fn check(path: &Path, step: &Step, known: &Known<'_>, faults: &mut Faults) {
    let Some(goal) = &step.goal else { return };
    let place = path.name("goal");
    if step.chances() > 0 {
        return check_by_hand(&place, step, goal, faults);
    }
    if known.is_empty() {
        let message = "there is no layer here to work on yet";
        return faults.note(Fault::new(&place, message));
    }
    let Some(data) = faults.check(known.check_data(&place)) else { return };
    let validates = step.run.as_ref().is_some_and(|action| action.words().validates());
    let is_known = !faults.is_touched(&path.name("run"));
    let replies = goal.replies.iter().enumerate();
    let replies = replies.map(|(index, reply)| (place.name("if").index(index), &reply.state));
    let claims = goal.claims.iter().map(|claims| (place.name("claims"), claims));
    let all = [(place.clone(), &goal.wanted)].into_iter().chain(replies).chain(claims);
    for (place, conditions) in all {
        if conditions.validation_loss.is_some() && !validates && is_known {
            let message = "nothing is held back to validate with: expected `run.fit` with \
                           `validation_split`";
            faults.note(Fault::new(&place.name("validation_loss"), message));
        }
        if let Ok(Some(rows)) = known.check_rows(&place) {
            faults.check(check_rows(&place.name("output"), conditions, rows));
        }
        for (index, error) in conditions.error.iter().enumerate() {
            let path = place.name("error").index(index).name("of");
            faults.check(known.check_part(&path, error.of));
        }
        if is_known {
            check_weights(&place.name("weight"), conditions, known, data, faults);
        }
    }
}

/// Refuses whatever a softmax by hand does not have: it has outputs, and numbers to slide.
fn check_by_hand(path: &Path, step: &Step, goal: &Goal, faults: &mut Faults) {
    if step.sliders().is_empty() {
        let message = "nothing can be changed towards this goal: expected `touch = \"z\"`";
        return faults.note(Fault::new(path, message));
    }
    let replies = goal.replies.iter().map(|reply| &reply.state);
    for wanted in [&goal.wanted].into_iter().chain(replies).chain(&goal.claims) {
        let others = Conditions { output: Vec::new(), ..wanted.clone() };
        if others != Conditions::default() {
            let message = "this step has no model, only the outputs of its softmax: \
                           expected `goal.output`";
            return faults.note(Fault::new(path, message));
        }
        let count = step.chances();
        if let Some(index) = wanted.output.iter().position(|output| output.row >= count) {
            let message = format!("there are outputs 0 to {}", count - 1);
            let path = path.name("output").index(index).name("row");
            return faults.note(Fault::new(&path, message));
        }
    }
}

fn check_rows(path: &Path, conditions: &Conditions, rows: usize) -> Result<(), Fault> {
    let wrong = conditions.output.iter().position(|output| output.row >= rows);
    let Some(index) = wrong else { return Ok(()) };
    let row = conditions.output[index].row;
    let message = format!(
        "there is no row {row}: the data has {rows} rows, counted from 0, so the last is row {}",
        rows - 1
    );
    Err(Fault::new(&path.index(index).name("row"), message))
}

fn check_weights(
    path: &Path,
    conditions: &Conditions,
    known: &Known<'_>,
    data: Option<&Dataset>,
    faults: &mut Faults,
) {
    for (index, weight) in conditions.weight.iter().enumerate() {
        faults.check(check_weight(&path.index(index).name("of"), weight, known, data));
    }
}

fn check_weight(
    path: &Path,
    weight: &WeightGoal,
    known: &Known<'_>,
    data: Option<&Dataset>,
) -> Result<(), Fault> {
    let Some(Word::Number { layer: Some(layer), place }) = Word::read(&weight.of) else {
        return Ok(());
    };
    known.check_layer_or_unit(path, &layer)?;
    let model = known.model_with(&layer).zip(data);
    let shape = model.and_then(|(model, data)| model.shape_of(&layer, data.x[0].len()));
    match shape {
        Some(shape) if place.within(shape).is_none() => {
            let message = format!(
                "the weights of `{layer}` have shape {shape:?}: expected `{layer}.w[input,unit]` \
                 or `{layer}.b[unit]`, counted from 0"
            );
            Err(Fault::new(path, message))
        }
        _ => Ok(()),
    }
}
