//! Whether what a step speaks of is there when the step is reached: its data, its layers, its
//! rows.

mod goal;

use super::action::Action;
use super::dataset::Dataset;
use super::draft::Draft;
use super::fault::{Fault, Faults};
use super::format::{Predicted, Solution, Step, Touch};
use super::known::Known;
use super::limits;
use super::live::Word;
use super::part::Part;
use super::path::Path;
use super::said::Said;
use super::sizes::within;
use super::solutions::solutions;
use super::widest::widest;

/// Walks the steps in order and notes every name that is not known by then. What an action with a
/// fault would have made is in doubt, and using it is no fault.
pub(super) fn check(draft: &Draft, faults: &mut Faults) {
    let lesson = &draft.lesson;
    let mut known = Known::new(&lesson.data, draft.data.as_deref(), widest(lesson));
    for (index, step) in lesson.steps.iter().enumerate() {
        let path = Path::default().name("step").index(index);
        let run = path.name("run");
        known.look_at(step.split);
        if let Some(action) = &step.run {
            faults.check(action.words().check_references(&run, &mut known));
        }
        if faults.is_touched(&run) {
            doubt(&mut known, &draft.said.get(index).cloned().unwrap_or_default());
        }
        faults.check(check_part(&path.name("split"), step, &known));
        goal::check(&path, step, &known, faults);
        faults.check(check_prediction(&path.name("predict").name("what"), step, &known));
        faults.check(check_fill(&path.name("fill"), step, &known));
        check_hold(&path.name("hold"), step, &known, faults);
        let choose = step.choose.as_ref();
        let chosen = choose.map_or(Ok(()), |chosen| chosen.check(&path.name("choose"), &known));
        faults.check(chosen);
        faults.check(check_touch(&path.name("touch"), step, &known));
        if !faults.is_touched(&run) {
            faults.check(check_bowl(&path.name("bowl"), step, &known));
            let backward = step.backward.as_ref();
            let path = path.name("backward");
            faults.check(backward.map_or(Ok(()), |backward| backward.check(&path, &known)));
        }
        if !faults.is_touched(&run) {
            check_solutions(&path, step, &known, faults);
        }
    }
}

/// Puts in doubt whatever the action of a step may have made.
fn doubt(known: &mut Known<'_>, said: &Said) {
    if said.takes_data() {
        known.doubt_data();
    }
    if said.gives_names() {
        let (names, naming) = said.names();
        known.doubt_names(names, naming);
    }
    known.count_anew();
}

/// Refuses a prediction of what cannot come at its step.
fn check_prediction(path: &Path, step: &Step, known: &Known<'_>) -> Result<(), Fault> {
    let Some(prediction) = &step.predict else { return Ok(()) };
    let fit = step.run.as_ref().and_then(|action| action.words().schedule());
    for quantity in prediction.quantities() {
        let needs_fit = quantity.after > 0 || quantity.word == Word::Loss;
        match fit {
            None if needs_fit => return Err(Fault::new(path, NO_FIT)),
            Some(fit) if quantity.after > fit.epochs => {
                let message =
                    format!("`{}`: the fit has {} epochs", quantity.written(), fit.epochs);
                return Err(Fault::new(path, message));
            }
            _ => (),
        }
    }
    match prediction.what {
        Predicted::Course if fit.is_none() => Err(Fault::new(path, NO_FIT)),
        Predicted::Point(_) | Predicted::Line(_) => {
            let Some(data) = known.check_data(path)? else { return Ok(()) };
            within(path, "features on the axis of a prediction", data.x[0].len(), 1)?;
            within(path, "targets on the axis of a prediction", data.y[0].len(), 1)
        }
        _ => Ok(()),
    }
}

const NO_FIT: &str = "this step trains nothing that could be predicted: expected `run.fit`";

/// Refuses rows of arithmetic that are not there.
fn check_fill(path: &Path, step: &Step, known: &Known<'_>) -> Result<(), Fault> {
    let own = step.run.as_ref().and_then(|action| action.words().inputs()).map(<[_]>::len);
    for (index, fill) in step.fill.iter().enumerate().filter(|(_, fill)| fill.tree.is_none()) {
        let path = path.index(index).name("row");
        let data = || known.check_rows(&path);
        let Some(rows) = own.map_or_else(data, |own| Ok(Some(own)))? else { continue };
        if fill.row >= rows {
            return Err(Fault::new(
                &path,
                format!("there are rows 0 to {}", rows.saturating_sub(1)),
            ));
        }
    }
    Ok(())
}

/// Refuses a part that is not there, or that the step has no use for.
fn check_part(path: &Path, step: &Step, known: &Known<'_>) -> Result<(), Fault> {
    known.check_part(path, step.split)?;
    let learns = step.run.as_ref().is_some_and(|action| action.words().schedule().is_some());
    if step.split != Part::Train && (learns || step.moves_data()) {
        let message = "only what is learned from can be trained on or changed: take `split` out";
        return Err(Fault::new(path, message));
    }
    Ok(())
}

