//! `run.sequential = …`: a model of several layers.

use crate::lab::network::Value;
use crate::lab::python;
use crate::lab::state::State;
use crate::lab::statement::Statement;
use crate::lesson::format::Sequential;
use crate::nn::{self, Dense, Layer};

use super::import::Import;
use super::runnable::{Runnable, Stage};

impl Runnable for Sequential {
    fn perform(&self, state: &mut State, seed: u64) {
        let mut layers = Vec::new();
        let own = self.seed.map(|seed| seed.wrapping_mul(1_000));
        let first = own.unwrap_or_else(|| state.next_seed(seed));
        for dense in self.dense_layers() {
            let seed = first.wrapping_add(layers.len() as u64);
            let layer = Dense::new(dense.name.clone(), dense.units, dense.activation, seed);
            let layer = layer.and_then(|layer| match dense.l2 {
                Some(l2) => layer.with_l2(l2),
                None => Ok(layer),
            });
            layers.extend(layer.ok().map(Layer::Dense));
        }
        let keras_name = state.names.unique("sequential");
        let made = match self.inputs {
            Some(inputs) => nn::Sequential::with_input(keras_name, inputs, layers),
            None => nn::Sequential::new(keras_name, layers),
        };
        if let Ok(made) = made {
            state.put_network(&self.name, Value::Sequential(made));
            state.subject = Some(self.name.clone());
        }
    }

    fn statements(&self, _stage: &Stage<'_>) -> Vec<Statement> {
        let mut lines = vec![format!("{} = Sequential([", self.name)];
        lines.extend(self.inputs.map(|inputs| format!("    Input(shape=({inputs},)),")));
        for dense in self.dense_layers() {
            let (units, activation) = (dense.units, dense.activation.name());
            lines.push(format!("    Dense({units}, activation=\"{activation}\","));
            lines.extend(
                dense
                    .l2
                    .map(|l2| format!("          kernel_regularizer=L2({}),", python::number(l2))),
            );
            lines.push(format!("          name=\"{}\"),", dense.name));
        }
        lines.push("])".to_owned());
        vec![Statement::silent(lines)]
    }

    fn needs(&self) -> Vec<Import> {
        let activations = self.dense_layers().map(|dense| dense.activation);
        let l2 = self.dense_layers().any(|dense| dense.l2.is_some()).then_some(Import::L2);
        activations.flat_map(Import::of_activation).chain([Import::Sequential]).chain(l2).collect()
    }
}
