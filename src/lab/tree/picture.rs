//! The tree as it is drawn: its questions, what is known of the rows at each, what its leaves answer.

use crate::chart::{Drawing, Histogram, Mark, Tree, TreeClass, TreeNode, TreeQuestion, extremes};
use crate::journal::Place;
use crate::lab::network::Sight;
use crate::lab::number::brief;
use crate::trees::{Node, Split, Target};

use super::DecisionTree;

/// The tree, with the node that is chosen and the way of the example that is looked at.
pub(super) fn drawn(tree: &DecisionTree, sight: Sight<'_>) -> Drawing {
    let chosen = sight.chosen.and_then(|chosen| match chosen.place {
        Place::Node { place } => Some(place),
        _ => None,
    });
    let is_told = tree.settings.tells_impurity() && !sight.is_asked();
    let way = sight.x.map(|x| tree.passed(x, sight.example)).unwrap_or_default();
    let rows = tree.tree.rows(&tree.samples);
    let (low, high) = extremes(tree.tree.nodes.iter().map(|node| tree.answer(node)));
    let node = |((node, place), rows): ((&Node, Option<u64>), &Vec<u32>)| {
        let place = place.unwrap_or_default();
        let answer = tree.answer(node);
        TreeNode {
            place,
            is_chosen: chosen == Some(place),
            is_on_way: way.contains(&place),
            question: node.split.map(|split| TreeQuestion {
                gain: tree.gain(node).filter(|_| is_told),
                ..tree.drawn_question(&split, rows)
            }),
            rows: DecisionTree::rows(node),
            counts: if tree.is_of_classes() {
                DecisionTree::drawn_counts(node)
            } else {
                Vec::new()
            },
            answer: tree.drawn_answer(node),
            class: tree.is_of_classes().then(|| node.class() as u8),
            share: match tree.is_of_classes() {
                true => answer,
                false if high > low => (answer - low) / (high - low),
                false => 0.5,
            },
            impurity: Some(node.impurity).filter(|_| is_told),
        }
    };
    let nodes = tree.tree.nodes.iter().zip(tree.tree.places()).zip(&rows);
    Drawing::Tree(Tree {
        noun: ["row".to_owned(), "rows".to_owned()],
        classes: tree.drawn_classes(),
        impurity: tree.measure_name().to_owned(),
        nodes: nodes.map(node).collect(),
    })
}

impl DecisionTree {
    /// Its classes with their marks; of numbers none.
    pub(in crate::lab) fn drawn_classes(&self) -> Vec<TreeClass> {
        let marks = [Mark::Circle, Mark::Cross].into_iter();
        let class =
            |(name, mark): (&String, Mark)| TreeClass { name: name.clone(), mark: Some(mark) };
        self.names.classes.iter().zip(marks).map(class).collect()
    }

    /// What a question asks: `Weight ≤ 40?`.
    pub(in crate::lab) fn question(&self, split: &Split) -> String {
        format!("{} ≤ {}?", self.feature(split.feature), brief(split.threshold))
    }

    fn drawn_counts(node: &Node) -> Vec<u64> {
        Self::counts(node).into_iter().map(|count| count as u64).collect()
    }

    fn drawn_answer(&self, node: &Node) -> String {
        match self.names.classes.get(node.class()) {
            Some(class) => class.clone(),
            None => brief(self.answer(node)),
        }
    }

    fn drawn_question(&self, split: &Split, rows: &[u32]) -> TreeQuestion {
        TreeQuestion {
            text: self.question(split),
            gain: None,
            histogram: self.histogram(split, rows),
        }
    }

    /// Where the rows of a node lie on the feature that it asks about, unless that is a yes or a no.
    fn histogram(&self, split: &Split, rows: &[u32]) -> Option<Histogram> {
        let column = self.samples.column(split.feature);
        let values = || column.iter().map(|x| f64::from(*x)).filter(|x| x.is_finite());
        let (from, to) = extremes(values());
        if values().all(|x| x == from || x == to) {
            return None;
        }
        let share = |x: f64| ((x - from) / (to - from)).clamp(0.0, 1.0);
        let bin = |x: f64| ((share(x) * BINS as f64) as usize).min(BINS - 1);
        let classes = self.names.classes.len().max(1);
        let mut bins = vec![vec![0; BINS]; classes];
        let mut reach = [1.0_f64, 0.0];
        for row in rows {
            let x = f64::from(column[*row as usize]);
            if x.is_finite() {
                bins[self.class_of(*row).min(classes - 1)][bin(x)] += 1;
                reach = [reach[0].min(share(x)), reach[1].max(share(x))];
            }
        }
        Some(Histogram { bins, reach, cut: share(split.threshold) })
    }

    fn class_of(&self, row: u32) -> usize {
        match self.samples.target() {
            Target::Classes { codes, .. } => {
                codes.get(row as usize).map_or(0, |code| *code as usize)
            }
            Target::Numbers(_) => 0,
        }
    }
}

const BINS: usize = 24;
