//! The lab at a step that trains: batch by batch, as fast as anyone asks for.

use crate::journal::{Change, Entry};
use crate::lesson::limits;
use crate::nn::History;

use super::forest::Growing;
use super::network::{self, Progress, Setting, Training};
use super::{At, Lab};

impl Lab {
    /// Takes up to so many batches of this step's training. Says how many there were.
    pub fn train(&mut self, batches: usize) -> usize {
        let taken = self.advance(batches);
        if taken > 0 {
            self.follow_training();
        }
        taken
    }

    /// The same as a slice of many: the step follows once, with [`Lab::follow_training`], before
    /// anything else is done or asked.
    pub fn advance(&mut self, batches: usize) -> usize {
        if self.is_behind() || !self.can_train() {
            return 0;
        }
        let before = match self.entries().last() {
            Some(Entry::Train(before)) => Some(*before),
            _ => None,
        };
        let Self { lesson, position, visit, .. } = self;
        let taken = visit.train(batches, before.is_none(), At { lesson, index: *position });
        if taken > 0 {
            let step = self.key().to_owned();
            self.note(match before {
                None => Change::Do { step, entry: Entry::Train(taken) },
                Some(before) => Change::Instead { step, entry: Entry::Train(before + taken) },
            });
        }
        taken
    }

    /// Takes the weights of this step's training into the state of the step.
    pub fn follow_training(&mut self) {
        let Self { lesson, position, visit, .. } = self;
        visit.now.follow(At { lesson, index: *position });
        self.forget_moments();
        self.settle();
        self.note_task();
    }

    /// The loss of all that this step's training learns from, as last looked at.
    pub fn loss(&self) -> Option<f32> {
        self.training().and_then(Training::loss)
    }

    /// How many batches there are to the end of the epoch that is under way.
    pub fn left_of_epoch(&self) -> usize {
        self.training().map_or(0, Training::left_of_epoch)
    }

    /// Whether there is something to train at this step, and its end is still to come.
    pub fn can_train(&self) -> bool {
        self.training().is_some_and(|training| training.end().is_none())
    }

    /// The epochs of this step's training that are done.
    pub fn history(&self) -> Option<&History> {
        self.training().map(Training::history)
    }

    /// How many batches of this step's training take so many multiplications, at least 1.
    pub fn batches_in(&self, work: usize) -> usize {
        self.training().map_or(1, |training| (work / training.batch_work().max(1)).max(1))
    }

    /// How far this step's training has come.
    pub fn progress(&self) -> Option<Progress> {
        self.training().map(|training| network::progress(training, self.now()))
    }

    /// How far this step's forest has come, while it grows.
    pub fn growing(&self) -> Option<Growing> {
        self.now().growing()
    }

    /// What moves a setting of this step's fit by some steps.
    pub fn nudged(&self, setting: Setting, steps: i32) -> Option<Entry> {
        let training = self.training()?;
        let rows = training.fit().examples().1;
        Some(Entry::Fit(setting.nudged(training.settings(), rows, steps)))
    }

    /// How many epochs the training of this step may have: all trainings share a limit.
    pub(super) fn epochs_free(&self) -> usize {
        let others = self.others.values().filter_map(|visit| visit.now.training.as_ref());
        let runs = |training: &Training| 1 + training.rivals().len();
        let epochs = |training: &Training| training.settings().epochs * runs(training);
        let taken: usize = others.map(|training| epochs(training)).sum();
        let own = self.training().map_or(1, runs);
        (limits::LESSON_EPOCHS.saturating_sub(taken) / own).min(limits::EPOCHS)
    }
}
