//! A grown tree: its nodes, and the way of a row through them.

use ndarray::ArrayView1;

use super::samples::Samples;
use crate::sklearn::numeric::sum;

/// A tree, as the arrays of scikit-learn's `tree_` hold it, but node by node.
///
/// Nodes are numbered depth first, left before right: the root is 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tree {
    /// All nodes, by their number.
    pub nodes: Vec<Node>,
    /// How many features a row has.
    pub n_features: usize,
}

/// A node: a question with two sides, or a leaf.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Node {
    /// Its question; a leaf has none.
    pub split: Option<Split>,
    /// How mixed its rows are.
    pub impurity: f64,
    /// How many different rows reached it.
    pub n_node_samples: usize,
    /// The same, each row as often as it was drawn.
    pub weighted_n_node_samples: f64,
    /// The share of each class, or the mean of the targets.
    pub value: Vec<f64>,
    /// The features that were looked at here, in their order; those that are constant among its rows
    /// are not.
    pub considered: Vec<usize>,
}

/// A question, `x[feature] <= threshold`. Yes goes left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// The feature that is asked about.
    pub feature: usize,
    /// The largest value that goes left; infinite where all that have a value do.
    pub threshold: f64,
    /// Where rows go that have no value.
    pub missing_go_to_left: bool,
    /// The number of the node on the left.
    pub left: usize,
    /// The number of the node on the right.
    pub right: usize,
}

impl Split {
    /// Whether a row goes left. Rows are float32, as in training.
    pub fn goes_left(&self, value: f32) -> bool {
        if value.is_nan() { self.missing_go_to_left } else { f64::from(value) <= self.threshold }
    }

    /// The node that a row goes to.
    pub fn next(&self, value: f32) -> usize {
        if self.goes_left(value) { self.left } else { self.right }
    }
}

impl Node {
    /// The first of the largest shares: the class that a leaf says.
    pub fn class(&self) -> usize {
        largest(&self.value)
    }
}

/// The first of the largest, as `np.argmax` has it.
pub(super) fn largest(shares: &[f64]) -> usize {
    let larger = |best: usize, idx: usize| if shares[idx] > shares[best] { idx } else { best };
    (0..shares.len()).reduce(larger).unwrap_or_default()
}

