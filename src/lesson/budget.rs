//! What a lesson asks for altogether: the work of all its steps, and the numbers that they keep.

use super::action::{Action, FitChange};
use super::fault::{Fault, Faults};
use super::format::{Lesson, Solution, Step, Touch};
use super::limits;
use super::path::Path;
use super::sizes::within;
use super::solutions::solutions;
use super::spent::{PASSES, Span, Spent, within_seconds};
use super::widest::widest;
use super::work::{FitWork, Schedule};

/// Notes every step at which a lesson asks for more than it may.
///
/// Every name in the lesson is known to be there, or in doubt.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    let mut spent = Spent::new(&lesson.data, widest(lesson));
    for (index, step) in lesson.steps.iter().enumerate() {
        let path = Path::default().name("step").index(index);
        if !faults.is_touched(&path.name("text")) {
            faults.check(check_text(&path.name("text"), step));
        }
        spent.begin(index);
        if faults.check(take(&path, step, &mut spent)).is_none() {
            spent.forget();
        }
    }
}

fn check_text(path: &Path, step: &Step) -> Result<(), Fault> {
    within(path, "characters in a step", characters(step), limits::STEP_CHARS)
}

fn characters(step: &Step) -> usize {
    let goal = step.goal.iter().flat_map(|goal| {
        let replies = goal.replies.iter().map(|reply| &reply.say);
        goal.reached.iter().chain(&goal.impossible).chain(replies)
    });
    let options = step.question.iter().flat_map(|question| &question.options);
    let options = options.flat_map(|option| [&option.text, &option.reply]);
    let asked = step.question.iter();
    let asked = asked.flat_map(|question| [&question.ask].into_iter().chain(&question.recall));
    let predicted = step.predict.iter().flat_map(|prediction| [&prediction.ask, &prediction.reply]);
    let asked = asked.chain(predicted).chain(&step.filled);
    let card = step.card.iter().flat_map(|card| card.found.iter().chain(&card.open));
    let texts = [&step.title, &step.text].into_iter().chain(&step.part).chain(&step.hints);
    texts.chain(card).chain(goal).chain(options).chain(asked).map(|text| text.chars().count()).sum()
}

fn take(path: &Path, step: &Step, spent: &mut Spent<'_>) -> Result<(), Fault> {
    let run = path.name("run");
    let words = step.run.as_ref().map(Action::words);
    if let Some(words) = words {
        words.make(&run, spent)?;
        if let Some(name) = words.works_on() {
            spent.work_on(name);
        }
    }
    if step.touch == Some(Touch::Rows) {
        spent.add_rows();
    }
    spent.show();
    if let Some(words) = words {
        words.spend(&run, spent)?;
    }
    solve(path, step, spent)?;
    look_ahead(path, step, spent)?;
    spent.check(path)
}

/// What a prediction looks ahead at is trained in a blink, when it is locked in.
fn look_ahead(path: &Path, step: &Step, spent: &mut Spent<'_>) -> Result<(), Fault> {
    let Some(prediction) = &step.predict else { return Ok(()) };
    let fit = step.run.as_ref().and_then(|action| action.words().schedule());
    for quantity in prediction.quantities() {
        let Some(fit) = fit.filter(|_| quantity.after > 0) else { continue };
        let schedule = Schedule { epochs: quantity.after, ..fit };
        let work = FitWork::of(spent.subject(), schedule, spent.rows()).all;
        within_seconds(&path.name("predict").name("what"), Span::Ahead, work)?;
        spent.add_work(PASSES * work);
    }
    Ok(())
}

/// The solution of a fit is trained beside the fit itself; one that has none may be given up.
fn solve(path: &Path, step: &Step, spent: &mut Spent<'_>) -> Result<(), Fault> {
    let Some(words) = step.run.as_ref().map(Action::words) else { return Ok(()) };
    let as_it_is = FitChange::default();
    for (path, solution) in solutions(path, step) {
        match solution {
            Solution::Fit(change) => words.spend_again(&path.name("fit"), change, spent)?,
            Solution::Weights { .. }
            | Solution::Value(_)
            | Solution::Settings(_)
            | Solution::Z(_)
            | Solution::Questions(_) => {
                words.spend_again(&path, &as_it_is, spent)?;
            }
        }
    }
    if step.is_impossible() {
        words.spend_again(&path.name("run").name("fit"), &as_it_is, spent)?;
    }
    Ok(())
}
