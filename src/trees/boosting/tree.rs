//! A tree: its nodes, numbered level by level.

use super::split::GradStats;

/// A grown tree. Node 0 is the root; what was taken back is still in the list, but no longer reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    /// All nodes, by their numbers.
    pub nodes: Vec<Node>,
}

/// A node: a leaf, or a question about one feature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// G and H of its rows.
    pub stats: GradStats,
    /// −G / (H + λ), before η.
    pub weight: f32,
    /// What it says as a leaf: η · weight.
    pub leaf: f32,
    /// The gain of the best split that was found, 0 if there was none. A leaf that gained more than
    /// 0.000001 has been split and taken back, because of γ.
    pub gain: f32,
    /// The question, if it is no leaf.
    pub split: Option<Split>,
}

/// A question: is the value less than the threshold?
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// The column, counted from 0.
    pub feature: usize,
    /// Values below it go left.
    pub threshold: f32,
    /// Whether rows without a value go left.
    pub missing_left: bool,
    /// The number of the node on the left, `yes`.
    pub left: usize,
    /// The number of the node on the right, `no`.
    pub right: usize,
}

impl Split {
    /// The number of the node that a value leads to.
    #[inline]
    pub fn child(&self, value: f32) -> usize {
        let goes_left = if value.is_nan() { self.missing_left } else { value < self.threshold };
        if goes_left { self.left } else { self.right }
    }
}

impl Tree {
    /// The number of the leaf that a row leads to; `value` gives the row's numbers by feature.
    pub fn leaf(&self, value: impl Fn(usize) -> f32) -> usize {
        let mut at = 0;
        while let Some(split) = self.nodes.get(at).and_then(|node| node.split) {
            at = split.child(value(split.feature));
        }
        at
    }

    /// What the tree says of a row.
    pub fn predict(&self, value: impl Fn(usize) -> f32) -> f32 {
        self.nodes.get(self.leaf(value)).map_or(0.0, |node| node.leaf)
    }

    /// The numbers of the nodes that can be reached, a node before what is below it, the right side
    /// before the left: the order in which `XGBoost` adds up importances.
    pub fn reached(&self) -> Vec<usize> {
        let (mut open, mut reached) = (vec![0], Vec::new());
        while let Some(number) = open.pop() {
            reached.push(number);
            if let Some(split) = self.nodes.get(number).and_then(|node| node.split) {
                open.extend([split.left, split.right]);
            }
        }
        reached
    }
}
