//! One round of a booster: what is still wrong before it, and what its tree makes of that.

use crate::trees::boosting::Tree;

use super::Booster;

/// A node of the tree of a round, with the rows that come to it.
pub(super) struct NodeOfRound {
    /// Its number in the tree.
    pub(super) number: usize,
    /// Its place: the root is 1, and below a place p are 2p and 2p + 1.
    pub(super) place: u64,
    /// Its rows of what is learned from, counted from 0.
    pub(super) rows: Vec<usize>,
}

impl Booster {
    /// Target less prediction of each row that is learned from, before the round that is looked at.
    pub(super) fn residuals(&self) -> Vec<f64> {
        let (train, before) = (&self.given.train, self.shown.saturating_sub(1));
        let objective = self.trained.booster.objective;
        let residual = |(row, label): (usize, &f32)| {
            let margin = self.margin(before, |feature| train.value(row, feature));
            // The same difference as the gradient of the engine, the other way round.
            f64::from(-objective.gradient(margin, *label).grad)
        };
        train.label().iter().enumerate().map(residual).collect()
    }

    /// The nodes of the tree that is looked at, a node before what is below its yes, then its no.
    pub(super) fn nodes(&self, tree: &Tree) -> Vec<NodeOfRound> {
        let all = (0..self.given.train.num_row()).collect();
        let mut open = vec![NodeOfRound { number: 0, place: 1, rows: all }];
        let mut nodes = Vec::new();
        while let Some(node) = open.pop() {
            if let Some(split) = tree.nodes[node.number].split {
                let column = self.given.train.column(split.feature);
                let goes_left = |row: &usize| split.child(column[*row]) == split.left;
                let (yes, no) = node.rows.iter().copied().partition(goes_left);
                let below = node.place.saturating_mul(2);
                open.push(NodeOfRound {
                    number: split.right,
                    place: below.saturating_add(1),
                    rows: no,
                });
                open.push(NodeOfRound { number: split.left, place: below, rows: yes });
            }
            nodes.push(node);
        }
        nodes
    }
}
