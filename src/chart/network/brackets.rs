//! The nodes that are drawn as their names in brackets, and what is written at them.

use super::super::Role;
use super::super::glyphs::Symbols;
use super::super::grid::{self, Grid};
use super::super::number;
use super::plan::{Column, Look, Plan};
use super::{Network, passing, titles};

/// Draws the nodes, and how many of each layer are not drawn.
pub(super) fn draw(grid: &mut Grid, network: &Network, plan: &Plan, symbols: &Symbols) {
    for (index, column) in plan.columns.iter().enumerate() {
        if column.look == Look::Names {
            names(grid, network, plan, index, symbols);
        }
        if let Some((row, count)) = column.more {
            let text = format!("{} {count} more", symbols.more);
            let short = format!("{} {count}", symbols.more);
            let has_room = text.chars().count() <= column.text_width(plan.gap);
            let text = if has_room { text } else { short };
            column.centred(grid, row, &grid::cells(&text, Role::Label));
        }
    }
}

fn names(grid: &mut Grid, network: &Network, plan: &Plan, index: usize, symbols: &Symbols) {
    let column = &plan.columns[index];
    for place in &column.places {
        if let Some(passed) = &network.passed {
            passing::node(grid, network, passed, plan, (index, column, place));
            continue;
        }
        let node = place.node;
        let is_chosen = network.chosen_bias() == Some((index, node));
        let role = if is_chosen { Role::Crosshair } else { Role::Title };
        let role = network.at_nodes(index, role);
        let width = usize::from(column.width).saturating_sub(2);
        let label = &network.layers[index].nodes[node];
        let label = grid::shortened(label, width, symbols.ellipsis, role);
        let left = column.left + (column.width - 2 - label.len() as u16) / 2;
        let cells = [grid::cells("(", role), label, grid::cells(")", role)].concat();
        grid.write(left, place.top, &cells);
        if is_chosen {
            let text = grid::cells(&network.chosen_text().unwrap_or_default(), role);
            let row = place.top + 1;
            let row = if row < plan.rows { row } else { place.top.saturating_sub(1) };
            column.centred(grid, row, &text);
        } else if has_room_below(plan, column, place.top)
            && network.has_reached_nodes(index)
            && let Some(output) = network.activation(index, node)
        {
            let text = number::within(output, titles::NUMBER);
            let role = network.at_nodes(index, Role::Model);
            column.centred(grid, place.top + 1, &grid::cells(&text, role));
        }
    }
}

/// Whether a number can stand below a node.
fn has_room_below(plan: &Plan, column: &Column, row: u16) -> bool {
    let row = row + 1;
    let is_taken = column.places.iter().any(|place| place.top == row)
        || column.more.is_some_and(|(more, _)| more == row);
    row < plan.rows && !is_taken && usize::from(plan.gap) >= titles::NUMBER
}
