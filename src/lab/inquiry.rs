//! The question of a step, and what the learner has answered.

use serde::Serialize;

use crate::journal::Task;
use crate::lesson::format::Question;

use super::record::Record;

/// The question of a step, and what the learner has answered.
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
    /// It is right.
    Right,
    /// It is wrong.
    Wrong,
}

pub(super) fn of(question: &Question, record: &Record) -> Inquiry {
    let mark = |index: usize| match record.answers.contains(&index) {
        false => Mark::Untried,
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
        reply: last.map(|option| option.reply.clone()),
    }
}
