//! Whether a goal makes sense by itself: its conditions, what it says on the way and at the end.

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::format::{Bound, Conditions, ErrorGoal, Goal, LossGoal, StateReply, Step};
use crate::lesson::limits;
use crate::lesson::live::Word;
use crate::lesson::path::Path;
use crate::lesson::sizes::within;
use crate::nn::Loss;

use super::words::{line, visible};

pub(super) fn check_goal(path: &Path, step: &Step, faults: &mut Faults) {
    let Some(goal) = &step.goal else { return };
    if goal.impossible.is_some() && !step.solution.is_empty() {
        let message = "a goal that is impossible has no solution: take one of the two out";
        faults.note(Fault::new(&path.name("solution"), message));
    }
    let path = path.name("goal");
    check_said(&path, goal, faults);
    if goal.wanted.is_empty() {
        let message = "expected something to reach: a loss, a validation loss, a boundary, a \
                       steepness, an accuracy, classes, a precision, a recall, a weight, an output or \
                       an error";
        faults.note(Fault::new(&path, message));
    }
    check_conditions(&path, &goal.wanted, faults);
    let place = path.name("if");
    let count = within(&place, "replies", goal.replies.len(), limits::STATE_REPLIES);
    if faults.check(count).is_some() {
        for (index, reply) in goal.replies.iter().enumerate() {
            check_reply(&place.index(index), reply, faults);
        }
    }
    if let Some(claims) = &goal.claims {
        check_claims(&path.name("claims"), goal, claims, faults);
    }
}

fn check_said(path: &Path, goal: &Goal, faults: &mut Faults) {
    let said = [("reached", &goal.reached), ("impossible", &goal.impossible)];
    for (name, text) in said.into_iter().filter_map(|(name, text)| Some((name, text.as_ref()?))) {
        faults.check(visible(&path.name(name), "what is said", text, limits::REPLY_CHARS));
    }
}

fn check_reply(path: &Path, reply: &StateReply, faults: &mut Faults) {
    faults.check(visible(&path.name("say"), "a reply", &reply.say, limits::REPLY_CHARS));
    if reply.state.is_empty() {
        let message = "expected the state to reply to, such as \
                       `weight = [{ of = \"w\", sign = \"negative\" }]`";
        faults.note(Fault::new(path, message));
    }
    check_conditions(path, &reply.state, faults);
}

fn check_claims(path: &Path, goal: &Goal, claims: &Conditions, faults: &mut Faults) {
    if goal.impossible.is_some() {
        let message = "a goal that is impossible is never praised: take one of the two out";
        faults.note(Fault::new(path, message));
    }
    if claims.is_empty() {
        let message = "expected what holds once the goal is reached, such as \
                       `accuracy = { at_least = 0.8 }`";
        faults.note(Fault::new(path, message));
    }
    check_conditions(path, claims, faults);
}

fn check_conditions(path: &Path, conditions: &Conditions, faults: &mut Faults) {
    if let Some(loss) = &conditions.loss {
        faults.check(check_unit(&path.name("loss").name("unit"), loss));
    }
    if let Some(boundary) = &conditions.boundary {
        faults.check(check_within(&path.name("boundary"), boundary.within));
    }
    if let Some(accuracy) = &conditions.accuracy {
        faults.check(check_share(&path.name("accuracy"), accuracy.at_least));
    }
    if let Some(classes) = &conditions.classes {
        faults.check(check_share(&path.name("classes"), classes.at_least));
    }
    for (name, goal) in [("precision", &conditions.precision), ("recall", &conditions.recall)] {
        let share = goal.as_ref().map(|goal| check_share(&path.name(name), goal.at_least));
        faults.check(share.unwrap_or(Ok(())));
    }
    check_lists(path, conditions, faults);
    check_errors(&path.name("error"), &conditions.error, faults);
}

fn check_lists(path: &Path, conditions: &Conditions, faults: &mut Faults) {
    let Conditions { weight, output, .. } = conditions;
    let (weights, outputs) = (path.name("weight"), path.name("output"));
    let count = within(&weights, "conditions on weights", weight.len(), limits::CONDITIONS);
    if faults.check(count).is_some() {
        for (index, goal) in weight.iter().enumerate() {
            let path = weights.index(index);
            if !matches!(Word::read(&goal.of), Some(Word::Number { .. })) {
                let message = "expected a weight or a bias, written `w`, `b`, `L1.w[input,unit]` \
                               or `L1.b[unit]`";
                faults.note(Fault::new(&path.name("of"), message));
            }
            faults.check(check_bound(&path, goal.bound()));
        }
    }
    let count = within(&outputs, "conditions on outputs", output.len(), limits::CONDITIONS);
    if faults.check(count).is_some() {
        for (index, goal) in output.iter().enumerate() {
            faults.check(check_bound(&outputs.index(index), goal.bound()));
        }
    }
}

fn check_errors(path: &Path, errors: &[ErrorGoal], faults: &mut Faults) {
    if faults
        .check(within(path, "conditions on errors", errors.len(), limits::CONDITIONS))
        .is_none()
    {
        return;
    }
    for (index, goal) in errors.iter().enumerate() {
        if goal.below <= 0.0 || goal.below.is_nan() {
            let message = "no error is below 0: expected a number above it";
            faults.note(Fault::new(&path.index(index).name("below"), message));
        }
    }
}

fn check_unit(path: &Path, loss: &LossGoal) -> Result<(), Fault> {
    let Some(unit) = &loss.unit else { return Ok(()) };
    if !matches!(loss.of, Loss::MeanAbsoluteError | Loss::MeanSquaredError) {
        let message = format!("{} has no unit: take `unit` out", loss.of.name());
        return Err(Fault::new(path, message));
    }
    line(path, "a unit", unit, limits::UNIT_CHARS)
}

fn check_bound(path: &Path, bound: Option<Bound>) -> Result<(), Fault> {
    match bound {
        Some(Bound::At { within, .. }) => check_within(path, within),
        Some(Bound::AtLeast(_) | Bound::AtMost(_) | Bound::Sign(_)) => Ok(()),
        None => {
            let message = "expected `at` with `within`, or one of `at_least`, `at_most`, `sign`";
            Err(Fault::new(path, message))
        }
    }
}

fn check_within(path: &Path, within: f64) -> Result<(), Fault> {
    if within > 0.0 {
        return Ok(());
    }
    let message = "expected how far off it may be, more than 0, such as 0.1";
    Err(Fault::new(&path.name("within"), message))
}

fn check_share(path: &Path, share: f64) -> Result<(), Fault> {
    if (0.0..=1.0).contains(&share) {
        return Ok(());
    }
    Err(Fault::new(&path.name("at_least"), "expected a share from 0 to 1, such as 0.8"))
}
