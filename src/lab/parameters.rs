//! The weights and biases of a step, each with its name, its value and how far a nudge moves it.

use serde::Serialize;

use crate::journal::{Parameter, Place};
use crate::nn::Dense;

use super::picture;
use super::state::Data;
use super::subject::Subject;

/// A weight or bias and its value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ParameterValue {
    /// Which one.
    pub parameter: Parameter,
    /// How it is called within its layer: `w`, or `w[0, 2]` where there are several.
    pub name: String,
    /// Its value.
    pub value: f32,
    /// How far one nudge moves it.
    pub nudge: f32,
}

/// Every weight and bias of the layer or model that the state follows, up to [`SHOWN`].
pub(super) fn of(data: Option<&Data>, subject: Option<Subject<'_>>) -> Vec<ParameterValue> {
    let layers = subject.map(Subject::layers).unwrap_or_default();
    let (weight_nudge, bias_nudge) = picture::nudges(data, subject);
    let all = layers.into_iter().flat_map(|(name, layer)| {
        cells(layer).into_iter().map(move |(place, label, value)| ParameterValue {
            parameter: Parameter { layer: name.to_owned(), place },
            name: label,
            value,
            nudge: if matches!(place, Place::Bias { .. }) { bias_nudge } else { weight_nudge },
        })
    });
    all.take(SHOWN).collect()
}

// More cells than anyone can look through would only slow every frame down.
const SHOWN: usize = 512;

/// The weights of a layer row by row, then its biases. A single one needs no index.
fn cells(layer: &Dense) -> Vec<(Place, String, f32)> {
    let Some((kernel, bias)) = layer.kernel().zip(layer.bias()) else { return Vec::new() };
    let weights = kernel.indexed_iter().map(|((input, unit), value)| {
        let label = if kernel.len() == 1 { "w".to_owned() } else { format!("w[{input}, {unit}]") };
        (Place::Weight { input, unit }, label, *value)
    });
    let biases = bias.indexed_iter().map(|(unit, value)| {
        let label = if bias.len() == 1 { "b".to_owned() } else { format!("b[{unit}]") };
        (Place::Bias { unit }, label, *value)
    });
    weights.take(SHOWN).chain(biases).collect()
}
