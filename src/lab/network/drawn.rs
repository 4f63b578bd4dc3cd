//! A model drawn as a network: its numbers, what every node makes of two inputs, and what comes out
//! of each for the example that is looked at.

use std::sync::Arc;

use ndarray::Axis as Along;

use crate::chart::{
    self, Axis, Chart, Field, Link, Mark, NetworkLayer, Proportion, Ramp, Role, Series, Shown,
    Spread,
};
use crate::journal::{Parameter, Place};
use crate::lab::data::Data;
use crate::lab::picture::shown_ranges;
use crate::nn::{Dense, Tensor};

use super::answering::Network;
use super::sight::Sight;
use super::surface::Surface;
use super::tones;

/// The model as a network, the chosen number lit up.
pub(super) fn network(
    network: Network<'_>,
    data: &Data,
    sight: Sight<'_>,
) -> Option<chart::Network> {
    // Of so many lines none could be followed.
    if network.numbers() > LINKS {
        return None;
    }
    let dense = network.layers();
    let mut layers = vec![input(data)];
    layers.extend(dense.iter().enumerate().map(|(index, layer)| {
        let is_output = index + 1 == dense.len();
        NetworkLayer { titles: titles(layer, is_output), ..units(layer) }
    }));
    if data.x.shape()[1] == 2
        && let Some(surface) = Surface::of(data, network)
    {
        add_surfaces(&mut layers, &dense, &surface, data, sight);
    }
    Some(chart::Network {
        layers,
        weights: dense.iter().map(|(_, layer)| kernel(layer)).collect(),
        biases: dense.iter().map(|(_, layer)| bias(layer)).collect(),
        chosen: sight.chosen.and_then(|chosen| link(network, chosen)),
        activations: activations(network, sight).unwrap_or_default(),
        shown: Shown::Weights,
        traced: None,
        passed: None,
    })
}

const LINKS: usize = 20_000;
/// A longer name would be cut above the picture of an output.
const SHORT: usize = 8;

fn kernel(layer: &Dense) -> Vec<Vec<f64>> {
    let rows = layer.kernel().map(|kernel| kernel.rows().into_iter().collect::<Vec<_>>());
    let row = |row: &ndarray::ArrayView1<'_, f32>| row.iter().map(|w| f64::from(*w)).collect();
    rows.unwrap_or_default().iter().map(row).collect()
}

fn bias(layer: &Dense) -> Vec<f64> {
    layer.bias().map(|bias| bias.iter().map(|b| f64::from(*b)).collect()).unwrap_or_default()
}

fn input(data: &Data) -> NetworkLayer {
    let inputs = data.x.shape()[1];
    let nodes: Vec<String> = match inputs {
        1 => vec!["x".to_owned()],
        _ => (0..inputs).map(|input| format!("x[{input}]")).collect(),
    };
    let labels = [&data.dataset.x_label, &data.dataset.x2_label];
    let title = |(node, label): (&String, &String)| match named(label) {
        name if name.is_empty() => node.clone(),
        // Some data name their inputs as the code does.
        name if name.starts_with(node.as_str()) => name,
        name => format!("{node} {name}"),
    };
    let titles = nodes.iter().zip(labels).map(title).collect();
    NetworkLayer { name: format!("input ({inputs})"), nodes, titles, surfaces: Vec::new() }
}

