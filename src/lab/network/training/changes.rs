//! What a learner changes about a training: its settings, its weights, its data.

use std::sync::Arc;

use crate::lab::edit_error::EditError;
use crate::lab::state::State;
use crate::lesson::format::{Fit as Settings, FitChange};
use crate::lesson::limits;
use crate::lesson::work::{FitWork, learned_from};
use crate::nn::{self, End, Tensor};

use super::examples::Examples;
use super::{Story, Training};

impl Training {
    /// The change that gives it as many epochs again as were asked for last.
    pub(in crate::lab) fn more_epochs(&self) -> FitChange {
        let done = match self.end() {
            Some(End::Stopped) => self.history().loss.len(),
            _ => self.now.settings.epochs,
        };
        FitChange { epochs: Some(done + self.now.round), ..FitChange::default() }
    }

    /// Gives it more epochs, of which no learner has asked for a number.
    pub(in crate::lab) fn add_epochs(&mut self, change: &FitChange) {
        let round = self.now.round;
        self.change(change);
        self.now.round = round;
    }

    /// Changes how the training goes on from here.
    pub(in crate::lab) fn change(&mut self, change: &FitChange) {
        self.now.round = change.epochs.unwrap_or(self.now.round);
        let settings = self.changed(change);
        if self.now.sweep.is_some() {
            // Models that were trained otherwise could not be compared.
            (self.now.settings, self.now.is_changed) = (settings, true);
            let _ = self.start_over();
            return;
        }
        self.break_story(&settings);
        let fit = &mut self.now.fit;
        if change.optimizer.is_some() {
            fit.set_optimizer(settings.optimizer());
        }
        fit.set_learning_rate(settings.optimizer().learning_rate());
        fit.set_batch_size(settings.batch_size);
        fit.set_epochs(settings.epochs);
        self.now.rivals.iter_mut().for_each(|rival| rival.set_epochs(settings.epochs));
        self.now.settings = settings;
        self.now.is_changed = true;
    }

    /// Whether a change can be made: it has to stay within the limits of a fit, with at most so
    /// many epochs.
    pub(in crate::lab) fn check(&self, change: &FitChange, epochs: usize) -> Result<(), EditError> {
        let settings = self.changed(change);
        let is_within = self.is_allowed(&settings, self.rows());
        let rate = settings.optimizer().learning_rate();
        if rate.is_nan() || rate <= 0.0 {
            return Err(EditError::NotPositive);
        }
        if settings.batch_size == 0 || settings.epochs == 0 {
            return Err(EditError::NotACount);
        }
        // An epoch that has begun cannot be taken back by a smaller number.
        let begun = self.now.trace.epochs().ceil() as usize;
        if settings.epochs < begun && settings.epochs < self.now.settings.epochs {
            return Err(EditError::EpochsBehind);
        }
        let is_allowed = is_within && settings.epochs <= epochs;
        if is_allowed { Ok(()) } else { Err(EditError::TooMuchWork) }
    }

    /// Whether a fit with such settings, over so many rows, is within the limits.
    fn is_allowed(&self, settings: &Settings, rows: usize) -> bool {
        let work = |fit: &Settings| FitWork::of(self.size(), fit, rows).is_allowed();
        work(settings)
            && self.race(settings.epochs).all(|fit| work(&fit))
            && self.work_beside(settings) <= limits::BATCH_WORK
    }

    /// The settings with a change; back at the lesson's optimizer, with the lesson's momentum.
    pub(in crate::lab) fn changed(&self, change: &FitChange) -> Settings {
        let changed = self.now.settings.changed(change);
        if change.optimizer != Some(self.lesson.optimizer) {
            return changed;
        }
        Settings { momentum: self.lesson.momentum, nesterov: self.lesson.nesterov, ..changed }
    }

    /// Notes that it is not as the lesson has it.
    pub(super) fn mark_changed(&mut self) {
        self.now.is_changed = true;
    }

    /// Notes that it is that of a solution.
    pub(super) fn mark_solved(&mut self) {
        self.now.story = Story::Solved;
    }

    /// On the way only the number of epochs can change without the code being untrue, as long as
    /// it was not stopped early.
    fn break_story(&mut self, settings: &Settings) {
        let Settings { epochs, .. } = *settings;
        let is_longer = Settings { epochs, ..self.now.settings.clone() } == *settings;
        let is_stopped = self.end() == Some(End::Stopped);
        if !self.is_at_start() && (!is_longer || is_stopped) {
            self.now.story = Story::Broken;
        }
    }

    /// Puts other weights into the model; training goes on from them.
    pub(in crate::lab) fn set_weights(&mut self, weights: &[Tensor]) -> Result<(), nn::Error> {
        self.now.fit.set_weights(weights)?;
        // Before the first batch they are what it starts from.
        if self.now.trace.batches() == 0 {
            self.now.origin.set_weights(weights)?;
            self.line_up()?;
        } else {
            self.now.story = Story::Broken;
        }
        self.now.is_changed = true;
        Ok(())
    }

    /// Learns from the data of a state from here on, or, if that cannot be, goes on as it was.
    pub(super) fn learn_from(&mut self, state: &State) -> Result<(), EditError> {
        let Some(examples) = Examples::of(state) else { return Ok(()) };
        if Arc::ptr_eq(&examples.data, &self.examples.data) {
            return Ok(());
        }
        let (x, y) = (examples.x(), examples.y());
        let mut now = self.now.clone();
        let refused = |_: nn::Error| EditError::NothingToLearn;
        let rows = x.shape().first().copied().unwrap_or(0);
        if rows > self.rows() && !self.is_allowed(&self.now.settings, rows) {
            return Err(EditError::TooMuchWork);
        }
        let learned = learned_from(&self.now.settings, rows);
        now.fit.set_examples(x, y, learned).map_err(refused)?;
        for rival in &mut now.rivals {
            rival.learn_from(x, y, learned).map_err(refused)?;
        }
        let begun = now.trace.batches() > 0;
        now.moved_after = begun.then(|| now.fit.history().loss.len());
        now.is_changed = true;
        (self.now, self.examples) = (now, examples);
        Ok(())
    }
}
