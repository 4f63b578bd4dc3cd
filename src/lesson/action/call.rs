//! `run.call = …`.

use serde::Deserialize;

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::limits;
use crate::lesson::path::Path;
use crate::lesson::sizes::within;
use crate::lesson::slider::Slider;
use crate::lesson::spent::Spent;

use super::ask::Ask;
use super::words::Words;

/// `run.call = { layer = "line" }`: a layer or a model is called.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Call(pub Ask);

impl Words for Call {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        self.0.check_values(&path.name("call"), faults);
    }

    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        let path = path.name("call");
        known.check_variable(&path.name("layer"), &self.0.layer)?;
        if self.0.by_unit && !known.may_be_layer(&self.0.layer) {
            let message = "only a dense layer by itself can be computed unit by unit";
            return Err(Fault::new(&path.name("by_unit"), message));
        }
        self.0.check_rows(&path, known)
    }

    fn spend(&self, path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        let path = path.name("call");
        self.0.spend(&path, spent)?;
        if self.0.by_unit { self.check_printed(&path, spent) } else { Ok(()) }
    }

    fn works_on(&self) -> Option<&str> {
        Some(&self.0.layer)
    }

    fn layer(&self) -> Option<&str> {
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

impl Call {
    /// Unit by unit, every number is printed.
    fn check_printed(&self, path: &Path, spent: &Spent<'_>) -> Result<(), Fault> {
        let rows = self.0.count(spent.rows());
        let numbers = rows.saturating_mul(spent.subject().outputs());
        let path = path.name("by_unit");
        within(&path, "numbers printed unit by unit", numbers, limits::PRINTED_NUMBERS)
    }
}
