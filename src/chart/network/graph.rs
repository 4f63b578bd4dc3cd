//! What a network is: nodes in layers, the weights between them, and what each node makes of a
//! plane.

use serde::Serialize;

use super::super::{Chart, number};

/// A network of dense layers with its weights.
///
/// A line is a weight: the thicker, the larger it is beside the others of its layer. Its colour and
/// a mark on it say its sign. A node that knows what it makes of two inputs shows that as a small
/// chart, and a single output as a large one. What there is no room for is counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Network {
    /// The layers, the input first.
    pub layers: Vec<NetworkLayer>,
    /// The weights of each dense layer, by input and unit; none while it is not built.
    pub weights: Vec<Vec<Vec<f64>>>,
    /// The biases of each dense layer, by unit.
    pub biases: Vec<Vec<f64>>,
    /// The weight or bias to show with its value.
    pub chosen: Option<Link>,
    /// What comes out of each node for one example, by layer, the input first; empty without one.
    pub activations: Vec<Vec<f64>>,
    /// What the lines show.
    pub shown: Shown,
    /// The stage that the example has just come to on its way through, the input being 0; none
    /// where nobody follows it. A printed network knows of no such moment.
    #[serde(skip)]
    pub traced: Option<usize>,
    /// How far the example has come on its way there and back, where that is gone through term by
    /// term: then every node is drawn by its name, its value above it, its slope below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed: Option<Passed>,
}

/// How far an example has come on its way through a network and back.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Passed {
    /// How many units of each dense layer have been worked out.
    pub values: Vec<usize>,
    /// The slopes of the loss with the sums of the units of each dense layer, as far as they are
    /// known.
    pub slopes: Vec<Vec<f64>>,
    /// What is worked out right now.
    pub lit: Lit,
    /// What stands below the value of a weight that is lit.
    pub said: Option<String>,
    /// What stands below the network: what the data says, and the loss.
    pub beside: Vec<String>,
}

/// What of a network is lit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lit {
    /// Nothing.
    #[default]
    Nothing,
    /// A unit of a dense layer, both counted from 0.
    Unit {
        /// The layer.
        layer: usize,
        /// The unit.
        unit: usize,
    },
    /// What stands below the network.
    Loss,
    /// A weight or a bias.
    Number(Link),
}

/// What the lines of a network show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// The weights.
    #[default]
    Weights,
    /// Each weight times what comes in over it for the example, where there is one.
    Products,
}

/// A layer of a drawn network.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NetworkLayer {
    /// What stands below its column; where there is little room, the first words of it.
    pub name: String,
    /// What stands in each node.
    pub nodes: Vec<String>,
    /// What stands above each node that shows a chart; where there is little room, the first words.
    pub titles: Vec<String>,
    /// What each node makes of two inputs, all on the same axes; none where it cannot be drawn.
    #[serde(skip)]
    pub surfaces: Vec<Chart>,
}

/// A number of a network. Dense layers, inputs and units are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// A weight.
    Weight {
        /// The dense layer it belongs to.
        layer: usize,
        /// The node it comes from.
        input: usize,
        /// The node it goes to.
        unit: usize,
    },
    /// A bias.
    Bias {
        /// The dense layer it belongs to.
        layer: usize,
        /// The node it is added to.
        unit: usize,
    },
}

impl Network {
    /// All weights with their places.
    pub(super) fn links(&self) -> impl Iterator<Item = (Link, f64)> {
        self.weights.iter().enumerate().flat_map(|(layer, rows)| {
            rows.iter().enumerate().flat_map(move |(input, row)| {
                let link = move |unit| Link::Weight { layer, input, unit };
                row.iter().enumerate().map(move |(unit, weight)| (link(unit), *weight))
            })
        })
    }

    /// What the line of a weight shows.
    pub(super) fn strength(&self, layer: usize, input: usize, weight: f64) -> f64 {
        let factor = self.activation(layer, input).filter(|_| self.shows_products(layer));
        factor.map_or(weight, |activation| weight * activation)
    }

    /// Whether the lines that leave a layer show products.
    pub(super) fn shows_products(&self, layer: usize) -> bool {
        !self.activations.is_empty()
            && (self.shown == Shown::Products || self.has_passed_lines(layer))
    }

    /// What comes out of a node of a layer, the input being the first, for the example.
    pub(super) fn activation(&self, column: usize, node: usize) -> Option<f64> {
        self.activations.get(column)?.get(node).copied()
    }

    /// The bias of a node; an input has none.
    pub(super) fn bias(&self, column: usize, node: usize) -> Option<f64> {
        self.biases.get(column.checked_sub(1)?)?.get(node).copied()
    }

    /// What a node makes of two inputs.
    pub(super) fn surface(&self, column: usize, node: usize) -> Option<&Chart> {
        self.layers.get(column)?.surfaces.get(node)
    }

    /// The nodes of a layer that the chosen number belongs to.
    pub(super) fn chosen_node(&self, column: usize) -> Option<usize> {
        match self.chosen? {
            Link::Weight { layer, input, .. } if layer == column => Some(input),
            Link::Weight { layer, unit, .. } | Link::Bias { layer, unit } => {
                (layer.checked_add(1) == Some(column)).then_some(unit)
            }
        }
    }

    /// The column and the node of the chosen bias.
    pub(super) fn chosen_bias(&self) -> Option<(usize, usize)> {
        match self.chosen? {
            Link::Bias { layer, unit } => Some((layer.saturating_add(1), unit)),
            Link::Weight { .. } => None,
        }
    }

    /// The value of what is chosen, if there is such a number.
    pub(super) fn chosen_text(&self) -> Option<String> {
        match self.chosen? {
            Link::Weight { layer, input, unit } => {
                Some(number::rounded(*self.weights.get(layer)?.get(input)?.get(unit)?))
            }
            Link::Bias { layer, unit } => {
                Some(format!("b = {}", number::rounded(*self.biases.get(layer)?.get(unit)?)))
            }
        }
    }
}
