//! An example on its way through a network and back, term by term: a node with its value above it
//! and its slope below.

use super::super::grid::{self, Grid};
use super::super::{Role, number};
use super::plan::{Column, Place, Plan};
use super::{Link, Lit, Network, Passed};

/// The rows that a node takes with what stands above and below it.
pub(super) const ROWS: u16 = 3;

impl Network {
    /// Shows how far an example has come, and what is worked out right now.
    pub fn pass(&mut self, passed: Passed) {
        self.chosen = match passed.lit {
            Lit::Number(link) => Some(link),
            Lit::Nothing | Lit::Loss | Lit::Unit { .. } => None,
        };
        self.passed = Some(passed);
    }

    /// What comes out of a node, if that has been worked out. What goes in is known.
    fn value_so_far(&self, passed: &Passed, column: usize, node: usize) -> Option<f64> {
        let known = column.checked_sub(1).map(|layer| passed.values.get(layer).copied());
        let is_known = known.is_none_or(|known| node < known.unwrap_or(0));
        self.activation(column, node).filter(|_| is_known)
    }

    /// The role of a line, lit where the unit that is worked out gets it or, on the way back, where
    /// the loss is felt over it.
    pub(super) fn on_the_way(&self, link: Link, role: Role) -> Role {
        let (Some(passed), Link::Weight { layer, input, unit }) = (&self.passed, link) else {
            return role;
        };
        let Lit::Unit { layer: lit, unit: node } = passed.lit else { return role };
        let is_on_the_way_back = passed.slopes.iter().any(|slopes| !slopes.is_empty());
        let is_lit = if is_on_the_way_back {
            lit + 1 == layer && input == node
        } else {
            lit == layer && unit == node
        };
        if is_lit { Role::Crosshair } else { role }
    }
}

/// Writes a node with what is known of it.
pub(super) fn node(
    grid: &mut Grid,
    network: &Network,
    passed: &Passed,
    plan: &Plan,
    (index, column, place): (usize, &Column, &Place),
) {
    let node = place.node;
    let is_lit = index.checked_sub(1).is_some_and(|layer| is_lit(passed, layer, node));
    let value = network.value_so_far(passed, index, node);
    let slope = index.checked_sub(1).and_then(|layer| passed.slopes.get(layer)?.get(node));
    let role = |role| if is_lit { Role::Crosshair } else { role };
    let own = if value.is_some() { Role::Title } else { Role::Muted };
    let width = usize::from(column.width).saturating_sub(2);
    let label = &network.layers[index].nodes[node];
    let label = grid::shortened(label, width, '.', role(own));
    let left = column.left + (column.width - 2 - label.len() as u16) / 2;
    let brackets = ["(", ")"].map(|bracket| grid::cells(bracket, role(own)));
    let [open, close] = brackets;
    grid.write(left, place.top, &[open, label, close].concat());
    let mut write = |row: u16, value: f64, own: Role| {
        column.centred(grid, row, &grid::cells(&short(value), role(own)));
    };
    if let (Some(value), Some(above)) = (value, place.top.checked_sub(1)) {
        write(above, value, Role::Model);
    }
    if let Some(slope) = slope.filter(|_| place.top + 1 < plan.rows) {
        write(place.top + 1, *slope, Role::Formula);
    }
}

fn is_lit(passed: &Passed, layer: usize, node: usize) -> bool {
    match passed.lit {
        Lit::Unit { layer: lit, unit } | Lit::Number(Link::Bias { layer: lit, unit }) => {
            (lit, unit) == (layer, node)
        }
        _ => false,
    }
}

/// A number in a few characters: one that is small keeps its first digit.
fn short(value: f64) -> String {
    if value != 0.0 && value.abs() < 0.001 {
        return format!("{value:.0e}");
    }
    number::rounded(format!("{value:.2e}").parse().unwrap_or(value))
}
