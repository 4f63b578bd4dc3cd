//! All questions that can be asked about a feature, and what each gains.

use super::impurity::Criterion;
use super::samples::Samples;
use super::sort::sort_together;
use super::sums::{Sums, squares};

/// A question `x[feature] <= threshold`, and both sides of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The feature that is asked about.
    pub feature: usize,
    /// The middle between two neighbouring values.
    pub threshold: f64,
    /// Where rows go that have no value: where a tree that grows would send them, which is where it gains
    /// more; of equals, right.
    pub missing_go_to_left: bool,
    /// Those who say yes.
    pub left: Side,
    /// Those who say no.
    pub right: Side,
    /// `I − w_left · I_left − w_right · I_right`, never below 0 but for rounding.
    pub gain: f64,
}

/// One side of a question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Side {
    /// How many rows go there, each as often as it counts.
    pub n: f64,
    /// How mixed they are.
    pub impurity: f64,
}

/// Every question about a feature that tells some of these rows from others, by its threshold. Values
/// nearer than 1e-7 are one, as for a tree that grows.
pub fn candidates(
    samples: &Samples,
    criterion: Criterion,
    rows: &[u32],
    feature: usize,
) -> Vec<Candidate> {
    let column = samples.column(feature);
    let value = |row: &u32| column.get(*row as usize).copied().unwrap_or(f32::NAN);
    let (missing, mut present): (Vec<u32>, Vec<u32>) =
        rows.iter().partition(|row| value(row).is_nan());
    let mut values: Vec<f32> = present.iter().map(value).collect();
    sort_together(&mut values, &mut present);
    let scan = Scan { samples, criterion, feature, values: &values };
    let right = scan.questions(&[present.as_slice(), &missing].concat(), 0);
    if missing.is_empty() {
        return right.into_iter().map(|(_, candidate)| candidate).collect();
    }
    let left = scan.questions(&[missing.as_slice(), &present].concat(), missing.len());
    // Not by their gains, which are rounded otherwise: of equals, one can seem to gain more.
    let better = |(right, left): ((f64, Candidate), (f64, Candidate))| {
        if left.0 > right.0 { left.1 } else { right.1 }
    };
    right.into_iter().zip(left).map(better).collect()
}

/// A feature's sorted values, of the rows that have one.
struct Scan<'a> {
    samples: &'a Samples,
    criterion: Criterion,
    feature: usize,
    values: &'a [f32],
}

impl Scan<'_> {
    /// The questions between neighbouring values. `rows` are in their order, with those without a value
    /// first, `missing` of them, or last. Each comes with what a tree that grows compares.
    fn questions(&self, rows: &[u32], missing: usize) -> Vec<(f64, Candidate)> {
        let mut sums = Sums::new(self.criterion, self.samples.target().outputs());
        sums.enter(self.samples, rows);
        let impurity = sums.impurity();
        let (mut left_squares, mut cut, mut found) = (0.0, 0, Vec::new());
        for (idx, pair) in self.values.windows(2).enumerate() {
            if super::splitter::is_one(pair[0], pair[1]) {
                continue;
            }
            let next = missing + idx + 1;
            left_squares += squares(self.samples, &rows[cut..next]);
            sums.advance(self.samples, rows, next);
            cut = next;
            let impurities = sums.impurities(left_squares);
            let side = |side: usize| Side { n: sums.sides()[side], impurity: impurities[side] };
            let threshold = f64::from(pair[0]) / 2.0 + f64::from(pair[1]) / 2.0;
            let missing_go_to_left =
                if rows.len() > self.values.len() { missing > 0 } else { 2 * cut > rows.len() };
            let candidate = Candidate {
                feature: self.feature,
                threshold,
                missing_go_to_left,
                left: side(0),
                right: side(1),
                gain: sums.gain(impurity, impurities),
            };
            found.push((sums.worth(), candidate));
        }
        found
    }
}
