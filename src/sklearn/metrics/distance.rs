//! Numbers against numbers.

use crate::sklearn::error::{Error, Input, InputError, MetricError};
use crate::sklearn::input::{check_lengths, check_numbers};
use crate::sklearn::numeric::{mean, sum};
use crate::sklearn::warning::{Warned, Warning};

use super::confusion::unique_labels;

/// `mean_squared_error(y_true, y_pred)`: `Σ (y − prediction)² / m`. Half of it is a course's cost.
pub fn mean_squared_error(y_true: &[f64], y_pred: &[f64]) -> Result<f64, Error> {
    check(y_true, y_pred)?;
    Ok(mean(&squares(y_true, y_pred)))
}

/// `r2_score(y_true, y_pred)`: `1 − Σ (y − prediction)² / Σ (y − mean)²`. 1 is perfect, 0 no better
/// than to say the mean, and below 0 it is worse than that.
pub fn r2_score(y_true: &[f64], y_pred: &[f64]) -> Result<Warned<f64>, Error> {
    check(y_true, y_pred)?;
    if y_true.len() < 2 {
        return Ok(Warned { value: f64::NAN, warnings: vec![Warning::SingleSample] });
    }
    let wrong = sum(&squares(y_true, y_pred));
    let varies = sum(&squares(y_true, &vec![mean(y_true); y_true.len()]));
    let value = match (wrong == 0.0, varies == 0.0) {
        (true, _) => 1.0,
        (false, true) => 0.0,
        (false, false) => 1.0 - wrong / varies,
    };
    Ok(Warned { value, warnings: Vec::new() })
}

/// `log_loss(y_true, y_prob)`: the mean of −log of the chance given to what was true; `y_prob` holds
/// the chance of the larger of two labels. Chances are kept 2.2e-16 away from 0 and 1.
pub fn log_loss(y_true: &[i64], y_prob: &[f64]) -> Result<f64, Error> {
    check_numbers(y_prob, Input::Unnamed)?;
    check_lengths(&[y_prob.len(), y_true.len()])?;
    check_not_empty(y_prob.len())?;
    let (least, most) =
        y_prob.iter().fold((0.0_f64, 1.0_f64), |(least, most), p| (least.min(*p), most.max(*p)));
    if most > 1.0 {
        return Err(MetricError::AboveOne { value: most }.into());
    }
    if least < 0.0 {
        return Err(MetricError::BelowZero { value: least }.into());
    }
    let yes = match unique_labels(y_true, y_true)[..] {
        [label] => return Err(MetricError::SingleClass { label }.into()),
        [_, yes] => yes,
        ref classes => {
            return Err(MetricError::ClassCount { classes: classes.to_vec() }.into());
        }
    };
    let loss = |(label, p): (&i64, &f64)| {
        let chance = if *label == yes { *p } else { 1.0 - p };
        -chance.clamp(f64::EPSILON, 1.0 - f64::EPSILON).ln()
    };
    Ok(mean(&y_true.iter().zip(y_prob).map(loss).collect::<Vec<_>>()))
}

fn check(y_true: &[f64], y_pred: &[f64]) -> Result<(), Error> {
    check_lengths(&[y_true.len(), y_pred.len()])?;
    check_numbers(y_true, Input::Unnamed)?;
    check_not_empty(y_true.len())?;
    check_numbers(y_pred, Input::Unnamed)
}

fn check_not_empty(len: usize) -> Result<(), Error> {
    if len > 0 {
        return Ok(());
    }
    Err(InputError::Empty { shape: "(0,)".to_owned() }.into())
}

fn squares(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).collect()
}
