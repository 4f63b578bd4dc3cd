//! The weights and biases of a step, each with its name, its value and how far a nudge moves it.

use crate::journal::{Parameter, Place};
use crate::lab::data::Data;
use crate::lab::number::round_number;
use crate::lab::parameter::ParameterValue;
use crate::lab::picture::{x_range, y_range};
use crate::nn::{Activation, Dense};

use super::answering::Network;

/// Every weight and bias of the layer or model that the state follows, up to [`SHOWN`].
pub(in crate::lab) fn of(network: Network<'_>, data: Option<&Data>) -> Vec<ParameterValue> {
    let (weight_nudge, bias_nudge) = nudges(network, data);
    let all = network.layers().into_iter().flat_map(|(name, layer)| {
        cells(layer).into_iter().map(move |(place, label, value)| ParameterValue {
            parameter: Parameter { layer: name.to_owned(), place },
            name: label,
            value,
            nudge: if matches!(place, Place::Bias { .. }) { bias_nudge } else { weight_nudge },
            before: None,
            is_held: false,
        })
    });
    all.take(SHOWN).collect()
}

// More cells than anyone can look through would only slow every frame down.
const SHOWN: usize = 512;

/// What a number of a layer of so many inputs and units is called. A single one needs no index.
pub(super) fn label(place: Place, (inputs, units): (usize, usize)) -> String {
    match place {
        Place::Weight { .. } if inputs * units == 1 => "w".to_owned(),
        Place::Weight { input, unit } => format!("w[{input}, {unit}]"),
        Place::Bias { .. } if units == 1 => "b".to_owned(),
        Place::Bias { unit } => format!("b[{unit}]"),
        Place::Node { place } => format!("node[{place}]"),
    }
}

/// The weights of a layer row by row, then its biases.
fn cells(layer: &Dense) -> Vec<(Place, String, f32)> {
    let Some((kernel, bias)) = layer.kernel().zip(layer.bias()) else { return Vec::new() };
    let cell = |place: Place, value: f32| (place, label(place, kernel.dim()), value);
    let weights = kernel
        .indexed_iter()
        .map(|((input, unit), value)| cell(Place::Weight { input, unit }, *value));
    let biases = bias.indexed_iter().map(|(unit, value)| cell(Place::Bias { unit }, *value));
    weights.take(SHOWN).chain(biases).collect()
}

/// How far one nudge moves a weight and a bias: a step that can be seen, and that is a round
/// number, so that round weights can be reached. Behind a sigmoid one step is 0.1.
fn nudges(network: Network<'_>, data: Option<&Data>) -> (f32, f32) {
    let layers = network.layers();
    let is_line =
        matches!(layers.as_slice(), [(_, layer)] if layer.activation == Activation::Linear);
    match data {
        Some(data) if is_line && data.x.shape()[1] == 1 => {
            let [left, right] = x_range(data);
            let [bottom, top] = y_range(data);
            let step = (top - bottom) / 45.0;
            (round_number(step / (right - left)), round_number(step))
        }
        _ => (0.1, 0.1),
    }
}
