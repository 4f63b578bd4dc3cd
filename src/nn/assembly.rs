//! What a training is put together from: the examples, the network, and the weights that go from
//! the model into it and back.

use super::compiled::Compiled;
use super::examples::Examples;
use super::gradient::Network;
use super::product::Table;
use crate::nn::{Dense, Error, Layer, Sequential, Settings, Tensor, TrainingError, Validation};

/// The examples to learn from and those to try the model on.
pub(super) fn examples(
    model: &mut Sequential,
    compiled: &Compiled,
    x: &Tensor,
    y: &Tensor,
    settings: &Settings,
) -> Result<(Examples, Option<Examples>), Error> {
    model.prepare(x)?;
    let all = Examples::new(model, compiled.loss, x, y)?;
    match &settings.validation {
        Validation::None => Ok((all, None)),
        Validation::Split(0.0) => Ok((all, None)),
        Validation::Split(split) => {
            let (samples, split) = (all.rows, *split);
            let row = (samples as f64 * (1.0 - split)).floor() as usize;
            if row == 0 || row >= samples || split.is_nan() {
                return Err(TrainingError::ValidationSplit { samples, split }.into());
            }
            let (training, validation) = all.split(row);
            Ok((training, Some(validation)))
        }
        Validation::Data(data) => {
            let (x, y) = &**data;
            model.prepare(x)?;
            Ok((all, Some(Examples::new(model, compiled.loss, x, y)?)))
        }
    }
}

/// The dense layers of a model, which must stand behind all other layers.
pub(super) fn network(
    model: &Sequential,
    compiled: &Compiled,
    inputs: usize,
) -> Result<Network, Error> {
    let mut rest = model.layers.iter().skip_while(|layer| !matches!(layer, Layer::Dense(_)));
    if let Some(layer) = rest.find(|layer| !matches!(layer, Layer::Dense(_))) {
        return Err(TrainingError::Untrainable { layer: layer.name().to_owned() }.into());
    }
    let mut network = Network::new(inputs, dense_layers(model), compiled.loss, compiled.measured);
    load(&mut network, model);
    Ok(network)
}

fn dense_layers(model: &Sequential) -> impl Iterator<Item = &Dense> {
    model.layers.iter().filter_map(|layer| match layer {
        Layer::Dense(dense) => Some(dense),
        Layer::Normalization(_) => None,
    })
}

/// The weights of the model into the network.
pub(super) fn load(network: &mut Network, model: &Sequential) {
    for (table, dense) in network.weights_mut().zip(dense_layers(model)) {
        let (Some(kernel), Some(bias)) = (dense.kernel(), dense.bias()) else { continue };
        for (idx, row) in kernel.rows().into_iter().chain([bias.view()]).enumerate() {
            table.row_mut(idx).iter_mut().zip(row).for_each(|(to, from)| *to = *from);
        }
    }
}

/// The weights of the network into the model.
pub(super) fn store(network: &Network, model: &mut Sequential) {
    let layers = model.layers.iter_mut().filter_map(|layer| match layer {
        Layer::Dense(dense) => dense.weights_mut(),
        Layer::Normalization(_) => None,
    });
    for (table, (mut kernel, mut bias)) in network.weights().zip(layers) {
        for (idx, row) in kernel.rows_mut().into_iter().chain([bias.view_mut()]).enumerate() {
            row.into_iter().zip(table.row(idx)).for_each(|(to, from)| *to = *from);
        }
    }
}

pub(super) fn copy<'t>(
    from: impl Iterator<Item = &'t Table>,
    to: impl IntoIterator<Item = &'t mut Table>,
) {
    from.zip(to).for_each(|(from, to)| to.padded_mut().copy_from_slice(from.padded()));
}
