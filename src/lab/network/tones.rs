//! The colours of what comes out of a unit, and where it changes sides.

use crate::chart::Field;
use crate::lab::picture::Tones;
use crate::nn::{Activation, Dense};

/// What the outputs of some units of a layer are shown with: neutral where they say neither yes nor
/// no.
pub(super) fn of<'a>(layer: &Dense, values: impl IntoIterator<Item = &'a Field>) -> Tones {
    match layer.activation {
        Activation::Sigmoid | Activation::Softmax => Tones::CHANCE,
        Activation::Tanh => Tones::around_zero(-1.0, 1.0),
        _ => {
            let some = values.into_iter().flat_map(|values| values.some(SAMPLES, SAMPLES));
            let some: Vec<f64> = some.collect();
            // Zero is among them: there the colours change.
            Tones::of(some.iter().copied().chain([0.0]))
        }
    }
}

/// Enough to tell how low and how high an output gets.
const SAMPLES: usize = 24;

/// The value at which a unit of a layer changes sides.
pub(super) fn middle(layer: &Dense, tones: Tones) -> f64 {
    match layer.activation {
        Activation::Sigmoid | Activation::Softmax => 0.5,
        // Where it is silent it is zero, and no lower: it wakes just above.
        Activation::Relu => tones.to * 1e-6,
        _ => 0.0,
    }
}
