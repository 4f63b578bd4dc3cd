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
mod goal;
mod learning;
mod number;
mod outcome;
mod parameters;
mod picture;
mod progress;
mod python;
mod shapes;
mod slope;
mod state;
mod subject;
mod training;

use crate::lesson::Lesson;
use crate::lesson::format::{Fit, Step};

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
pub use shapes::{Array, Shape};
pub use state::State;
pub use training::{Setting, SettingValue, parse_setting};

use training::Training;

/// A lesson being worked through, and where the learner is in it.
#[derive(Clone, Debug)]
pub struct Lab {
    lesson: Lesson,
    position: usize,
    records: Vec<Record>,
    // The state before each step, as far as it has been worked out: one entry at least.
    before: Vec<State>,
    // The state after this step's action, and after its edits as well.
    start: State,
    now: State,
    draft: Option<Edit>,
    focus: Option<Parameter>,
}

/// What the learner has done at one step.
#[derive(Clone, Debug, Default)]
pub struct Record {
    edits: Vec<Edit>,
    undone: Vec<Edit>,
    /// How many hints have been asked for.
    pub hints: usize,
    /// The options of the question that were tried, counted from 0, in order.
    pub answers: Vec<usize>,
    /// How the learner got past the step's task, once it is behind them.
    pub task: Task,
    /// The row of the arithmetic that is looked at.
    pub example: Option<usize>,
    /// The training, at a step with a fit that has been reached.
    training: Option<Box<Training>>,
    /// The settings that the learner had chosen for it, before something it builds on was changed.
    settings: Option<Fit>,
}

impl Record {
    // What a training builds on has changed: it starts anew, with what the learner chose for it.
    fn start_anew(&mut self) {
        if let Some(training) = self.training.take() {
            let chosen = training.settings() != training.lesson();
            self.settings = chosen.then(|| training.settings().clone());
        }
    }
}

/// Where a step's goal or question stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Task {
    /// Not done yet, or there is nothing to do.
    #[default]
    Open,
    /// Reached, or answered.
    Done,
    /// The solution was shown.
    Shown,
}

impl Lab {
    /// A lab at the first step of a lesson.
    pub fn new(lesson: Lesson) -> Self {
        let mut lab = Self {
            records: vec![Record::default(); lesson.steps.len()],
            position: 0,
            before: vec![State::default()],
            now: State::default(),
            start: State::default(),
            draft: None,
            focus: None,
            lesson,
        };
        lab.rerun();
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
    }

    /// Everything there is to show of this step.
    pub fn outcome(&self) -> Outcome {
        outcome::of(self)
    }

    /// Applies an edit at this step. It can be undone.
    ///
    /// # Errors
    /// The step's question is still open, or the edit does not fit the state: no such layer, no
    /// weights yet, a value that is no number.
    pub fn edit(&mut self, edit: Edit) -> Result<(), EditError> {
        self.draft = None;
        if self.is_withheld() {
            return Err(EditError::QuestionFirst);
        }
        if self.record().training.is_some() {
            return self.edit_training(&edit);
        }
        edit.check(&self.now)?;
        if edit.is_idle(&self.now) {
            return Ok(());
        }
        edit::apply(&mut self.now, &edit, &self.start, &self.lesson, self.position);
        let record = &mut self.records[self.position];
        record.edits.push(edit);
        record.undone.clear();
        self.settle();
        Ok(())
    }

    /// Shows what an edit would do, until the next edit, or until it is taken back with `None`.
    pub fn set_draft(&mut self, draft: Option<Edit>) {
        let open = self.is_withheld();
        self.draft = draft.filter(|edit| !open && edit.check(&self.now).is_ok());
    }

    /// Takes the last edit of this step back. Says whether there was one.
    pub fn undo(&mut self) -> bool {
        let record = &mut self.records[self.position];
        if let Some(training) = &mut record.training {
            let is_undone = training.undo();
            if is_undone {
                self.follow_training();
                self.reopen();
            }
            return is_undone;
        }
        let Some(edit) = record.edits.pop() else { return false };
        if matches!(edit, Edit::Solve(_)) && record.task == Task::Shown {
            record.task = Task::Open;
        }
        record.undone.push(edit);
        self.rerun();
        self.settle();
        true
    }