impl Tree {
    /// `decision_path`: the nodes that a row passes, from the root to its leaf. Of a row that is
    /// shorter than those of the training, what is not there is missing.
    #[expect(clippy::needless_pass_by_value, reason = "a row of a table is a view")]
    pub fn decision_path(&self, row: ArrayView1<'_, f64>) -> Vec<usize> {
        let mut path = Vec::new();
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            path.push(at);
            let Some(split) = &node.split else { break };
            at = split.next(value(&row, split.feature));
        }
        path
    }

    /// The leaf that a row comes to.
    #[expect(clippy::needless_pass_by_value, reason = "a row of a table is a view")]
    pub fn apply(&self, row: ArrayView1<'_, f64>) -> usize {
        let mut at = 0;
        while let Some(split) = self.nodes.get(at).and_then(|node| node.split.as_ref()) {
            at = split.next(value(&row, split.feature));
        }
        at
    }

    /// How many questions the longest way has.
    pub fn depth(&self) -> usize {
        self.depths().into_iter().max().unwrap_or_default()
    }

    /// How many questions lead to each node.
    pub fn depths(&self) -> Vec<usize> {
        let mut depths = vec![0; self.nodes.len()];
        for (number, node) in self.nodes.iter().enumerate() {
            for child in node.split.iter().flat_map(|split| [split.left, split.right]) {
                depths[child] = depths[number] + 1;
            }
        }
        depths
    }

    /// How many leaves there are.
    pub fn n_leaves(&self) -> usize {
        self.nodes.iter().filter(|node| node.split.is_none()).count()
    }

    /// How much each feature has made purer, by weight of the rows, shared out so that all sum to 1;
    /// of a tree without questions, 0 each.
    pub fn feature_importances(&self) -> Vec<f64> {
        let mut importances = vec![0.0; self.n_features];
        for node in &self.nodes {
            let Some(split) = &node.split else { continue };
            let [left, right] = [&self.nodes[split.left], &self.nodes[split.right]];
            importances[split.feature] += weighted(node) - weighted(left) - weighted(right);
        }
        let total = self.nodes.first().map_or(1.0, |root| root.weighted_n_node_samples);
        for importance in &mut importances {
            *importance /= total;
        }
        shared_out(importances)
    }

    /// The tree of its first questions, in the order of their nodes; where a later one was is a leaf.
    #[must_use]
    pub fn after(&self, questions: usize) -> Self {
        let asked = |(number, node): (usize, &Node)| node.split.is_some().then_some(number);
        let asked: Vec<usize> = self.nodes.iter().enumerate().filter_map(asked).collect();
        let end = asked.get(questions).copied().unwrap_or(self.nodes.len());
        self.closed(|number| number >= end)
    }

    /// The tree in which some nodes ask nothing, and have nothing below them.
    #[must_use]
    pub fn closed(&self, is_closed: impl Fn(usize) -> bool) -> Self {
        let mut closed = Self { nodes: Vec::new(), n_features: self.n_features };
        let mut pending = if self.nodes.is_empty() { vec![] } else { vec![(0, None)] };
        while let Some((number, above)) = pending.pop() {
            let place = closed.nodes.len();
            if let Some(split) = above.and_then(|above: usize| closed.nodes[above].split.as_mut()) {
                split.right = place;
            }
            let node = self.nodes[number].clone();
            let split = node.split.filter(|_| !is_closed(number));
            if let Some(split) = split {
                pending.extend([(split.right, Some(place)), (split.left, None)]);
            }
            let split = split.map(|split| Split { left: place + 1, ..split });
            closed.nodes.push(Node { split, ..node });
        }
        closed
    }

    /// The place of each node: the root is 1, and below a place p are 2p on the left and 2p + 1 on the
    /// right, so that a place says the way to it. Deeper than 62 questions there is none.
    pub fn places(&self) -> Vec<Option<u64>> {
        let mut places = vec![None; self.nodes.len()];
        places.iter_mut().take(1).for_each(|root| *root = Some(1));
        for number in 0..places.len() {
            let Some(split) = &self.nodes[number].split else { continue };
            let below = places[number].filter(|place| *place < 1 << 62).map(|place| 2 * place);
            places[split.left] = below;
            places[split.right] = below.map(|place| place + 1);
        }
        places
    }

    /// The rows that reach each node, in order.
    pub fn rows(&self, samples: &Samples) -> Vec<Vec<u32>> {
        let mut rows = vec![Vec::new(); self.nodes.len()];
        rows.iter_mut().take(1).for_each(|root| *root = samples.rows());
        for number in 0..rows.len() {
            let Some(split) = self.nodes[number].split else { continue };
            let column = samples.column(split.feature);
            let goes_left = |row: &u32| split.goes_left(column[*row as usize]);
            let (left, right) = rows[number].iter().partition(|row| goes_left(row));
            (rows[split.left], rows[split.right]) = (left, right);
        }
        rows
    }

    /// How many nodes the longest way down from each node has, itself included.
    pub(super) fn heights(&self) -> Vec<usize> {
        let mut heights = vec![1; self.nodes.len()];
        for number in (0..heights.len()).rev() {
            if let Some(split) = self.nodes[number].split {
                heights[number] = 1 + heights[split.left].max(heights[split.right]);
            }
        }
        heights
    }
}

fn value(row: &ArrayView1<'_, f64>, feature: usize) -> f32 {
    row.get(feature).map_or(f32::NAN, |value| *value as f32)
}

fn weighted(node: &Node) -> f64 {
    node.weighted_n_node_samples * node.impurity
}

/// Numbers divided by their sum, if that is more than 0.
pub(super) fn shared_out(mut numbers: Vec<f64>) -> Vec<f64> {
    let sum = sum(&numbers);
    if sum > 0.0 {
        for number in &mut numbers {
            *number /= sum;
        }
    }
    numbers
}
