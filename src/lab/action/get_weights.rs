//! `run.get_weights = …`: the weights of a layer.

use crate::lab::network::fetched;
use crate::lab::state::State;
use crate::lab::statement::Statement;
use crate::lesson::format::GetWeights;
use crate::nn::print;

use super::runnable::{Runnable, Stage};

impl Runnable for GetWeights {
    fn perform(&self, state: &mut State, _seed: u64) {
        state.follow(&self.layer);
    }

    fn hangs_on(&self) -> Option<&str> {
        Some(&self.layer)
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        get_weights(stage.state, self)
    }
}

fn get_weights(state: &State, get: &GetWeights) -> Vec<Statement> {
    let Some(layer) = state.layer(&get.layer) else { return Vec::new() };
    let name = &get.layer;
    let weights = layer.get_weights();
    let mut code: Vec<String> = fetched(state.network_of(name), name).into_iter().collect();
    code.push(format!("{name}.get_weights()"));
    let mut entries = vec![Statement::text(code, &print::list_repr(&weights))];
    if let (true, [w, b]) = (get.shapes, weights.as_slice()) {
        let code =
            vec![format!("w, b = {name}.get_weights()"), "print(w.shape, b.shape)".to_owned()];
        let shapes = format!("{} {}", print::shape_str(w.shape()), print::shape_str(b.shape()));
        entries.push(Statement::text(code, &shapes));
    }
    entries
}
