//! A run beside that of the model: from the same weights, with other settings.

use crate::lesson::format::{Fit as Settings, FitChange};
use crate::nn::{self, Fit, Tensor};

use super::settings::Setting;
use super::trace::{Trace, curve};

/// A run beside that of the model.
#[derive(Clone, Debug)]
pub(in crate::lab) struct Rival {
    change: FitChange,
    settings: Settings,
    fit: Fit,
    trace: Trace,
}

impl Rival {
    /// One that has taken no step yet, from a fit that is begun with its settings.
    pub(super) fn new(
        change: FitChange,
        settings: Settings,
        begin: impl FnOnce(&Settings) -> Result<Fit, nn::Error>,
    ) -> Result<Self, nn::Error> {
        Ok(Self { fit: begin(&settings)?, change, settings, trace: Trace::default() })
    }

    /// Trains as far as the model has come, in epochs.
    pub(super) fn follow(&mut self, epochs: f64) {
        while self.trace.epochs() < epochs {
            let Some(batch) = self.fit.next_batch() else { return };
            self.trace.add(&batch, &self.fit);
        }
    }

    /// Learns from other examples from here on.
    pub(super) fn learn_from(&mut self, x: &Tensor, y: &Tensor) -> Result<(), nn::Error> {
        self.fit.set_examples(x, y)
    }

    pub(super) fn set_epochs(&mut self, epochs: usize) {
        self.settings.epochs = epochs;
        self.fit.set_epochs(epochs);
    }

    /// What it is called: by the settings that are its own.
    pub(in crate::lab) fn name(&self) -> String {
        name(&self.settings, std::slice::from_ref(&self.change))
    }

    /// Its loss on the way, as epochs and losses.
    pub(in crate::lab) fn curve(&self) -> Vec<[f64; 2]> {
        curve(&self.fit, &self.trace)
    }

    /// The weights after its steps.
    pub(super) fn weights(&self) -> impl Iterator<Item = &[f32]> {
        self.trace.weights()
    }
}

/// What a run is called among others: by the settings in which they differ.
pub(super) fn name(settings: &Settings, race: &[FitChange]) -> String {
    let differs = |setting: Setting| match setting {
        Setting::Optimizer => race.iter().any(|change| change.optimizer.is_some()),
        Setting::LearningRate => race.iter().any(|change| change.learning_rate.is_some()),
        Setting::BatchSize => race.iter().any(|change| change.batch_size.is_some()),
        Setting::Epochs => false,
    };
    let part = |setting: Setting| {
        let value = setting.value(settings).value;
        match setting {
            Setting::Optimizer => value,
            Setting::LearningRate => format!("rate {value}"),
            Setting::BatchSize => format!("batch {value}"),
            Setting::Epochs => format!("epochs {value}"),
        }
    };
    let all = [Setting::Optimizer, Setting::LearningRate, Setting::BatchSize];
    let parts: Vec<String> = all.into_iter().filter(|s| differs(*s)).map(part).collect();
    parts.join(", ")
}
