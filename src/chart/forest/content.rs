//! What a forest is: its first trees, and what each says of an example.

use serde::Serialize;

use super::super::Tree;

/// A forest: its first trees side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Forest {
    /// A line above them, where there is room; none if empty.
    pub title: String,
    /// The first trees, in order.
    pub trees: Vec<ForestTree>,
    /// How many there are, with those that come behind them.
    pub count: usize,
}

/// A tree of a forest.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ForestTree {
    /// The tree. What is below [`Tree::LEVELS`] may be left out, and what it asks below its root.
    pub tree: Tree,
    /// What it says of the example that is looked at, if one is.
    pub vote: Option<Vote>,
}

/// What a tree says of an example.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Vote {
    /// The class that it takes it for; of numbers none.
    pub class: Option<u8>,
    /// The share of the second class, or the number.
    pub value: f64,
    /// Where that lies on the way from 0 to 1: of classes the share itself, of a number its place
    /// between the least and the greatest.
    pub share: f64,
}
