//! The first trees of a forest, each drawn small: what its root asks, its shape, what it says.

use ndarray::Array1;

use crate::chart::{
    Drawing, Forest, ForestTree, Tree as Picture, TreeNode, TreeQuestion, Vote, extremes,
};
use crate::trees::{Drawn, Node, Tree};

use super::Grown;

/// The first trees, with the way of the example that is looked at through each, and what each says of
/// it.
pub(super) fn drawn(forest: &Grown, looked_at: Option<(&Array1<f64>, &[f64])>) -> Drawing {
    let (row, votes) = looked_at.unzip();
    let trees = &forest.forest.trees;
    let first = &trees[..trees.len().min(MOST)];
    let scale = Scale::of(forest, first.iter().map(AsRef::as_ref));
    let small = |(index, drawn): (usize, &std::sync::Arc<Drawn>)| {
        let vote = votes.and_then(|votes| votes.get(index));
        ForestTree { tree: scale.tree(&drawn.tree, row), vote: vote.map(|vote| scale.vote(*vote)) }
    };
    Drawing::Forest(Forest {
        title: votes.map(|votes| forest.verdict(votes)).unwrap_or_default(),
        trees: first.iter().enumerate().map(small).collect(),
        count: trees.len(),
    })
}

/// More trees than these have no room on any screen on which they can be read.
const MOST: usize = 60;

/// From where to where the answers of trees go: of classes from 0 to 1.
struct Scale<'a> {
    forest: &'a Grown,
    ends: (f64, f64),
}

impl<'a> Scale<'a> {
    fn of(forest: &'a Grown, trees: impl Iterator<Item = &'a Drawn>) -> Self {
        let answers = trees.flat_map(|drawn| &drawn.tree.nodes).map(|node| forest.answer(node));
        let ends = if forest.is_of_classes() { (0.0, 1.0) } else { extremes(answers) };
        Self { forest, ends }
    }

    /// A tree as far down as it is shown, with the way of a row.
    fn tree(&self, tree: &Tree, row: Option<&Array1<f64>>) -> Picture {
        let depths = tree.depths();
        let tree = tree.closed(|node| depths[node] >= Picture::LEVELS);
        let way = row.map(|row| tree.decision_path(row.view())).unwrap_or_default();
        let node = |(number, node): (usize, &Node)| self.node(node, number, way.contains(&number));
        Picture {
            classes: self.forest.given.bare.drawn_classes(),
            nodes: tree.nodes.iter().enumerate().map(node).collect(),
            ..Picture::default()
        }
    }

    /// Of a small tree only its root has words.
    fn node(&self, node: &Node, number: usize, is_on_way: bool) -> TreeNode {
        let asked = |split| match number {
            0 => self.forest.given.bare.question(&split),
            _ => String::new(),
        };
        let question = |split| TreeQuestion { text: asked(split), ..TreeQuestion::default() };
        TreeNode {
            is_on_way,
            question: node.split.map(question),
            rows: node.weighted_n_node_samples.round() as u64,
            class: self.forest.is_of_classes().then(|| node.class() as u8),
            share: self.along(self.forest.answer(node)),
            ..TreeNode::default()
        }
    }

    fn vote(&self, value: f64) -> Vote {
        let class = self.forest.is_of_classes().then(|| u8::from(value > 0.5));
        Vote { class, value, share: self.along(value) }
    }

    /// Where an answer is on the way from the least to the greatest.
    fn along(&self, answer: f64) -> f64 {
        let (low, high) = self.ends;
        if high > low { (answer - low) / (high - low) } else { 0.5 }
    }
}
