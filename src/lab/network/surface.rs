//! What every layer makes of two features.

use crate::lab::data::Data;
use crate::lab::picture::ranges;
use crate::nn::{Forward, Tensor};

use super::answering::Network;

/// What every layer makes of two features, over the range of the chart.
pub(in crate::lab) struct Surface {
    forwards: Vec<Forward>,
    side: usize,
}

/// The first output of a network at every place, rows bottom to top.
pub(in crate::lab) fn of(network: Network<'_>, data: &Data) -> Option<Vec<Vec<f64>>> {
    let surface = Surface::of(data, network)?;
    Some(surface.values(network.layers().len() - 1, 0))
}

impl Surface {
    pub(in crate::lab) fn of(data: &Data, network: Network<'_>) -> Option<Self> {
        let [x, y] = ranges(data);
        // A large model is looked at in fewer places, so that a frame stays short.
        let work = GRID * GRID * network.numbers();
        let side = if work > SURFACE_WORK { GRID / 3 } else { GRID };
        let along = |[from, to]: [f64; 2], index: usize| {
            (from + (to - from) * (index as f64 + 0.5) / side as f64) as f32
        };
        let inputs = Tensor::from_shape_fn(vec![side * side, 2], |at| match at[1] {
            0 => along(x, at[0] % side),
            _ => along(y, at[0] / side),
        });
        Some(Self { forwards: network.forward(&inputs)?, side })
    }

    /// The outputs of a unit, rows bottom to top.
    pub(in crate::lab) fn values(&self, layer: usize, unit: usize) -> Vec<Vec<f64>> {
        let Some(forward) = self.forwards.get(layer) else { return Vec::new() };
        let values: Vec<f64> = forward
            .output
            .rows()
            .into_iter()
            .map(|row| row.get(unit).map_or(f64::NAN, |value| f64::from(*value)))
            .collect();
        values.chunks(self.side).map(<[f64]>::to_vec).collect()
    }
}

const GRID: usize = 48;
const SURFACE_WORK: usize = 3_000_000;
