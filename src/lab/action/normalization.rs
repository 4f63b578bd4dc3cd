//! `run.normalization = …`: a layer that models are given the data through.

use std::sync::Arc;

use ndarray::Axis;

use crate::lab::network::Value;
use crate::lab::state::State;
use crate::lab::statement::{Printed, Statement};
use crate::lesson::format::Normalization;
use crate::nn::{self, print};

use super::import::Import;
use super::runnable::{Runnable, Stage};

impl Runnable for Normalization {
    fn perform(&self, state: &mut State, _seed: u64) {
        let keras_name = state.names.unique("normalization");
        let Ok(mut layer) = nn::Normalization::new(keras_name) else { return };
        let adapted = state.data.clone().is_some_and(|data| layer.adapt(&data.x).is_ok());
        if adapted {
            state.put_network(&self.name, Value::Normalization(layer));
            state.normalization = Some(self.name.clone());
            state.normalized = state.data.as_ref().map(|data| Arc::new(state.given(&data.x)));
        }
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        normalize(stage.state, &self.name)
    }

    fn needs(&self) -> Vec<Import> {
        vec![Import::Normalization]
    }
}

fn normalize(state: &State, name: &str) -> Vec<Statement> {
    let (Some(data), Some(variable)) = (&state.data, state.network(name)) else {
        return Vec::new();
    };
    let Some(layer) = variable.normalization() else { return Vec::new() };
    let first = data.x.slice_axis(Axis(0), (..data.x.shape()[0].min(FIRST_ROWS)).into());
    let mut layer = layer.clone();
    vec![
        Statement::silent(vec![
            format!("{name} = Normalization(axis=-1)"),
            format!("{name}.adapt(X_train)"),
            format!("X_norm = {name}(X_train)"),
        ]),
        Statement::text(
            vec![format!("print(X_train[:{FIRST_ROWS}])")],
            &print::numpy_str(&first.to_owned()),
        ),
        Statement::new(
            vec![format!("print(X_norm[:{FIRST_ROWS}])")],
            Printed::of(layer.call(&first.to_owned()), print::tensor_str),
        ),
    ]
}

const FIRST_ROWS: usize = 3;
