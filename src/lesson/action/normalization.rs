//! `run.normalization = …`.

use serde::Deserialize;

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::path::Path;
use crate::lesson::python_names::check_name;

use super::words::Words;

/// `run.normalization = { name = "norm" }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Normalization {
    /// The variable that holds it in the code.
    pub name: String,
}

impl Words for Normalization {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        faults.check(check_name(&path.name("normalization").name("name"), &self.name));
    }

    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        known.check_data(path)?;
        known.take(&path.name("normalization").name("name"), &self.name)
    }

    fn measures_data(&self) -> bool {
        true
    }
}
