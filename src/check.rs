//! A lesson that proves itself: every step is run, and held to what its author says of it.

mod chance;
mod page;
mod praise;
mod search;
mod teaching;
mod words;

use std::ops::ControlFlow;

use crate::lab::{Backward, Lab, ParameterValue, Printed, Statement};
use crate::lesson::format::{CellName, Expect, PictureName, Step};
use crate::lesson::parameter::Place;
use crate::lesson::{Lesson, step_places, told};

use page::unfit;
use words::{check_card, check_recall, check_words, unfilled};

/// Something in a lesson that does not hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The line on which the step names itself, counted from 1.
    pub line: usize,
    /// The column of the step's id in that line, counted from 1, in characters.
    pub column: usize,
    /// The id of the step.
    pub step: String,
    /// What does not hold.
    pub message: String,
}

/// What a check came to that could be stopped on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// What does not hold in the steps that were gone through.
    pub findings: Vec<Finding>,
    /// What holds there, and is to be looked at again: whether they teach by doing.
    pub doubts: Vec<Finding>,
    /// The id of the step at which the check was stopped; `None` for a lesson that was gone
    /// through to its end.
    pub stopped_at: Option<String>,
}

/// Runs a lesson from its first step to its last and says what does not hold.
///
/// `source` is the text that the lesson was read from; it gives the lines.
pub fn check(lesson: &Lesson, source: &str) -> Vec<Finding> {
    let train = |lab: &mut Lab| {
        lab.catch_up(usize::MAX);
        lab.train(usize::MAX);
        ControlFlow::Continue(())
    };
    check_with(lesson, source, train).findings
}

/// The same, with every training done by `train`, and whatever grows: to its end, or to a break, at
/// which the check stops. It is called at least once for each step, also where there is nothing to train.
pub fn check_with(
    lesson: &Lesson,
    source: &str,
    mut train: impl FnMut(&mut Lab) -> ControlFlow<()>,
) -> Checked {
    let places = step_places(source);
    let (mut findings, mut doubts) = (Vec::new(), Vec::new());
    let about = teaching::of_lesson(lesson);
    let mut lab = Lab::new(lesson.clone());
    for (index, step) in lesson.steps.iter().enumerate() {
        if come_to(&mut lab, index, &mut train).is_break() {
            return Checked { findings, doubts, stopped_at: Some(lab.step().id.clone()) };
        }
        let (line, column) = places.get(index).copied().unwrap_or((1, 1));
        let finding = |message| Finding { line, column, step: step.id.clone(), message };
        let (mut messages, own) = (Vec::new(), about.iter().filter(|(at, _)| *at == index));
        doubts.extend(own.map(|(_, message)| finding(message.clone())));
        doubts.extend(teaching::of_step(&lab).into_iter().map(finding));
        let mut to_doubt = Vec::new();
        let flow = check_step(&mut lab, step, &mut train, &mut messages, &mut to_doubt);
        doubts.extend(to_doubt.into_iter().map(finding));
        findings.extend(messages.into_iter().map(finding));
        if flow.is_break() {
            return Checked { findings, doubts, stopped_at: Some(step.id.clone()) };
        }
    }
    Checked { findings, doubts, stopped_at: None }
}

/// Goes to a step, at which all that is to grow there has grown.
fn come_to(
    lab: &mut Lab,
    index: usize,
    train: &mut impl FnMut(&mut Lab) -> ControlFlow<()>,
) -> ControlFlow<()> {
    while !lab.approach(index) || lab.growing().is_some() {
        train(lab)?;
    }
    lab.catch_up(usize::MAX);
    ControlFlow::Continue(())
}

/// What does not hold at the step that a lab has come to. Behind it the lab is as for a learner
/// who has done all there is to do.
fn check_step(
    lab: &mut Lab,
    step: &Step,
    train: &mut impl FnMut(&mut Lab) -> ControlFlow<()>,
    messages: &mut Vec<String>,
    doubts: &mut Vec<String>,
) -> ControlFlow<()> {
    messages.extend(repeated(lab.lesson(), lab.position()));
    messages.extend(unfit(lab));
    messages.extend(check_picture(lab, step));
    messages.extend(check_words(lab));
    messages.extend(check_card(lab));
    messages.extend(check_recall(step));
    messages.extend(named_in_vain(lab, step));
    check_goal(lab, step, train, messages, doubts)?;
    if step.is_asked() {
        messages.extend(lab.unanswerable());
        messages.extend(check_replies(lab, step));
        messages.extend(check_guesses(lab, step));
        // From here on as for a learner who has answered.
        lab.skip();
        let asked = if step.fill.is_empty() { "answered" } else { "filled in" };
        messages.extend(unfit(lab).map(|message| format!("once {asked} it {message}")));
        let reached = lab.outcome().reached.unwrap_or_default();
        messages.extend(unfilled("what is said of the blanks", &reached));
    }
    let trains = lab.can_train();
    train(lab)?;
    if trains {
        messages.extend(unfit(lab).map(|message| format!("once trained it {message}")));
    }
    messages.extend(check_outcome(lab, step));
    if step.goal.is_some() && lab.skip() {
        train(lab)?;
    }
    ControlFlow::Continue(())
}

