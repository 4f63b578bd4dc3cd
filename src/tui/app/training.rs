//! Training: running, pausing, step by step, on to where the learner wants to go.

use crate::journal::Entry;
use crate::nn::End;
use crate::tui::app::App;
use crate::tui::app::freshness::Freshness;
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
        } else if self.may_train() && (self.lab.can_train() || self.extend()) {
            // What is added later does not make it faster.
            self.shown.pace = Some(self.shown.chosen_pace());
            self.shown.run = Run::Running;
            self.sight = Sight::Chart;
        }
    }

    /// Takes batches; when there are none left, the training pauses, or the lab goes on.
    pub(super) fn train(&mut self, batches: usize) {
        if self.lab.is_behind() {
            self.lab.catch_up(batches);
            self.freshness = Freshness::Stale;
            return;
        }
        let left = self.lab.left_of_epoch();
        match self.shown.run {
            Run::Again => {
                self.shown.run = Run::Paused;
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
        if let Run::Onward(position) = std::mem::take(&mut self.shown.run) {
            self.refresh();
            self.go_to(position);
            self.freshness = Freshness::Stale;
        }
    }

    pub(super) fn one_batch(&mut self) {
        self.shown.run = Run::Paused;
        if self.may_train() && (self.lab.can_train() || self.extend()) {
            self.lab.train(1);
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

    pub(super) fn next_picture(&mut self) {
        let pictures = self.shown.outcome.pictures.len();
        if pictures < 2 {
            self.notice("this step has one picture");
        }
        self.shown.picture = (self.shown.picture + 1) % pictures.max(1);
        self.sight = Sight::Chart;
    }

    /// Runs what is still to be trained before `position`, if it takes longer than a moment. Says
    /// whether the lab has to wait for it.
    pub(super) fn waits_for_training(&mut self, position: usize) -> bool {
        for _ in 0..FITS_AT_ONCE {
            let Some(index) = self.lab.unfinished_before(position) else { return false };
            if index != self.lab.position() {
                self.lab.approach(index);
                self.arrive();
            }
            if !self.trains_in_a_moment() {
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

    /// Trains what can be trained before anyone would notice. Says whether that was all.
    pub(super) fn trains_in_a_moment(&mut self) -> bool {
        if self.catches_up_in_a_moment() {
            self.lab.train(self.moment());
        }
        !self.lab.is_behind() && !self.lab.can_train()
    }

    /// Does again what was done here before, at once or from here on between the frames.
    pub(super) fn catch_up(&mut self) {
        if !self.catches_up_in_a_moment() {
            self.shown.run = Run::Again;
        }
    }

    fn catches_up_in_a_moment(&mut self) -> bool {
        self.lab.catch_up(self.moment());
        !self.lab.is_behind()
    }

    // So many batches are done before anyone would notice.
    fn moment(&self) -> usize {
        MOMENT.min(self.lab.batches_in(MOMENT_WORK))
    }

    /// Runs on at full speed what a solution has left to be trained.
    pub(super) fn train_solution(&mut self) {
        if !self.trains_in_a_moment() {
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

/// What is done at once before the lab moves on, in batches and in multiplications.
const FITS_AT_ONCE: usize = 8;
const MOMENT: usize = 2_000;
const MOMENT_WORK: usize = 4_000_000;
