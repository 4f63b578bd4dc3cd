//! `run.call = …`: a layer or a model is called. The answer is a tensor.

use crate::lab::asked::Asked;
use crate::lab::network::Variable;
use crate::lab::slide::Slide;
use crate::lab::state::State;
use crate::lab::statement::{Printed, Statement};
use crate::lesson::format::Call;
use crate::nn::{Tensor, print};

use super::ask::{self, Kept};
use super::runnable::{Runnable, Stage};

impl Runnable for Call {
    fn perform(&self, state: &mut State, _seed: u64) {
        let inputs = ask::given(state, &self.0);
        state.build(&self.0.layer, |variable| variable.call(&inputs));
    }

    fn hangs_on(&self) -> Option<&str> {
        Some(&self.0.layer)
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        let has_decisions = self.0.threshold.is_some();
        let kept = Kept { numbers: "p.numpy()", output: Variable::output };
        ask::statements(stage, &self.0, &kept, |variable, x, given| {
            call(variable, x, given, has_decisions)
        })
    }

    fn is_asked_again(&self) -> bool {
        true
    }

    fn slide(&self, _state: &State, value: f32) -> Option<Slide> {
        Some(ask::slide(&self.0, value))
    }

    fn asked(&self, state: &State) -> Asked {
        ask::asked(state, &self.0)
    }
}

/// What decisions are made of is kept as `p`.
fn call(variable: &Variable, x: &str, given: &Tensor, is_kept: bool) -> Statement {
    let answer = variable.output_of_many(given).map_or_else(|| variable.clone().call(given), Ok);
    let call = format!("{}({x})", variable.name);
    let code = if is_kept {
        vec![format!("p = {call}"), "print(p)".to_owned()]
    } else {
        vec![format!("print({call})")]
    };
    Statement::new(code, Printed::of(answer, print::tensor_str))
}
