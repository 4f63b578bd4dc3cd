//! Initializers: where the weights of a layer start.

use ndarray::Array2;
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

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
