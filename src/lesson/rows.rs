//! How many rows of its data the steps of a lesson need.

use super::action::{Action, Words};
use super::format::{Conditions, Goal, Lesson, Step};
use super::live::{Piece, Word, pieces};

/// How many rows of the data have to stay at a step, counted from 0: those that it and the steps
/// behind it speak of, as far as they have the same data.
pub fn needed(lesson: &Lesson, index: usize) -> usize {
    let is_first = |at: usize| at == index;
    let same = lesson.steps.iter().enumerate().skip(index);
    let same = same.take_while(|(at, step)| is_first(*at) || step.data_set().is_none());
    same.map(|(_, step)| by_step(step)).max().unwrap_or(1)
}

fn by_step(step: &Step) -> usize {
    let run = step.run.as_ref().map(Action::words);
    let by_run = run.map_or(1, Words::rows_needed);
    let fills = step.fill.iter().map(|fill| fill.row);
    let backward = step.backward.iter().filter_map(|backward| backward.row);
    let goals = step.goal.iter().flat_map(by_goal);
    let asked = step.predict.iter().flat_map(|prediction| prediction.quantities());
    let asked = asked.filter_map(|quantity| row_of(&quantity.word));
    let texts = [
        Some(&step.text),
        step.goal.as_ref().and_then(|goal| goal.reached.as_ref()),
        step.predict.as_ref().map(|prediction| &prediction.reply),
    ];
    let spoken = texts.into_iter().flatten().flat_map(|text| pieces(text));
    let spoken = spoken.filter_map(|piece| match piece {
        Piece::Live(word, _) => row_of(&word),
        Piece::Text(_) => None,
    });
    let last = fills.chain(backward).chain(goals).chain(asked).chain(spoken).max();
    last.map_or(by_run, |last| by_run.max(last + 1))
}

fn by_goal(goal: &Goal) -> Vec<usize> {
    let replies = goal.replies.iter().map(|reply| &reply.state);
    let all = [&goal.wanted].into_iter().chain(replies).chain(&goal.claims);
    all.flat_map(|state: &Conditions| state.output.iter().map(|output| output.row)).collect()
}

fn row_of(word: &Word) -> Option<usize> {
    match word {
        Word::Output(row) => Some(*row),
        _ => None,
    }
}