/// What an axis is called, without its unit: `temperature` for `Temperature (Celsius)`.
fn named(label: &str) -> String {
    let name = label.split(" (").next().unwrap_or_default();
    let mut letters = name.chars();
    match letters.next() {
        // An abbreviation stays as it is.
        Some(first) if !letters.as_str().starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

fn units((name, layer): &(&str, &Dense)) -> NetworkLayer {
    NetworkLayer {
        name: format!("{name} ({}) {}", layer.units, layer.activation.name()),
        nodes: (0..layer.units).map(|unit| unit.to_string()).collect(),
        ..NetworkLayer::default()
    }
}

fn titles((name, layer): &(&str, &Dense), is_output: bool) -> Vec<String> {
    if is_output && layer.units == 1 {
        let name = if name.len() <= SHORT { name } else { "out" };
        return vec![format!("{name} {}", layer.activation.name())];
    }
    let word = if is_output { "out" } else { "unit" };
    (0..layer.units).map(|unit| format!("{word} {unit}")).collect()
}

/// Gives every node what it makes of two inputs.
fn add_surfaces(
    layers: &mut [NetworkLayer],
    dense: &[(&str, &Dense)],
    surface: &Arc<Surface>,
    data: &Data,
    sight: Sight<'_>,
) {
    let [x, y] = shown_ranges(data);
    let at = place(sight);
    let chart = |shade: Series| Chart {
        proportion: Proportion::Plane,
        title: None,
        x: Axis::new("", x[0], x[1]),
        y: Axis::new("", y[0], y[1]),
        series: vec![shade],
    };
    for (index, layer) in layers.iter_mut().enumerate() {
        layer.surfaces = match index.checked_sub(1) {
            None => [[0.0, 1.0], [1.0, 0.0]].map(|rise| chart(slope(rise))).to_vec(),
            Some(index) => {
                let scale = Scale::of(dense[index].1, index + 1 == dense.len(), data);
                units_of(surface, (index, dense[index].1, scale), at, &chart)
            }
        };
    }
    if let Some(output) = sight.output
        && let Some(last) = layers.last_mut().filter(|last| last.nodes.len() == 1)
    {
        last.surfaces = vec![output.clone()];
    }
}

/// Whether the units of a layer are shown with the same colours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scale {
    /// What they say can be compared.
    Shared,
    /// Each says something of its own, such as a price and a temperature: on one scale the smaller of
    /// them would look like nothing.
    Own,
}

impl Scale {
    fn of(layer: &Dense, is_last: bool, data: &Data) -> Self {
        let is_measured = data.y.shape()[1] == layer.units && layer.units > 1;
        let are_classes = data.y.iter().all(|y| (0.0..=1.0).contains(y));
        if is_last && is_measured && !are_classes { Self::Own } else { Self::Shared }
    }
}

/// The output of each unit of a layer everywhere, and the line where it changes sides.
fn units_of(
    surface: &Arc<Surface>,
    (index, layer, scale): (usize, &Dense, Scale),
    at: Option<[f64; 2]>,
    chart: &impl Fn(Series) -> Chart,
) -> Vec<Chart> {
    let fields: Vec<Field> = (0..layer.units).map(|unit| surface.field(index, unit)).collect();
    let shared = tones::of(layer, &fields);
    let unit = |values: Field| {
        let tones = if scale == Scale::Own { tones::of(layer, [&values]) } else { shared };
        let level = tones::middle(layer, tones);
        let mut chart = chart(tones.shade("output", values.clone()));
        let name = "boundary".to_owned();
        chart.series.push(Series::Contour {
            name,
            role: Role::Boundary,
            levels: vec![level],
            values,
        });
        chart.series.extend(at.map(|at| Series::Points {
            name: "asked".to_owned(),
            role: Role::Crosshair,
            mark: Mark::Plus,
            points: vec![at],
        }));
        chart
    };
    fields.into_iter().map(unit).collect()
}

/// An input: it rises one way.
fn slope([up, across]: [f64; 2]) -> Series {
    let value =
        |column: usize, row: usize| (up * row as f64 + across * column as f64) / (SLOPE - 1) as f64;
    let row = |row| (0..SLOPE).map(|column| value(column, row)).collect();
    Series::Shade {
        name: "input".to_owned(),
        ramp: Ramp::Output,
        spread: Spread::Even,
        from: 0.0,
        to: 1.0,
        values: Field::Sampled((0..SLOPE).map(row).collect()),
    }
}

const SLOPE: usize = 33;

/// Where the example that is looked at lies among two inputs.
fn place(sight: Sight<'_>) -> Option<[f64; 2]> {
    let value = |column: usize| {
        sight.x?.get([sight.example, column].as_slice()).map(|value| f64::from(*value))
    };
    Some([value(0)?, value(1)?])
}

/// What comes out of each node for the example that is looked at; of an input, what the first layer
/// is given.
fn activations(network: Network<'_>, sight: Sight<'_>) -> Option<Vec<Vec<f64>>> {
    let x = sight.x.filter(|x| x.ndim() == 2 && sight.example < x.shape()[0])?;
    let x = x.slice_axis(Along(0), (sight.example..sight.example + 1).into()).to_owned();
    let forwards = network.forward(&x)?;
    let numbers = |row: &Tensor| row.iter().map(|value| f64::from(*value)).collect::<Vec<f64>>();
    let mut all = vec![numbers(&network.given(&x))];
    all.extend(forwards.iter().map(|forward| numbers(&forward.output)));
    // What a normalization among the layers makes of an input is what the first dense one is given.
    all.drain(..all.len().checked_sub(network.layers().len() + 1)?);
    Some(all)
}

fn link(network: Network<'_>, chosen: &Parameter) -> Option<Link> {
    let layer = network.layers().iter().position(|(name, _)| *name == chosen.layer)?;
    Some(match chosen.place {
        Place::Weight { input, unit } => Link::Weight { layer, input, unit },
        Place::Bias { unit } => Link::Bias { layer, unit },
        Place::Node { .. } => return None,
    })
}
