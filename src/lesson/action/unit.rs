//! `run.unit = …`.

use serde::Deserialize;

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::limits;
use crate::lesson::path::Path;
use crate::lesson::python_names::check_name;
use crate::lesson::sizes::{check_table, within};
use crate::lesson::spent::Spent;
use crate::lesson::work::Size;
use crate::nn::Activation;

use super::words::Words;

/// `run.unit = { name = "line", activation = "linear", w = [[100.0]], b = [50.0] }`: a unit to turn
/// before there is any code, or several.
///
/// It looks at the data that is taken up, and has the weights that the lesson gives it. Its step
/// shows numbers, arithmetic and chart, and no code: later code cannot speak of it, and the next
/// layer takes its place in the charts. The same name makes the unit anew.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// What it is called beside its numbers and in the chart.
    pub name: String,
    /// The activation, as in `run.dense`; left out: `linear`.
    #[serde(default = "linear")]
    pub activation: Activation,
    /// The kernel, shape (inputs, units): a row for each feature of the data.
    pub w: Vec<Vec<f32>>,
    /// The bias, shape (units,).
    pub b: Vec<f32>,
}

impl Words for Unit {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        let path = path.name("unit");
        faults.check(check_name(&path.name("name"), &self.name));
        if faults.check(check_table(&path.name("w"), &self.w)).is_some() {
            faults.check(within(&path.name("w"), "units", self.units(), limits::UNITS));
            faults.check(self.check_bias(&path.name("b")));
        }
    }

    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        let path = path.name("unit");
        known.take_unit(&path.name("name"), &self.name)?;
        let (inputs, units) = (self.w.len(), self.units());
        let features = known.check_data(&path)?.map(|data| data.x[0].len());
        if let Some(features) = features.filter(|features| *features != inputs) {
            let wanted = "expected a row of w for each feature";
            let message = format!("{wanted}: the data has {features}, and w has {inputs}");
            return Err(Fault::new(&path.name("w"), message));
        }
        known.count_weights(&path.name("w"), inputs, units)
    }

    fn is_live(&self) -> bool {
        true
    }

    fn make(&self, path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        let size = Size::of(self.w.len(), [(self.units(), self.activation)].into_iter());
        spent.make_layer(&path.name("unit"), &self.name, size)
    }

    fn works_on(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn layer(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn layers_made(&self) -> Vec<&str> {
        vec![&self.name]
    }
}

impl Unit {
    /// How many units there are: a column of w for each.
    pub fn units(&self) -> usize {
        self.w.first().map_or(0, Vec::len)
    }

    fn check_bias(&self, path: &Path) -> Result<(), Fault> {
        let (units, biases) = (self.units(), self.b.len());
        if biases == units {
            return Ok(());
        }
        let message = format!("w has {units} columns, and here are {biases} numbers");
        Err(Fault::new(path, format!("{message}: expected one bias for each unit")))
    }
}

fn linear() -> Activation {
    Activation::Linear
}
