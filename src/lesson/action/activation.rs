//! `run.activation = …`.

use serde::Deserialize;

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::limits;
use crate::lesson::path::Path;
use crate::lesson::sizes::within;
use crate::lesson::slider::Slider;
use crate::nn::Activation;

use super::words::Words;

/// `run.activation = { name = "sigmoid", z = [-5.0, 0.0, 5.0] }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivationAlone {
    /// Which activation.
    pub name: Activation,
    /// The numbers to compute it for. The chart reaches a little beyond the largest. With
    /// `touch = "z"` the first of them can be slid along the curve; of a softmax, which makes
    /// chances of all of them together, every one can.
    pub z: Vec<f32>,
}

impl ActivationAlone {
    /// Whether it makes chances of all its numbers together.
    pub fn is_softmax(&self) -> bool {
        self.name == Activation::Softmax
    }
}

impl Words for ActivationAlone {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        let path = path.name("activation");
        let path = path.name("z");
        if self.z.is_empty() {
            faults.note(Fault::new(&path, "expected at least one number"));
        }
        let most = if self.is_softmax() { limits::CLASSES } else { limits::FEATURES };
        faults.check(within(&path, "numbers", self.z.len(), most));
    }

    fn slides(&self) -> Vec<(Slider, f32)> {
        let free = if self.is_softmax() { self.z.len() } else { 1 };
        (0..free).map(Slider::Z).zip(self.z.iter().copied()).collect()
    }

    fn chances(&self) -> usize {
        if self.is_softmax() { self.z.len() } else { 0 }
    }
}
