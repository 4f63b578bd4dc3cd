//! Recall: questions of lessons that the learner has been through, asked again.
//!
//! What is asked is a small lesson of its own, made of question steps, so that it is shown and
//! answered like any other. Which questions are due follows from the journals of the lessons and
//! from what came of asking again before; the day comes from outside.

use crate::journal::{Day, Entry, FirstAnswer, Journal, Recalled, Task};
use crate::lesson::format::{Question, Show};
use crate::lesson::{Lesson, Step};

/// How many questions stand before a lesson.
pub const BEFORE_A_LESSON: usize = 3;

/// A question that can be asked again, for the learner has answered it in its lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The name of the lesson on the shelf.
    pub lesson: String,
    /// Its title.
    pub title: String,
    /// The id of the step.
    pub step: String,
    /// The question, in words that stand by themselves.
    pub question: Question,
    /// What the learner did about it first, in the lesson.
    pub answer: FirstAnswer,
}

/// The questions of a lesson that can be asked again: those that the learner has answered there, or
/// was shown the answer of. Of a lesson that was never opened there are none.
pub fn known(name: &str, lesson: &Lesson, journal: &Journal) -> Vec<Known> {
    let known = |step: &Step| {
        let question = step.question.as_ref()?;
        let account = journal.account(&step.id).filter(|account| account.task != Task::Open)?;
        let first = account.entries.iter().find_map(|entry| first_answer(question, entry))?;
        Some(Known {
            lesson: name.to_owned(),
            title: lesson.title.clone(),
            step: step.id.clone(),
            question: Question { ask: question.recall.clone()?, ..question.clone() },
            answer: first,
        })
    };
    lesson.steps.iter().filter_map(known).collect()
}

/// What an entry says of a question, if it answers it.
pub fn first_answer(question: &Question, entry: &Entry) -> Option<FirstAnswer> {
    match entry {
        Entry::Answer(option) if option + 1 == question.answer => Some(FirstAnswer::Right),
        Entry::Answer(_) => Some(FirstAnswer::Wrong),
        Entry::Solve => Some(FirstAnswer::Shown),
        _ => None,
    }
}

/// The questions that are due on a day, the most needed first: what was missed last time, then what
/// was never asked again, then what is overdue the longest. `known` is in the order of the shelf.
pub fn due(known: Vec<Known>, recalled: &[Recalled], today: Day) -> Vec<Known> {
    let need = |known: Known| Some((need(&known, recalled, today)?, known));
    let mut due: Vec<(Need, Known)> = known.into_iter().filter_map(need).collect();
    due.sort_by_key(|(need, _)| *need);
    due.into_iter().map(|(_, known)| known).collect()
}

/// How much a question is needed, the most first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    Missed,
    NeverAskedAgain,
    /// So many days too late, counted down.
    Overdue(std::cmp::Reverse<u32>),
}

/// Nothing for a question that is not due yet. What was known is asked again after a day, then
/// after twice as long each time; what was missed, on the next day.
fn need(known: &Known, recalled: &[Recalled], today: Day) -> Option<Need> {
    let is_of = |it: &&Recalled| it.lesson == known.lesson && it.step == known.step;
    let missed = |answer: FirstAnswer| answer != FirstAnswer::Right;
    let mut before = recalled.iter().filter(is_of).rev();
    let Some(last) = before.next() else {
        return Some(if missed(known.answer) { Need::Missed } else { Need::NeverAskedAgain });
    };
    let in_a_row = before.take_while(|it| !missed(it.answer)).count() as u32;
    let wait = if missed(last.answer) { 1 } else { 2_u32.pow(in_a_row.min(MOST_DOUBLINGS)) };
    let overdue = today.0.checked_sub(last.day.0.checked_add(wait)?)?;
    Some(if missed(last.answer) { Need::Missed } else { Need::Overdue(std::cmp::Reverse(overdue)) })
}

/// About half a year.
const MOST_DOUBLINGS: u32 = 7;

/// The questions before a lesson, as a lesson of their own.
pub fn before(title: &str, asked: &[Known]) -> Lesson {
    let text = format!(
        "Before **{title}**: {} from earlier lessons. **Esc** goes straight to the lesson, **o** to \
         the step that a question comes from.",
        count(asked.len())
    );
    lesson("Before you begin", &text, asked)
}

/// The questions of the review, as a lesson of their own.
pub fn review(asked: &[Known]) -> Lesson {
    let text = format!(
        "{} from your lessons, the most needed first. **Esc** leaves them, **o** goes to the step \
         that a question comes from.",
        capitalised(&count(asked.len()))
    );
    lesson("Review", &text, asked)
}

/// The lesson and the step, by name and id, that a step of such a lesson comes from.
pub fn origin(id: &str) -> Option<(&str, &str)> {
    id.split_once('/')
}

fn lesson(title: &str, text: &str, asked: &[Known]) -> Lesson {
    let step = |(index, known): (usize, &Known)| Step {
        id: format!("{}/{}", known.lesson, known.step),
        title: known.title.clone(),
        text: if index == 0 { text.to_owned() } else { String::new() },
        show: Show::Text,
        question: Some(known.question.clone()),
        ..Step::default()
    };
    let steps = asked.iter().enumerate().map(step).collect();
    Lesson { format: 1, title: title.to_owned(), steps, ..Lesson::default() }
}

fn count(questions: usize) -> String {
    match questions {
        1 => "a question".to_owned(),
        2 => "two questions".to_owned(),
        3 => "three questions".to_owned(),
        more => format!("{more} questions"),
    }
}

fn capitalised(words: &str) -> String {
    let (first, rest) = words.split_at(1);
    first.to_uppercase() + rest
}
