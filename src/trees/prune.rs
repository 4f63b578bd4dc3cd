//! Pruning by the weakest link (Breiman, Friedman, Olshen, Stone 1984;
//! <https://scikit-learn.org/stable/modules/tree.html#minimal-cost-complexity-pruning>).
//!
//! A leaf costs its impurity, by its share of the rows: `R`. A branch of several leaves costs the sum of
//! theirs. What the node would cost more as a leaf, for each leaf that goes, is how much its branch is
//! worth: `(R(node) − R(branch)) / (leaves − 1)`. The branch that is worth least goes first.

use super::tree::Tree;

/// The tree without the branches that are worth `ccp_alpha` a leaf, or less.
pub fn pruned(tree: &Tree, ccp_alpha: f64) -> Tree {
    if ccp_alpha == 0.0 || tree.nodes.is_empty() {
        return tree.clone();
    }
    let mut costs = Costs::of(tree);
    while let Some((number, worth)) = costs.weakest() {
        if ccp_alpha < worth {
            break;
        }
        costs.close(tree, number);
    }
    tree.closed(|number| !costs.is_branch[number])
}

/// What each node and its branch costs.
struct Costs {
    /// As a leaf.
    node: Vec<f64>,
    /// The leaves below it together.
    branch: Vec<f64>,
    leaves: Vec<usize>,
    above: Vec<Option<usize>>,
    /// Whether it still has a question, and none above it is closed.
    is_branch: Vec<bool>,
}

impl Costs {
    fn of(tree: &Tree) -> Self {
        let count = tree.nodes.len();
        let total = tree.nodes[0].weighted_n_node_samples;
        let cost = |node: &super::tree::Node| node.weighted_n_node_samples * node.impurity / total;
        let mut above = vec![None; count];
        for (number, node) in tree.nodes.iter().enumerate() {
            for child in node.split.iter().flat_map(|split| [split.left, split.right]) {
                above[child] = Some(number);
            }
        }
        let node: Vec<f64> = tree.nodes.iter().map(cost).collect();
        let is_branch: Vec<bool> = tree.nodes.iter().map(|node| node.split.is_some()).collect();
        let mut costs =
            Self { branch: vec![0.0; count], leaves: vec![0; count], node, above, is_branch };
        for leaf in (0..count).filter(|number| tree.nodes[*number].split.is_none()) {
            costs.branch[leaf] = costs.node[leaf];
            costs.pass_up(leaf, costs.node[leaf], 1);
        }
        costs
    }

    /// Adds a cost and a number of leaves to all nodes above one.
    fn pass_up(&mut self, number: usize, cost: f64, leaves: isize) {
        let mut at = self.above[number];
        while let Some(number) = at {
            self.branch[number] += cost;
            self.leaves[number] = self.leaves[number].saturating_add_signed(leaves);
            at = self.above[number];
        }
    }

    /// The branch that is worth least a leaf, and how much; of equals, the first. What comes to no number
    /// is worth nothing that could be less.
    fn weakest(&self) -> Option<(usize, f64)> {
        let branches = (0..self.node.len()).filter(|number| self.is_branch[*number]);
        let worth = |number: usize| {
            let leaves = self.leaves[number] as f64 - 1.0;
            (number, (self.node[number] - self.branch[number]) / leaves)
        };
        let worths = branches.map(worth).filter(|(_, worth)| *worth < f64::MAX);
        worths.reduce(|least, other| if other.1 < least.1 { other } else { least })
    }

    /// Makes a leaf of a branch.
    fn close(&mut self, tree: &Tree, number: usize) {
        let mut below = vec![number];
        while let Some(number) = below.pop() {
            self.is_branch[number] = false;
            below.extend(
                tree.nodes[number].split.iter().flat_map(|split| [split.left, split.right]),
            );
        }
        let (more, gone) = (self.node[number] - self.branch[number], self.leaves[number] - 1);
        self.branch[number] = self.node[number];
        self.leaves[number] = 0;
        self.pass_up(number, more, -(gone as isize));
    }
}
