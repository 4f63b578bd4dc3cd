//! Whether a lesson teaches by doing: what its author should look at again, step by step.
//!
//! None of it keeps a lesson from running. What is asked for follows from what is known of learning:
//! practice is worth about six times reading (Koedinger et al. 2016), and those who predict before
//! they see learn more than those who only watch (Crouch et al. 2004).

use crate::lab::Lab;
use crate::lesson::format::{Question, Solution};
use crate::lesson::{Lesson, Step};

/// What to look at again in a lesson: the number of a step, counted from 0, and why.
pub(super) fn of_lesson(lesson: &Lesson) -> Vec<(usize, String)> {
    let steps = lesson.steps.as_slice();
    let mut doubts: Vec<(usize, String)> = late_act(steps).into_iter().collect();
    doubts.extend(only_read(steps));
    doubts.extend(always_at_one_place(steps));
    for (index, step) in steps.iter().enumerate() {
        let told = [
            step.question.as_ref().and_then(longest),
            too_long(step),
            known_from_the_text(lesson, index),
        ];
        doubts.extend(told.into_iter().flatten().map(|doubt| (index, doubt)));
    }
    doubts.sort_by_key(|(index, _)| *index);
    doubts
}

/// What to look at again at a step, as one comes to it.
pub(super) fn of_step(lab: &Lab) -> Vec<String> {
    let outcome = lab.outcome();
    // What would answer a question is drawn once it is answered.
    let comes_later = lab.hides() && lab.step().picture.is_some();
    let charts = lab.has_chart() && outcome.pictures.is_empty() && !comes_later;
    let alone = charts.then(|| "there is data, and no picture of it: name one".to_owned());
    let unseen = about(&outcome.text).filter(|wanted| {
        !outcome.pictures.is_empty() && outcome.pictures.iter().all(|it| it.name.word() != *wanted)
    });
    let unseen =
        unseen.map(|wanted| format!("the text speaks of the {wanted}, and it is not shown"));
    alone.into_iter().chain(unseen).chain(begins(lab)).collect()
}

/// Whether a step gives the hands something to do.
fn is_act(step: &Step) -> bool {
    let is_free = step.touch.is_some() || step.free_sliders().next().is_some();
    step.has_task() || is_free || step.is_for_the_hands()
}

fn late_act(steps: &[Step]) -> Option<(usize, String)> {
    let first = steps.iter().position(is_act).unwrap_or(steps.len());
    (first >= ACT_BY || first == steps.len()).then(|| {
        let message = match steps.get(first) {
            Some(_) => format!("this is the first thing to do: let there be one by step {ACT_BY}"),
            None => "nothing in the lesson is to be done: let there be something".to_owned(),
        };
        (first.min(steps.len() - 1), message)
    })
}

/// By this step something is to be done.
const ACT_BY: usize = 5;

/// The first step of each row of steps that is too long.
fn only_read(steps: &[Step]) -> Vec<(usize, String)> {
    let mut read = 0;
    let mut doubts = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        read = if is_act(step) { 0 } else { read + 1 };
        if read == READ_IN_A_ROW + 1 {
            let message = format!(
                "{read} steps in a row are only read: let something be done, asked or predicted"
            );
            doubts.push((index, message));
        }
    }
    doubts
}

/// So many steps in a row may be only read.
const READ_IN_A_ROW: usize = 3;

fn always_at_one_place(steps: &[Step]) -> Option<(usize, String)> {
    let asked = steps.iter().enumerate().filter_map(|(index, step)| {
        step.question.as_ref().map(|question| (index, question.answer))
    });
    let asked: Vec<(usize, usize)> = asked.collect();
    let (_, place) = *asked.first()?;
    let is_guessed = asked.len() >= 3 && asked.iter().all(|(_, answer)| *answer == place);
    let message = format!("the right answer is number {place} in every question: move some");
    is_guessed.then(|| (asked[asked.len() - 1].0, message))
}

/// Whether the right answer stands out by its length.
fn longest(question: &Question) -> Option<String> {
    let chars = |index: usize| question.options[index].text.chars().count();
    let right = question.answer - 1;
    let others = (0..question.options.len()).filter(|index| *index != right).map(chars);
    let stands_out = chars(right) as f64 > STANDS_OUT * others.max()? as f64 && chars(right) > 12;
    stands_out.then(|| "the right answer is by far the longest: it gives itself away".to_owned())
}

/// So many times as long as the next one.
const STANDS_OUT: f64 = 1.5;

fn too_long(step: &Step) -> Option<String> {
    let words = step.text.split_whitespace().count();
    (words > WORDS).then(|| format!("the text has {words} words: {WORDS} are read, more are not"))
}

/// Words in the text of a step.
const WORDS: usize = 100;

/// Whether the numbers of a solution stand in a text before it, or in its own.
fn known_from_the_text(lesson: &Lesson, index: usize) -> Option<String> {
    let step = &lesson.steps[index];
    let [Solution::Weights { w, b, .. }] = step.solution.as_slice() else { return None };
    let mut wanted: Vec<f32> = w.iter().flatten().chain(b).copied().collect();
    wanted.retain(|number| number.abs() > 1.0);
    let from = lesson.steps[..index].iter().rposition(|step| step.data_set().is_some());
    let known = lesson.steps[from.unwrap_or(0)..=index].iter().find(|told| {
        let numbers = numbers(&told.text);
        wanted.iter().all(|number| numbers.contains(number))
    })?;
    let message = || format!("the text of `{}` tells the solution: let it be found", known.id);
    (wanted.len() > 1).then(message)
}

fn numbers(markdown: &str) -> Vec<f32> {
    let parts = markdown.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-'));
    parts.filter_map(|part| part.trim_end_matches('.').parse().ok()).collect()
}

/// The picture that a text is about, where it names one.
fn about(markdown: &str) -> Option<&'static str> {
    let text = markdown.to_lowercase();
    let is_named = |name: &str| text.split(|c: char| !c.is_alphabetic()).any(|word| word == name);
    let loss = text.contains("loss curve").then_some("loss");
    is_named("bowl").then_some("bowl").or(loss)
}

/// A training that has nothing left to learn, or nothing that it could learn from.
fn begins(lab: &Lab) -> Option<String> {
    if !lab.can_train() {
        return None;
    }
    match lab.loss()? {
        loss if !loss.is_finite() => {
            Some("the training begins with a loss that is no number".into())
        }
        loss if loss < SOLVED => Some(format!("the training begins solved: its loss is {loss}")),
        _ => None,
    }
}

/// Below this a loss is as good as none.
const SOLVED: f32 = 1e-4;
