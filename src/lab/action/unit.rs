//! `run.unit = …`: a unit to turn, before there is any code.

use crate::lab::network::Value;
use crate::lab::state::State;
use crate::lesson::format::Unit;
use crate::nn::Dense;

use super::runnable::Runnable;

impl Runnable for Unit {
    fn perform(&self, state: &mut State, seed: u64) {
        // No code has made it, so it takes no name and no draw from the layers that code makes.
        let Ok(mut layer) = Dense::new(&self.name, self.units(), self.activation, seed) else {
            return;
        };
        if layer.build(self.w.len()).is_ok() {
            state.put_network(&self.name, Value::Unit(layer));
            state.set_by_lesson(&self.name, &self.w, &self.b);
            state.subject = Some(self.name.clone());
        }
    }
}
