//! `run.set_weights = …`: a layer is given weights.

use crate::lab::network::setting;
use crate::lab::state::State;
use crate::lab::statement::{KerasError, Printed, Statement};
use crate::lab::tensors::{table, vector};
use crate::lesson::format::SetWeights;
use crate::nn::{Dense, print};

use super::runnable::{Runnable, Stage};

impl Runnable for SetWeights {
    fn perform(&self, state: &mut State, _seed: u64) {
        state.follow(&self.layer);
        state.set_by_lesson(&self.layer, &self.w, &self.b);
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        set_weights(stage, self)
    }

    fn shows_weights(&self, layer: &str, before: &State) -> bool {
        let tried = [table(&self.w), vector(&self.b)];
        let mut dense = before.layer(&self.layer).filter(|_| self.layer == layer).cloned();
        dense.as_mut().is_some_and(|dense| dense.set_weights(&tried).is_ok())
    }
}

// With weights that Keras takes, the code follows the learner's edits; with others it shows what
// the lesson tried, and the error.
fn set_weights(stage: &Stage<'_>, set: &SetWeights) -> Vec<Statement> {
    let Stage { before, state, step, .. } = stage;
    let name = &set.layer;
    let tried = vec![table(&set.w), vector(&set.b)];
    let taken = before.layer(name).cloned().map(|mut layer| layer.set_weights(&tried));
    let weights = match &taken {
        Some(Ok(())) => state.layer(name).map(Dense::get_weights).unwrap_or_default(),
        _ => tried,
    };
    let setting = setting(state.network_of(name), name, &weights, step).silent();
    match taken {
        Some(Err(error)) => {
            vec![Statement { printed: Printed::Error(KerasError::of(&error)), ..setting }]
        }
        _ => vec![
            setting,
            Statement::text(vec![format!("{name}.get_weights()")], &print::list_repr(&weights)),
        ],
    }
}
