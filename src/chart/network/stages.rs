//! How far an example has come on its way through a network: at the input first, then over the
//! lines to each layer, and in its units.

use std::cmp::Ordering;

use super::super::Role;
use super::Network;

impl Network {
    /// How many stages the way has.
    pub fn stages(&self) -> usize {
        (2 * self.layers.len()).saturating_sub(1)
    }

    /// The role of something in a layer of nodes: lit where the example has just come, muted where
    /// it has not been.
    pub(super) fn at_nodes(&self, column: usize, role: Role) -> Role {
        self.at_stage(stage_of_nodes(column), role)
    }

    /// The same of the lines that leave a layer of nodes.
    pub(super) fn at_lines(&self, layer: usize, role: Role) -> Role {
        self.at_stage(stage_of_lines(layer), role)
    }

    /// Whether the outputs of a layer of nodes are known.
    pub(super) fn has_reached_nodes(&self, column: usize) -> bool {
        self.traced.is_none_or(|traced| traced >= stage_of_nodes(column))
    }

    /// Whether the example has gone over the lines that leave a layer.
    pub(super) fn has_passed_lines(&self, layer: usize) -> bool {
        self.traced.is_some_and(|traced| traced >= stage_of_lines(layer))
    }

    fn at_stage(&self, stage: usize, role: Role) -> Role {
        match self.traced.map(|traced| traced.cmp(&stage)) {
            Some(Ordering::Less) => Role::Muted,
            Some(Ordering::Equal) => Role::Crosshair,
            Some(Ordering::Greater) | None => role,
        }
    }
}

const fn stage_of_nodes(column: usize) -> usize {
    column.saturating_mul(2)
}

const fn stage_of_lines(layer: usize) -> usize {
    layer.saturating_mul(2).saturating_add(1)
}
