//! Initializers: where the weights of a layer start, and all else that a seed decides.

use ndarray::Array2;
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng, seq::SliceRandom};

/// A kernel of shape `(fan_in, fan_out)`, drawn evenly from `-L` to `L`, `L` being the
/// [`glorot_limit`].
///
/// The same seed gives the same numbers on every machine; they are not the numbers TensorFlow draws.
/// The kernel must fit in memory; [`Dense`](crate::nn::Dense) sees to that.
pub fn glorot_uniform(fan_in: usize, fan_out: usize, seed: u64) -> Array2<f32> {
    let limit = glorot_limit(fan_in, fan_out);
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    Array2::from_shape_simple_fn((fan_in, fan_out), || limit * (2.0 * rng.random::<f32>() - 1.0))
}

/// `L = √(6 / (fan_in + fan_out))`, so that a signal keeps its spread from layer to layer
/// (Glorot and Bengio 2010, <https://proceedings.mlr.press/v9/glorot10a.html>).
pub fn glorot_limit(fan_in: usize, fan_out: usize) -> f32 {
    let fans = fan_in as f64 + fan_out as f64;
    (6.0 / fans.max(2.0)).sqrt() as f32
}

/// What shuffles the examples before each epoch.
#[derive(Debug, Clone)]
pub(super) struct Deck {
    seed: u64,
    shuffles: u64,
}

impl Deck {
    pub(super) const fn new(seed: u64) -> Self {
        Self { seed, shuffles: 0 }
    }

    /// Every shuffle has a seed of its own, far from its neighbours' (the odd factor is 2^64 over
    /// the golden ratio).
    pub(super) fn shuffle(&mut self, order: &mut [usize]) {
        self.shuffles += 1;
        let seed = self.seed ^ self.shuffles.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        order.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    }
}
