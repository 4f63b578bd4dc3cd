//! The lab: a lesson being worked through.
//!
//! A [`Lab`] runs a step's action on the engine, from the state before the step to the state after
//! it, with the learner's edits applied in between. It keeps the state before every step it has
//! reached, so that going back is really going back. Everything there is to show of a step is its
//! [`Outcome`], plain data: the faces (terminal app, transcript, JSON, check) only read it.

mod action;
mod arithmetic;
mod boundary;
mod console;
mod diagnosis;
mod edit;
mod editing;
mod goal;
mod learning;
mod number;
mod outcome;
mod parameters;
mod picture;
mod progress;
mod python;
mod record;
mod sample;
mod shapes;
mod slope;
mod state;
mod subject;
mod tasks;
mod training;

use std::sync::Arc;

use crate::lesson::Lesson;
use crate::lesson::format::Step;

pub use arithmetic::{Arithmetic, Piece, Row, Term, Written};
pub use console::{Entry, KerasError, Printed};
pub use diagnosis::{Finding, Trouble};
pub use edit::{Edit, EditError, Parameter, Place, parse_value};
pub use goal::{Condition, Verdict};
pub use number::brief;
pub use outcome::Outcome;
pub use parameters::ParameterValue;
pub use picture::Picture;
pub use progress::Progress;
pub use record::{Record, Task};
pub use shapes::{Array, Shape};
pub use state::State;
pub use training::{Setting, SettingValue, parse_setting};

use training::Training;

/// A lesson being worked through, and where the learner is in it.
#[derive(Clone, Debug)]
pub struct Lab {
    // Never changed, so that a copy of a lab is small.
    lesson: Arc<Lesson>,
    position: usize,
    records: Vec<Record>,
    // The state before each step, as far as it has been worked out: one entry at least.
    before: Vec<State>,
    // The state after this step's action, and after its edits as well.
    start: State,
    now: State,
    // How `now` stands to the goal of its step.
    verdict: Option<Verdict>,
    draft: Option<Edit>,
    focus: Option<Parameter>,
}

impl Lab {
    /// A lab at the first step of a lesson.
    pub fn new(lesson: Lesson) -> Self {
        let first = State::new(&lesson);
        let mut lab = Self {
            records: vec![Record::default(); lesson.steps.len()],
            position: 0,
            now: first.clone(),
            start: first.clone(),
            before: vec![first],
            verdict: None,
            draft: None,
            focus: None,
            lesson: Arc::new(lesson),
        };
        lab.rerun();
        lab.judge();
        lab
    }

    /// The lesson.
    pub fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// Which step this is, counted from 0.
    pub fn position(&self) -> usize {
        self.position
    }

    /// The step.
    pub fn step(&self) -> &Step {
        &self.lesson.steps[self.position]
    }

    /// What the learner has done at this step.
    pub fn record(&self) -> &Record {
        &self.records[self.position]
    }

    /// What the learner has done at each step.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// Goes to a step; past the end means to the last one. What was edited on the way counts, and
    /// what was to be trained on the way is trained to its end.
    pub fn go_to(&mut self, position: usize) {
        self.focus = None;
        self.position = position.min(self.lesson.steps.len() - 1);
        while self.before.len() <= self.position {
            let index = self.before.len() - 1;
            let (_, mut state) = self.run(index);
            if let Some(training) = &mut self.records[index].training {
                training.finish();
                let at = training::At { lesson: &self.lesson, index };
                training::show(training, &mut state, at);
            }
            self.before.push(state);
        }
        self.rerun();
        self.judge();
    }

    /// Everything there is to show of this step.
    pub fn outcome(&self) -> Outcome {
        outcome::of(self)
    }

    /// Chooses the row of the arithmetic to look at, counted from 0.
    pub fn look_at(&mut self, example: usize) {
        self.records[self.position].example = Some(example);
    }

    /// Chooses the weight whose unit the arithmetic shows; `None` shows the model's output.
    pub fn focus(&mut self, parameter: Option<Parameter>) {
        self.focus = parameter;
    }

    /// What one of the learner's parameters is now, with the draft applied.
    pub fn value(&self, parameter: &Parameter) -> Option<f32> {
        edit::read(&self.shown(), parameter).ok()
    }

    /// The numbers that the call or prediction of this step answers with, row by row.
    pub fn answer(&self) -> Option<Vec<Vec<f32>>> {
        outcome::answer(self, &self.now)
    }

    fn training(&self) -> Option<&Training> {
        self.record().training.as_deref()
    }

    // The state that is shown: with the draft applied.
    fn shown(&self) -> State {
        let mut state = self.now.clone();
        if let Some(draft) = &self.draft {
            edit::apply(&mut state, draft, &self.start, &self.lesson, self.position);
        }
        state
    }

    // The states after a step's action, and after its edits or its training as well.
    fn run(&mut self, index: usize) -> (State, State) {
        let start = action::perform(&self.before[index], &self.lesson, index);
        let mut state = start.clone();
        let record = &mut self.records[index];
        if record.training.is_none() {
            let chosen = record.settings.take();
            let begun = training::begin(&start, &self.lesson, index, chosen);
            record.training = begun.ok().map(Box::new);
        }
        if let Some(training) = &mut record.training {
            training::show(training, &mut state, training::At { lesson: &self.lesson, index });
            return (start, state);
        }
        for edit in &self.records[index].edits {
            edit::apply(&mut state, edit, &start, &self.lesson, index);
        }
        (start, state)
    }

    fn rerun(&mut self) {
        (self.start, self.now) = self.run(self.position);
        self.draft = None;
    }

    // What follows this step has to be worked out again.
    fn settle(&mut self) {
        self.draft = None;
        self.before.truncate(self.position + 1);
        self.records[self.position + 1..].iter_mut().for_each(Record::start_anew);
        self.judge();
    }
}
