//! `run.dataset = …`: a data set becomes `X_train` and `Y_train`.

use crate::lab::python;
use crate::lab::state::State;
use crate::lab::statement::Statement;
use crate::lesson::format::DatasetName;
use crate::nn::{Tensor, print};

use super::runnable::{Runnable, Stage};

impl Runnable for DatasetName {
    fn perform(&self, state: &mut State, _seed: u64) {
        state.data = state.sets.get(&self.0).cloned();
        state.moved = None;
        state.normalized = None;
        state.subject = None;
        state.normalization = None;
    }

    fn shows_data(&self) -> bool {
        true
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        let Some(data) = &stage.state.data else { return Vec::new() };
        let is_short = [&data.x, &data.y].map(python::float32).iter().all(Option::is_some);
        // What is too long to be typed is the lesson's own: what was changed comes behind it.
        let data = stage.state.sets.get(&self.0).filter(|_| !is_short).unwrap_or(data);
        let literal = |array: &Tensor| {
            python::float32(array)
                .unwrap_or_else(|| format!("...  # {} rows: data.{}", array.shape()[0], self.0))
        };
        let shape = |array: &Tensor| print::shape_str(array.shape());
        vec![
            Statement::silent(vec![
                format!("X_train = {}", literal(&data.x)),
                format!("Y_train = {}", literal(&data.y)),
            ]),
            Statement::text(
                vec!["print(X_train.shape, Y_train.shape)".to_owned()],
                &format!("{} {}", shape(&data.x), shape(&data.y)),
            ),
        ]
    }
}
