//! The best question of a node: every feature it looks at, every middle between two neighbours.

use super::features::Features;
use super::samples::Samples;
use super::sort::sort_together;
use super::sums::{Sums, squares};

/// Finds questions, node after node.
#[derive(Debug, Clone)]
pub(super) struct Splitter {
    pub(super) samples: Samples,
    pub(super) sums: Sums,
    features: Features,
    /// All rows that count; those of a node stand together.
    rows: Vec<u32>,
    /// Room for the values of a feature.
    values: Vec<f32>,
    /// Which features have gaps.
    has_gaps: Vec<bool>,
    min_samples_leaf: usize,
}

/// A question, and where it cuts the rows of its node.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cut {
    pub(super) feature: usize,
    pub(super) threshold: f64,
    pub(super) missing_go_to_left: bool,
    /// How many rows go left.
    pub(super) left: usize,
    /// The impurity of both sides.
    pub(super) impurities: [f64; 2],
    /// What it takes away of the node's impurity.
    pub(super) gain: f64,
}

/// What a node came to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Search {
    /// The best question, if there is any.
    pub(super) cut: Option<Cut>,
    /// How many features are constant below.
    pub(super) known: usize,
    /// The features that were looked at and are not constant, in their order.
    pub(super) considered: Vec<usize>,
}

/// The best so far, of a node whose rows are not yet put in its order.
#[derive(Debug, Clone, Copy)]
struct Best {
    cut: Cut,
    worth: f64,
}

impl Splitter {
    pub(super) fn new(
        samples: Samples,
        sums: Sums,
        features: Features,
        min_samples_leaf: usize,
    ) -> Self {
        let rows = samples.rows();
        let values = vec![0.0; rows.len()];
        let has_gaps = (0..samples.n_features()).map(|feature| samples.has_gaps(feature)).collect();
        Self { samples, sums, features, rows, values, has_gaps, min_samples_leaf }
    }

    /// How many rows count.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Sums up the rows of a node.
    pub(super) fn enter(&mut self, start: usize, end: usize) {
        self.sums.enter(&self.samples, &self.rows[start..end]);
    }

    /// The best question for the node that was entered, and its rows in two parts.
    pub(super) fn best(&mut self, start: usize, end: usize, impurity: f64, known: usize) -> Search {
        let mut visit = self.features.visit(known);
        let (mut best, mut considered) = (None, Vec::new());
        while let Some(feature) = self.features.next(&mut visit) {
            let present = self.sort(feature, start, end);
            if self.is_constant(present, end - start) {
                self.features.set_aside(&mut visit);
                continue;
            }
            self.features.keep(&mut visit);
            considered.push(feature);
            self.look(feature, start, end, present, &mut best);
        }
        let cut = best.map(|best| self.part(best.cut, start, end, impurity));
        Search { cut, known: self.features.leave(visit), considered }
    }

    /// Sorts the rows of a node by a feature, those without a value last; says how many have one.
    fn sort(&mut self, feature: usize, start: usize, end: usize) -> usize {
        let column = self.samples.column(feature);
        let rows = &mut self.rows[start..end];
        let present = if self.has_gaps[feature] { gaps_last(column, rows) } else { rows.len() };
        let values = &mut self.values[..rows.len()];
        for (value, row) in values.iter_mut().zip(&*rows) {
            *value = column[*row as usize];
        }
        sort_together(&mut values[..present], &mut rows[..present]);
        present
    }

    /// Whether a question could not tell any of `n` sorted rows from another.
    fn is_constant(&self, present: usize, n: usize) -> bool {
        present == 0 || (present == n && is_one(self.values[0], self.values[n - 1]))
    }

    /// Compares all cuts of a feature with the best so far. Where values are missing, those rows go
    /// right first, and then left.
    fn look(
        &mut self,
        feature: usize,
        start: usize,
        end: usize,
        present: usize,
        best: &mut Option<Best>,
    ) {
        let n = end - start;
        self.scan(feature, (start, end), 0..present, best);
        if present < n {
            self.rows[start..end].rotate_left(present);
            self.values[..n].rotate_left(present);
            self.scan(feature, (start, end), n - present..n, best);
        }
    }

    /// Compares the cuts after each of the rows `range` that have a value.
    fn scan(
        &mut self,
        feature: usize,
        (start, end): (usize, usize),
        range: std::ops::Range<usize>,
        best: &mut Option<Best>,
    ) {
        let n = end - start;
        let rows = &self.rows[start..end];
        let values = &self.values[..n];
        let (missing, is_left) = (n - range.len(), range.start > 0);
        self.sums.back();
        let mut at = range.start;
        while at < range.end {
            at += 1;
            while at < range.end && is_one(values[at - 1], values[at]) {
                at += 1;
            }
            if at == n || at < self.min_samples_leaf || n - at < self.min_samples_leaf {
                continue;
            }
            self.sums.advance(&self.samples, rows, at);
            let worth = self.sums.worth();
            if worth > best.map_or(f64::NEG_INFINITY, |best| best.worth) {
                let threshold = match values[at] {
                    // All that have a value go left.
                    above if above.is_nan() => f64::INFINITY,
                    above => f64::from(values[at - 1]) / 2.0 + f64::from(above) / 2.0,
                };
                let missing_go_to_left = if missing > 0 { is_left } else { at > n - at };
                let cut = Cut {
                    feature,
                    threshold,
                    missing_go_to_left,
                    left: at,
                    impurities: [0.0; 2],
                    gain: 0.0,
                };
                *best = Some(Best { cut, worth });
            }
        }
    }

    /// Puts the rows of the node in two parts, and works out both.
    fn part(&mut self, cut: Cut, start: usize, end: usize, impurity: f64) -> Cut {
        let column = self.samples.column(cut.feature);
        let rows = &mut self.rows[start..end];
        let (mut low, mut high) = (0, rows.len());
        while low < high {
            if goes_left(column[rows[low] as usize], &cut) {
                low += 1;
            } else {
                high -= 1;
                rows.swap(low, high);
            }
        }
        self.sums.back();
        self.sums.advance(&self.samples, rows, cut.left);
        let left_squares = squares(&self.samples, &rows[..cut.left]);
        let impurities = self.sums.impurities(left_squares);
        Cut { impurities, gain: self.sums.gain(impurity, impurities), ..cut }
    }
}

fn goes_left(value: f32, cut: &Cut) -> bool {
    if value.is_nan() { cut.missing_go_to_left } else { f64::from(value) <= cut.threshold }
}

/// Puts the rows without a value last; says how many have one.
fn gaps_last(column: &[f32], rows: &mut [u32]) -> usize {
    let is_gap = |row: u32| column[row as usize].is_nan();
    let (mut at, mut present) = (0, rows.len());
    while at < present {
        if is_gap(rows[present - 1]) {
            present -= 1;
        } else {
            if is_gap(rows[at]) {
                present -= 1;
                rows.swap(at, present);
            }
            at += 1;
        }
    }
    present
}

/// Whether scikit-learn takes two sorted values for one.
#[inline]
pub(super) fn is_one(low: f32, high: f32) -> bool {
    high <= low + SAME
}

const SAME: f32 = 1e-7;
