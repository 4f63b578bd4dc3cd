//! `run.predict = …`.

use serde::Deserialize;

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::path::Path;
use crate::lesson::slider::Slider;
use crate::lesson::spent::Spent;

use super::ask::Ask;
use super::words::Words;

/// `run.predict = { model = "model" }`: a model predicts.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Predict(pub Ask);

impl Words for Predict {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        let path = path.name("predict");
        if self.0.by_unit {
            let message = "only a call of a dense layer can be computed unit by unit";
            faults.note(Fault::new(&path.name("by_unit"), message));
        }
        self.0.check_values(&path, faults);
    }

    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        let path = path.name("predict");
        known.check_model(&path.name("model"), &self.0.layer)?;
        self.0.check_rows(&path, known)
    }

    fn spend(&self, path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        self.0.spend(&path.name("predict"), spent)
    }

    fn works_on(&self) -> Option<&str> {
        Some(&self.0.layer)
    }

    fn rows_needed(&self) -> usize {
        self.0.rows_needed()
    }

    fn slides(&self) -> Vec<(Slider, f32)> {
        self.0.slides()
    }

    fn inputs(&self) -> Option<&[Vec<f32>]> {
        self.0.x.as_deref()
    }
}
