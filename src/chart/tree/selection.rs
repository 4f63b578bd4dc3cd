//! Which nodes of a tree are shown where there is no room for all.

use std::collections::BTreeSet;

use super::{Tree, shape::Shape};

/// The part of a tree that is shown.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    /// The topmost node.
    pub(super) root: usize,
    /// By the number of each node, whether what is below it is shown too.
    open: Vec<bool>,
}

/// As much of a tree as `fits`: the chosen node first, then the way of the example, then what is
/// higher up and what more rows come to. Where even the way to the chosen node is too long, its
/// beginning is left out. None if not a single node fits. No more than `levels` can ever fit below
/// each other.
pub(super) fn select(
    tree: &Tree,
    shape: &Shape,
    levels: usize,
    mut fits: impl FnMut(&Selection) -> bool,
) -> Option<Selection> {
    let whole = Selection { root: 0, open: shape.parents().collect() };
    if shape.len() <= WHOLE_MAX && fits(&whole) {
        return Some(whole);
    }
    let mut selection = around_chosen(tree, shape, levels, &mut fits)?;
    loop {
        let before = selection.len(shape);
        widen(tree, shape, &mut selection, &mut fits);
        // What is said of a node that is cut takes room: after others something may fit again.
        if selection.len(shape) == before {
            return Some(selection);
        }
    }
}

/// No larger tree fits a screen.
const WHOLE_MAX: usize = 1000;

/// The way to the chosen node, as much of its end as fits; without one, the root.
fn around_chosen(
    tree: &Tree,
    shape: &Shape,
    levels: usize,
    mut fits: impl FnMut(&Selection) -> bool,
) -> Option<Selection> {
    let chosen = (0..shape.len()).find(|node| tree.nodes[*node].is_chosen);
    let mut way: Vec<usize> = shape.upwards(chosen.unwrap_or(0)).take(levels).collect();
    let mut open = vec![false; shape.len()];
    way.iter().skip(1).for_each(|node| open[*node] = true);
    while let Some(root) = way.pop() {
        let selection = Selection { root, open: open.clone() };
        if fits(&selection) {
            return Some(selection);
        }
        open[root] = false;
    }
    Some(Selection { root: 0, open }).filter(fits)
}

/// Opens what fits, the most wanted first.
fn widen(
    tree: &Tree,
    shape: &Shape,
    selection: &mut Selection,
    mut fits: impl FnMut(&Selection) -> bool,
) {
    let rank = |node: &usize| {
        let it = &tree.nodes[*node];
        (!it.is_chosen, !it.is_on_way, shape.depth[*node], u64::MAX - it.rows, *node)
    };
    let shown = selection.shown(shape).into_iter();
    let edge = shown.filter(|node| selection.is_cut(shape, *node));
    let mut edge: BTreeSet<_> = edge.map(|node| rank(&node)).collect();
    while let Some((.., node)) = edge.pop_first() {
        selection.open[node] = true;
        if fits(selection) {
            let below = shape.children(node).filter(|node| shape.is_parent(*node));
            edge.extend(below.map(|node| rank(&node)));
        } else {
            selection.open[node] = false;
        }
    }
}

impl Selection {
    /// Whether the answers to a question are shown too.
    pub(super) fn is_open(&self, node: usize) -> bool {
        self.open[node]
    }

    /// Whether more is below a node than is shown.
    pub(super) fn is_cut(&self, shape: &Shape, node: usize) -> bool {
        shape.is_parent(node) && !self.is_open(node)
    }

    /// How many nodes are shown.
    pub(super) fn len(&self, shape: &Shape) -> usize {
        self.shown(shape).len()
    }

    /// The nodes that are shown, in the order of their numbers.
    pub(super) fn shown(&self, shape: &Shape) -> Vec<usize> {
        let mut shown = Vec::new();
        let mut pending = vec![self.root];
        while let Some(node) = pending.pop() {
            shown.push(node);
            if self.is_open(node) {
                pending.extend(shape.children(node).rev());
            }
        }
        shown
    }
}