fn repeated(lesson: &Lesson, index: usize) -> Option<String> {
    let id = &lesson.steps[index].id;
    let first = lesson.steps.iter().position(|step| step.id == *id)?;
    (first < index).then(|| format!("step {} has the id `{id}` already", first + 1))
}

/// What is to be held or chosen and is not there.
fn named_in_vain(lab: &Lab, step: &Step) -> Vec<String> {
    let is_there = |cell: &CellName| match cell {
        CellName::Number(number) => lab.has_number(number),
        CellName::Setting(slider) => step.sliders().iter().any(|(there, _)| there == slider),
    };
    let held = step.hold.iter().map(|held| (held, "held"));
    let named = held.chain(step.choose.iter().map(|chosen| (chosen, "chosen")));
    let told = |(cell, how): (&CellName, &str)| {
        format!("`{}` is to be {how}, and there is none at this step", cell.written())
    };
    let both = step
        .choose
        .iter()
        .filter(|chosen| matches!(chosen, CellName::Setting(_)) && step.hold.contains(chosen));
    let both = both.map(|cell| format!("`{}` is to be chosen, and is held", cell.written()));
    named.filter(|(cell, _)| !is_there(cell)).map(told).chain(both).collect()
}

fn check_picture(lab: &Lab, step: &Step) -> Option<String> {
    let wanted = step.first_picture()?;
    let outcome = lab.outcome();
    if let (PictureName::Backward, Backward::Missing(reason), false) =
        (wanted, &outcome.backward, step.is_asked())
    {
        return Some(format!("Forward, Loss, Backward, Update cannot be told here: {reason}"));
    }
    let pictures = outcome.pictures;
    let is_missing = !step.is_asked() && pictures.iter().all(|p| p.name != wanted);
    let words: Vec<&str> = pictures.iter().map(|picture| picture.name.word()).collect();
    let has = if words.is_empty() { "none".to_owned() } else { words.join(", ") };
    let missing = format!("there is no picture `{}` at this step. It has: {has}", wanted.word());
    is_missing.then_some(missing)
}

// Each answer shows a reply of its own, and each must fit with all else on the screen.
fn check_replies(lab: &Lab, step: &Step) -> Option<String> {
    let options = step.question.as_ref().map_or(0, |question| question.options.len());
    (0..options).find_map(|option| {
        let mut lab = lab.clone();
        lab.choose(option);
        unfit(&lab).map(|message| format!("after answer {} it {message}", option + 1))
    })
}

// What is said of a prediction that is far off is longest.
fn check_guesses(lab: &Lab, step: &Step) -> Option<String> {
    let count = step.predict.as_ref()?.numbers();
    let mut lab = lab.clone();
    let is_taken = count > 0 && lab.predict(&vec![FAR_OFF; count]);
    is_taken.then(|| unfit(&lab)).flatten().map(|message| format!("once predicted it {message}"))
}

const FAR_OFF: f32 = -1234.5;

fn check_goal(
    lab: &Lab,
    step: &Step,
    train: &mut impl FnMut(&mut Lab) -> ControlFlow<()>,
    messages: &mut Vec<String>,
    doubts: &mut Vec<String>,
) -> ControlFlow<()> {
    if step.goal.is_none() {
        if !step.solution.is_empty() || !step.hints.is_empty() {
            messages.push("has hints or a solution, but no goal".to_owned());
        }
        return ControlFlow::Continue(());
    }
    if is_met(lab) {
        messages.push("the goal is met before anything was done".to_owned());
    }
    if step.hints.is_empty() {
        messages.push("the goal has no hints".to_owned());
    }
    if step.is_impossible() {
        praise::check_replies(lab, None, messages, doubts);
        check_impossible(lab.clone(), train, messages)
    } else if step.solution.is_empty() {
        messages.push("the goal has no solution".to_owned());
        ControlFlow::Continue(())
    } else {
        check_solution(lab, train, messages, doubts)
    }
}

fn check_impossible(
    mut tried: Lab,
    train: &mut impl FnMut(&mut Lab) -> ControlFlow<()>,
    messages: &mut Vec<String>,
) -> ControlFlow<()> {
    train(&mut tried)?;
    if is_met(&tried) {
        messages.push("the goal is said to be impossible, and the fit reaches it".to_owned());
    }
    tried.skip();
    messages.extend(unfit(&tried).map(|message| format!("once given up it {message}")));
    ControlFlow::Continue(())
}

