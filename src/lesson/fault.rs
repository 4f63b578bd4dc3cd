//! Faults as they are found, before their places are known: noted without end in time or memory,
//! and not where an earlier one is their cause.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use super::path::Path;

/// A fault at a path, before the path has become a line and a column.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) path: Path,
    /// Where exactly, if that is known better than by the path.
    pub(super) span: Option<Range<usize>>,
    pub(super) message: String,
}

/// What is looked at to find a fault. Of two at one place, the one found at the earlier stage is
/// the cause of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Single characters and numbers.
    Signs,
    /// Names and types.
    Form,
    /// Each value by itself.
    Values,
    /// What speaks of something else.
    References,
    /// The sum of it all.
    Budget,
}

/// All faults found so far.
#[derive(Debug)]
pub(super) struct Faults {
    stage: Stage,
    found: Vec<(Stage, Fault)>,
    more: usize,
    unread: BTreeSet<Path>,
    touched: BTreeSet<Path>,
}

impl Fault {
    pub(super) fn new(path: &Path, message: impl fmt::Display) -> Self {
        Self { path: path.clone(), span: None, message: message.to_string() }
    }

    pub(super) fn at(path: &Path, span: Option<Range<usize>>, message: String) -> Self {
        Self { path: path.clone(), span, message }
    }
}

impl Faults {
    pub(super) fn new() -> Self {
        Self {
            stage: Stage::Signs,
            found: Vec::new(),
            more: 0,
            unread: BTreeSet::new(),
            touched: BTreeSet::new(),
        }
    }

    pub(super) fn begin(&mut self, stage: Stage) {
        self.stage = stage;
    }

    /// Notes a fault, unless it is in what could not be read: that is known to be wrong.
    pub(super) fn note(&mut self, fault: Fault) {
        let is_known = self.stage > Stage::Form && self.is_unread(&fault.path);
        if is_known {
            return;
        }
        self.touched.insert(fault.path.piece());
        if self.found.len() < KEPT {
            self.found.push((self.stage, fault));
        } else {
            self.more += 1;
        }
    }

    /// Notes what is wrong, or gives what is right.
    pub(super) fn check<T>(&mut self, checked: Result<T, Fault>) -> Option<T> {
        checked.map_err(|fault| self.note(fault)).ok()
    }

    /// Remembers that what is at a path is not what it says in the file.
    pub(super) fn leave_out(&mut self, path: &Path) {
        self.touched.insert(path.clone());
        self.unread.insert(path.clone());
    }

    /// Whether what is at a path has been left out, or what it is a part of.
    pub(super) fn is_unread(&self, path: &Path) -> bool {
        path.ends().any(|path| self.unread.contains(&path))
    }

    /// Whether there is a fault at a path, below it, or in the whole that it is a part of.
    pub(super) fn is_touched(&self, path: &Path) -> bool {
        let below = self.touched.range(path.clone()..).next();
        below.is_some_and(|touched| touched.is_below(path)) || self.is_unread(path)
    }

    /// Whether there are already more than anyone looks at.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= KEPT
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The faults, and how many there were beside them.
    pub(super) fn into_parts(self) -> (Vec<(Stage, Fault)>, usize) {
        (self.found, self.more)
    }
}

/// What is kept of all faults: many times what is shown.
const KEPT: usize = 500;
