//! The lab at a step that trains: batch by batch, started over, changed on the way.

use crate::lesson::format::Action;
use crate::lesson::limits;
use crate::nn::History;

use super::edit::{Edit, EditError};
use super::progress::{self, Progress};
use super::training::{self, Setting, Training};
use super::{Lab, Task};

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
        let training = &mut self.records[self.position].training;
        training.as_mut().map_or(0, |training| training.advance(batches))
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
        self.training().map(|training| progress::of(training, &self.now))
    }

    /// The edit that moves a setting of this step's fit by some steps.
    pub fn nudged(&self, setting: Setting, steps: i32) -> Option<Edit> {
        let training = self.training()?;
        let rows = training.fit().examples().1;
        Some(Edit::Fit(setting.nudged(training.settings(), rows, steps)))
    }

    /// The first step from this one on, before `position`, whose training is not over.
    pub fn unfinished_before(&self, position: usize) -> Option<usize> {
        let is_fit = |index: usize| matches!(self.lesson.steps[index].run, Some(Action::Fit(_)));
        (self.position..position.min(self.lesson.steps.len())).find(|index| {
            let is_new = self.before.len() <= index + 1;
            let is_unfinished = match &self.records[*index].training {
                Some(training) => training.end().is_none(),
                // A fit that Keras refuses has none, which is known once it has been reached.
                None => *index != self.position,
            };
            is_new && is_fit(*index) && is_unfinished
        })
    }

    pub(super) fn edit_training(&mut self, edit: &Edit) -> Result<(), EditError> {
        let epochs = self.epochs_free();
        let Self { records, now, start, lesson, position, .. } = self;
        let Some(training) = &mut records[*position].training else { return Err(EditError::NoFit) };
        let at = training::At { lesson, index: *position };
        let bench = training::Bench { now, start, at, epochs };
        if training::edit(training, edit, &bench)? {
            self.forget_moments();
            self.follow_training();
        }
        Ok(())
    }

    /// How many epochs the training of this step may have: all trainings share a limit.
    fn epochs_free(&self) -> usize {
        let others = self.records.iter().enumerate().filter(|(index, _)| *index != self.position);
        let others = others.filter_map(|(_, record)| record.training.as_ref());
        let taken: usize = others.map(|training| training.settings().epochs).sum();
        limits::LESSON_EPOCHS.saturating_sub(taken).min(limits::EPOCHS)
    }

    /// Moments of a large model take megabytes. All trainings share a limit, and those of steps far
    /// away have to go first; the last of this step stay.
    fn forget_moments(&mut self) {
        let trainings = self.records.iter().filter_map(|record| record.training.as_ref());
        let kept: usize = trainings.map(|training| training.kept()).sum();
        let mut surplus = kept.saturating_sub(limits::KEPT_NUMBERS);
        let mut indices: Vec<usize> = (0..self.records.len()).collect();
        indices.sort_by_key(|index| std::cmp::Reverse(index.abs_diff(self.position)));
        for index in indices {
            let left = if index == self.position { LAST_MOMENTS } else { 0 };
            if let (1.., Some(training)) = (surplus, &mut self.records[index].training) {
                surplus = surplus.saturating_sub(training.forget(surplus, left));
            }
        }
    }

    pub(super) fn reset_training(&mut self) {
        let record = &mut self.records[self.position];
        record.answers.clear();
        record.task = Task::Open;
        let is_at_start = self.training().is_some_and(Training::is_at_start);
        let edit = if is_at_start { Edit::Reset } else { Edit::StartOver };
        // Neither can fail: both begin with what there was at first.
        let _ = self.edit_training(&edit);
    }

    /// Takes the weights of this step's training into the state of the step.
    pub fn follow_training(&mut self) {
        let index = self.position;
        if let Some(training) = &mut self.records[index].training {
            let at = training::At { lesson: &self.lesson, index };
            training::show(training, &mut self.now, at);
        }
        self.settle();
    }
}

/// So many of a learner's changes can be taken back, however large the model is.
const LAST_MOMENTS: usize = 2;