fn check_solution(
    lab: &Lab,
    train: &mut impl FnMut(&mut Lab) -> ControlFlow<()>,
    messages: &mut Vec<String>,
    doubts: &mut Vec<String>,
) -> ControlFlow<()> {
    let mut solved = lab.clone();
    let is_done = solved.skip();
    if is_done {
        train(&mut solved)?;
    }
    messages.extend(changes_held(lab, &solved));
    if is_done && is_met(&solved) {
        messages.extend(unfit(&solved).map(|message| format!("once solved it {message}")));
        praise::check_replies(lab, Some(&solved), messages, doubts);
        praise::check(lab, &solved, messages, doubts);
    } else {
        messages.push(format!("the solution does not meet the goal: {}", standing(&solved)));
    }
    ControlFlow::Continue(())
}

/// What a solution does to numbers that are held.
fn changes_held(lab: &Lab, solved: &Lab) -> Vec<String> {
    let mut all = lab.outcome().parameters;
    // What a setting makes of a tree is held, and follows it.
    all.retain(|value| !matches!(value.parameter.place, Place::Node { .. }));
    let is_changed = |held: &&ParameterValue| solved.value(&held.parameter) != Some(held.value);
    let changed = all.iter().filter(|value| value.is_held).filter(is_changed);
    let numbers = changed.map(|held| held.name.clone());
    let settings = lab.outcome().slides.into_iter().filter(|slide| slide.is_held);
    let settings = settings.filter(|slide| solved.slid(slide.slider) != Some(slide.value));
    let all = numbers.chain(settings.map(|slide| slide.name));
    all.map(|name| format!("the solution changes `{name}`, which is held")).collect()
}

fn is_met(lab: &Lab) -> bool {
    lab.outcome().goal.is_some_and(|goal| goal.is_met())
}

fn standing(lab: &Lab) -> String {
    let conditions = lab.outcome().goal.map(|goal| goal.conditions).unwrap_or_default();
    let unmet = conditions.iter().filter(|condition| !condition.met);
    let words: Vec<String> =
        unmet.map(|c| format!("{} {}, but it is {}", c.name, c.wanted, c.stands)).collect();
    words.join("; ")
}

fn check_outcome(lab: &Lab, step: &Step) -> Vec<String> {
    let console = lab.outcome().console;
    let error = console.iter().find_map(|entry| match &entry.printed {
        Printed::Error(error) => Some(error.keras.as_str()),
        _ => None,
    });
    let expected = step.expect.as_ref();
    let mut messages = Vec::new();
    match (error, expected.and_then(|expect| expect.error.as_deref())) {
        (Some(error), None) => messages.push(format!("fails, and no error is expected: {error}")),
        (None, Some(expected)) => {
            messages.push(format!("expected an error, but none came: {expected}"));
        }
        (Some(error), Some(expected)) if error != expected => {
            messages.push(differs("error is", expected, error));
        }
        _ => (),
    }
    if let Some(expect) = expected {
        messages.extend(check_printed(lab, expect, &console));
    }
    messages
}

fn check_printed(lab: &Lab, expect: &Expect, console: &[Statement]) -> Vec<String> {
    let mut messages = Vec::new();
    if let Some(expected) = &expect.output {
        let printed = printed(console);
        if printed.trim() != expected.trim() {
            messages.push(differs("output is", expected.trim(), printed.trim()));
        }
    }
    if let Some(expected) = &expect.values {
        match lab.answer() {
            Some(values) if close(&values, expected) => (),
            Some(values) => {
                messages.push(differs(
                    "values are",
                    &format!("{expected:?}"),
                    &format!("{values:?}"),
                ));
            }
            None => messages.push("values are expected, but the step computes none".to_owned()),
        }
    }
    messages
}

fn printed(console: &[Statement]) -> String {
    let text = |entry: &Statement| match &entry.printed {
        Printed::Text(text) => Some(text.clone()),
        _ => None,
    };
    console.iter().filter_map(text).collect::<Vec<_>>().join("\n")
}

fn close(values: &[Vec<f32>], expected: &[Vec<f32>]) -> bool {
    let near = |(a, b): (&f32, &f32)| (a - b).abs() <= 1e-5 + 1e-4 * b.abs();
    let row = |(a, b): (&Vec<f32>, &Vec<f32>)| a.len() == b.len() && a.iter().zip(b).all(near);
    values.len() == expected.len() && values.iter().zip(expected).all(row)
}

fn differs(what: &str, expected: &str, got: &str) -> String {
    format!(
        "the {what} not as expected\n  expected: {}\n       got: {}",
        inset(&told(expected)),
        inset(&told(got))
    )
}

fn inset(text: &str) -> String {
    text.replace('\n', "\n            ")
}
