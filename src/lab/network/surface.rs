//! What every unit makes of two features, anywhere on the plane of a chart.

use std::sync::{Arc, Mutex, PoisonError};

use crate::chart::Field;
use crate::lab::data::Data;
use crate::lab::picture::shown_ranges;
use crate::nn::{Activation, Forward, Normalization, Tensor};

use super::answering::Network;
use super::column;
use super::variable::Variable;

/// A network as it was when a picture of it was made, and the plane that it is asked about.
pub(in crate::lab) struct Surface {
    variable: Variable,
    normalization: Option<Normalization>,
    ranges: [[f64; 2]; 2],
    /// Whether the outputs are sums that a softmax is to make chances of.
    ends_in_softmax: bool,
    last: Mutex<Option<Passed>>,
}

/// What every layer made of the places where columns and rows meet.
struct Passed {
    across: Vec<f64>,
    up: Vec<f64>,
    forwards: Vec<Forward>,
}

/// The first output of a network at every place.
pub(in crate::lab) fn of(network: Network<'_>, data: &Data) -> Option<Field> {
    let surface = Surface::of(data, network)?;
    Some(surface.field(network.layers().len() - 1, 0))
}

/// What comes out for each of several classes at every place.
pub(in crate::lab) fn chances(network: Network<'_>, data: &Data) -> Option<Vec<Field>> {
    let layers = network.layers();
    let (_, last) = layers.last().filter(|(_, last)| last.units > 1)?;
    let classes = data.dataset.classes.len();
    let surface = Surface::of_chances(network, shown_ranges(data));
    let surface = surface.filter(|_| last.units == classes)?;
    Some((0..classes).map(|unit| surface.field(layers.len() - 1, unit)).collect())
}

impl Surface {
    /// That of a network that has its weights, for two inputs.
    pub(in crate::lab) fn of(data: &Data, network: Network<'_>) -> Option<Arc<Self>> {
        Self::over(network, shown_ranges(data))
    }

    /// The same over some part of its two inputs.
    pub(super) fn over(network: Network<'_>, ranges: [[f64; 2]; 2]) -> Option<Arc<Self>> {
        Self::new(network, ranges).map(Arc::new)
    }

    /// The same with the chances of the last layer, where that puts out sums.
    pub(super) fn of_chances(network: Network<'_>, ranges: [[f64; 2]; 2]) -> Option<Arc<Self>> {
        let layers = network.layers();
        let ends_in_softmax = layers.last()?.1.activation == Activation::Linear;
        Some(Arc::new(Self { ends_in_softmax, ..Self::new(network, ranges)? }))
    }

    fn new(network: Network<'_>, ranges: [[f64; 2]; 2]) -> Option<Self> {
        network.forward(&Tensor::zeros(vec![1, 2]))?;
        Some(Self {
            variable: network.variable.clone(),
            normalization: network.normalization.cloned(),
            ranges,
            ends_in_softmax: false,
            last: Mutex::new(None),
        })
    }

    /// What comes out of a unit.
    pub(in crate::lab) fn field(self: &Arc<Self>, layer: usize, unit: usize) -> Field {
        let surface = Arc::clone(self);
        let work = self.network().numbers();
        Field::asked(work, move |across, up| surface.values(layer, unit, across, up))
    }

    fn network(&self) -> Network<'_> {
        Network { variable: &self.variable, normalization: self.normalization.as_ref() }
    }

    /// All units are drawn alike, so that one pass through the network is enough for them.
    fn values(&self, layer: usize, unit: usize, across: &[f64], up: &[f64]) -> Vec<f64> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let is_known = last.as_ref().is_some_and(|last| last.across == across && last.up == up);
        if !is_known {
            *last = Some(self.pass(across, up));
        }
        let forward = last.as_ref().and_then(|last| {
            // A normalization within the model is a layer as well, but none of those with units.
            let others = last.forwards.len().checked_sub(self.network().layers().len())?;
            last.forwards.get(others + layer)
        });
        let output = forward.map(|forward| column::of(&forward.output, unit));
        output.unwrap_or_default().into_iter().map(f64::from).collect()
    }

    fn pass(&self, across: &[f64], up: &[f64]) -> Passed {
        let [x, y] = self.ranges;
        let at = |[from, to]: [f64; 2], share: f64| (from + (to - from) * share) as f32;
        let inputs: Vec<f32> =
            up.iter().flat_map(|up| across.iter().flat_map(|a| [at(x, *a), at(y, *up)])).collect();
        let inputs = Tensor::from_shape_vec(vec![across.len() * up.len(), 2], inputs);
        let forwards = inputs.ok().and_then(|inputs| self.network().forward(&inputs));
        let mut forwards = forwards.unwrap_or_default();
        if let Some(last) = forwards.last_mut().filter(|_| self.ends_in_softmax) {
            last.output = column::softmax(&last.output);
        }
        Passed { across: across.to_vec(), up: up.to_vec(), forwards }
    }
}
