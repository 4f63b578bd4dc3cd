//! `run.dense = …`: a dense layer by itself.

use crate::lab::network::Value;
use crate::lab::network::new_layer;
use crate::lab::state::State;
use crate::lab::statement::Statement;
use crate::lesson::format::Dense;
use crate::nn;

use super::import::Import;
use super::runnable::{Runnable, Stage};

impl Runnable for Dense {
    fn perform(&self, state: &mut State, seed: u64) {
        // A layer that is not part of a model gets its Keras name from Keras: dense, dense_1 and so
        // on.
        let keras_name = state.names.unique("dense");
        let seed = state.next_seed(seed);
        let layer = nn::Dense::new(keras_name, self.units, self.activation, seed);
        let layer = layer.and_then(|layer| match self.l2 {
            Some(l2) => layer.with_l2(l2),
            None => Ok(layer),
        });
        if let Ok(layer) = layer {
            state.put_network(&self.name, Value::Dense(layer));
            state.subject = Some(self.name.clone());
        }
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        let layer = stage.state.layer(&self.name);
        let line = |layer| Statement::silent(vec![new_layer(&self.name, layer)]);
        layer.map(line).into_iter().collect()
    }

    fn needs(&self) -> Vec<Import> {
        let l2 = self.l2.map(|_| Import::L2);
        Import::of_activation(self.activation).into_iter().chain(l2).collect()
    }
}
