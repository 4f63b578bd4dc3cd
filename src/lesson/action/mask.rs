//! `run.mask = …`.

use serde::Deserialize;

use crate::lesson::fault::Fault;
use crate::lesson::known::Known;
use crate::lesson::path::Path;

use super::words::Words;

/// `run.mask = { y = 1.0 }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mask {
    /// The target to pick.
    pub y: f32,
}

impl Words for Mask {
    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        known.check_data(path).map(drop)
    }
}
