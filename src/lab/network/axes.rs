//! The two numbers of a network that a bowl is over: which, what they are called, and which part of them
//! is worth seeing.

use crate::chart::extremes;
use crate::journal::{Parameter, Place};
use crate::lesson::format::Bowl;
use crate::nn::{Activation, Tensor};

use super::answering::Network;
use super::cut::inputs_of;
use super::parameters::label;
use super::reach::tidy;

/// Those that a lesson names, else the first weight and its bias; a number that is chosen comes with
/// the bias of its unit.
pub(super) fn of(
    network: Network<'_>,
    named: Option<&Bowl>,
    chosen: Option<&Parameter>,
) -> Option<[Parameter; 2]> {
    let axes = if let Some(bowl) = named {
        [named_axis(network, bowl, 0)?, named_axis(network, bowl, 1)?]
    } else {
        let (layer, _) = network.layers().into_iter().next()?;
        beside_bias(layer, Place::Weight { input: 0, unit: 0 })
    };
    match chosen {
        Some(chosen) if !axes.contains(chosen) && network.variable.read(chosen).is_ok() => {
            Some(beside_bias(&chosen.layer, chosen.place))
        }
        _ => Some(axes),
    }
}

/// What they are called: a layer is named where there are several.
pub(super) fn names(network: Network<'_>, axes: &[Parameter; 2]) -> Option<[String; 2]> {
    let layers = network.layers();
    let name = |axis: &Parameter| {
        let (_, layer) = layers.iter().find(|(name, _)| *name == axis.layer)?;
        let label = label(axis.place, layer.kernel()?.dim()).replace(", ", ",");
        Some(if layers.len() > 1 { format!("{} {label}", axis.layer) } else { label })
    };
    Some([name(&axes[0])?, name(&axes[1])?])
}

/// The part of a number that is worth seeing: round the best there is, if that is known, else as
/// far as it takes to bend the activation within the data.
pub(super) fn range(
    network: Network<'_>,
    x: &Tensor,
    axis: &Parameter,
    best: impl Fn() -> Option<f64>,
) -> Option<[f64; 2]> {
    match best() {
        Some(best) if network.numbers() > 2 => {
            // The best moves with the other weights: a scale in large steps does not.
            let reach = 4_f64.powf((2.0 * best.abs().max(1.0)).log(4.0).ceil());
            return Some(tidy([-reach, reach]));
        }
        Some(best) => {
            let reach = 1.25 * best.abs().max(1.0);
            return Some(tidy([best - reach, best + reach]));
        }
        None => (),
    }
    let layers = network.layers();
    let index = layers.iter().position(|(name, _)| *name == axis.layer)?;
    let bend = match layers[index].1.activation {
        Activation::Sigmoid => 15.0,
        _ => 5.0,
    };
    let reach = match axis.place {
        Place::Weight { input, .. } => 2.0 * bend / spread(&inputs_of(network, index, x)?, input),
        Place::Bias { .. } => bend,
        Place::Node { .. } => return None,
    };
    Some(tidy([-reach, reach]))
}

fn named_axis(network: Network<'_>, bowl: &Bowl, index: usize) -> Option<Parameter> {
    bowl.axis(index, |name| {
        let layers = network.layers();
        let (_, layer) = layers.iter().find(|(known, _)| *known == name)?;
        layer.kernel().map(ndarray::ArrayBase::dim)
    })
}

fn beside_bias(layer: &str, place: Place) -> [Parameter; 2] {
    let unit = place.unit();
    let weight = match place {
        Place::Weight { input, .. } => Place::Weight { input, unit },
        Place::Bias { .. } | Place::Node { .. } => Place::Weight { input: 0, unit },
    };
    [weight, Place::Bias { unit }].map(|place| Parameter { layer: layer.to_owned(), place })
}

/// How far the values of an input lie apart; 1 where they are all alike.
fn spread(inputs: &Tensor, input: usize) -> f64 {
    let values = inputs.outer_iter().filter_map(|row| row.get(input).map(|x| f64::from(*x)));
    let values: Vec<f64> = values.collect();
    let (low, high) = extremes(values.into_iter());
    if high - low > 1e-6 { high - low } else { 1.0 }
}
