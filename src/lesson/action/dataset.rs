//! `run.dataset = "houses"`.

use serde::Deserialize;

use crate::lesson::fault::Fault;
use crate::lesson::known::Known;
use crate::lesson::path::Path;
use crate::lesson::spent::Spent;

use super::words::Words;

/// `run.dataset = "houses"`: the name of a data set of the lesson.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct DatasetName(pub String);

impl Words for DatasetName {
    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        known.take_up_data(&path.name("dataset"), &self.0)
    }

    fn make(&self, _path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        spent.take_up_data(&self.0);
        Ok(())
    }

    fn takes_up(&self) -> Option<&str> {
        Some(&self.0)
    }
}
