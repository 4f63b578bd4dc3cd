//! How far the training of a step has come.

use serde::Serialize;

use crate::lab::state::State;
use crate::nn::{End, History};

use super::diagnosis::{self, Finding};
use super::training::{Setting, SettingValue, Training};

/// How far a training has come, and what there is to say about it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Progress {
    /// The settings that the learner can change.
    pub settings: Vec<SettingValue>,
    /// How many epochs are done.
    pub epochs_done: usize,
    /// How many there are to be.
    pub epochs: usize,
    /// How many batches of the epoch under way are done.
    pub batches_done: usize,
    /// How many an epoch has.
    pub batches: usize,
    /// How many values of a setting are tried, of how many, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<(usize, usize)>,
    /// The numbers of the epochs that are done.
    #[serde(skip)]
    pub history: History,
    /// Why it is over, if it is.
    pub end: Option<End>,
    /// What stands in its way, as far as the numbers tell.
    pub findings: Vec<Finding>,
}

impl Progress {
    /// Whether any batch is done.
    pub fn has_begun(&self) -> bool {
        self.epochs_done + self.batches_done > 0
    }

    /// The share of all batches that is done, from 0 to 1.
    pub fn share(&self) -> f64 {
        let done = self.epochs_done * self.batches + self.batches_done;
        let of_run = done as f64 / (self.epochs * self.batches).max(1) as f64;
        match self.values {
            Some((done, all)) if done < all => (done as f64 + of_run) / all as f64,
            Some(_) => 1.0,
            None => of_run,
        }
    }

    /// How many batches are left.
    pub fn batches_left(&self) -> usize {
        let run = self.epochs * self.batches;
        let left = run.saturating_sub(self.epochs_done * self.batches + self.batches_done);
        match self.values {
            Some((done, all)) => left + run * all.saturating_sub(done + 1),
            None => left,
        }
    }
}

pub(in crate::lab) fn of(training: &Training, state: &State) -> Progress {
    let fit = training.fit();
    let (done, _) = fit.examples();
    Progress {
        settings: Setting::ALL.map(|setting| setting.value(training.settings())).to_vec(),
        epochs_done: training.history().loss.len(),
        epochs: fit.epochs(),
        batches_done: done.div_ceil(fit.batch_size()),
        batches: fit.batches(),
        values: training.values_done(),
        history: training.history().clone(),
        end: training.end(),
        findings: diagnosis::of(training, state),
    }
}
