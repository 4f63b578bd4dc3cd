//! Precision, recall and F1: of one class, of each, or of all taken together.

use super::confusion::{Places, check, unique_labels};
use crate::sklearn::error::{Error, MetricError};
use crate::sklearn::numeric::sum;
use crate::sklearn::warning::{Among, Score, Warned, Warning};

/// How the scores of several classes become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Average {
    /// `average="binary"`: the score of the yes alone; there may be but two labels.
    Binary {
        /// `pos_label`: the label that means yes.
        pos_label: i64,
    },
    /// `average="micro"`: all counts together.
    Micro,
    /// `average="macro"`: the plain mean, so that a rare class counts as much as a common one.
    Macro,
    /// `average="weighted"`: the mean, each class with the number of its rows.
    Weighted,
}

/// What a division by 0 gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ZeroDivision {
    /// 0, and a warning.
    #[default]
    Warn,
    /// `zero_division=0`.
    Zero,
    /// `zero_division=1`.
    One,
    /// `zero_division=np.nan`: it is left out of means.
    Nan,
}

/// The scores of each class.
#[derive(Debug, Clone, PartialEq)]
pub struct PerClass {
    /// The labels, in order.
    pub labels: Vec<i64>,
    /// Of those predicted, the share that is right: `tp / (tp + fp)`.
    pub precision: Vec<f64>,
    /// Of those there are, the share that is found: `tp / (tp + fn)`.
    pub recall: Vec<f64>,
    /// `2 · tp / (2 · tp + fp + fn)`, which is 2 · precision · recall / (precision + recall).
    pub f1: Vec<f64>,
    /// How many rows truly are of the class.
    pub support: Vec<usize>,
}

/// `precision_score(y_true, y_pred)`: of those predicted, the share that is right.
pub fn precision_score(
    y_true: &[i64],
    y_pred: &[i64],
    average: Average,
    zero_division: ZeroDivision,
) -> Result<Warned<f64>, Error> {
    score(Score::Precision, y_true, y_pred, average, zero_division)
}

/// `recall_score(y_true, y_pred)`: of those there are, the share that is found.
pub fn recall_score(
    y_true: &[i64],
    y_pred: &[i64],
    average: Average,
    zero_division: ZeroDivision,
) -> Result<Warned<f64>, Error> {
    score(Score::Recall, y_true, y_pred, average, zero_division)
}

/// `f1_score(y_true, y_pred)`: near the smaller of the two, not half way between them.
pub fn f1_score(
    y_true: &[i64],
    y_pred: &[i64],
    average: Average,
    zero_division: ZeroDivision,
) -> Result<Warned<f64>, Error> {
    score(Score::F1, y_true, y_pred, average, zero_division)
}

/// Any of the three.
pub fn score(
    score: Score,
    y_true: &[i64],
    y_pred: &[i64],
    average: Average,
    zero_division: ZeroDivision,
) -> Result<Warned<f64>, Error> {
    check(y_true, y_pred)?;
    let present = unique_labels(y_true, y_pred);
    let labels = match average {
        Average::Binary { pos_label } => {
            check_binary(&present, pos_label)?;
            vec![pos_label]
        }
        _ => present,
    };
    let counts = Counts::of(y_true, y_pred, &labels);
    let mut warnings = Vec::new();
    let value = averaged(score, &counts, average, zero_division, &mut warnings);
    Ok(Warned { value, warnings })
}

/// `precision_recall_fscore_support(y_true, y_pred)`: all three for each label, or for those given.
pub fn precision_recall_fscore_support(
    y_true: &[i64],
    y_pred: &[i64],
    labels: Option<&[i64]>,
    zero_division: ZeroDivision,
) -> Result<Warned<PerClass>, Error> {
    check(y_true, y_pred)?;
    let labels = labels.map_or_else(|| unique_labels(y_true, y_pred), <[i64]>::to_vec);
    let counts = Counts::of(y_true, y_pred, &labels);
    let mut warnings = Vec::new();
    let value = per_class(labels, &counts, zero_division, &mut warnings);
    Ok(Warned { value, warnings })
}

pub(super) fn per_class(
    labels: Vec<i64>,
    counts: &Counts,
    zero_division: ZeroDivision,
    warnings: &mut Vec<Warning>,
) -> PerClass {
    let mut each = |score| counts.shares(score, zero_division, warnings);
    let (precision, recall, f1) = (each(Score::Precision), each(Score::Recall), each(Score::F1));
    PerClass { labels, precision, recall, f1, support: counts.of_class.clone() }
}

