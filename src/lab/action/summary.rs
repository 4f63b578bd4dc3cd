//! `run.summary = …`: the layers of a model in a table.

use crate::lab::network::Variable;
use crate::lab::state::State;
use crate::lab::statement::Statement;
use crate::lesson::format::Summary;
use crate::nn::Sequential;

use super::runnable::{Runnable, Stage};

impl Runnable for Summary {
    fn perform(&self, state: &mut State, _seed: u64) {
        state.subject = Some(self.model.clone());
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        let model = stage.state.network(&self.model).and_then(Variable::model);
        let text = model.map(Sequential::summary).unwrap_or_default();
        vec![Statement::text(vec![format!("{}.summary()", self.model)], &text)]
    }
}
