//! Training: running, pausing, step by step, on to where the learner wants to go.

use crate::journal::Entry;
use crate::nn::End;
use crate::tui::app::App;
use crate::tui::app::freshness::Freshness;
use crate::tui::ghost::Ghost;
use crate::tui::motion::Motion;
use crate::tui::pace::Pace;
use crate::tui::page::Sight;
use crate::tui::run::Run;

impl App {
    pub(super) fn run_or_pause(&mut self) {
        self.keep_number();
        if !self.shown.is_reading() {
            return;
        }
        if self.shown.run != Run::Paused {
            self.shown.run = Run::Paused;
        } else if self.lab.is_behind() {
            self.shown.run = Run::Again;
        } else if self.may_train() && (self.lab.can_train() || self.extend()) {
            // What is added later does not make it faster.
            self.shown.pace = Some(self.shown.chosen_pace());
            self.shown.run = Run::Running;
            self.sight = Sight::Chart;
        }
    }

    /// Takes the batches that are due between two frames, and says how many there have been.
    pub(super) fn train_on(&mut self, batches: usize, per_second: u32) {
        self.shown.per_second = per_second;
        self.train(batches);
    }

    /// Takes batches; when there are none left, the training pauses, or the lab goes on.
    fn train(&mut self, batches: usize) {
        if self.lab.is_behind() {
            self.lab.catch_up(batches);
            self.freshness = Freshness::Stale;
            return;
        }
        let left = self.lab.left_of_epoch();
        match self.shown.run {
            Run::Again => {
                self.shown.run = Run::Paused;
                // What had to wait for this need wait no longer.
                self.shown.notice = None;
                self.freshness = Freshness::Stale;
                return;
            }
            Run::Epoch => {
                self.lab.advance(batches.min(left));
                if batches >= left {
                    self.shown.run = Run::Paused;
                }
            }
            Run::Running | Run::Onward(_) | Run::Paused => {
                self.lab.advance(batches);
            }
        }
        self.freshness = Freshness::Trained;
        if self.lab.can_train() {
            return;
        }
        // Whoever has opened something else meanwhile stays there.
        if let Run::Onward(position) = std::mem::take(&mut self.shown.run)
            && self.shown.is_reading()
        {
            self.refresh();
            self.go_to(position);
            self.freshness = Freshness::Stale;
        }
    }

    pub(super) fn one_batch(&mut self) {
        self.shown.run = Run::Paused;
        if self.may_train() && (self.lab.can_train() || self.extend()) {
            let ghost = Ghost::of(&self.shown.outcome);
            let taken = self.lab.train(1);
            if taken > 0 {
                self.shown.ghost = Some(ghost);
                self.shown.motion = Motion::glide(self.shown.settings.animation);
            }
        }
    }

    // A long epoch runs on between the frames, like any long stretch.
    pub(super) fn one_epoch(&mut self) {
        self.shown.run = Run::Paused;
        if self.may_train() && (self.lab.can_train() || self.extend()) {
            self.shown.run = Run::Epoch;
            self.train(self.moment());
        }
    }

    pub(super) fn change_pace(&mut self, to: fn(Pace) -> Pace) {
        self.shown.pace = Some(to(self.shown.chosen_pace()));
    }

    /// Runs what is still to be trained before `position`, if it takes longer than a moment. Says
    /// whether the lab has to wait for it.
    pub(super) fn waits_for_training(&mut self, position: usize) -> bool {
        // All fits on the way share one moment.
        let mut left = 1.0;
        while left > 0.0 {
            let Some(index) = self.lab.unfinished_before(position) else { return false };
            if index != self.lab.position() {
                self.lab.approach(index);
                self.arrive();
            }
            left -= self.trains(left);
            if !self.is_trained() {
                break;
            }
        }
        self.shown.run = Run::Onward(position);
        // Behind an open question there is no bar to be seen.
        if self.lab.is_withheld() {
            self.notice("training to the end, then on; Esc stays here");
        }
        true
    }

    /// Does again what was done here before, at once or from here on between the frames.
    pub(super) fn catch_up(&mut self) {
        self.lab.catch_up(self.moment());
        if self.lab.is_behind() {
            self.shown.run = Run::Again;
        }
    }

    /// Trains what can be trained in a part of a moment, and says which part that took: of a step
    /// with nothing to train some of it, too.
    fn trains(&mut self, part: f64) -> f64 {
        let moment = self.moment();
        let most = (part * moment as f64).ceil() as usize;
        let again = self.lab.catch_up(most);
        let taken = if self.lab.is_behind() { 0 } else { self.lab.train(most - again) };
        ((again + taken) as f64 / moment as f64).max(LEAST_PART)
    }

    fn is_trained(&self) -> bool {
        !self.lab.is_behind() && !self.lab.can_train()
    }

    // So many batches are done before anyone would notice.
    fn moment(&self) -> usize {
        let batches = MOMENT.min(self.lab.batches_in(MOMENT_WORK));
        // An open goal is looked at after every epoch, which takes longer than a batch.
        if self.lab.step().goal.is_some() { (batches / 8).max(1) } else { batches }
    }

    /// Runs on at full speed what a solution has left to be trained.
    pub(super) fn train_solution(&mut self) {
        self.trains(1.0);
        if !self.is_trained() {
            self.shown.pace = Some(Pace::Full);
            self.shown.run = Run::Running;
        }
    }

    fn may_train(&mut self) -> bool {
        let open = self.lab.is_withheld();
        if open {
            self.notice("answer the question first: then the training can run");
        }
        !open
    }

    // When all epochs are done, running on means as many again.
    fn extend(&mut self) -> bool {
        let Some(training) = &self.shown.outcome.training else {
            self.notice("nothing is trained at this step");
            return false;
        };
        if matches!(training.end, Some(End::NotFinite { .. })) {
            self.notice("the numbers have overflowed: r starts over");
            return false;
        }
        self.try_edit(Entry::MoreEpochs)
    }
}

const LEAST_PART: f64 = 0.1;
/// What is done at once before the lab moves on, in batches and in multiplications.
const MOMENT: usize = 2_000;
const MOMENT_WORK: usize = 4_000_000;
