//! What a network is: nodes in layers, and the weights between them.

use serde::Serialize;

use super::super::number;

/// A network of dense layers with its weights.
///
/// A line is a weight: the thicker, the larger it is beside the others of its layer. Its colour and
/// a mark on it say its sign. What there is no room for is counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Network {
    /// The layers, the input first.
    pub layers: Vec<NetworkLayer>,
    /// The weights of each dense layer, by input and unit; none while it is not built.
    pub weights: Vec<Vec<Vec<f64>>>,
    /// The biases of each dense layer, by unit.
    pub biases: Vec<Vec<f64>>,
    /// The weight or bias to show with its value.
    pub chosen: Option<Link>,
}

/// A layer of a drawn network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NetworkLayer {
    /// What stands below its column.
    pub name: String,
    /// What stands in each node.
    pub nodes: Vec<String>,
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
