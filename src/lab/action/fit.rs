//! `run.fit = …`: a model is trained.

mod code;
mod sweep;

use crate::lab::assignment::{Lines, set_all};
use crate::lab::errors;
use crate::lab::network::Variable;
use crate::lab::network::{Examples, Training};
use crate::lab::picture::told;
use crate::lab::slide::Slide;
use crate::lab::state::State;
use crate::lab::statement::{KerasError, Printed, Statement};
use crate::lesson::format::{Fit, Part};
use crate::nn::{self, Tensor};

use super::import::Import;
use super::runnable::{Runnable, Stage};

impl Runnable for Fit {
    fn perform(&self, state: &mut State, _seed: u64) {
        state.build_for_data(&self.model);
        for set in &self.start {
            state.set_by_lesson(&set.layer, &set.w, &set.b);
        }
        if self.warns(state) {
            state.warned.insert(self.loss.name());
        }
    }

    fn hangs_on(&self) -> Option<&str> {
        Some(&self.model)
    }

    fn needs(&self) -> Vec<Import> {
        let mut needs = vec![Import::Optimizers];
        needs.extend(self.early_stopping.map(|_| Import::EarlyStopping));
        let is_set = self.loss.name().contains("from_logits");
        needs.extend(is_set.then_some(Import::Losses));
        needs
    }

    fn slides(&self, state: &State, values: &[f32]) -> Vec<Slide> {
        let Some((over, value)) = self.over.as_ref().zip(values.first()) else { return Vec::new() };
        let parts = [Some(Part::Train), self.validation].into_iter().flatten();
        let told = told(parts.map(|part| (part.name(), errors::of(state, part))));
        vec![Slide::along(over, &self.model, *value, Some(told))]
    }

    fn is_fit(&self) -> bool {
        true
    }

    fn begin(&self, start: &State, seed: u64) -> Option<Result<Training, nn::Error>> {
        let model = start.network(&self.model).and_then(Variable::model)?;
        Some(Training::new(self, model, Examples::of(start)?, validation(start, self), seed))
    }

    /// The weights that it starts from, its code, and how far it has come.
    fn statements_of_training(
        &self,
        stage: &Stage<'_>,
        trained: Result<&Training, &nn::Error>,
    ) -> Vec<Statement> {
        let (start, step) = (stage.state, stage.step);
        let settings = trained.map_or(self, Training::settings);
        if let (Some(over), Ok(training)) = (&self.over, trained) {
            return sweep::statements(settings, over, start, Some(training));
        }
        let printed = match trained {
            Err(error) => Printed::Error(KerasError::of(error)),
            Ok(training) => code::progress(training).map_or(Printed::Nothing, |progress| {
                let warning =
                    self.warning(stage).map(|warning| format!("UserWarning: {warning}\n"));
                Printed::Text(warning.unwrap_or_default() + &progress)
            }),
        };
        let fit = Statement::new(code::fit(settings, start), printed);
        let starting = starting(start, self, trained.ok(), step).map(Lines::silent);
        starting.into_iter().chain([fit]).collect()
    }
}

impl Fit {
    /// What Keras warns of, the first time.
    fn warning(&self, stage: &Stage<'_>) -> Option<String> {
        let is_first = !stage.before.warned.contains(self.loss.name());
        (is_first && self.warns(stage.state)).then(|| self.loss.warning())
    }

    /// Whether the model ends in chances, though the loss takes what comes before them.
    fn warns(&self, state: &State) -> bool {
        let model = state.network(&self.model).map(Variable::layers).unwrap_or_default();
        model.last().is_some_and(|(_, layer)| self.loss.is_misled_by(layer.activation))
    }
}

/// What is measured on after each epoch, where it is a part of the data: inputs as the model is
/// given them, and targets.
fn validation(start: &State, fit: &Fit) -> Option<(Tensor, Tensor)> {
    let data = start.part_of_data(fit.validation?)?;
    Some((start.given(&data.x), data.y.clone()))
}

/// The weights that a fit starts from, where they are not those that there were: the lesson's, or
/// what the learner has made of them.
fn starting(start: &State, fit: &Fit, trained: Option<&Training>, step: &str) -> Option<Lines> {
    let given = start.network(&fit.model).and_then(Variable::model)?;
    let origin = trained.map_or(given, Training::origin).get_weights();
    if fit.start.is_empty() && origin == given.get_weights() {
        return None;
    }
    Some(set_all(&fit.model, &origin, step))
}
