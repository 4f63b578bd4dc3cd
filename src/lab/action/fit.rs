//! `run.fit = …`: a model is trained.

mod code;

use crate::lab::network::Variable;
use crate::lab::network::{Examples, Training};
use crate::lab::python;
use crate::lab::state::State;
use crate::lab::statement::{KerasError, Printed, Statement};
use crate::lesson::format::Fit;
use crate::nn::{self, Tensor};

use super::import::Import;
use super::runnable::Runnable;

impl Runnable for Fit {
    fn perform(&self, state: &mut State, _seed: u64) {
        state.build_for_data(&self.model);
        for set in &self.start {
            state.set_by_lesson(&set.layer, &set.w, &set.b);
        }
    }

    fn needs(&self) -> Vec<Import> {
        let mut needs = vec![Import::Optimizers];
        needs.extend(self.early_stopping.map(|_| Import::EarlyStopping));
        let is_set = self.loss.name().contains("from_logits");
        needs.extend(is_set.then_some(Import::Losses));
        needs
    }

    fn is_fit(&self) -> bool {
        true
    }

    fn begin(&self, start: &State, seed: u64) -> Option<Result<Training, nn::Error>> {
        let model = start.network(&self.model).and_then(Variable::model)?;
        Some(Training::new(self, model, Examples::of(start)?, seed))
    }

    /// The weights that it starts from, its code, and how far it has come.
    fn statements_of_training(
        &self,
        start: &State,
        trained: Result<&Training, &nn::Error>,
    ) -> Vec<Statement> {
        let settings = trained.map_or(self, Training::settings);
        let printed = match trained {
            Err(error) => Printed::Error(KerasError::of(error)),
            Ok(training) => code::progress(training).map_or(Printed::Nothing, Printed::Text),
        };
        let fit = Statement { code: code::fit(settings, start.data_name()), printed };
        let starting = starting(start, self, trained.ok()).map(Statement::silent);
        starting.into_iter().chain([fit]).collect()
    }
}

/// The weights that a fit starts from, where they are not those that there were: the lesson's, or
/// what the learner has made of them.
fn starting(start: &State, fit: &Fit, trained: Option<&Training>) -> Option<Vec<String>> {
    let given = start.network(&fit.model).and_then(Variable::model)?;
    let origin = trained.map_or(given, Training::origin).get_weights();
    if fit.start.is_empty() && origin == given.get_weights() {
        return None;
    }
    let literal = |array: &Tensor| python::float32(array).unwrap_or_else(|| "...".to_owned());
    let last = origin.len().saturating_sub(1);
    let line = |(index, array): (usize, &Tensor)| {
        let lead =
            if index == 0 { format!("{}.set_weights([", fit.model) } else { "    ".to_owned() };
        let end = if index == last { "])" } else { "," };
        format!("{lead}{}{end}", literal(array))
    };
    Some(origin.iter().enumerate().map(line).collect())
}