/// One number of the scores of all classes.
pub(super) fn averaged(
    score: Score,
    counts: &Counts,
    average: Average,
    zero_division: ZeroDivision,
    warnings: &mut Vec<Warning>,
) -> f64 {
    match average {
        Average::Micro => weighted(&counts.together().shares(score, zero_division, warnings), None),
        Average::Weighted => {
            let shares = counts.shares(score, zero_division, warnings);
            weighted(&shares, Some(&counts.of_class))
        }
        Average::Binary { .. } | Average::Macro => {
            weighted(&counts.shares(score, zero_division, warnings), None)
        }
    }
}

fn check_binary(present: &[i64], pos_label: i64) -> Result<(), Error> {
    if present.len() > 2 {
        return Err(MetricError::NotBinary.into());
    }
    if present.len() == 2 && !present.contains(&pos_label) {
        return Err(MetricError::PosLabel { pos_label, labels: present.to_vec() }.into());
    }
    Ok(())
}

/// Counts for each of some labels.
#[derive(Debug, Clone)]
pub(super) struct Counts {
    /// tp.
    right: Vec<usize>,
    /// tp + fp.
    predicted: Vec<usize>,
    /// tp + fn.
    pub(super) of_class: Vec<usize>,
}

impl Counts {
    pub(super) fn of(y_true: &[i64], y_pred: &[i64], labels: &[i64]) -> Self {
        let places = Places::of(labels);
        let none = vec![0; labels.len()];
        let mut counts = Self { right: none.clone(), predicted: none.clone(), of_class: none };
        for (truth, label) in y_true.iter().zip(y_pred) {
            let (row, column) = (places.of_label(*truth), places.of_label(*label));
            if let Some(row) = row {
                counts.of_class[row] += 1;
                counts.right[row] += usize::from(truth == label);
            }
            if let Some(column) = column {
                counts.predicted[column] += 1;
            }
        }
        counts
    }

    /// All as if they were one class.
    fn together(&self) -> Self {
        let sum = |counts: &[usize]| vec![counts.iter().sum()];
        Self {
            right: sum(&self.right),
            predicted: sum(&self.predicted),
            of_class: sum(&self.of_class),
        }
    }

    /// A score for each class; a class that has none gives what `zero_division` says.
    fn shares(
        &self,
        score: Score,
        zero_division: ZeroDivision,
        warnings: &mut Vec<Warning>,
    ) -> Vec<f64> {
        let of = |idx: usize| match score {
            Score::Precision => (self.right[idx], self.predicted[idx]),
            Score::Recall => (self.right[idx], self.of_class[idx]),
            Score::F1 => (2 * self.right[idx], self.predicted[idx] + self.of_class[idx]),
        };
        let parts: Vec<(usize, usize)> = (0..self.right.len()).map(of).collect();
        if zero_division == ZeroDivision::Warn && parts.iter().any(|(_, below)| *below == 0) {
            let among = if parts.len() == 1 { Among::One } else { Among::Labels };
            let warning = Warning::IllDefined { score, among };
            // Python shows the same warning of the same line once.
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
        let share = |(above, below): (usize, usize)| match (below, zero_division) {
            (0, ZeroDivision::Warn | ZeroDivision::Zero) => 0.0,
            (0, ZeroDivision::One) => 1.0,
            (0, ZeroDivision::Nan) => f64::NAN,
            _ => above as f64 / below as f64,
        };
        parts.into_iter().map(share).collect()
    }
}

/// The mean of what is a number, with weights unless these are all 0.
fn weighted(numbers: &[f64], weights: Option<&[usize]>) -> f64 {
    let Some(weights) = weights else { return plain(numbers) };
    let known = || numbers.iter().zip(weights).filter(|(number, _)| !number.is_nan());
    let total: usize = known().map(|(_, weight)| *weight).sum();
    if total == 0 {
        return plain(&known().map(|(number, _)| *number).collect::<Vec<_>>());
    }
    let products: Vec<f64> = known().map(|(number, weight)| number * *weight as f64).collect();
    sum(&products) / total as f64
}

/// `np.nanmean`: what is not a number keeps its place in the sum.
fn plain(numbers: &[f64]) -> f64 {
    let known = numbers.iter().filter(|number| !number.is_nan()).count();
    let zeroed: Vec<f64> =
        numbers.iter().map(|number| if number.is_nan() { 0.0 } else { *number }).collect();
    sum(&zeroed) / known as f64
}
