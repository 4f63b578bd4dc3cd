//! A run beside that of the model: from the same weights, with other settings.

use crate::lesson::format::Fit as Settings;
use crate::nn::{self, Fit, Tensor};

use super::settings::Setting;
use super::trace::{Trace, curve};

/// A run beside that of the model.
#[derive(Clone, Debug)]
pub(in crate::lab) struct Rival {
    settings: Settings,
    fit: Fit,
    trace: Trace,
}

impl Rival {
    /// One that has taken no step yet, from a fit that is begun with its settings.
    pub(super) fn new(
        settings: Settings,
        begin: impl FnOnce(&Settings) -> Result<Fit, nn::Error>,
    ) -> Result<Self, nn::Error> {
        Ok(Self { fit: begin(&settings)?, settings, trace: Trace::default() })
    }

    /// Trains as far as the model has come, in epochs.
    pub(super) fn follow(&mut self, epochs: f64) {
        while self.trace.epochs() < epochs {
            let Some(batch) = self.fit.next_batch() else { return };
            self.trace.add(&batch, &self.fit);
        }
    }

    /// Learns from other examples from here on.
    pub(super) fn learn_from(
        &mut self,
        x: &Tensor,
        y: &Tensor,
        learned: usize,
    ) -> Result<(), nn::Error> {
        self.fit.set_examples(x, y, learned)
    }

    pub(super) fn set_epochs(&mut self, epochs: usize) {
        self.settings.epochs = epochs;
        self.fit.set_epochs(epochs);
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Its loss on the way, as epochs and losses.
    pub(in crate::lab) fn curve(&self) -> Vec<[f64; 2]> {
        curve(&self.fit, &self.trace)
    }

    /// Its way.
    pub(super) fn trace(&self) -> &Trace {
        &self.trace
    }
}

/// What a run is called beside others: by the settings that some of them have otherwise.
pub(super) fn name(settings: &Settings, others: &[&Settings]) -> String {
    let all = [Setting::Optimizer, Setting::LearningRate, Setting::BatchSize];
    let value = |setting: Setting, settings: &Settings| setting.value(settings).value;
    let differs = |setting: &Setting| {
        let own = value(*setting, settings);
        others.iter().any(|other| value(*setting, other) != own)
    };
    let part = |setting: Setting| match setting {
        Setting::LearningRate => format!("rate {}", value(setting, settings)),
        Setting::BatchSize => format!("batch {}", value(setting, settings)),
        Setting::Optimizer | Setting::Epochs => value(setting, settings),
    };
    let parts: Vec<String> = all.into_iter().filter(differs).map(part).collect();
    if parts.is_empty() { "the same".to_owned() } else { parts.join(", ") }
}
