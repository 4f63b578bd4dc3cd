//! Growing: one node after another, depth first, left before right.

use super::features::Features;
use super::impurity::Criterion;
use super::limits::{VALUES, VISITS};
use super::samples::Samples;
use super::splitter::{Cut, Splitter};
use super::sums::Sums;
use super::tree::{Node, Split, Tree};
use crate::sklearn::{Error, Estimator, EstimatorError};

/// When a node is not asked any more. Every number is checked and resolved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// How impurity is measured.
    pub criterion: Criterion,
    /// The most questions on a way.
    pub max_depth: usize,
    /// The fewest rows that are asked.
    pub min_samples_split: usize,
    /// The fewest rows on each side of a question.
    pub min_samples_leaf: usize,
    /// How many features a node looks at.
    pub max_features: usize,
    /// The least gain, times the node's share of all rows.
    pub min_impurity_decrease: f64,
}

/// A tree that grows: each step makes a node, and gives its number.
#[derive(Debug, Clone)]
pub struct Growing {
    splitter: Splitter,
    limits: Limits,
    /// The weight of all rows.
    total: f64,
    pending: Vec<Pending>,
    nodes: Vec<Node>,
    /// How many rows the nodes have together.
    visits: usize,
}

/// A node that is still to be made.
#[derive(Debug, Clone, Copy)]
struct Pending {
    start: usize,
    end: usize,
    depth: usize,
    /// Of a right side, the number of the node above.
    above: Option<usize>,
    /// The root's is worked out when it is made.
    impurity: Option<f64>,
    /// How many features are constant above.
    known: usize,
}

impl Growing {
    /// A tree that is about to grow. `seed` is that of the features' order.
    pub fn new(samples: Samples, limits: Limits, seed: u32) -> Self {
        let total = samples.rows().iter().fold(0.0, |sum, row| sum + samples.weight(*row));
        let sums = Sums::new(limits.criterion, samples.target().outputs());
        let features = Features::new(samples.n_features(), limits.max_features, seed);
        let splitter = Splitter::new(samples, sums, features, limits.min_samples_leaf);
        let end = splitter.len();
        let root = Pending { start: 0, end, depth: 0, above: None, impurity: None, known: 0 };
        Self { splitter, limits, total, pending: vec![root], nodes: Vec::new(), visits: 0 }
    }

    /// Grows to the end.
    pub fn finish(mut self) -> Tree {
        self.by_ref().for_each(drop);
        Tree { nodes: self.nodes, n_features: self.splitter.samples.n_features() }
    }

    /// How many values the nodes have together: their rows, times the features.
    pub(super) const fn values(&self, n_features: usize) -> usize {
        self.visits.saturating_mul(n_features)
    }

    /// Refuses a tree that stopped because it went too deep.
    pub(super) fn check(&self, estimator: Estimator) -> Result<(), Error> {
        if self.is_too_deep() {
            return Err(EstimatorError::TooDeep { estimator }.into());
        }
        Ok(())
    }

    fn is_too_deep(&self) -> bool {
        let n_features = self.splitter.samples.n_features();
        self.visits > VISITS || self.values(n_features) > VALUES
    }

    /// The nodes so far. Of the last of them, the numbers of nodes to come are not known: 0.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    fn node(&self, pending: &Pending, impurity: f64, considered: Vec<usize>) -> Node {
        Node {
            split: None,
            impurity,
            n_node_samples: pending.end - pending.start,
            weighted_n_node_samples: self.splitter.sums.n(),
            value: self.splitter.sums.value(),
            considered,
        }
    }

    /// Whether a node is to be asked at all.
    fn is_open(&self, pending: &Pending, impurity: f64) -> bool {
        pending.depth < self.limits.max_depth
            && pending.end - pending.start >= self.limits.min_samples_split
            && !is_pure(impurity)
    }

    /// Whether a question takes enough away.
    fn is_enough(&self, cut: &Cut) -> bool {
        let decrease = self.splitter.sums.n() / self.total * cut.gain;
        let is_less = decrease + f64::EPSILON < self.limits.min_impurity_decrease;
        !is_less
    }

    /// Notes a question, and both sides as pending.
    fn split(&mut self, number: usize, pending: &Pending, cut: &Cut, known: usize) {
        let Cut { feature, threshold, missing_go_to_left, left, impurities, .. } = *cut;
        self.nodes[number].split =
            Some(Split { feature, threshold, missing_go_to_left, left: number + 1, right: 0 });
        let middle = pending.start + left;
        let [left, right] = impurities.map(Some);
        let below = Pending { depth: pending.depth + 1, known, ..*pending };
        self.pending.push(Pending { start: middle, above: Some(number), impurity: right, ..below });
        self.pending.push(Pending { end: middle, above: None, impurity: left, ..below });
    }
}

/// Sums that are too large for a float64 leave an impurity that is no number: that is not pure.
fn is_pure(impurity: f64) -> bool {
    impurity <= f64::EPSILON
}

impl Iterator for Growing {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let pending = self.pending.pop()?;
        let (number, Pending { start, end, .. }) = (self.nodes.len(), pending);
        self.visits += end - start;
        if self.is_too_deep() {
            self.pending.clear();
            return None;
        }
        self.splitter.enter(start, end);
        let impurity = pending.impurity.unwrap_or_else(|| self.splitter.sums.impurity());
        let is_open = self.is_open(&pending, impurity);
        let search = is_open.then(|| self.splitter.best(start, end, impurity, pending.known));
        let (cut, known, considered) = search
            .map_or((None, 0, Vec::new()), |search| (search.cut, search.known, search.considered));
        let node = self.node(&pending, impurity, considered);
        self.nodes.push(node);
        if let Some(above) = pending.above.and_then(|above| self.nodes[above].split.as_mut()) {
            above.right = number;
        }
        if let Some(cut) = cut.filter(|cut| self.is_enough(cut)) {
            self.split(number, &pending, &cut, known);
        }
        Some(number)
    }
}
