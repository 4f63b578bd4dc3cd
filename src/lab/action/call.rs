//! `run.call = …`: a layer or a model is called. The answer is a tensor.

use crate::lab::asked::Asked;
use crate::lab::network::Variable;
use crate::lab::slide::Slide;
use crate::lab::state::State;
use crate::lab::statement::Statement;
use crate::lesson::format::{Ask, Call};
use crate::nn::{Tensor, print};

use super::ask::{self, Kept};
use super::import::Import;
use super::runnable::{Runnable, Stage};

impl Runnable for Call {
    fn perform(&self, state: &mut State, _seed: u64) {
        state.threshold = self.0.threshold;
        let inputs = ask::given(state, &self.0);
        state.build(&self.0.layer, |variable| variable.call(&inputs));
    }

    fn hangs_on(&self) -> Option<&str> {
        Some(&self.0.layer)
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        let kept = Kept { numbers: "p.numpy()", output: Variable::output };
        ask::statements(stage, &self.0, &kept, |variable, x, given| {
            call(variable, x, given, &self.0)
        })
    }

    fn needs(&self) -> Vec<Import> {
        ask::needs(&self.0)
    }

    fn is_asked_again(&self) -> bool {
        true
    }

    fn slides(&self, _state: &State, values: &[f32]) -> Vec<Slide> {
        values.first().map(|value| ask::slide(&self.0, *value)).into_iter().collect()
    }

    fn asked(&self, state: &State) -> Asked {
        ask::asked(state, &self.0)
    }
}

/// What decisions are made of is kept as `p`.
fn call(variable: &Variable, x: &str, given: &Tensor, ask: &Ask) -> Statement {
    let answer = variable.output_of_many(given).map_or_else(|| variable.clone().call(given), Ok);
    let call = format!("{}({x})", variable.name);
    let (call, printed) = ask::printed(ask, call, answer, print::tensor_str);
    let code = if ask.threshold.is_some() {
        vec![format!("p = {call}"), "print(p)".to_owned()]
    } else {
        vec![format!("print({call})")]
    };
    Statement::new(code, printed)
}
