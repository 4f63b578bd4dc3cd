//! Where nodes stand that are drawn as their names, whatever room there is.

use super::super::Role;
use super::super::grid;
use super::plan::{Column, Look, Place, Plan};
use super::{Network, passing, selection};

/// The layers that there is room for, each a column of names.
pub(super) fn plan(network: &Network, width: u16, rows: u16) -> Plan {
    let shown: Vec<Vec<usize>> =
        (0..network.layers.len()).map(|column| shown(network, column, rows)).collect();
    let total = |widths: &Vec<u16>| -> usize {
        let gaps = usize::from(GAP_MIN) * widths.len().saturating_sub(1);
        widths.iter().map(|width| usize::from(*width)).sum::<usize>() + gaps
    };
    let most = usize::from(width.saturating_add(GAP_MIN) / (NODE_MIN + GAP_MIN)).max(1);
    let widths = LABEL_WIDTHS
        .map(|label| widths(network, &shown, label))
        .into_iter()
        .find(|widths| total(widths) <= usize::from(width))
        .unwrap_or_else(|| vec![NODE_MIN; network.layers.len().min(most)]);
    let free = width.saturating_sub(widths.iter().sum());
    let gaps = (widths.len() as u16).saturating_sub(1).max(1);
    let mut columns = Vec::new();
    let mut taken = if widths.len() == 1 { free / 2 } else { 0 };
    for (index, (nodes, width)) in (0_u16..).zip(shown.into_iter().zip(&widths)) {
        let gap = (u32::from(free) * u32::from(index) / u32::from(gaps)) as u16;
        let hidden = network.layers[usize::from(index)].nodes.len() - nodes.len();
        columns.push(column((taken + gap, *width), nodes, hidden, rows));
        taken += width;
    }
    Plan { columns, gap: free / gaps, rows }
}

/// Cells between layers, or lines say nothing.
const GAP_MIN: u16 = 4;
const NODE_MIN: u16 = 3;
const LABEL_WIDTHS: [u16; 4] = [10, 6, 4, 1];

/// The nodes of a layer that are drawn, each with a row between it and the next.
fn shown(network: &Network, column: usize, rows: u16) -> Vec<usize> {
    let count = network.layers[column].nodes.len();
    // What is known of a node stands above and below it.
    let places = match network.passed {
        Some(_) => usize::from(rows / passing::ROWS).max(1),
        None => usize::from(rows.div_ceil(2)),
    };
    let fits = count <= places.min(selection::MOST);
    let most = if fits { count } else { places.saturating_sub(1).min(selection::MOST) };
    selection::nodes(network, column, most)
}

/// The width of each layer where labels have at most `label` cells.
fn widths(network: &Network, shown: &[Vec<usize>], label: u16) -> Vec<u16> {
    let width = |text: &String| (grid::cells(text, Role::Label).len() as u16).clamp(1, label) + 2;
    let of_layer = |(nodes, shown): (&[String], &Vec<usize>)| {
        shown.iter().map(|node| width(&nodes[*node])).max().unwrap_or(NODE_MIN)
    };
    network.layers.iter().map(|layer| &*layer.nodes).zip(shown).map(of_layer).collect()
}

fn column((left, width): (u16, u16), nodes: Vec<usize>, hidden: usize, rows: u16) -> Column {
    let drawn = nodes.len() as u16;
    let slots = drawn + u16::from(hidden > 0);
    let rows = u32::from(rows);
    let row = |slot: u16| ((2 * u32::from(slot) + 1) * rows / u32::from(2 * slots.max(1))) as u16;
    let more = (hidden > 0 && rows > 0).then(|| (row(drawn), hidden));
    let place = |(slot, node)| Place { node, top: row(slot), height: 1 };
    let places = (0..).zip(nodes).map(place).collect();
    Column { left, width, look: Look::Names, places, more }
}
