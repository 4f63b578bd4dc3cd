//! `run.set_weights = …`.

use serde::Deserialize;

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::path::Path;
use crate::lesson::sizes::check_table;

use super::words::Words;

/// `run.set_weights = { layer = "line", w = [[200.0]], b = [100.0] }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetWeights {
    /// Whose weights.
    pub layer: String,
    /// The kernel, shape (inputs, units).
    pub w: Vec<Vec<f32>>,
    /// The bias, shape (units,).
    pub b: Vec<f32>,
}

impl Words for SetWeights {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        faults.check(check_table(&path.name("set_weights").name("w"), &self.w));
    }

    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        known.check_layer(&path.name("set_weights").name("layer"), &self.layer)
    }

    fn works_on(&self) -> Option<&str> {
        Some(&self.layer)
    }

    fn layer(&self) -> Option<&str> {
        Some(&self.layer)
    }
}
