//! What the learner does at a step: done, shown before it is done, taken back, brought again.

use crate::journal::{Change, Entry};
use crate::lesson::limits;

use super::edit;
use super::edit_error::EditError;
use super::network::Training;
use super::visit::Visit;
use super::{At, Lab};

impl Lab {
    /// Does something at this step. It can be undone.
    ///
    /// # Errors
    /// The step's question is still open, or it does not fit the state: no such layer, no weights
    /// yet, a value that is no number. Then nothing has changed.
    pub fn act(&mut self, entry: Entry) -> Result<(), EditError> {
        self.draft = None;
        self.visit.check(&entry, self.entries(), self.at())?;
        let entry = self.snapped(entry);
        let epochs = self.epochs_free();
        let touches = entry.touches_the_model();
        let merged = self.entries().last().and_then(|last| last.merged(&entry));
        let may_merge = self.record().reached_after != Some(self.visit.now.done);
        if let Some(merged) = merged.filter(|_| may_merge) {
            self.go_on_with(merged, epochs)?;
        } else {
            let Self { lesson, position, visit, .. } = self;
            if !visit.act(&entry, epochs, At { lesson, index: *position })? {
                return Ok(());
            }
            let step = self.key().to_owned();
            self.note(Change::Do { step, entry });
        }
        self.note_task();
        if touches {
            self.forget_moments();
            self.settle();
        } else {
            // A card tells of it, though nothing else does.
            self.before.truncate(self.position + 1);
        }
        Ok(())
    }

    /// Of values that a step tries, the nearest is meant.
    fn snapped(&self, entry: Entry) -> Entry {
        match (&entry, self.step().over()) {
            (Entry::Slide(slider, value), Some(over)) if *slider == over.slider => {
                let nearest = over.nearest(f64::from(*value)).filter(|_| value.is_finite());
                nearest.map_or(entry.clone(), |nearest| Entry::Slide(*slider, nearest as f32))
            }
            _ => entry,
        }
    }

    /// Shows what something would do, until the next deed, or until it is taken back with `None`.
    pub fn set_draft(&mut self, draft: Option<Entry>) {
        let is_open = self.is_withheld();
        let is_free = |entry: &Entry| matches!(entry, Entry::Guess(..)) == is_open;
        let fits = |entry: &Entry| {
            edit::check(entry, self.now(), self.at()).is_ok() && edit::is_light(entry, self.now())
        };
        let is_behind = self.is_behind();
        self.draft = draft.filter(|entry| !is_behind && is_free(entry) && fits(entry));
    }

    /// Takes back what was done last at this step, a training beyond its end with the epochs that were
    /// added for it. Says whether there was anything.
    pub fn undo(&mut self) -> bool {
        let Some(last) = self.entries().last().cloned() else { return false };
        self.note(Change::Undo(self.key().to_owned()));
        if matches!((self.entries().last(), last), (Some(Entry::MoreEpochs), Entry::Train(_))) {
            self.note(Change::Undo(self.key().to_owned()));
        }
        let done = self.entries().len();
        let Self { lesson, position, visit, before, .. } = self;
        visit.go_back_to(done, &before[*position], At { lesson, index: *position });
        self.forget_moments();
        self.settle();
        self.note_task();
        true
    }

    /// Brings again what was taken back last. Says whether there was anything.
    pub fn redo(&mut self) -> bool {
        let before = self.entries().len();
        self.note(Change::Redo(self.key().to_owned()));
        let is_more =
            self.entries().len() > before && self.entries().last() == Some(&Entry::MoreEpochs);
        if is_more && matches!(self.first_undone(), Some(Entry::Train(_))) {
            self.note(Change::Redo(self.key().to_owned()));
        }
        let done = self.entries().len();
        if done == before {
            return false;
        }
        self.visit.go_ahead_to(done);
        self.settle();
        self.note_task();
        true
    }

    /// What would be brought again first.
    fn first_undone(&self) -> Option<&Entry> {
        self.journal.account(self.key())?.undone.last()?.first()
    }

    /// Whether there is anything at this step to take back.
    pub fn can_undo(&self) -> bool {
        !self.entries().is_empty()
    }

    /// Puts the step back to how it started; the answer to its question is open again. A training
    /// starts over as it is set; from its start, it is set as the lesson has it.
    pub fn reset(&mut self) {
        let is_under_way = self.training().is_some_and(|training| !training.is_at_start());
        let entry = if is_under_way { Entry::StartOver } else { Entry::Reset };
        // Neither can fail: both begin with what there was at first.
        let _ = self.act(entry);
    }

    /// Whether a training that has not begun has settings that the learner has changed last.
    pub fn has_new_settings(&self) -> bool {
        let is_at_start = self.training().is_some_and(Training::is_at_start);
        let last = self.entries().iter().rev().find(|entry| !matches!(entry, Entry::Look(_)));
        is_at_start && matches!(last, Some(Entry::Fit(_)))
    }

    /// Chooses the row of the arithmetic to look at, counted from 0.
    pub fn look_at(&mut self, example: usize) {
        let is_new = self.record().example != Some(example);
        if is_new {
            // There is nothing in it that could be refused.
            let _ = self.act(Entry::Look(example));
        }
    }

    /// Does something that goes on with what was done last: both are one.
    fn go_on_with(&mut self, merged: Entry, epochs: usize) -> Result<(), EditError> {
        if let Entry::Look(example) = merged {
            self.visit.now.record.example = Some(example);
        } else {
            self.bring_the_last_within_reach();
            let Self { lesson, position, visit, .. } = self;
            visit.act_instead(&merged, epochs, At { lesson, index: *position })?;
        }
        let step = self.key().to_owned();
        self.note(Change::Instead { step, entry: merged });
        Ok(())
    }

    // The moment before the last deed may have been let go of.
    fn bring_the_last_within_reach(&mut self) {
        if self.visit.knows_the_last() {
            return;
        }
        let Self { lesson, keys, journal, position, visit, before, .. } = self;
        let at = At { lesson, index: *position };
        let entries = journal.account(&keys[*position]).map_or(&[][..], |account| &account.entries);
        visit.go_back_to(entries.len().saturating_sub(1), &before[*position], at);
        visit.catch_up(entries, usize::MAX, at);
    }

    /// Moments of a large model take megabytes. All visits share a limit, and those of other steps
    /// have to go first; the last of this step stays.
    pub(super) fn forget_moments(&mut self) {
        let kept =
            |lab: &Self| lab.others.values().map(Visit::kept).sum::<usize>() + lab.visit.kept();
        if kept(self) <= limits::KEPT_NUMBERS {
            return;
        }
        self.others.values_mut().for_each(Visit::forget);
        // Every time some of them go, until one is left.
        for _ in 0..HALVINGS {
            if kept(self) > limits::KEPT_NUMBERS {
                self.visit.thin();
            }
        }
        if kept(self) > limits::KEPT_NUMBERS {
            self.visit.forget();
        }
    }
}

const HALVINGS: u32 = 8;
