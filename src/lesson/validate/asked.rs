//! What a step asks of the learner before all of it is shown: a question, a prediction, blanks.

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::format::{Fill, Predicted, Prediction, Question, Ranked, Step};
use crate::lesson::limits;
use crate::lesson::path::Path;
use crate::lesson::sizes::within;

use super::words::{at_most, is_blank, line, visible};

/// Checks what a step asks, and that it is one thing.
pub(super) fn check_asked(path: &Path, step: &Step, faults: &mut Faults) {
    let asked = [
        ("goal", step.goal.is_some()),
        ("question", step.question.is_some()),
        ("predict", step.predict.is_some()),
        ("fill", !step.fill.is_empty()),
    ];
    let mut asked = asked.into_iter().filter(|(_, is_there)| *is_there).map(|(name, _)| name);
    if let (Some(first), Some(second)) = (asked.next(), asked.next()) {
        let message =
            format!("a step has a `{first}` or a `{second}`, not both: make two steps of it");
        faults.note(Fault::new(&path.name(second), message));
    }
    if let Some(question) = &step.question {
        check_question(&path.name("question"), question, faults);
        let trains = step.run.as_ref().is_some_and(|run| run.words().schedule().is_some());
        let fails = step.expect.as_ref().is_some_and(|expect| expect.error.is_some());
        if question.after && trains && !fails {
            let message =
                "a training is run by the learner: ask at the step behind it, or take this out";
            faults.note(Fault::new(&path.name("question").name("after"), message));
        }
    }
    if let Some(prediction) = &step.predict {
        check_prediction(&path.name("predict"), prediction, faults);
    }
    check_fill(&path.name("fill"), &step.fill, faults);
    if let Some(filled) = &step.filled {
        let path = path.name("filled");
        faults.check(visible(&path, "what is said", filled, limits::REPLY_CHARS));
        if step.fill.is_empty() {
            faults.note(Fault::new(&path, "there is nothing to fill in: expected `[[step.fill]]`"));
        }
    }
}

fn check_question(path: &Path, question: &Question, faults: &mut Faults) {
    faults.check(visible(&path.name("ask"), "a question", &question.ask, limits::QUESTION_CHARS));
    if let Some(recall) = &question.recall {
        faults.check(visible(&path.name("recall"), "a question", recall, limits::QUESTION_CHARS));
    }
    let options = question.options.len();
    if !(2..=9).contains(&options) {
        return faults.note(Fault::new(&path.name("options"), "expected from 2 to 9 options"));
    }
    if !(1..=options).contains(&question.answer) {
        let message = format!("expected the number of the right option, from 1 to {options}");
        faults.note(Fault::new(&path.name("answer"), message));
    }
    for (index, option) in question.options.iter().enumerate() {
        let path = path.name("options").index(index);
        faults.check(line(&path.name("text"), "an option", &option.text, limits::OPTION_CHARS));
        faults.check(check_reply(&path, &option.reply));
    }
}

fn check_reply(path: &Path, reply: &str) -> Result<(), Fault> {
    if is_blank(reply) {
        let message = "every option needs a reply: say why it is right, or what misled";
        return Err(Fault::new(path, message));
    }
    at_most(&path.name("reply"), "a reply", reply, limits::REPLY_CHARS)
}

fn check_prediction(path: &Path, prediction: &Prediction, faults: &mut Faults) {
    faults.check(visible(&path.name("ask"), "a question", &prediction.ask, limits::QUESTION_CHARS));
    faults.check(visible(&path.name("reply"), "a reply", &prediction.reply, limits::REPLY_CHARS));
    let path = path.name("what");
    match &prediction.what {
        Predicted::Number(number) => {
            let path = path.name("number");
            faults.check(check_tolerance(&path, number.within));
            if let Some(unit) = &number.unit {
                faults.check(line(&path.name("unit"), "a unit", unit, limits::LABEL_CHARS));
            }
        }
        Predicted::Point(point) => {
            let path = path.name("point");
            faults.check(check_tolerance(&path, point.within));
            if !point.x.is_finite() {
                faults.note(Fault::new(&path.name("x"), "expected a finite number"));
            }
        }
        Predicted::Line(wanted) => {
            faults.check(check_tolerance(&path.name("line"), wanted.within));
        }
        Predicted::Order(all) => check_order(&path.name("order"), all, faults),
        Predicted::Course => (),
    }
}

fn check_tolerance(path: &Path, within: f64) -> Result<(), Fault> {
    let is_right = within.is_finite() && within > 0.0;
    let fault = || Fault::new(&path.name("within"), "expected a finite number above 0");
    is_right.then_some(()).ok_or_else(fault)
}

fn check_order(path: &Path, all: &[Ranked], faults: &mut Faults) {
    if !(2..=9).contains(&all.len()) {
        return faults.note(Fault::new(path, "expected from 2 to 9 things to put in order"));
    }
    for (index, ranked) in all.iter().enumerate() {
        let path = path.index(index).name("text");
        faults.check(line(&path, "the name of a thing", &ranked.text, limits::OPTION_CHARS));
    }
}

fn check_fill(path: &Path, rows: &[Fill], faults: &mut Faults) {
    faults.check(within(path, "rows to fill in", rows.len(), limits::FILLED_ROWS));
    for (index, row) in rows.iter().enumerate() {
        let path = path.index(index).name("blanks");
        faults.check(within(&path, "blanks in a row", row.blanks.len(), limits::BLANKS));
        let repeated =
            (1..row.blanks.len()).find(|at| row.blanks[..*at].contains(&row.blanks[*at]));
        if let Some(at) = repeated {
            faults.note(Fault::new(&path.index(at), "this term is blank already"));
        }
    }
    let blanks: usize = rows.iter().map(|row| row.blanks.len()).sum();
    if !rows.is_empty() && blanks == 0 {
        faults.note(Fault::new(path, "expected at least one blank to fill in"));
    }
}
