//! `run.call = …`: a layer or a model is called. The answer is a tensor.

use crate::lab::asked::Asked;
use crate::lab::network::Variable;
use crate::lab::state::State;
use crate::lab::statement::{Printed, Statement};
use crate::lesson::format::Call;
use crate::nn::{Tensor, print};

use super::ask;
use super::runnable::{Runnable, Stage};

impl Runnable for Call {
    fn perform(&self, state: &mut State, _seed: u64) {
        let inputs = ask::given(state, &self.0);
        state.build(&self.0.layer, |variable| variable.call(&inputs));
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        ask::statements(stage.state, &self.0, call)
    }

    fn is_asked_again(&self) -> bool {
        true
    }

    fn asked(&self, state: &State) -> Asked {
        ask::asked(state, &self.0)
    }
}

fn call(variable: &Variable, x: &str, given: &Tensor) -> Statement {
    let answer = variable.output_of_many(given).map_or_else(|| variable.clone().call(given), Ok);
    Statement {
        code: vec![format!("print({}({x}))", variable.name)],
        printed: Printed::of(answer, print::tensor_str),
    }
}
