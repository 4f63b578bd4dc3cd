//! What the lab is given of the world outside, while a lesson is open.

use std::ffi::OsStr;

use crate::journal::Change;
use crate::store::Store;
use crate::tui::{Outside, Shelf};

use super::keeping::Keeping;
use super::recalling::whole_shelf;
use super::shell;

/// What the lab is given of the world outside.
pub(super) struct Kept<'a> {
    pub(super) store: Option<Store>,
    pub(super) keeping: &'a Keeping,
    /// The id of the step that was looked at last.
    pub(super) at: String,
}

impl Kept<'_> {
    /// What to tell a learner who has left.
    pub(super) fn how_to_go_on(&self, name: &OsStr) -> String {
        let name = shell::word(name);
        match (&self.store, self.keeping) {
            (Some(_), _) => format!("To go on where you are: layerlab {name}"),
            (None, Keeping::Nowhere) => self.how_to_come_back(&format!("{name} --no-save")),
            (None, _) => self.how_to_come_back(&name),
        }
    }

    fn how_to_come_back(&self, lesson: &str) -> String {
        // Of several steps with one id, which the journal numbers, the first alone can be named.
        let step = self.at.split('#').next().unwrap_or_default();
        format!(
            "What you did is not kept. To come back to this step: layerlab {lesson} --step {step}"
        )
    }
}

impl Outside for Kept<'_> {
    // Where it fails it is said once, and the lab goes on without.
    fn keep(&mut self, changes: &[Change]) -> Option<String> {
        let step = |change: &Change| match change {
            Change::At(step) => Some(step.clone()),
            _ => None,
        };
        if let Some(step) = changes.iter().rev().find_map(step) {
            self.at = step;
        }
        if changes.is_empty() {
            return None;
        }
        let error = self.store.as_mut()?.write(changes).err()?;
        self.store = None;
        Some(format!("from here on what you do is not kept: {error}"))
    }

    fn shelf(&mut self) -> Shelf {
        whole_shelf(self.keeping)
    }
}
