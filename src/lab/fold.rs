//! Whether the code of a step is seen, or folded to a line.

use crate::lesson::Lesson;
use crate::lesson::format::Code;

use super::at::At;
use super::statement::{Printed, Statement};

/// How the code of a step stands, with what it prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// It is seen, and can be folded.
    Open,
    /// It is folded to a line, and can be opened.
    Folded,
    /// There is none.
    Empty,
    /// It is seen, for there is an error in what it prints.
    Error,
    /// It is seen, for what it prints is what the question is about.
    Answer,
}

/// How the code of a step stands, for a learner who wants it so or has not said.
pub(super) fn of(at: At<'_>, console: &[Statement], wanted: Option<Code>) -> Fold {
    let prints = |is: fn(&Printed) -> bool| console.iter().any(|entry| is(&entry.printed));
    let asks = at.step().question.is_some() && at.step().code != Some(Code::Folded);
    if console.is_empty() {
        Fold::Empty
    } else if prints(|printed| matches!(printed, Printed::Error(_))) {
        Fold::Error
    } else if asks && prints(|printed| *printed != Printed::Nothing) {
        Fold::Answer
    } else {
        match wanted.unwrap_or_else(|| given(at.lesson, at.index)) {
            Code::Open => Fold::Open,
            Code::Folded => Fold::Folded,
        }
    }
}

/// How the lesson has it.
fn given(lesson: &Lesson, index: usize) -> Code {
    lesson.steps[index].code.unwrap_or(lesson.code)
}
