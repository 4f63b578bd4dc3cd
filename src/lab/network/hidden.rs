//! The plane of two hidden units: where their outputs put the examples, and what the layers behind
//! them make of every place there.

use crate::chart::{Axis, Chart, Field, Proportion, Role, Series};
use crate::lab::data::Data;
use crate::lab::picture::{Tones, data_points, fitted};
use crate::lab::sample;
use crate::nn::{Activation, Tensor};

use super::answering::Network;
use super::column;
use super::sight::Sight;
use super::surface::Surface;
use super::tones;
use super::variable::Variable;

/// The points of the data on the plane of the last hidden layer that has two units.
pub(super) fn draw(network: Network<'_>, data: &Data, sight: Sight<'_>) -> Option<Chart> {
    let layers = network.layers();
    let (hidden, name, [across, up]) = plane(network, &data.x)?;
    let behind = network.variable.behind_layer(hidden)?;
    let ranges = [&across, &up].map(|values| fitted(values.iter().copied().chain([0.0])));
    let place = |row: usize| [across[row], up[row]];
    let rows = sample::rows(across.len(), POINTS);
    let mut series = data_points(data, &rows, place);
    series.extend(made_of_it(&behind, data, ranges));
    let looked_at = sight.x.filter(|x| x.ndim() == 2 && sight.example < x.shape()[0]);
    let here = looked_at.and_then(|x| plane(network, x));
    series.extend(here.map(|(_, _, [across, up])| Series::Crosshair {
        x: across[sight.example],
        y: up[sight.example],
    }));
    let [x, y] = ranges;
    let axis = |unit: usize, [from, to]: [f64; 2]| Axis::new(format!("{name}[{unit}]"), from, to);
    let output = layers.last().map_or("", |(name, _)| name);
    Some(Chart {
        proportion: Proportion::Plane,
        title: Some(format!("what {output} makes of {name}")),
        x: axis(0, x),
        y: axis(1, y),
        series,
    })
}

/// More could not be told from each other.
const POINTS: usize = 500;

/// Which layer it is, counted from 0, what it is called, and what comes out of its two units.
fn plane<'a>(network: Network<'a>, x: &Tensor) -> Option<(usize, &'a str, [Vec<f64>; 2])> {
    let layers = network.layers();
    let hidden = layers.split_last()?.1.iter().rposition(|(_, layer)| layer.units == 2)?;
    let forwards = network.forward(x)?;
    // A normalization among the layers comes before those with units.
    let others = forwards.len().checked_sub(layers.len())?;
    let output = &forwards.get(others + hidden)?.output;
    let of = |unit: usize| column::of(output, unit).into_iter().map(f64::from).collect();
    Some((hidden, layers[hidden].0, [of(0), of(1)]))
}

/// The regions of several classes, or the output with the line where it changes sides.
fn made_of_it(behind: &Variable, data: &Data, ranges: [[f64; 2]; 2]) -> Vec<Series> {
    let network = Network { variable: behind, normalization: None };
    let layers = network.layers();
    let Some((_, last)) = layers.last() else { return Vec::new() };
    let is_chance = matches!(last.activation, Activation::Softmax | Activation::Linear);
    let names = &data.dataset.classes;
    if last.units > 1 {
        let is_classes = is_chance && (names.len() == last.units || names.is_empty());
        let Some(surface) = Surface::of_chances(network, ranges).filter(|_| is_classes) else {
            return Vec::new();
        };
        let classes = (0..last.units).map(|unit| surface.field(layers.len() - 1, unit)).collect();
        let name = |class: usize| names.get(class).cloned().unwrap_or_else(|| class.to_string());
        return vec![Series::Regions { names: (0..last.units).map(name).collect(), classes }];
    }
    let Some(surface) = Surface::over(network, ranges) else { return Vec::new() };
    let values: Field = surface.field(layers.len() - 1, 0);
    let tones = tones::of(last, [&values]);
    let boundary = Series::Contour {
        name: "boundary".to_owned(),
        role: Role::Boundary,
        levels: vec![if tones == Tones::CHANCE { 0.5 } else { 0.0 }],
        values: values.clone(),
    };
    vec![tones.shade("output", values), boundary]
}
