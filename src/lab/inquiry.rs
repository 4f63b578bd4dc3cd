//! The question or the prediction of a step, and what the learner has answered.

use serde::Serialize;

use crate::journal::Task;
use crate::lesson::format::{Course, Predicted, Prediction, Question};

use super::record::Record;

/// The question or the prediction of a step, and what the learner has answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Inquiry {
    /// The question itself.
    pub ask: String,
    /// What one can answer.
    pub answers: Vec<Answer>,
    /// Whether it has still to be answered.
    pub is_open: bool,
    /// What there is to say about the answer that was given last.
    pub reply: Option<String>,
    /// What there is to say about any answer, so that a screen can keep room for it.
    #[serde(skip)]
    pub replies: Vec<String>,
}

/// One thing that can be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// What it says.
    pub text: String,
    /// How it turned out.
    pub mark: Mark,
}

/// How an answer turned out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// It was not tried.
    Untried,
    /// It is chosen, and how that turns out is still to be seen.
    Chosen,
    /// It is right.
    Right,
    /// It is right, and was shown to a learner who did not say so.
    Shown,
    /// It is wrong.
    Wrong,
}

pub(super) fn of(question: &Question, record: &Record) -> Inquiry {
    let mark = |index: usize| match record.answers.contains(&index) {
        false => Mark::Untried,
        true if index + 1 == question.answer && record.task == Task::Shown => Mark::Shown,
        true if index + 1 == question.answer => Mark::Right,
        true => Mark::Wrong,
    };
    let options = question.options.iter().enumerate();
    let last = record.answers.last().and_then(|last| question.options.get(*last));
    Inquiry {
        ask: question.ask.clone(),
        answers: options
            .map(|(index, option)| Answer { text: option.text.clone(), mark: mark(index) })
            .collect(),
        is_open: record.task == Task::Open,
        reply: last.map(|option| match record.task {
            Task::Shown => without_yes(&option.reply),
            _ => option.reply.clone(),
        }),
        replies: question.options.iter().map(|option| option.reply.clone()).collect(),
    }
}

/// A reply to who has not answered: it explains, and does not agree.
fn without_yes(reply: &str) -> String {
    let rest = reply.strip_prefix("Yes").filter(|rest| rest.starts_with(['.', ',', ':', ';']));
    let rest = rest.unwrap_or(reply).trim_start_matches(['.', ',', ':', ';', ' ']);
    // A single letter is a name, x stays x, but for the article.
    let first = rest.split_whitespace().next();
    if first.is_some_and(|word| word.chars().count() == 1 && word != "a") {
        return rest.to_owned();
    }
    let mut letters = rest.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A prediction. `told` is what there is to say once it stands; of a course there is something to
/// say before that, too.
pub(super) fn of_prediction(
    prediction: &Prediction,
    record: &Record,
    course: Option<Course>,
    told: impl FnOnce() -> String,
) -> Inquiry {
    let is_open = record.task == Task::Open;
    let answer = |(index, text): (usize, &str)| match &prediction.what {
        Predicted::Order(_) => placed(index, text, record),
        _ => Answer { text: text.to_owned(), mark: of_course(index, record, course) },
    };
    Inquiry {
        ask: prediction.ask.clone(),
        answers: prediction.options().into_iter().enumerate().map(answer).collect(),
        is_open,
        reply: (!is_open).then(told),
        replies: vec![prediction.reply.clone()],
    }
}

/// A thing to put in order, with the place that it was given.
fn placed(index: usize, text: &str, record: &Record) -> Answer {
    let Some(place) = record.answers.iter().position(|answer| *answer == index) else {
        return Answer { text: text.to_owned(), mark: Mark::Untried };
    };
    let truth = |at: usize| record.truths.get(at).copied().unwrap_or(f64::NAN);
    let smaller = |at: &&usize| truth(**at) < truth(index);
    let equal = |at: &&usize| truth(**at) <= truth(index);
    let (from, to) = (
        record.answers.iter().filter(smaller).count(),
        record.answers.iter().filter(equal).count(),
    );
    let mark = match record.truths.is_empty() {
        true => Mark::Chosen,
        false if (from..to).contains(&place) => Mark::Right,
        false => Mark::Wrong,
    };
    Answer { text: format!("{text}: {}", ordinal(place)), mark }
}

fn ordinal(place: usize) -> String {
    match place {
        0 => "the smallest".to_owned(),
        1 => "2nd".to_owned(),
        2 => "3rd".to_owned(),
        place => format!("{}th", place + 1),
    }
}

fn of_course(index: usize, record: &Record, course: Option<Course>) -> Mark {
    let is_chosen = record.answers.contains(&index);
    let is_it = course.map(|course| Course::ALL[index] == course);
    match (is_chosen, is_it) {
        (_, Some(true)) => Mark::Right,
        (true, Some(false)) => Mark::Wrong,
        (true, None) => Mark::Chosen,
        (false, _) => Mark::Untried,
    }
}
