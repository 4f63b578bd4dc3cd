//! Arithmetic with blanks: which terms are blank, what has been filled in, and whether it is right.

use serde::Serialize;

use crate::lesson::format::{Blank, Fill};

use super::at::At;
use super::explaining;
use super::inquiry::Mark;
use super::named::named;
use super::network::Slot as Term;
use super::record::Record;
use super::state::State;

/// The arithmetic that the learner fills in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Filling {
    /// Its rows, in the order of the lesson.
    pub rows: Vec<FilledRow>,
    /// Whether a blank is still to be filled in.
    pub is_open: bool,
    /// How many blanks there are.
    pub blanks: usize,
    /// How many of them are right.
    pub right: usize,
    /// Whether some have more digits than anyone types: then three are enough.
    pub rounds: bool,
}

/// A row of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FilledRow {
    /// What it is about: an example, counted from 0, or a node of a tree, by its place.
    pub about: Filled,
    /// What it says, from left to right.
    pub slots: Vec<Slot>,
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Filled {
    /// An example, counted from 0.
    Example(usize),
    /// A node of a tree, by its place.
    Node(u64),
}

/// A piece of a row.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// Characters as they stand.
    Text(String),
    /// A number to fill in.
    Blank(BlankValue),
}

/// A number to fill in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BlankValue {
    /// Which one of all blanks of the step, counted from 0.
    pub index: usize,
    /// What stands in it: what the learner has typed, or the number itself once it was shown.
    pub value: Option<f32>,
    /// How that turned out.
    pub mark: Mark,
}

/// The arithmetic to fill in as it stands. `None` where the step has none, or nothing that could be
/// written out.
pub(super) fn of(at: At<'_>, state: &State, record: &Record, is_open: bool) -> Option<Filling> {
    let written = written(at, state)?;
    let mut index = 0;
    let mut right = 0;
    let mut slot = |term: &Term| match term {
        Term::Text(text) => Slot::Text(text.clone()),
        Term::Blank(_, truth) => {
            let given = record.guesses.get(&index).copied();
            let mark = match given {
                Some(given) if is_right(given, *truth) => Mark::Right,
                Some(_) => Mark::Wrong,
                None => Mark::Untried,
            };
            right += usize::from(mark == Mark::Right);
            let shown = (!is_open && mark != Mark::Right).then_some(*truth);
            index += 1;
            Slot::Blank(BlankValue { index: index - 1, value: shown.or(given), mark })
        }
    };
    let rows = written.iter().map(|(about, terms)| FilledRow {
        about: *about,
        slots: terms.iter().map(&mut slot).collect(),
    });
    let rows = rows.collect();
    let rounds = truths(at, state).into_iter().any(|truth| !has_few_digits(truth));
    Some(Filling { rows, is_open, blanks: index, right, rounds })
}

/// The numbers that belong into the blanks, in order.
pub(super) fn truths(at: At<'_>, state: &State) -> Vec<f32> {
    let rows = written(at, state).unwrap_or_default();
    let truth = |term: Term| match term {
        Term::Blank(_, truth) => Some(truth),
        Term::Text(_) => None,
    };
    rows.into_iter().flat_map(|(_, terms)| terms).filter_map(truth).collect()
}

/// The terms that the lesson wants blank and that the arithmetic does not have.
pub(super) fn missing(at: At<'_>, state: &State) -> Vec<Blank> {
    let rows = written(at, state).unwrap_or_default();
    let all = at.step().fill.iter().enumerate().flat_map(|(row, fill)| {
        let terms = rows.get(row).map(|(_, terms)| terms.as_slice()).unwrap_or_default();
        let is_there = |blank: &Blank| terms.iter().any(|term| term.is(*blank));
        fill.blanks.iter().copied().filter(move |blank| !is_there(blank))
    });
    all.collect()
}

/// Whether a number is right: to the digits that are written, and to three of them where there are
/// more than four.
pub(super) fn is_right(given: f32, truth: f32) -> bool {
    let within = if has_few_digits(truth) { 1e-4 } else { 5e-3 };
    let (given, truth) = (f64::from(given), f64::from(truth));
    (given - truth).abs() <= within * truth.abs() + f64::from(f32::EPSILON)
}

fn has_few_digits(truth: f32) -> bool {
    let truth = f64::from(truth);
    let short: Result<f64, _> = format!("{truth:.3e}").parse();
    short.is_ok_and(|short| (short - truth).abs() <= 1e-6 * truth.abs())
}

fn written(at: At<'_>, state: &State) -> Option<Vec<(Filled, Vec<Term>)>> {
    let asked = explaining::asked(at, state);
    let named = named(at, state);
    let unit = named.as_ref().map(|number| (number.layer.as_str(), number.place.unit()));
    let arithmetic = explaining::arithmetic(&asked, state, unit);
    let subject = state.subject();
    let row = |fill: &Fill| {
        if let Some(line) = fill.tree {
            return Some((Filled::Node(line.node), subject?.with_blanks(line, &fill.blanks)?));
        }
        let terms = arithmetic.as_ref()?.with_blanks(fill.row, &fill.blanks)?;
        Some((Filled::Example(fill.row), terms))
    };
    let rows: Option<Vec<_>> = at.step().fill.iter().map(row).collect();
    rows.filter(|rows| !rows.is_empty())
}
