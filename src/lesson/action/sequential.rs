//! `run.sequential = …`.

use serde::Deserialize;

use crate::lesson::architecture::{Architecture, LayerPlan};
use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::limits;
use crate::lesson::path::Path;
use crate::lesson::python_names::check_name;
use crate::lesson::sizes::within;
use crate::lesson::spent::Spent;
use crate::lesson::work::Size;

use super::dense::Dense;
use super::words::Words;

/// `run.sequential = { name = "model", inputs = 1, layers = [{ dense = { … } }] }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sequential {
    /// The variable that holds it in the code.
    pub name: String,
    /// How many numbers an example has. With it the model is built at once, without it on its
    /// first call.
    pub inputs: Option<usize>,
    /// Where the random weights of this model start. Left out, it follows from the lesson's seed.
    pub seed: Option<u64>,
    /// The layers, from the input to the output.
    pub layers: Vec<LayerSpec>,
}

/// A layer inside a `Sequential`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LayerSpec {
    /// `{ dense = { name = "L1", units = 3, activation = "relu" } }`.
    Dense(Dense),
}

impl Sequential {
    /// Its dense layers, from the input to the output.
    pub fn dense_layers(&self) -> impl Iterator<Item = &Dense> {
        self.layers.iter().map(|LayerSpec::Dense(dense)| dense)
    }
}

impl Words for Sequential {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        let path = path.name("sequential");
        faults.check(check_name(&path.name("name"), &self.name));
        faults.check(check_inputs(&path.name("inputs"), self.inputs.unwrap_or(1)));
        self.check_layers(&path.name("layers"), faults);
    }

    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        let path = path.name("sequential");
        known.take(&path.name("name"), &self.name)?;
        let mut inputs = self.inputs.unwrap_or(known.widest());
        for (index, dense) in self.dense_layers().enumerate() {
            let path = path.name("layers").index(index).name("dense");
            known.take(&path.name("name"), &dense.name)?;
            known.add_layer(&dense.name);
            known.count_weights(&path.name("units"), inputs, dense.units)?;
            inputs = dense.units;
        }
        known.add_variable(&self.name);
        known.add_model(&self.name, self.architecture());
        Ok(())
    }

    fn make(&self, path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        let path = path.name("sequential");
        let size = Size::of_model(self, spent.widest());
        for dense in self.dense_layers() {
            spent.make_layer(&path, &dense.name, size)?;
        }
        spent.make(&self.name, size);
        Ok(())
    }

    fn works_on(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn layers_made(&self) -> Vec<&str> {
        self.dense_layers().map(|dense| dense.name.as_str()).collect()
    }
}

impl Size {
    /// The size of a model that is given so many inputs, unless it says itself how many.
    pub fn of_model(model: &Sequential, inputs: usize) -> Self {
        let layers = model.dense_layers().map(|dense| (dense.units, dense.activation));
        Self::of(model.inputs.unwrap_or(inputs), layers)
    }
}

impl Sequential {
    fn architecture(&self) -> Architecture {
        let plan = |dense: &Dense| LayerPlan {
            name: dense.name.clone(),
            units: dense.units,
            activation: dense.activation,
        };
        Architecture { inputs: self.inputs, layers: self.dense_layers().map(plan).collect() }
    }

    fn check_layers(&self, path: &Path, faults: &mut Faults) {
        if self.layers.is_empty() {
            faults.note(Fault::new(path, "expected at least one layer"));
        }
        if faults.check(within(path, "layers", self.layers.len(), limits::LAYERS)).is_some() {
            for (index, dense) in self.dense_layers().enumerate() {
                dense.check(&path.index(index).name("dense"), faults);
            }
        }
    }
}

fn check_inputs(path: &Path, inputs: usize) -> Result<(), Fault> {
    if inputs == 0 {
        return Err(Fault::new(path, "expected at least 1 input"));
    }
    within(path, "inputs", inputs, limits::FEATURES)
}
