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
    /// `touch = "z"` the first of them can be slid along the curve.
    pub z: Vec<f32>,
}

impl Words for ActivationAlone {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        let path = path.name("activation");
        if self.name == Activation::Softmax {
            let message = "softmax looks at several numbers at once, so it has no curve";
            faults.note(Fault::new(&path.name("name"), message));
        }
        let path = path.name("z");
        if self.z.is_empty() {
            faults.note(Fault::new(&path, "expected at least one number"));
        }
        faults.check(within(&path, "numbers", self.z.len(), limits::FEATURES));
    }

    fn slides(&self) -> Option<(Slider, f32)> {
        self.z.first().map(|z| (Slider::Z, *z))
    }
}
