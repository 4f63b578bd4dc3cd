//! What is learned from.

use std::sync::Arc;

use crate::lab::data::{Data, Moved};
use crate::lab::state::State;
use crate::nn::Tensor;

/// What is learned from: the data of a step, and its inputs as the model is given them.
#[derive(Clone, Debug)]
pub(in crate::lab) struct Examples {
    pub(in crate::lab) data: Arc<Data>,
    pub(in crate::lab) normalized: Option<Arc<Tensor>>,
    /// What the learner has changed about it, if it is not the lesson's own.
    pub(in crate::lab) moved: Option<Moved>,
}

impl Examples {
    /// Those of a state that has data.
    pub(in crate::lab) fn of(state: &State) -> Option<Self> {
        let (data, normalized) = (state.data.clone()?, state.normalized.clone());
        Some(Self { data, normalized, moved: state.moved.clone() })
    }

    /// Puts them into a state.
    pub(in crate::lab) fn show(&self, state: &mut State) {
        state.data = Some(Arc::clone(&self.data));
        state.normalized.clone_from(&self.normalized);
        state.moved.clone_from(&self.moved);
    }

    pub(super) fn numbers(&self) -> usize {
        self.data.x.len() + self.data.y.len()
    }

    pub(super) fn x(&self) -> &Tensor {
        self.normalized.as_deref().unwrap_or(&self.data.x)
    }

    pub(super) fn y(&self) -> &Tensor {
        &self.data.y
    }
}
