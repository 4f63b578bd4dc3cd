//! The lab: a lesson being worked through.
//!
//! A [`Lab`] runs a step's action on the engine, from the state before the step to the state after
//! it, and does again what the journal says that the learner has done there. What it keeps besides
//! the journal (the state before every step, steps that were visited, moments to go back to) is a
//! cache. Everything there is to show of a step is its [`Outcome`], plain data: the faces (terminal
//! app, transcript, JSON, check) only read it.
//!
//! What an action does stands in a file of its own below `action`. What a lesson studies stands
//! behind one seam, `subject`: only the files about networks, below `network`, know of layers.

mod action;
mod answers;
mod asked;
mod asking;
mod asks;
mod assignment;
mod at;
mod booster;
mod boundary;
mod canvas;
mod card;
mod console;
mod contents;
mod counts;
mod data;
mod data_file;
mod decided;
mod drawn;
mod edit;
mod edit_error;
mod editing;
mod errors;
mod example;
mod explained;
mod explaining;
mod filling;
mod fold;
mod foreseen;
mod foresight;
mod forest;
mod formula;
mod found;
mod goal;
mod heading;
mod help;
mod inquiry;
mod keys;
mod learning;
mod live;
mod looping;
mod model;
mod moment;
mod named;
mod network;
mod number;
mod opening;
mod outcome;
mod parameter;
mod parts;
mod picture;
mod pixels;
mod point;
mod probe;
mod python;
mod record;
mod regression;
mod sample;
mod seen;
mod shape;
mod shapes;
mod showing;
mod slide;
mod softmax;
mod state;
mod statement;
mod subject;
mod tasks;
mod tensors;
mod tree;
mod typed;
mod visit;
mod walking;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::journal::{
    Account, Change, Coordinate, Entry, Journal, Node, Parameter, Place, Slider, Task,
};
use crate::lesson::Lesson;
use crate::lesson::format::{Code, Held, Step};

pub use canvas::Canvas;
pub use card::{Card, Found, Standing};
pub use contents::Listed;
pub use counts::Counts;
pub use data_file::DataFile;
pub use edit_error::EditError;
pub use explained::Explained;
pub use filling::{BlankValue, Filled, FilledRow, Filling, Slot};
pub use fold::Fold;
pub use foresight::GuessValue;
pub use forest::Growing;
pub use goal::{Condition, Verdict};
pub use heading::Heading;
pub use help::Help;
pub use inquiry::{Answer, Inquiry, Mark};
pub use network::{
    About, Agreement, Arithmetic, Backward, Check, Decision, Decisions, Finding, Piece, Progress,
    Row, Setting, SettingValue, Shows, Stage, Term, Trouble, Walkthrough, WorkedTerm, Written,
    parse_setting,
};
pub use number::brief;
pub use opening::Opening;
pub use outcome::Outcome;
pub use parameter::ParameterValue;
pub use picture::Picture;
pub use point::CoordinateValue;
pub use probe::{Probe, Tried};
pub use record::Record;
pub use shape::{Array, Shape};
pub use slide::Slide;
pub use softmax::{Share, Softmax};
pub use state::State;
pub use statement::{KerasError, Printed, Statement};
pub use tree::{Along, ToldTree};
pub use typed::{kept_otherwise, parse_value};

use at::At;
use network::Training;
use visit::Visit;

/// A lesson being worked through, and where the learner is in it.
#[derive(Clone, Debug)]
pub struct Lab {
    // Never changed, so that a copy of a lab is small.
    lesson: Arc<Lesson>,
    // What the journal calls each step.
    keys: Arc<[String]>,
    journal: Journal,
    // What has happened to the journal and was not taken yet by whoever keeps it.
    news: Vec<Change>,
    position: usize,
    // The state before each step, as far as it has been worked out: one entry at least.
    before: Vec<State>,
    visit: Visit,
    others: BTreeMap<usize, Visit>,
    // The steps at which what was done is to be done again, for an earlier one was changed.
    shaken: BTreeSet<usize>,
    draft: Option<Entry>,
    focus: Option<Parameter>,
    explained: Explained,
}

impl Lab {
    /// A lab at the first step of a lesson.
    pub fn new(lesson: Lesson) -> Self {
        Self::with(lesson, Journal::default())
    }

    /// A lab at the first step of a lesson, where all this was done before.
    pub fn with(lesson: Lesson, journal: Journal) -> Self {
        let first = State::new(&lesson);
        let visit = Visit::begin(&first, At { lesson: &lesson, index: 0 });
        let mut lab = Self {
            keys: keys::of(&lesson),
            lesson: Arc::new(lesson),
            journal,
            news: Vec::new(),
            position: 0,
            before: vec![first],
            visit,
            others: BTreeMap::new(),
            shaken: BTreeSet::new(),
            draft: None,
            focus: None,
            explained: Explained::Nothing,
        };
        lab.catch_up(usize::MAX);
        lab
    }