    /// Brings the edit back that was undone last. Says whether there was one.
    pub fn redo(&mut self) -> bool {
        let record = &mut self.records[self.position];
        if let Some(training) = &mut record.training {
            let is_redone = training.redo();
            if is_redone {
                self.follow_training();
            }
            return is_redone;
        }
        let Some(edit) = record.undone.pop() else { return false };
        record.edits.push(edit);
        self.rerun();
        self.settle();
        true
    }

    /// Whether there is an edit of this step to take back.
    pub fn can_undo(&self) -> bool {
        match &self.record().training {
            Some(training) => training.can_undo(),
            None => !self.record().edits.is_empty(),
        }
    }

    /// Whether the learner has edited or trained weights at this step or answered its question.
    pub fn is_changed(&self) -> bool {
        let record = self.record();
        if let Some(training) = &record.training {
            return training.is_changed() || !training.is_at_start();
        }
        !record.answers.is_empty() || !matches!(record.edits.last(), None | Some(Edit::Reset))
    }

    /// Puts the step back to how it started. The edits can be brought back with undo; the answer
    /// to its question is open again. A training starts over as it is set; from its start, it is
    /// set as the lesson has it.
    pub fn reset(&mut self) {
        let record = &mut self.records[self.position];
        if record.training.is_some() {
            return self.reset_training();
        }
        record.answers.clear();
        record.task = Task::Open;
        if !matches!(record.edits.last(), None | Some(Edit::Reset)) {
            record.edits.push(Edit::Reset);
            record.undone.clear();
        }
        self.rerun();
        self.settle();
    }

    /// Answers the question of this step with an option, counted from 0.
    pub fn choose(&mut self, option: usize) {
        let Some(question) = &self.lesson.steps[self.position].question else { return };
        let record = &mut self.records[self.position];
        if option >= question.options.len() || record.task != Task::Open {
            return;
        }
        record.answers.push(option);
        if option + 1 == question.answer {
            record.task = Task::Done;
        }
    }

    /// Uncovers the next hint, if there is one left.
    pub fn hint(&mut self) {
        let hints = self.step().hints.len();
        let record = &mut self.records[self.position];
        record.hints = (record.hints + 1).min(hints);
    }

    /// Gives the solution of the step: the right answer, or weights that reach the goal. Says
    /// whether there was anything to solve.
    pub fn skip(&mut self) -> bool {
        let step = &self.lesson.steps[self.position];
        let record = &mut self.records[self.position];
        if let (Some(question), Task::Open) = (&step.question, record.task) {
            record.answers.push(question.answer - 1);
            record.task = Task::Shown;
            return true;
        }
        let is_impossible = step.goal.as_ref().is_some_and(|goal| goal.impossible.is_some());
        if step.solution.is_empty() && !is_impossible {
            return false;
        }
        if record.task == Task::Open {
            record.task = Task::Shown;
        }
        let solution = step.solution.clone();
        is_impossible || self.edit(Edit::Solve(solution)).is_ok()
    }

    /// Chooses the row of the arithmetic to look at, counted from 0.
    pub fn look_at(&mut self, example: usize) {
        self.records[self.position].example = Some(example);
    }

    /// Chooses the weight whose unit the arithmetic shows; `None` shows the model's output.
    pub fn focus(&mut self, parameter: Option<Parameter>) {
        self.focus = parameter;
    }

    /// Whether the question of this step has still to be answered.
    pub fn is_withheld(&self) -> bool {
        self.step().question.is_some() && self.record().task == Task::Open
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
        self.judge();
    }

    // What follows this step has to be worked out again.
    fn settle(&mut self) {
        self.draft = None;
        self.before.truncate(self.position + 1);
        self.records[self.position + 1..].iter_mut().for_each(Record::start_anew);
        self.judge();
    }

    // A goal whose solution was taken back is open again; what was answered or given up is not.
    fn reopen(&mut self) {
        let verdict = goal::judge(&self.now, self.step().goal.as_ref());
        let is_impossible = self.step().goal.as_ref().is_some_and(|goal| goal.impossible.is_some());
        let record = &mut self.records[self.position];
        let is_open = verdict.is_some_and(|verdict| !verdict.is_met()) && !is_impossible;
        if record.task == Task::Shown && is_open {
            record.task = Task::Open;
        }
    }

    // A goal is reached by an edit here, or by what an earlier step has left.
    fn judge(&mut self) {
        let verdict = goal::judge(&self.now, self.step().goal.as_ref());
        let record = &mut self.records[self.position];
        if record.task == Task::Open && verdict.is_some_and(|verdict| verdict.is_met()) {
            record.task = Task::Done;
        }
    }
}
