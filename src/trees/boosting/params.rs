//! `params`: what can be set, and how it is checked.

use super::error::{Error, ParameterError};
use super::limits;
use super::metric::Metric;
use super::number::{general, parameter};
use super::objective::Objective;
use super::split::Penalty;
use crate::arrays::float_repr;

/// What is handed to `xgb.train`, with `XGBoost`'s own defaults.
#[derive(Debug, Clone, PartialEq)]
pub struct Params {
    /// `objective`: what is to be small.
    pub objective: Objective,
    /// `eta`, also `learning_rate`: the share of each leaf that is added.
    pub eta: f64,
    /// `gamma`, also `min_split_loss`: splits that gain less are taken back.
    pub gamma: f64,
    /// `max_depth`: how many questions there may be from the root to a leaf.
    pub max_depth: i64,
    /// `min_child_weight`: each side of a split has to weigh so much, as a sum of hessians.
    pub min_child_weight: f64,
    /// `lambda`, also `reg_lambda`: large leaves are held back.
    pub lambda: f64,
    /// `alpha`, also `reg_alpha`: small leaves become 0.
    pub alpha: f64,
    /// `base_score`: where predictions start; the mean of the labels where it is not set.
    pub base_score: Option<f64>,
    /// `eval_metric`: what is measured after a round; that of the objective where none is named.
    pub eval_metric: Vec<Metric>,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            objective: Objective::default(),
            eta: 0.3,
            gamma: 0.0,
            max_depth: 6,
            min_child_weight: 1.0,
            lambda: 1.0,
            alpha: 0.0,
            base_score: None,
            eval_metric: Vec::new(),
        }
    }
}

/// Parameters that have been checked, as the float32 they become.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Settings {
    pub(super) eta: f32,
    pub(super) gamma: f32,
    pub(super) max_depth: usize,
    pub(super) penalty: Penalty,
}

impl Params {
    /// What leaves and splits cost with these parameters, as the float32 they become.
    pub fn penalty(&self) -> Result<Penalty, Error> {
        self.settings().map(|settings| settings.penalty)
    }

    /// Checks all but `base_score`, in the order in which `XGBoost` knows them.
    pub(super) fn settings(&self) -> Result<Settings, Error> {
        let eta = not_negative(&ETA, self.eta)?;
        let gamma = not_negative(&GAMMA, self.gamma)?;
        let max_depth = depth(self.max_depth)?;
        let min_child_weight = not_negative(&MIN_CHILD_WEIGHT, self.min_child_weight)?;
        let lambda = not_negative(&LAMBDA, self.lambda)?;
        let alpha = not_negative(&ALPHA, self.alpha)?;
        let penalty = Penalty { lambda, alpha, min_child_weight };
        Ok(Settings { eta, gamma, max_depth, penalty })
    }

    /// `base_score`, or the mean of the labels.
    pub(super) fn base_score(&self, labels: &[f32]) -> Result<f32, Error> {
        let Some(score) = self.base_score else {
            return Ok(Objective::base_score(labels));
        };
        let text = float_repr(score);
        // Its text is read by another part of `XGBoost`, which rounds rightly.
        match text.parse::<f32>() {
            Ok(score) if score.is_finite() => Ok(score),
            _ => Err(ParameterError::NotANumber { value: text }.into()),
        }
    }

    /// What is measured.
    pub(super) fn metrics(&self) -> Vec<Metric> {
        if self.eval_metric.is_empty() {
            return vec![Metric::of(self.objective)];
        }
        self.eval_metric.clone()
    }
}

/// A parameter that may not be negative: its name, and what `XGBoost` says it is.
struct Known(&'static str, &'static str);

const ETA: Known = Known("learning_rate", "Learning rate(step size) of update.");
const GAMMA: Known =
    Known("min_split_loss", "Minimum loss reduction required to make a further partition.");
const MAX_DEPTH: Known = Known(
    "max_depth",
    "Maximum depth of the tree; 0 indicates no limit; a limit is required for depthwise policy",
);
const MIN_CHILD_WEIGHT: Known =
    Known("min_child_weight", "Minimum sum of instance weight(hessian) needed in a child.");
const LAMBDA: Known = Known("reg_lambda", "L2 regularization on leaf weight");
const ALPHA: Known = Known("reg_alpha", "L1 regularization on leaf weight");

/// NaN and infinity are let through, as `XGBoost` does.
fn not_negative(known: &Known, value: f64) -> Result<f32, Error> {
    let text = float_repr(value);
    let Known(name, about) = *known;
    let Some(value) = parameter(&text) else {
        return Err(ParameterError::OutOfRange { parameter: name, value: text }.into());
    };
    if value < 0.0 {
        // As a stream of C++ writes it.
        let value = general(f64::from(value), 6);
        return Err(ParameterError::Negative { parameter: name, value, about }.into());
    }
    Ok(value)
}

fn depth(max_depth: i64) -> Result<usize, Error> {
    let Known(parameter, about) = MAX_DEPTH;
    if i32::try_from(max_depth).is_err() {
        return Err(ParameterError::NotAnInt { parameter, value: max_depth }.into());
    }
    match usize::try_from(max_depth) {
        Ok(0) => Err(ParameterError::UnlimitedDepth.into()),
        Ok(depth) => limits::check_depth(depth),
        Err(_) => {
            let value = max_depth.to_string();
            Err(ParameterError::Negative { parameter, value, about }.into())
        }
    }
}
