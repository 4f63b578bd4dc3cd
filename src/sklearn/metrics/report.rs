//! The report: precision, recall and F1 of every class and of all, as a table of text
//! (<https://scikit-learn.org/stable/modules/generated/sklearn.metrics.classification_report.html>).

use super::confusion::{check, unique_labels};
use super::scores::{Average, Counts, ZeroDivision, averaged, per_class};
use crate::arrays::float_repr;
use crate::sklearn::error::{Error, MetricError};
use crate::sklearn::limits;
use crate::sklearn::warning::{Score, Warned, Warning};

/// How a report is to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// `labels`: the classes it is about, in that order; all if not given.
    pub labels: Option<Vec<i64>>,
    /// `target_names`: their names.
    pub target_names: Option<Vec<String>>,
    /// `digits` after the point; more than [`limits::DIGITS`] are not written.
    pub digits: usize,
    /// `zero_division`.
    pub zero_division: ZeroDivision,
}

impl Default for Report {
    fn default() -> Self {
        Self { labels: None, target_names: None, digits: 2, zero_division: ZeroDivision::default() }
    }
}

/// `classification_report(y_true, y_pred)`: what `print` shows, to the letter. It ends in a line
/// break. Of equal warnings the first is kept.
pub fn classification_report(
    y_true: &[i64],
    y_pred: &[i64],
    report: &Report,
) -> Result<Warned<String>, Error> {
    check(y_true, y_pred)?;
    let present = unique_labels(y_true, y_pred);
    let labels = report.labels.clone().unwrap_or_else(|| present.clone());
    let mut warnings = Vec::new();
    let names = names(&labels, report, &mut warnings)?;
    let counts = Counts::of(y_true, y_pred, &labels);
    let each = per_class(labels.clone(), &counts, report.zero_division, &mut warnings);

    let longest = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let page = Page {
        width: longest.max("weighted avg".len()).max(report.digits.min(limits::DIGITS)),
        digits: report.digits.min(limits::DIGITS),
        // Where nothing is right, scikit-learn counts with a point.
        has_point: y_true.iter().zip(y_pred).all(|(truth, label)| truth != label),
    };
    let mut text = page.head();
    for (idx, name) in names.iter().enumerate().take(labels.len()) {
        let scores = [each.precision[idx], each.recall[idx], each.f1[idx]];
        text.push_str(&page.row(name, scores, each.support[idx]));
    }
    text.push('\n');
    let has_all = present.iter().all(|label| labels.contains(label));
    let total = each.support.iter().sum();
    for average in [Average::Micro, Average::Macro, Average::Weighted] {
        let mut one =
            |score| averaged(score, &counts, average, report.zero_division, &mut warnings);
        let scores = [one(Score::Precision), one(Score::Recall), one(Score::F1)];
        text.push_str(&match average {
            Average::Micro if has_all => page.accuracy(scores[2], total),
            Average::Micro => page.row("micro avg", scores, total),
            Average::Weighted => page.row("weighted avg", scores, total),
            Average::Macro | Average::Binary { .. } => page.row("macro avg", scores, total),
        });
    }
    Ok(Warned { value: text, warnings })
}

/// The names of the classes: those given, or the labels themselves.
fn names(
    labels: &[i64],
    report: &Report,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<String>, Error> {
    let Some(names) = &report.target_names else {
        return Ok(labels.iter().map(i64::to_string).collect());
    };
    if names.len() != labels.len() {
        let (classes, names) = (labels.len(), names.len());
        if report.labels.is_none() {
            return Err(MetricError::TargetNames { classes, names }.into());
        }
        warnings.push(Warning::TargetNames { labels: classes, names });
    }
    Ok(names.clone())
}

/// The columns of the table.
struct Page {
    width: usize,
    digits: usize,
    has_point: bool,
}

impl Page {
    fn head(&self) -> String {
        let titles = ["precision", "recall", "f1-score", "support"];
        let titles = titles.map(|title| format!(" {title:>9}")).concat();
        format!("{:>width$} {titles}\n\n", "", width = self.width)
    }

    fn row(&self, name: &str, scores: [f64; 3], support: usize) -> String {
        let scores = scores.map(|score| format!(" {:>9}", self.score(score))).concat();
        let support = self.support(support);
        format!("{name:>width$} {scores} {support:>9}\n", width = self.width)
    }

    fn accuracy(&self, accuracy: f64, support: usize) -> String {
        let (score, support) = (self.score(accuracy), self.support(support));
        let blank = " ".repeat(20);
        format!("{:>width$} {blank} {score:>9} {support:>9}\n", "accuracy", width = self.width)
    }

    fn score(&self, score: f64) -> String {
        if score.is_nan() { "nan".to_owned() } else { format!("{score:.*}", self.digits) }
    }

    fn support(&self, support: usize) -> String {
        if self.has_point { float_repr(support as f64) } else { support.to_string() }
    }
}
