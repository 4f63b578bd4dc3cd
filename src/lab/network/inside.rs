//! What is inside a model: what each hidden unit makes of two inputs, the model drawn as a network,
//! and its weights as tables.

use std::sync::Arc;

use crate::chart::{self, Chart, Drawing, Field, Link, Matrices, Matrix, NetworkLayer, Panels};
use crate::journal::{Parameter, Place};
use crate::lab::data::Data;
use crate::lab::picture::{Tones, over_some};
use crate::lesson::format::PictureName;
use crate::nn::{Activation, Dense};

use super::answering::Network;
use super::surface::Surface;

/// What each hidden unit makes of the inputs, the model drawn, if it is asked for or has several
/// layers, and its weights.
pub(in crate::lab) fn pictures(
    network: Network<'_>,
    data: &Data,
    chosen: Option<&Parameter>,
    is_asked_for: bool,
) -> Vec<(PictureName, Drawing)> {
    let is_shown = is_asked_for || network.layers().len() > 1;
    let panels = units(network, data).map(|panels| (PictureName::Units, Drawing::Panels(panels)));
    let drawn = drawn(network, data, chosen)
        .filter(|_| is_shown)
        .map(|drawn| (PictureName::Network, Drawing::Network(drawn)));
    let weights = weights(network, chosen);
    let weights = weights.map(|tables| (PictureName::Weights, Drawing::Matrices(tables)));
    panels.into_iter().chain(drawn).chain(weights).collect()
}

/// A picture for each unit of the first hidden layer, over the data.
fn units(network: Network<'_>, data: &Data) -> Option<Panels> {
    let layers = network.layers();
    let (_, first) = layers.first().filter(|_| layers.len() > 1 && data.x.shape()[1] == 2)?;
    let outputs = Surface::of(data, network)?;
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
    let tones = unit_tones(layer, &values);
    chart.title = Some(format!("unit {unit}"));
    chart.series.push(tones.shade("output", values));
    chart
}

/// What a unit's output is shown with: neutral where it says neither yes nor no.
fn unit_tones(layer: &Dense, values: &Field) -> Tones {
    match layer.activation {
        Activation::Sigmoid | Activation::Softmax => Tones::CHANCE,
        Activation::Tanh => Tones::around_zero(-1.0, 1.0),
        _ => {
            let some = values.even(SAMPLES, SAMPLES);
            // Zero is among them: there the colours change.
            Tones::of(some.iter().flatten().copied().chain([0.0]))
        }
    }
}

/// Enough to tell how low and how high an output gets.
const SAMPLES: usize = 24;

/// The model as a network, the chosen weight lit up.
fn drawn(network: Network<'_>, data: &Data, chosen: Option<&Parameter>) -> Option<chart::Network> {
    let dense = network.layers();
    network.variable.model()?;
    // Of so many lines none could be followed.
    if network.numbers() > LINKS {
        return None;
    }
    let inputs = data.x.shape()[1];
    let input = NetworkLayer { name: "input".to_owned(), nodes: input_names(inputs) };
    let layer = |(name, layer): &(&str, &Dense)| NetworkLayer {
        name: (*name).to_owned(),
        nodes: (0..layer.units).map(|unit| unit.to_string()).collect(),
    };
    let kernel = |(_, layer): &(&str, &Dense)| -> Vec<Vec<f64>> {
        let rows = layer.kernel().map(|kernel| kernel.rows().into_iter().collect::<Vec<_>>());
        let row = |row: &ndarray::ArrayView1<'_, f32>| row.iter().map(|w| f64::from(*w)).collect();
        rows.unwrap_or_default().iter().map(row).collect()
    };
    let bias = |(_, layer): &(&str, &Dense)| -> Vec<f64> {
        layer.bias().map(|bias| bias.iter().map(|b| f64::from(*b)).collect()).unwrap_or_default()
    };
    Some(chart::Network {
        layers: [input].into_iter().chain(dense.iter().map(layer)).collect(),
        weights: dense.iter().map(kernel).collect(),
        biases: dense.iter().map(bias).collect(),
        chosen: chosen.and_then(|chosen| link(network, chosen)),
    })
}

const LINKS: usize = 20_000;

fn input_names(inputs: usize) -> Vec<String> {
    if inputs == 1 { vec!["x".to_owned()] } else { (0..inputs).map(|i| format!("x{i}")).collect() }
}

fn link(network: Network<'_>, chosen: &Parameter) -> Option<Link> {
    let layer = network.layers().iter().position(|(name, _)| *name == chosen.layer)?;
    Some(match chosen.place {
        Place::Weight { input, unit } => Link::Weight { layer, input, unit },
        Place::Bias { unit } => Link::Bias { layer, unit },
    })
}

/// The weights of each layer as a table, the chosen one lit up.
fn weights(network: Network<'_>, chosen: Option<&Parameter>) -> Option<Matrices> {
    network.variable.model()?;
    // Of so many numbers none could be found.
    if network.numbers() > LINKS {
        return None;
    }
    let layers = network.layers();
    let table = |(index, (name, layer)): (usize, &(&str, &Dense))| {
        let chosen = chosen.filter(|chosen| chosen.layer == *name);
        table(name, layer, if index == 0 { "x" } else { "unit " }, chosen)
    };
    let tables: Vec<Matrix> = layers.iter().enumerate().filter_map(table).collect();
    (!tables.is_empty()).then_some(Matrices { tables })
}

/// The weights of a layer: a row for each input, and the last one for the bias.
fn table(name: &str, layer: &Dense, input: &str, chosen: Option<&Parameter>) -> Option<Matrix> {
    let (kernel, bias) = layer.kernel().zip(layer.bias())?;
    let (inputs, units) = kernel.dim();
    let wide = |w: &f32| f64::from(*w);
    let rows = kernel.rows().into_iter().map(|row| row.iter().map(wide).collect());
    let chosen = chosen.map(|chosen| match chosen.place {
        Place::Weight { input, unit } => (input, unit),
        Place::Bias { unit } => (inputs, unit),
    });
    let heading = |number: usize| format!("{input}{number}");
    Some(Matrix {
        name: format!("{name}.w ({inputs}, {units})"),
        rows: (0..inputs).map(heading).chain(["b".to_owned()]).collect(),
        columns: (0..units).map(|unit| unit.to_string()).collect(),
        values: rows.chain([bias.iter().map(wide).collect()]).collect(),
        chosen,
    })
}
