//! `run.summary = …`.

use serde::Deserialize;

use crate::lesson::fault::Fault;
use crate::lesson::known::Known;
use crate::lesson::path::Path;

use super::words::Words;

/// `run.summary = { model = "model" }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Which model.
    pub model: String,
}

impl Words for Summary {
    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        known.check_model(&path.name("summary").name("model"), &self.model).map(drop)
    }

    fn works_on(&self) -> Option<&str> {
        Some(&self.model)
    }
}
