//! `run.predict = …`: a model predicts. The answer is a NumPy array.

use crate::lab::asked::Asked;
use crate::lab::network::Variable;
use crate::lab::slide::Slide;
use crate::lab::state::State;
use crate::lab::statement::{Printed, Statement};
use crate::lesson::format::Predict;
use crate::nn::{Tensor, print};

use super::ask;
use super::runnable::{Runnable, Stage};

impl Runnable for Predict {
    fn perform(&self, state: &mut State, _seed: u64) {
        let inputs = ask::given(state, &self.0);
        state.build(&self.0.layer, |variable| variable.predict(&inputs));
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        let has_decisions = self.0.threshold.is_some();
        ask::statements(stage.state, &self.0, "p", |variable, x, given| {
            predict(variable, x, given, has_decisions)
        })
    }

    fn is_asked_again(&self) -> bool {
        true
    }

    fn slide(&self, value: f32) -> Option<Slide> {
        ask::slide(&self.0, value)
    }

    fn asked(&self, state: &State) -> Asked {
        ask::asked(state, &self.0)
    }
}

/// What decisions are made of is kept as `p`.
fn predict(variable: &Variable, x: &str, given: &Tensor, is_kept: bool) -> Statement {
    let answer = variable.output_of_many(given).map_or_else(|| variable.clone().predict(given), Ok);
    let prediction = format!("{}.predict({x}, verbose=0)", variable.name);
    let code = if is_kept {
        vec![format!("p = {prediction}"), "print(p)".to_owned()]
    } else {
        vec![format!("print({prediction})")]
    };
    Statement { code, printed: Printed::of(answer, print::numpy_str) }
}
