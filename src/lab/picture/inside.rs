//! What is inside a model: what each hidden unit makes of two inputs, and the model drawn as a
//! network.

use crate::chart::{Chart, Layer, Link, Network, NetworkLayer, Panels};
use crate::journal::{Parameter, Place};
use crate::lab::subject::Subject;
use crate::nn::{Activation, Dense};

use super::scene::Scene;
use super::surface::{self, Surface, shade_range};

/// A picture for each unit of the first hidden layer, over the data.
pub(super) fn units(scene: &Scene<'_>) -> Option<Panels> {
    let (data, subject) = (scene.data?, scene.subject?);
    let layers = subject.layers();
    let (_, first) = layers.first().filter(|_| layers.len() > 1 && data.x.shape()[1] == 2)?;
    let outputs = Surface::of(data, subject)?;
    let over = surface::over_some(data, POINTS);
    let chart = |unit: usize| unit_chart(over.clone(), first, &outputs, unit);
    Some(Panels { charts: (0..first.units.min(MOST)).map(chart).collect() })
}

/// A panel is small: of more points none could be told from another.
const POINTS: usize = 500;

// More can be told from each other by nobody.
const MOST: usize = 64;

fn unit_chart(mut chart: Chart, layer: &Dense, outputs: &Surface, unit: usize) -> Chart {
    let values = outputs.values(0, unit);
    let (from, to) = match layer.activation {
        Activation::Sigmoid | Activation::Softmax => (0.0, 1.0),
        Activation::Tanh => (-1.0, 1.0),
        _ => shade_range(values.iter().flatten().copied()),
    };
    chart.title = Some(format!("unit {unit}"));
    chart.layers.push(Layer::Shade { name: "output".to_owned(), from, to, values });
    chart
}

/// The model as a network, the chosen weight lit up.
pub(super) fn network(scene: &Scene<'_>) -> Option<Network> {
    let (data, subject) = (scene.data?, scene.subject?);
    let dense = subject.layers();
    subject.variable.model()?;
    // Of so many lines none could be followed.
    if subject.parameters() > LINKS {
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
    Some(Network {
        layers: [input].into_iter().chain(dense.iter().map(layer)).collect(),
        weights: dense.iter().map(kernel).collect(),
        biases: dense.iter().map(bias).collect(),
        chosen: scene.focus.and_then(|focus| link(subject, focus)),
    })
}

const LINKS: usize = 20_000;

fn input_names(inputs: usize) -> Vec<String> {
    if inputs == 1 { vec!["x".to_owned()] } else { (0..inputs).map(|i| format!("x{i}")).collect() }
}

fn link(subject: Subject<'_>, chosen: &Parameter) -> Option<Link> {
    let layer = subject.layers().iter().position(|(name, _)| *name == chosen.layer)?;
    Some(match chosen.place {
        Place::Weight { input, unit } => Link::Weight { layer, input, unit },
        Place::Bias { unit } => Link::Bias { layer, unit },
    })
}
