//! The data in parts: what is learned from, what a model is chosen by, what is reported on.

use std::sync::Arc;

use crate::lesson::Part;
use crate::lesson::format::SplitRows;

use super::data::Data;
use super::picture::shown_ranges;

/// What is held out of the data in use.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    /// The rows to choose a model by, if there are three parts.
    pub(super) cv: Option<Arc<Data>>,
    /// The rows to report on.
    pub(super) test: Arc<Data>,
}

impl Parts {
    /// The rows to learn from, and what is held out. All have the axes of the whole.
    pub(super) fn of(whole: &Arc<Data>, rows: &SplitRows) -> (Arc<Data>, Self) {
        let [x, y] = shown_ranges(whole);
        let held = whole.held(x, y);
        let part = |rows: &[usize]| Arc::new(held.part(rows));
        let parts = Self { cv: rows.cv.as_deref().map(part), test: part(&rows.test) };
        (part(&rows.train), parts)
    }

    /// One that is held out.
    pub(super) fn held_out(&self, part: Part) -> Option<&Arc<Data>> {
        match part {
            Part::Train => None,
            Part::Cv => self.cv.as_ref(),
            Part::Test => Some(&self.test),
        }
    }
}
