//! A step being worked at: what was done there, done again from its start, and the moments on the
//! way that are kept to go back to. All of it is a cache of the journal.

use crate::journal::Entry;
use crate::lesson::limits;

use super::action;
use super::at::At;
use super::edit_error::EditError;
use super::moment::Moment;
use super::state::State;

/// A step being worked at.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    /// The state after the step's action.
    pub(super) start: State,
    pub(super) now: Moment,
    /// Batches of a training that still have to be taken again.
    left: usize,
    /// Moments before this one, the last of them last.
    past: Vec<Moment>,
    /// Moments that were gone back from, the nearest last.
    ahead: Vec<Moment>,
}

impl Visit {
    /// The step before anything is done, after what the steps before it have left.
    pub(super) fn begin(before: &State, at: At<'_>) -> Self {
        let start = action::perform(before, at.lesson, at.index);
        let now = Moment::first(&start, at);
        Self { start, now, left: 0, past: Vec::new(), ahead: Vec::new() }
    }

    /// Does something. Says whether it changed anything; an error changes nothing.
    pub(super) fn act(
        &mut self,
        entry: &Entry,
        epochs: usize,
        at: At<'_>,
    ) -> Result<bool, EditError> {
        let before = self.now.clone();
        let is_changed = self.now.take(entry, &self.start, epochs, at)?;
        if is_changed {
            self.keep(before);
            self.now.count(at);
        }
        Ok(is_changed)
    }

    /// Does something in place of what was done last.
    pub(super) fn act_instead(
        &mut self,
        entry: &Entry,
        epochs: usize,
        at: At<'_>,
    ) -> Result<(), EditError> {
        let Some(before) = self.past.pop() else { return Err(EditError::CatchingUp) };
        self.ahead.clear();
        let last = std::mem::replace(&mut self.now, before.clone());
        let taken = self.now.take(entry, &self.start, epochs, at);
        self.past.push(before);
        match taken {
            Ok(_) => self.now.count(at),
            Err(_) => self.now = last,
        }
        taken.map(drop)
    }

    /// Whether the moment before the last thing is at hand.
    pub(super) fn knows_the_last(&self) -> bool {
        self.past.last().is_some_and(|moment| moment.done + 1 == self.now.done)
    }

    /// Trains, as something new or going on with it: takes at most so many batches, and says how
    /// many.
    pub(super) fn train(&mut self, batches: usize, is_new: bool, at: At<'_>) -> usize {
        if !is_new {
            return self.now.advance(batches, at);
        }
        let before = self.now.clone();
        self.now.done += 1;
        let taken = self.now.advance(batches, at);
        if taken == 0 {
            self.now.done -= 1;
        } else {
            self.keep(before);
        }
        taken
    }

    /// Does again what is not done yet, at most so many batches and trees of it, and says how many there
    /// were. Whatever does not fit the step any more is passed over.
    pub(super) fn catch_up(&mut self, entries: &[Entry], most: usize, at: At<'_>) -> usize {
        let mut budget = most;
        while budget > 0 {
            let next = entries.get(self.now.done);
            if self.now.is_growing() && next.is_none_or(|entry| needs_what_grows(entry, at)) {
                budget -= self.now.grow(budget, at).max(1);
                continue;
            }
            if self.left > 0 {
                let taken = self.now.advance(self.left.min(budget), at);
                self.left = if taken == 0 { 0 } else { self.left - taken };
                budget -= taken.max(1).min(budget);
                self.now.follow(at);
                continue;
            }
            let Some(entry) = next else { break };
            self.keep_past(self.now.clone());
            budget -= 1;
            match entry {
                Entry::Train(batches) => {
                    self.now.done += 1;
                    self.left = *batches;
                }
                entry => {
                    let _ = self.now.take(entry, &self.start, limits::EPOCHS, at);
                    self.now.count(at);
                }
            }
        }
        most - budget
    }

    /// Whether something is still to be done again, or to grow.
    pub(super) fn is_behind(&self, entries: &[Entry]) -> bool {
        self.left > 0 || self.now.done < entries.len() || self.now.is_growing()
    }

    /// Refuses what has to wait.
    pub(super) fn check(
        &self,
        entry: &Entry,
        entries: &[Entry],
        at: At<'_>,
    ) -> Result<(), EditError> {
        if self.left > 0 || self.now.done < entries.len() {
            return Err(EditError::CatchingUp);
        }
        let waits = self.now.is_growing() && needs_what_grows(entry, at);
        if waits { Err(EditError::Growing) } else { Ok(()) }
    }

    /// Goes back to when so many things were done, or to a moment before that.
    pub(super) fn go_back_to(&mut self, done: usize, before: &State, at: At<'_>) {
        while self.now.done > done || self.left > 0 {
            let is_whole = self.left == 0;
            self.left = 0;
            let moment = match self.past.pop() {
                Some(moment) => moment,
                None => Self::begin(before, at).now,
            };
            let gone = std::mem::replace(&mut self.now, moment);
            if is_whole {
                self.ahead.push(gone);
            }
        }
    }

    /// Goes forward to when so many things were done, as far as that was kept.
    pub(super) fn go_ahead_to(&mut self, done: usize) {
        while let Some(moment) = self.ahead.pop_if(|moment| moment.done <= done) {
            let gone = std::mem::replace(&mut self.now, moment);
            self.keep_past(gone);
        }
    }

    /// How many numbers its moments keep, about.
    pub(super) fn kept(&self) -> usize {
        self.past.iter().chain(&self.ahead).map(|moment| moment.numbers(&self.start)).sum()
    }

    /// Lets go of the moments ahead, and of every other one of the older half; the last one stays.
    pub(super) fn thin(&mut self) {
        self.ahead.clear();
        let older = self.past.len().div_ceil(2);
        let mut index = 0;
        let last = self.past.len().saturating_sub(1);
        self.past.retain(|_| {
            index += 1;
            index % 2 == 1 || index > older || index > last
        });
    }

    /// Lets go of all moments but the present one and the one before it.
    pub(super) fn forget(&mut self) {
        self.ahead.clear();
        let surplus = self.past.len().saturating_sub(1);
        self.past.drain(..surplus);
    }

    fn keep(&mut self, before: Moment) {
        self.ahead.clear();
        self.keep_past(before);
    }

    fn keep_past(&mut self, before: Moment) {
        let most = (limits::KEPT_NUMBERS / before.numbers(&self.start)).min(MOST_KEPT);
        self.past.push(before);
        if self.past.len() + self.ahead.len() > most {
            self.thin();
        }
    }
}

/// Whether something waits for a forest that is growing: what is told of that forest, and what a goal is
/// judged by on the way. Other settings, other data and another start put another one in its place.
fn needs_what_grows(entry: &Entry, at: At<'_>) -> bool {
    match entry {
        Entry::Answer(_) => at.step().question.is_none(),
        Entry::Look(_) | Entry::Reset | Entry::StartOver => false,
        Entry::Guess(..) | Entry::LockIn => true,
        _ => at.step().goal.is_some(),
    }
}

/// More are soon done again from the nearest one.
const MOST_KEPT: usize = 512;
