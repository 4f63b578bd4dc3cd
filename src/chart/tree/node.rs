//! What a tree is: its questions and leaves, and what is known of the rows at each.

use serde::Serialize;

use super::super::Mark;

/// A decision tree.
///
/// Its nodes are in the order in which they are numbered: depth first, the node itself, then all
/// that is below its yes, then all that is below its no. A node that asks has two nodes below it;
/// where the list ends before, they are missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Tree {
    /// What a row is called, and what several are: `animal` and `animals`.
    pub noun: [String; 2],
    /// The classes; a tree that answers with numbers has none.
    pub classes: Vec<TreeClass>,
    /// What its impurity is called, such as `gini`.
    pub impurity: String,
    /// Its nodes, the root first.
    pub nodes: Vec<TreeNode>,
}

/// A class of a tree: the first has the colour of class 0.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TreeClass {
    /// Its name.
    pub name: String,
    /// Its mark; without one, its name stands for it.
    pub mark: Option<Mark>,
}

/// A node: a question with two nodes below it, or a leaf.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TreeNode {
    /// Which node it is, to be told back: the root is 1, and below p are 2p and 2p + 1.
    pub place: u64,
    /// Whether it is chosen.
    pub is_chosen: bool,
    /// Whether the looked-at example passes it.
    pub is_on_way: bool,
    /// What it asks; a leaf asks nothing.
    pub question: Option<TreeQuestion>,
    /// How many rows came to it.
    pub rows: u64,
    /// How many of them are of each class; none where the tree answers with numbers.
    pub counts: Vec<u64>,
    /// What it answers, or would: a class or a number; empty if that is not known.
    pub answer: String,
    /// The number of the class that it answers.
    pub class: Option<u8>,
    /// Where its answer lies on the way from 0 to 1: of two classes the share of the second, of a
    /// number its place between the least and the greatest. Among more classes the counts say it.
    pub share: f64,
    /// How mixed its rows are.
    pub impurity: Option<f64>,
}

/// A question. Yes goes left.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TreeQuestion {
    /// Its words, such as `weight ≤ 9.0?`.
    pub text: String,
    /// How much purer it makes the rows.
    pub gain: Option<f64>,
    /// Where the rows lie on the number that it asks about; none where that is a yes or a no.
    pub histogram: Option<Histogram>,
}

/// How many rows of a node lie where on the range of a feature. The range is that of all rows of
/// the tree, so that nodes can be compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Histogram {
    /// How many, by class and bin; all in one where the tree answers with numbers. 24 bins can be
    /// drawn at many widths.
    pub bins: Vec<Vec<u64>>,
    /// Which part of the range can come to the node, as shares of it.
    pub reach: [f64; 2],
    /// Where the question cuts, as a share of the range.
    pub cut: f64,
}