fn check_hold(path: &Path, step: &Step, known: &Known<'_>, faults: &mut Faults) {
    let trains = step.run.as_ref().is_some_and(|action| action.words().schedule().is_some());
    if trains && !step.hold.is_empty() {
        let message = "a training moves all weights: take `hold` out, or make a step before it";
        return faults.note(Fault::new(path, message));
    }
    if faults.check(within(path, "numbers to hold", step.hold.len(), limits::HELD)).is_none() {
        return;
    }
    for (index, held) in step.hold.iter().enumerate() {
        faults.check(held.check(&path.index(index), known));
    }
}

fn check_touch(path: &Path, step: &Step, known: &Known<'_>) -> Result<(), Fault> {
    let Some(touch) = step.touch else { return Ok(()) };
    if touch.is_slider() {
        return check_slider(path, step, touch, known);
    }
    if step.goal.is_some() {
        let message = "a goal could be reached by changing the data: take one of the two out";
        return Err(Fault::new(path, message));
    }
    if step.run.as_ref().is_some_and(|action| action.words().measures_data()) {
        let message = "this step measures the data: let it be changed at the step before";
        return Err(Fault::new(path, message));
    }
    let Some(data) = known.check_data(path)? else { return Ok(()) };
    if touch == Touch::Image {
        return check_image(path, step, data);
    }
    within(path, "rows to be changed", data.x.len(), limits::TOUCHED_ROWS)?;
    within(path, "features to be changed", data.x[0].len(), 2)?;
    within(path, "targets to be changed", data.y[0].len(), 1)
}

/// Refuses to draw where there is no image, or where the keys of a pen are those of a training.
fn check_image(path: &Path, step: &Step, data: &Dataset) -> Result<(), Fault> {
    if data.image.is_none() {
        let message = "the data are no images: expected `image = { rows = 8, columns = 8 }` there";
        return Err(Fault::new(path, message));
    }
    if step.run.as_ref().is_some_and(|action| action.words().schedule().is_some()) {
        let message = "a training has the keys of the pen: draw at a step of its own";
        return Err(Fault::new(path, message));
    }
    within(path, "rows to be drawn into", data.x.len(), limits::DRAWN_ROWS)
}

fn check_slider(path: &Path, step: &Step, touch: Touch, known: &Known<'_>) -> Result<(), Fault> {
    match touch {
        Touch::Threshold if !slides(step, touch) => {
            let message = "expected `run.predict` or `run.call` with a `threshold` here";
            Err(Fault::new(path, message))
        }
        Touch::Threshold => check_yes_or_no(path, step, known),
        _ if !slides(step, touch) => {
            let message = "expected `run.activation` at this step, whose first z is to be slid";
            Err(Fault::new(path, message))
        }
        _ => Ok(()),
    }
}

/// Whether a number that is named can be slid at the step.
fn slides(step: &Step, touch: Touch) -> bool {
    step.sliders().iter().any(|(slider, _)| touch.slides(*slider))
}

/// Refuses a threshold where there is no yes and no no to count.
fn check_yes_or_no(path: &Path, step: &Step, known: &Known<'_>) -> Result<(), Fault> {
    if step.run.as_ref().is_some_and(|action| action.words().inputs().is_some()) {
        let message = "what is told right is counted over the data: take the `x` of this step out";
        return Err(Fault::new(path, message));
    }
    let Some(data) = known.check_data(path)? else { return Ok(()) };
    let is_answer = |row: &[f32]| matches!(row, [y] if *y == 0.0 || *y == 1.0);
    if data.y.iter().all(is_answer) {
        return Ok(());
    }
    let message = "what is told right can only be counted where every target is 0 or 1";
    Err(Fault::new(path, message))
}

fn check_bowl(path: &Path, step: &Step, known: &Known<'_>) -> Result<(), Fault> {
    let Some(bowl) = &step.bowl else { return Ok(()) };
    if bowl.loss.or(step.loss()).is_none() {
        let message = "expected `loss`, as this step has no fit and no gradient that names one";
        return Err(Fault::new(path, message));
    }
    bowl.check(path, known)
}

fn check_solutions(path: &Path, step: &Step, known: &Known<'_>, faults: &mut Faults) {
    let words = step.run.as_ref().map(Action::words);
    for (path, solution) in solutions(path, step) {
        faults.check(match (solution, words) {
            (Solution::Weights { layer: Some(layer), .. }, _) => {
                known.check_layer_or_unit(&path.name("layer"), layer)
            }
            (Solution::Fit(change), Some(words)) => {
                words.check_change(&path.name("fit"), change, known)
            }
            _ => Ok(()),
        });
    }
}
