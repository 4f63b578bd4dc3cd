//! What was done in a lesson: the journal, an account by step id. Pure data.
//!
//! The state of a step is the replay of its entries over the lesson, and nothing else. Everything
//! that happens to a journal is a [`Change`]: the lab makes them, a file keeps them line by line,
//! and a journal that takes them in their order is the same again.

mod change;
mod entry;
mod recalled;
mod task;

use std::collections::BTreeMap;

use crate::lesson::format::Code;

pub use change::Change;
pub use entry::{Column, Coordinate, Entry, NewRow, Node, Parameter, Place, Slider};
pub use recalled::{Day, FirstAnswer, Recalled};
pub use task::Task;

/// What was done in a lesson.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journal {
    steps: BTreeMap<String, Account>,
    /// The id of the step that was looked at last.
    at: Option<String>,
    /// Whether the learner has opened or folded the code.
    code: Option<Code>,
}

/// What was done at one step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// What counts, in order.
    pub entries: Vec<Entry>,
    /// What was taken back, the first thing first: each as it was done.
    pub undone: Vec<Vec<Entry>>,
    /// Where the step's task stood when it was seen last. It follows from the entries, and is
    /// noted so that a list of steps needs no replay.
    pub task: Task,
}

impl Journal {
    /// What was done at a step, if it was ever looked at.
    pub fn account(&self, step: &str) -> Option<&Account> {
        self.steps.get(step)
    }

    /// The id of the step that was looked at last.
    pub fn at(&self) -> Option<&str> {
        self.at.as_deref()
    }

    /// Whether the learner wants to see the code, if they have said so.
    pub fn code(&self) -> Option<Code> {
        self.code
    }

    /// The ids of all steps that were looked at.
    pub fn steps(&self) -> impl Iterator<Item = &str> {
        self.steps.keys().map(String::as_str)
    }

    /// Takes a change in. One that fits nothing changes nothing.
    pub fn take(&mut self, change: &Change) {
        if let Some(step) = change.step() {
            self.steps.entry(step.to_owned()).or_default().take(change);
        }
        match change {
            Change::At(step) => self.at = Some(step.clone()),
            Change::Code(code) => self.code = Some(*code),
            _ => (),
        }
    }

    /// The fewest changes that make this journal out of an empty one.
    pub fn changes(&self) -> Vec<Change> {
        let of_steps = self.steps.iter().flat_map(|(step, account)| account.changes(step));
        let code = self.code.map(Change::Code);
        of_steps.chain(code).chain(self.at.iter().cloned().map(Change::At)).collect()
    }
}

impl Account {
    /// Whether there is nothing to take back.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn take(&mut self, change: &Change) {
        match change {
            Change::Do { entry, .. } => self.push(entry.clone()),
            Change::Instead { entry, .. } => self.replace(entry.clone()),
            Change::Undo(_) => self.undo(),
            Change::Redo(_) => self.redo(),
            Change::Task { task, .. } => self.task = *task,
            Change::At(_) | Change::Code(_) => (),
        }
    }

    fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
        self.undone.clear();
    }

    fn replace(&mut self, entry: Entry) {
        self.entries.pop();
        self.push(entry);
    }

    // To have looked at something is no deed by itself: it goes with what was done before it.
    fn undo(&mut self) {
        let is_deed = |entry: &Entry| !matches!(entry, Entry::Look(_));
        let last = self.entries.iter().rposition(is_deed).unwrap_or(0);
        let undone = self.entries.split_off(last);
        if !undone.is_empty() {
            self.undone.push(undone);
        }
    }

    fn redo(&mut self) {
        self.entries.extend(self.undone.pop().into_iter().flatten());
    }

    fn changes(&self, step: &str) -> Vec<Change> {
        let step = || step.to_owned();
        let redone = self.undone.iter().rev().flatten();
        let all = self.entries.iter().chain(redone);
        let mut changes: Vec<Change> =
            all.map(|entry| Change::Do { step: step(), entry: entry.clone() }).collect();
        changes.extend(self.undone.iter().map(|_| Change::Undo(step())));
        // A step that was only looked at is told of by its task.
        changes.push(Change::Task { step: step(), task: self.task });
        changes
    }
}
