//! Going from step to step. What was done on the way counts, and what was to be trained on the way
//! is trained to its end.

use crate::journal::{Change, Entry};

use super::visit::Visit;
use super::{At, Lab, action};

impl Lab {
    /// Goes to a step; past the end means to the last one.
    pub fn go_to(&mut self, position: usize) {
        while !self.approach(position) {
            self.catch_up(usize::MAX);
        }
        self.catch_up(usize::MAX);
    }

    /// The same, but what was done at the step before is still to be done again, with
    /// [`Lab::catch_up`]. Says whether it is there: a step on the way at which something has to grow
    /// first, with the same, is as far as it goes.
    pub fn approach(&mut self, position: usize) -> bool {
        let position = position.min(self.lesson.steps.len() - 1);
        while self.before.len() <= position {
            self.stand_at(self.before.len() - 1);
            if self.is_behind() && self.now().has_grown_long() {
                break;
            }
            self.catch_up(usize::MAX);
            self.train(usize::MAX);
            self.before.push(self.now().clone());
        }
        let is_there = self.before.len() > position;
        if is_there {
            self.stand_at(position);
        }
        self.note(Change::At(self.key().to_owned()));
        self.note_task();
        is_there
    }

    /// Where the learner was last, counted from 0, if that step is still there.
    pub fn left_at(&self) -> Option<usize> {
        let at = self.journal.at()?;
        self.keys.iter().position(|key| key == at)
    }

    /// Whether the learner has ever been at a step, counted from 0.
    pub fn is_seen(&self, index: usize) -> bool {
        self.keys.get(index).is_some_and(|key| self.journal.account(key).is_some())
    }

    /// Whether something that was done here before is still to be done again.
    pub fn is_behind(&self) -> bool {
        self.visit.is_behind(self.entries())
    }

    /// Does again what was done here before, at most so many batches and other things of it. Says
    /// how many there were.
    pub fn catch_up(&mut self, budget: usize) -> usize {
        if !self.is_behind() {
            return 0;
        }
        let Self { lesson, keys, journal, position, visit, .. } = self;
        let entries = journal.account(&keys[*position]).map_or(&[][..], |account| &account.entries);
        let done = visit.catch_up(entries, budget, At { lesson, index: *position });
        if !self.is_behind() {
            self.forget_moments();
            self.note_task();
        }
        done
    }

    /// Whether something earlier was changed since the learner was here last, so that what was done
    /// here was done again on other ground. Asked once, it is forgotten.
    pub fn take_shaken(&mut self) -> bool {
        self.shaken.remove(&self.position)
    }

    /// The first step from this one on, before `position`, at which something is to be trained.
    pub fn unfinished_before(&self, position: usize) -> Option<usize> {
        let run = |index: usize| self.lesson.steps[index].run.as_ref();
        let is_fit = |index: usize| run(index).is_some_and(|run| action::of(run).is_fit());
        (self.position..position.min(self.lesson.steps.len())).find(|index| {
            let is_new = self.before.len() <= index + 1;
            let is_unfinished = if *index == self.position {
                // A fit that Keras refuses has no training, which is known once one is there.
                self.is_behind() || self.can_train()
            } else {
                is_fit(*index)
                    && self.others.get(index).is_none_or(|visit| {
                        visit.now.training.as_ref().is_some_and(|training| training.end().is_none())
                    })
            };
            is_new && is_unfinished
        })
    }

    // What follows this step has to be worked out again.
    pub(super) fn settle(&mut self) {
        let next = self.position + 1;
        self.draft = None;
        self.before.truncate(next);
        self.others.retain(|index, _| *index < next);
        let has_deeds = |index: &usize| {
            let account = self.journal.account(&self.keys[*index]);
            account.is_some_and(|account| account.entries.iter().any(Entry::touches_the_model))
        };
        let shaken: Vec<usize> = (next..self.keys.len()).filter(has_deeds).collect();
        self.shaken.extend(shaken);
    }

    // Where the step's task stands follows from the entries; lists want to know it without them.
    pub(super) fn note_task(&mut self) {
        let task = self.record().task;
        if self.task(self.position) != task {
            let step = self.key().to_owned();
            self.note(Change::Task { step, task });
        }
    }

    /// Stands at a step whose state before is known.
    fn stand_at(&mut self, position: usize) {
        self.focus = None;
        self.draft = None;
        if position == self.position {
            return;
        }
        let visit = self.others.remove(&position).unwrap_or_else(|| {
            Visit::begin(&self.before[position], At { lesson: &self.lesson, index: position })
        });
        let left = std::mem::replace(&mut self.visit, visit);
        let is_kept =
            left.now.done > 0 || left.now.training.is_some() || left.start.has_grown_long();
        if is_kept {
            self.others.insert(self.position, left);
        }
        self.position = position;
    }
}
