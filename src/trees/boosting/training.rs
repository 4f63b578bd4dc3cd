//! What is measured while `xgb.train` goes on.

use super::data::DMatrix;
use super::error::{BoosterError, Error, TrainingError};

/// What is measured in each round, and whether that can end the training.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Training {
    /// `evals`: sets that are measured on, each with a name.
    pub evals: Vec<(String, DMatrix)>,
    /// `early_stopping_rounds`: so many rounds in a row without a better score on the last set end
    /// the training; 0 lets it go on.
    pub early_stopping_rounds: usize,
}

impl Training {
    /// Measures on one set.
    pub fn watching(name: &str, data: &DMatrix) -> Self {
        Self::default().and(name, data)
    }

    /// Measures on another set too.
    #[must_use]
    pub fn and(mut self, name: &str, data: &DMatrix) -> Self {
        self.evals.push((name.to_owned(), data.clone()));
        self
    }

    /// Ends after so many rounds without a better score on the last set.
    #[must_use]
    pub fn stopping_after(mut self, early_stopping_rounds: usize) -> Self {
        self.early_stopping_rounds = early_stopping_rounds;
        self
    }
    /// What `XGBoost` would complain of in one of its rounds.
    pub(super) fn check(&self, dtrain: &DMatrix) -> Result<(), Error> {
        self.evals.iter().try_for_each(|(name, _)| check_name(name))?;
        if dtrain.num_col() == 0 {
            return Err(TrainingError::NoFeatures.into());
        }
        if dtrain.label().len() != dtrain.num_row() {
            return Err(TrainingError::NoLabels { rows: dtrain.num_row() }.into());
        }
        self.evals.iter().try_for_each(|(_, data)| check_set(data, dtrain))?;
        if self.early_stopping_rounds > 0 && self.evals.is_empty() {
            return Err(TrainingError::NothingToWatch.into());
        }
        Ok(())
    }
}

fn check_set(data: &DMatrix, dtrain: &DMatrix) -> Result<(), Error> {
    if data.num_col() > dtrain.num_col() {
        let (widest, given) = (data.num_col(), dtrain.num_col());
        return Err(BoosterError::TrainedColumns { widest, given }.into());
    }
    if data.label().len() != data.num_row() {
        return Err(TrainingError::NoEvalLabels { rows: data.num_row() }.into());
    }
    Ok(())
}

/// `XGBoost` hands scores on as text, in which these signs have a meaning.
fn check_name(name: &str) -> Result<(), Error> {
    if name.contains('-') {
        return Err(TrainingError::HyphenInName.into());
    }
    if name.contains(':') {
        return Err(TrainingError::ColonInName.into());
    }
    if name.contains(char::is_whitespace) {
        return Err(TrainingError::SpaceInName.into());
    }
    Ok(())
}
