//! `run.get_weights = …`.

use serde::Deserialize;

use crate::lesson::fault::Fault;
use crate::lesson::known::Known;
use crate::lesson::path::Path;

use super::words::Words;

/// `run.get_weights = { layer = "line" }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GetWeights {
    /// Whose weights.
    pub layer: String,
    /// Whether the shapes of w and b are printed too.
    #[serde(default)]
    pub shapes: bool,
}

impl Words for GetWeights {
    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        known.check_layer(&path.name("get_weights").name("layer"), &self.layer)
    }

    fn works_on(&self) -> Option<&str> {
        Some(&self.layer)
    }

    fn layer(&self) -> Option<&str> {
        Some(&self.layer)
    }
}
