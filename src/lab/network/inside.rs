//! What is inside a model: what each hidden unit makes of two inputs, the model as a network, and its
//! weights as tables.

use std::sync::Arc;

use crate::chart::{Chart, Drawing, Panels, Role, Series};
use crate::lab::data::Data;
use crate::lab::picture::{Tones, over_some};
use crate::lesson::format::PictureName;
use crate::nn::Dense;

use super::answering::Network;
use super::backward::Walkthrough;
use super::drawn;
use super::hidden;
use super::images;
use super::sight::Sight;
use super::surface::Surface;
use super::tables;
use super::tones;

/// What each hidden unit makes of the inputs, the model drawn, if it is asked for or has several
/// layers, and its weights.
pub(in crate::lab) fn pictures(
    network: Network<'_>,
    data: &Data,
    sight: Sight<'_>,
) -> Vec<(PictureName, Drawing)> {
    let is_shown = sight.asked_for == Some(PictureName::Network) || network.layers().len() > 1;
    let panels = units(network, data).map(|panels| (PictureName::Units, Drawing::Panels(panels)));
    let is_drawn = is_shown && network.variable.model().is_some();
    let drawn = is_drawn.then(|| drawn::network(network, data, sight)).flatten();
    let drawn = drawn.map(|drawn| (PictureName::Network, Drawing::Network(drawn)));
    let weights = tables::weights(network, data, sight.chosen);
    let weights = weights.map(|tables| (PictureName::Weights, Drawing::Matrices(tables)));
    // Where there is one output, the plane of the inputs says as much.
    let has_classes = network.layers().last().is_some_and(|(_, last)| last.units > 1);
    let is_hidden_shown = has_classes || sight.asked_for == Some(PictureName::Hidden);
    let hidden = is_hidden_shown.then(|| hidden::draw(network, data, sight)).flatten();
    let hidden = hidden.map(|chart| (PictureName::Hidden, Drawing::Chart(chart)));
    let images = images::pictures(network, data, sight);
    panels.into_iter().chain(images).chain(hidden).chain(drawn).chain(weights).collect()
}

/// The model drawn with what is known of an example at a term of its way there and back, its nodes
/// by their names.
pub(in crate::lab) fn there_and_back(
    network: Network<'_>,
    data: &Data,
    sight: Sight<'_>,
    (walkthrough, term): (&Walkthrough, usize),
) -> Option<Drawing> {
    let mut drawn = drawn::network(network, data, sight)?;
    drawn.layers.iter_mut().for_each(|layer| layer.surfaces.clear());
    drawn.pass(walkthrough.passed(term)?);
    Some(Drawing::Network(drawn))
}

/// A picture for each unit of the first hidden layer, over the data.
fn units(network: Network<'_>, data: &Data) -> Option<Panels> {
    let layers = network.layers();
    let (_, first) = layers.first().filter(|_| layers.len() > 1 && data.x.shape()[1] == 2)?;
    // The layers behind it would be worked out at every place for nothing.
    let variable = network.variable.as_far_as_first_layer();
    let outputs = Surface::of(data, Network { variable: &variable, ..network })?;
    let over = over_some(data, POINTS);
    let chart = |unit: usize| unit_chart(over.clone(), first, &outputs, unit);
    Some(Panels { charts: (0..first.units.min(MOST)).map(chart).collect() })
}

/// A panel is small: of more points none could be told from another.
const POINTS: usize = 500;

// More can be told from each other by nobody.
const MOST: usize = 64;

fn unit_chart(mut chart: Chart, layer: &Dense, outputs: &Arc<Surface>, unit: usize) -> Chart {
    let values = outputs.field(0, unit);
    let tones = tones::of(layer, [&values]);
    chart.title = Some(format!("unit {unit}"));
    chart.series.push(Series::Contour {
        name: String::new(),
        role: Role::Boundary,
        levels: vec![if tones == Tones::CHANCE { 0.5 } else { 0.0 }],
        values: values.clone(),
    });
    chart.series.push(tones.shade("output", values));
    chart
}
