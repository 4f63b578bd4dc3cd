//! `run.dense = …`.

use serde::Deserialize;

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::limits;
use crate::lesson::path::Path;
use crate::lesson::python_names::check_name;
use crate::lesson::sizes::within;
use crate::lesson::spent::Spent;
use crate::lesson::work::Size;
use crate::nn::Activation;

use super::words::Words;

/// `run.dense = { name = "line", units = 1, activation = "linear" }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dense {
    /// The variable that holds it in the code; inside a `Sequential`, the layer's name in Keras.
    pub name: String,
    /// How many units.
    pub units: usize,
    /// The activation: `linear`, `sigmoid`, `tanh`, `relu`, `leaky_relu`, `elu`, `gelu`, `silu`,
    /// `softplus` or `softmax`.
    #[serde(default = "linear")]
    pub activation: Activation,
    /// How much large weights cost: `l2 = 0.1` adds 0.1 · Σw² to the loss, as Keras's
    /// `kernel_regularizer=L2(0.1)`. Biases cost nothing.
    pub l2: Option<f32>,
}

impl Words for Dense {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        self.check(&path.name("dense"), faults);
    }

    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        let path = path.name("dense");
        known.take(&path.name("name"), &self.name)?;
        known.add_layer(&self.name);
        known.add_variable(&self.name);
        known.count_weights(&path.name("units"), known.widest(), self.units)
    }

    fn make(&self, path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        let size = Size::of(spent.widest(), [(self.units, self.activation)].into_iter());
        spent.make_layer(&path.name("dense"), &self.name, size)
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

impl Dense {
    /// Notes what is wrong with its name and its size.
    pub(super) fn check(&self, path: &Path, faults: &mut Faults) {
        faults.check(check_name(&path.name("name"), &self.name));
        faults.check(check_units(&path.name("units"), self.units));
        if self.l2.is_some_and(|l2| !(l2.is_finite() && l2 >= 0.0)) {
            faults
                .note(Fault::new(&path.name("l2"), "expected 0 or a number above it, such as 0.1"));
        }
    }
}

fn check_units(path: &Path, units: usize) -> Result<(), Fault> {
    if units == 0 {
        return Err(Fault::new(path, "a layer needs at least 1 unit"));
    }
    within(path, "units", units, limits::UNITS)
}

fn linear() -> Activation {
    Activation::Linear
}
