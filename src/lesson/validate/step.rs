//! Whether a step makes sense by itself: its words, its action, what it asks of the learner.

use std::collections::HashMap;

use crate::lesson::action::check_questions;
use crate::lesson::fault::{Fault, Faults};
use crate::lesson::format::{Card, Expect, Solution, Step};
use crate::lesson::limits;
use crate::lesson::path::Path;
use crate::lesson::sizes::{check_table, within};
use crate::lesson::slider::Slider;
use crate::lesson::solutions::solutions;

use super::asked::check_asked;
use super::goal::check_goal;
use super::words::{at_most, line, visible};

pub(super) fn check_step(path: &Path, step: &Step, faults: &mut Faults) {
    check_words(path, step, faults);
    if let Some(expect) = &step.expect {
        faults.check(check_expect(&path.name("expect"), expect));
    }
    if let Some(action) = &step.run {
        action.words().check_values(&path.name("run"), faults);
    }
    check_solutions(path, step, faults);
    check_asked(path, step, faults);
    if let Some(card) = &step.card {
        check_card(&path.name("card"), card, faults);
    }
    check_goal(path, step, faults);
}

/// What a step says in words of its own: how long it is, and whether there is anything to see.
fn check_words(path: &Path, step: &Step, faults: &mut Faults) {
    faults.check(check_id(&path.name("id"), &step.id));
    faults.check(line(&path.name("title"), "a title", &step.title, limits::TITLE_CHARS));
    if let Some(part) = &step.part {
        let what = "the title of a part";
        faults.check(line(&path.name("part"), what, part, limits::TITLE_CHARS));
    }
    faults.check(at_most(&path.name("text"), "a text", &step.text, limits::TEXT_CHARS));
    let path = path.name("hints");
    if faults.check(within(&path, "hints", step.hints.len(), limits::HINTS)).is_some() {
        for (index, hint) in step.hints.iter().enumerate() {
            faults.check(visible(&path.index(index), "a hint", hint, limits::HINT_CHARS));
        }
    }
}

fn check_id(path: &Path, id: &str) -> Result<(), Fault> {
    let id_char = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || !id.chars().all(id_char) {
        let message = "expected an id of lower-case letters, digits and hyphens";
        return Err(Fault::new(path, message));
    }
    at_most(path, "an id", id, limits::ID_CHARS)
}

fn check_expect(path: &Path, expect: &Expect) -> Result<(), Fault> {
    for (name, text) in [("output", &expect.output), ("error", &expect.error)] {
        let text = text.as_deref().unwrap_or_default();
        at_most(&path.name(name), "what is expected", text, limits::EXPECTED_CHARS)?;
    }
    let rows = expect.values.as_deref().unwrap_or_default();
    within(&path.name("values"), "rows", rows.len(), limits::ROWS)?;
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    within(&path.name("values"), "numbers in a row", widest, limits::FEATURES)
}

fn check_solutions(path: &Path, step: &Step, faults: &mut Faults) {
    let count = within(&path.name("solution"), "solutions", step.solution.len(), limits::SOLUTIONS);
    if faults.check(count).is_none() {
        return;
    }
    let has_fit = step.run.as_ref().is_some_and(|action| action.words().schedule().is_some());
    for (place, solution) in solutions(path, step) {
        match solution {
            Solution::Weights { w, .. } => {
                faults.check(check_table(&place.name("w"), w));
            }
            Solution::Value(_)
                if step.sliders().is_empty() && !faults.is_touched(&path.name("run")) =>
            {
                let message = "there is no number to slide at this step: expected one that `touch` \
                               names, or `over` in the action";
                faults.note(Fault::new(&place.name("value"), message));
            }
            Solution::Value(value) if !value.is_finite() => {
                faults.note(Fault::new(&place.name("value"), "expected a number"));
            }
            Solution::Value(_) => (),
            Solution::Settings(settings) => {
                faults.check(check_settings(&place.name("settings"), step, settings));
            }
            Solution::Z(z) if z.len() != step.sliders().len() => {
                let count = step.sliders().len();
                let message = format!("expected {count} numbers, as many as can be slid here");
                faults.note(Fault::new(&place.name("z"), message));
            }
            Solution::Z(z) if z.iter().any(|z| !z.is_finite()) => {
                faults.note(Fault::new(&place.name("z"), "expected finite numbers"));
            }
            Solution::Z(_) => (),
            Solution::Fit(_) if !has_fit && !faults.is_touched(&path.name("run")) => {
                let message = "this step has no fit to change: expected `run.fit`";
                faults.note(Fault::new(&place.name("fit"), message));
            }
            Solution::Questions(questions) => {
                faults.check(check_questions(&place, questions));
            }
            Solution::Fit(change) => change.check(&place.name("fit"), faults),
        }
    }
}

/// Refuses settings that cannot be changed at the step, and values that are no numbers.
fn check_settings(path: &Path, step: &Step, settings: &HashMap<Slider, f32>) -> Result<(), Fault> {
    let sliders = step.sliders();
    let names: Vec<&str> = sliders.iter().map(|(slider, _)| slider.name()).collect();
    let is_there = |slider: &Slider| sliders.iter().any(|(there, _)| there == slider);
    if let Some(slider) = settings.keys().find(|slider| !is_there(slider)) {
        let known = match names.as_slice() {
            [] => "no setting can be changed at this step".to_owned(),
            names => format!("expected one of `{}`", names.join("`, `")),
        };
        return Err(Fault::new(&path.name(slider.name()), known));
    }
    match settings.iter().find(|(_, value)| !value.is_finite()) {
        Some((slider, _)) => Err(Fault::new(&path.name(slider.name()), "expected a number")),
        None => Ok(()),
    }
}

fn check_card(path: &Path, card: &Card, faults: &mut Faults) {
    if !(1..=limits::FOUND).contains(&card.found.len()) {
        let message = format!("expected from 1 to {} sentences", limits::FOUND);
        return faults.note(Fault::new(&path.name("found"), message));
    }
    for (index, found) in card.found.iter().enumerate() {
        let path = path.name("found").index(index);
        faults.check(visible(&path, "what was found", found, limits::QUESTION_CHARS));
    }
    if let Some(open) = &card.open {
        faults.check(visible(&path.name("open"), "what is open", open, limits::QUESTION_CHARS));
    }
}
