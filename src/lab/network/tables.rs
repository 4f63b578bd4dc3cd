//! The weights of a layer or of a model as tables.

use crate::chart::{Matrices, Matrix};
use crate::journal::{Parameter, Place};
use crate::lab::data::Data;
use crate::nn::Dense;

use super::answering::Network;

/// The weights of each layer as a table, the chosen one lit up.
pub(in crate::lab) fn weights(
    network: Network<'_>,
    data: &Data,
    chosen: Option<&Parameter>,
) -> Option<Matrices> {
    // Of so many numbers none could be found.
    if network.numbers() > LINKS || network.numbers() <= FEW {
        return None;
    }
    let layers = network.layers();
    let table = |(index, (name, layer)): (usize, &(&str, &Dense))| {
        let chosen = chosen.filter(|chosen| chosen.layer == *name);
        table(name, layer, |number| heading(data, index, number), chosen)
    };
    let tables: Vec<Matrix> = layers.iter().enumerate().filter_map(table).collect();
    (!tables.is_empty()).then_some(Matrices { tables })
}

/// The weights of a layer: a row for each input, and the last one for the bias.
fn table(
    name: &str,
    layer: &Dense,
    heading: impl Fn(usize) -> String,
    chosen: Option<&Parameter>,
) -> Option<Matrix> {
    let (kernel, bias) = layer.kernel().zip(layer.bias())?;
    let (inputs, units) = kernel.dim();
    let wide = |w: &f32| f64::from(*w);
    let rows = kernel.rows().into_iter().map(|row| row.iter().map(wide).collect());
    let chosen = chosen.and_then(|chosen| match chosen.place {
        Place::Weight { input, unit } => Some((input, unit)),
        Place::Bias { unit } => Some((inputs, unit)),
        Place::Node { .. } => None,
    });
    Some(Matrix {
        name: format!("{name}.w ({inputs}, {units})"),
        rows: (0..inputs).map(heading).chain(["b".to_owned()]).collect(),
        columns: (0..units).map(|unit| unit.to_string()).collect(),
        values: rows.chain([bias.iter().map(wide).collect()]).collect(),
        chosen,
    })
}

/// What an input of a layer is called: by the name of its column, where it has one that a person has
/// given.
fn heading(data: &Data, layer: usize, number: usize) -> String {
    let is_named = layer == 0 && data.dataset.image.is_none();
    match data.dataset.features.get(number).filter(|_| is_named) {
        Some(name) => name.clone(),
        None if layer == 0 => format!("x{number}"),
        None => format!("unit {number}"),
    }
}

const LINKS: usize = 20_000;
/// One weight and one bias stand in the panel, and there is nothing to arrange.
const FEW: usize = 2;