    /// The lesson.
    pub fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// What was done in it.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// What has happened to the journal since this was asked last.
    pub fn take_news(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.news)
    }

    /// Which step this is, counted from 0.
    pub fn position(&self) -> usize {
        self.position
    }

    /// The step.
    pub fn step(&self) -> &Step {
        &self.lesson.steps[self.position]
    }

    /// What gives a node of a tree the question that is so many steps on.
    pub fn asked_next(&self, number: &Parameter, steps: i32, along: Along) -> Option<Entry> {
        let Place::Node { place } = number.place else { return None };
        let tree = self.visit.now.state.variable(&number.layer)?.tree()?;
        let node = Node { tree: number.layer.clone(), place };
        let question = tree.next(place, steps, along)?;
        Some(Entry::Ask(node, question.feature, question.threshold as f32))
    }

    /// What moves the cut of a node of a tree to the one nearest to a value, along its feature.
    pub fn cut_at(&self, number: &Parameter, value: f64) -> Option<Entry> {
        let Place::Node { place } = number.place else { return None };
        let tree = self.visit.now.state.variable(&number.layer)?.tree()?;
        let question = tree.nearest(place, value)?;
        let node = Node { tree: number.layer.clone(), place };
        Some(Entry::Ask(node, question.feature, question.threshold as f32))
    }

    /// What the learner's task at this step has come to.
    pub fn record(&self) -> &Record {
        &self.visit.now.record
    }

    /// Where the task of a step, counted from 0, stands.
    pub fn task(&self, index: usize) -> Task {
        let account = self.keys.get(index).and_then(|key| self.journal.account(key));
        account.map_or(Task::Open, |account| account.task)
    }

    /// Everything there is to show of this step.
    pub fn outcome(&self) -> Outcome {
        let outcome = showing::of(&showing::Sources {
            at: self.at(),
            before: &self.before[self.position],
            visit: &self.visit,
            draft: self.draft.as_ref(),
            focus: self.focus.as_ref(),
            explained: self.explained,
            can_undo: self.can_undo(),
            code: self.journal.code(),
        });
        Outcome { card: self.card(), ..outcome }
    }

    /// Opens or folds the code, here and at all other steps.
    pub fn show_code(&mut self, code: Code) {
        self.note(Change::Code(code));
    }

    /// Chooses the weight whose unit the arithmetic shows; `None` shows the model's output.
    pub fn focus(&mut self, parameter: Option<Parameter>) {
        self.focus = parameter;
    }

    /// Says what is explained beside what the step shows anyway.
    pub fn explain(&mut self, explained: Explained) {
        self.explained = explained;
    }

    /// What one of the learner's parameters is now, with the draft applied.
    pub fn value(&self, parameter: &Parameter) -> Option<f32> {
        let state = self.visit.now.shown(self.start(), self.draft.as_ref(), self.at());
        edit::read(&state, parameter).ok()
    }

    /// What a number of the data is now, with the draft applied.
    pub fn coordinate(&self, coordinate: Coordinate) -> Option<f32> {
        let state = self.visit.now.shown(self.start(), self.draft.as_ref(), self.at());
        state.data?.read(coordinate)
    }

    /// What the learner has given as a number of the prediction, or for a blank; counted from 0.
    pub fn guess(&self, index: usize) -> Option<f32> {
        self.visit.now.record.guesses.get(&index).copied()
    }

    /// Whether the step waits for a prediction of a single number.
    pub fn predicts_one_number(&self) -> bool {
        let prediction = self.step().predict.as_ref();
        self.is_withheld() && prediction.is_some_and(|prediction| prediction.numbers() == 1)
    }

    /// Whether the model of this step has a number of that name.
    pub fn has_number(&self, named: &Held) -> bool {
        let numbers = live::Numbers::at(self.at(), &self.visit.now.state, None);
        numbers.parameters.iter().any(|value| named.holds(&value.parameter))
    }

    /// What is chosen when this step opens.
    pub fn opening(&self) -> Opening {
        opening::of(self.at(), &self.visit)
    }

    /// Where a number is that can be slid at this step, with the draft applied.
    pub fn slid(&self, slider: Slider) -> Option<f32> {
        let state = self.visit.now.shown(self.start(), self.draft.as_ref(), self.at());
        state.slid.get(self.at().index_of(slider)?).copied()
    }

    /// The numbers that the call or prediction of this step answers with, row by row.
    pub fn answer(&self) -> Option<Vec<Vec<f32>>> {
        showing::answer(self.at(), &self.visit)
    }

    fn at(&self) -> At<'_> {
        At { lesson: &self.lesson, index: self.position }
    }

    fn key(&self) -> &str {
        &self.keys[self.position]
    }

    fn entries(&self) -> &[Entry] {
        self.journal.account(self.key()).map_or(&[], |account: &Account| &account.entries)
    }

    // The state after this step's action, and after what was done to it as well.
    fn start(&self) -> &State {
        &self.visit.start
    }

    fn now(&self) -> &State {
        &self.visit.now.state
    }

    fn training(&self) -> Option<&Training> {
        self.visit.now.training.as_deref()
    }

    // Takes a change into the journal, and keeps it for whoever writes it down.
    fn note(&mut self, change: Change) {
        self.journal.take(&change);
        let merged = self.news.last().and_then(|last| last.merged(&change));
        match (merged, self.news.last_mut()) {
            (Some(merged), Some(last)) => *last = merged,
            _ => self.news.push(change),
        }
    }
}
