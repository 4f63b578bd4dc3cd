//! Labels against labels: how often right, and what is taken for what.

use ndarray::Array2;

use crate::sklearn::error::{Error, Input, MetricError, Target};
use crate::sklearn::input::{check_lengths, check_numbers};
use crate::sklearn::limits;
use crate::sklearn::warning::{Warned, Warning};

/// `accuracy_score(y_true, y_pred)`: the share of rows that are right.
pub fn accuracy_score(y_true: &[i64], y_pred: &[i64]) -> Result<f64, Error> {
    check(y_true, y_pred)?;
    let right = y_true.iter().zip(y_pred).filter(|(truth, label)| truth == label).count();
    Ok(right as f64 / y_true.len() as f64)
}

/// `confusion_matrix(y_true, y_pred)`: a row for each true label, a column for each predicted one; of
/// yes and no, [[tn fp] [fn tp]]. With `labels` it has those, in that order, whether or not they are
/// there.
pub fn confusion_matrix(
    y_true: &[i64],
    y_pred: &[i64],
    labels: Option<&[i64]>,
) -> Result<Warned<Array2<i64>>, Error> {
    check_not_empty(y_true, y_pred)?;
    check_lengths(&[y_true.len(), y_pred.len(), y_true.len()])?;
    let labels = match labels {
        None => unique_labels(y_true, y_pred),
        Some([]) => return Err(MetricError::NoLabels.into()),
        Some(labels) if !labels.iter().any(|label| y_true.contains(label)) => {
            return Err(MetricError::LabelsAbsent.into());
        }
        Some(labels) => labels.to_vec(),
    };
    limits::check(labels.len(), labels.len())?;
    let places = Places::of(&labels);
    let mut matrix = Array2::zeros((labels.len(), labels.len()));
    for (truth, label) in y_true.iter().zip(y_pred) {
        if let (Some(row), Some(column)) = (places.of_label(*truth), places.of_label(*label)) {
            matrix[[row, column]] += 1;
        }
    }
    let warnings = if labels.len() == 1 { vec![Warning::SingleLabel] } else { Vec::new() };
    Ok(Warned { value: matrix, warnings })
}

/// All labels there are, in order.
pub fn unique_labels(y_true: &[i64], y_pred: &[i64]) -> Vec<i64> {
    let mut labels = [y_true, y_pred].concat();
    labels.sort_unstable();
    labels.dedup();
    labels
}

/// `(p >= threshold).astype(int)`: 1 for each chance that is not below the threshold.
pub fn at_threshold(p: &[f64], threshold: f64) -> Vec<i64> {
    p.iter().map(|p| i64::from(*p >= threshold)).collect()
}

/// Labels of numbers that are whole. Others are measurements or chances, which these metrics refuse.
pub fn class_labels(y_true: &[f64], y_pred: &[f64]) -> Result<[Vec<i64>; 2], Error> {
    check_lengths(&[y_true.len(), y_pred.len()])?;
    check_numbers(y_true, Input::YTrue)?;
    check_numbers(y_pred, Input::YPred)?;
    let whole = |numbers: &[f64]| numbers.iter().map(|number| *number as i64).collect();
    match (target(y_true), target(y_pred)) {
        (Target::Continuous, Target::Continuous) => Err(MetricError::Continuous.into()),
        (y_true, y_pred) if [y_true, y_pred].contains(&Target::Continuous) => {
            Err(MetricError::Mix { y_true, y_pred }.into())
        }
        _ => Ok([whole(y_true), whole(y_pred)]),
    }
}

/// `type_of_target`.
fn target(numbers: &[f64]) -> Target {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.dedup();
    match sorted.len() {
        _ if numbers.iter().any(|number| number.fract() != 0.0) => Target::Continuous,
        0..=2 => Target::Binary,
        _ => Target::Multiclass,
    }
}

/// As many true labels as predicted ones, and at least one.
pub(super) fn check(y_true: &[i64], y_pred: &[i64]) -> Result<(), Error> {
    check_lengths(&[y_true.len(), y_pred.len()])?;
    check_not_empty(y_true, y_pred)
}

fn check_not_empty(y_true: &[i64], y_pred: &[i64]) -> Result<(), Error> {
    if y_true.is_empty() && y_pred.is_empty() {
        return Err(MetricError::NothingToCompare.into());
    }
    Ok(())
}

/// Where labels stand in a list.
pub(super) struct Places(Vec<(i64, usize)>);

impl Places {
    pub(super) fn of(labels: &[i64]) -> Self {
        let mut places: Vec<_> = labels.iter().copied().zip(0..).collect();
        places.sort_unstable();
        Self(places)
    }

    pub(super) fn of_label(&self, label: i64) -> Option<usize> {
        let at = self.0.binary_search_by_key(&label, |(label, _)| *label).ok()?;
        Some(self.0[at].1)
    }
}
