//! Which nodes of a layer are drawn where there are too many.

use super::Network;

/// The nodes of a layer that are drawn, in their own order, if there is room for `most`: those on
/// which most depends further on, and the chosen one.
pub(super) fn nodes(network: &Network, column: usize, most: usize) -> Vec<usize> {
    let count = network.layers.get(column).map_or(0, |layer| layer.nodes.len());
    let mut nodes: Vec<usize> = (0..count).collect();
    if count > most {
        let chosen = network.chosen_node(column);
        let sizes: Vec<f64> = nodes.iter().map(|node| size(network, column, *node)).collect();
        let rank = |node: &usize| (chosen != Some(*node), -sizes[*node]);
        nodes.sort_by(|a, b| {
            let (a, b) = (rank(a), rank(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        nodes.truncate(most);
        nodes.sort_unstable();
    }
    nodes
}

/// More nodes of a layer than these cannot be compared.
pub(super) const MOST: usize = 8;

/// The largest weight that leaves a node, whatever its sign.
fn size(network: &Network, column: usize, node: usize) -> f64 {
    let row = network.weights.get(column).and_then(|rows| rows.get(node));
    let sizes = row.into_iter().flatten().filter(|weight| weight.is_finite());
    sizes.fold(0.0, |largest: f64, weight| largest.max(weight.abs()))
}
