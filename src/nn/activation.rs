//! Activations: the function `g` a neuron ends in, from `z = x · w + b` to its output `a = g(z)`.

use ndarray::{ArrayViewMut1, Axis};
use serde::{Deserialize, Serialize};

use super::fused::{multiply_add, polynomial};
use crate::nn::Tensor;

/// An activation function, named and computed as in Keras 3
/// (<https://keras.io/api/layers/activations/>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activation {
    /// `z` itself: the neuron is a linear regression.
    Linear,
    /// Between 0 and 1, a probability: the neuron is a logistic regression.
    Sigmoid,
    /// Between -1 and 1.
    Tanh,
    /// 0 below 0, `z` above.
    Relu,
    /// As relu, with a slope of 0.2 below 0.
    LeakyRelu,
    /// As relu, bending smoothly towards -1 below 0.
    Elu,
    /// `z` times the chance that a normal random number is below `z`.
    Gelu,
    /// `z` times its sigmoid, also called swish.
    Silu,
    /// A smooth relu.
    Softplus,
    /// A whole row becomes probabilities that add up to 1.
    Softmax,
}

impl Activation {
    /// Every activation, the simplest first.
    pub const ALL: [Self; 10] = [
        Self::Linear,
        Self::Sigmoid,
        Self::Tanh,
        Self::Relu,
        Self::LeakyRelu,
        Self::Elu,
        Self::Gelu,
        Self::Silu,
        Self::Softplus,
        Self::Softmax,
    ];

    /// The name Keras knows it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Relu => "relu",
            Self::LeakyRelu => "leaky_relu",
            Self::Elu => "elu",
            Self::Gelu => "gelu",
            Self::Silu => "silu",
            Self::Softplus => "softplus",
            Self::Softmax => "softmax",
        }
    }

    /// The formula in plain characters.
    pub const fn formula(self) -> &'static str {
        match self {
            Self::Linear => "z",
            Self::Sigmoid => "1 / (1 + e^-z)",
            Self::Tanh => "(e^z - e^-z) / (e^z + e^-z)",
            Self::Relu => "max(0, z)",
            Self::LeakyRelu => "max(0.2 z, z)",
            Self::Elu => "z if z > 0, else e^z - 1",
            Self::Gelu => "z / 2 * (1 + erf(z / sqrt(2)))",
            Self::Silu => "z / (1 + e^-z)",
            Self::Softplus => "ln(1 + e^z)",
            Self::Softmax => "e^z / (sum of e^z over the row)",
        }
    }

    /// Turns `z` into `g(z)` in place, whatever its shape; softmax goes along the last axis.
    pub fn apply(self, z: &mut Tensor) {
        match (self, z.ndim().checked_sub(1)) {
            (Self::Softmax, None) => z.fill(1.0),
            (Self::Sigmoid, _) => z.mapv_inplace(sigmoid),
            (Self::Softmax, Some(last)) => z.lanes_mut(Axis(last)).into_iter().for_each(softmax),
            _ => match z.as_slice_memory_order_mut() {
                Some(numbers) => self.apply_row(numbers),
                None => z.iter_mut().for_each(|z| self.apply_row(std::slice::from_mut(z))),
            },
        }
    }

    /// The same as TensorFlow computes it in a graph, that is in `predict`: a sigmoid may come out
    /// differently in its last digit there.
    pub fn apply_in_graph(self, z: &mut Tensor) {
        match self {
            Self::Sigmoid => z.mapv_inplace(sigmoid_in_graph),
            _ => self.apply(z),
        }
    }

    /// `a = g(z)`, for one example: turns `z`, a number of each unit, into `a` in place.
    pub(super) fn apply_row(self, z: &mut [f32]) {
        let z = z.iter_mut();
        match self {
            Self::Linear => (),
            Self::Sigmoid => z.for_each(|z| *z = sigmoid_in_graph(*z)),
            Self::Tanh => z.for_each(|z| *z = z.tanh()),
            Self::Relu => z.for_each(|z| *z = if *z <= 0.0 { 0.0 } else { *z }),
            Self::LeakyRelu => z.for_each(|z| *z *= if *z < 0.0 { 0.2 } else { 1.0 }),
            Self::Elu => z.for_each(|z| *z = if *z < 0.0 { z.exp_m1() } else { *z }),
            Self::Gelu => z.for_each(|z| *z = gelu(*z)),
            Self::Silu => z.for_each(|z| *z *= sigmoid(*z)),
            Self::Softplus => z.for_each(|z| *z = softplus(*z)),
            Self::Softmax => softmax(ArrayViewMut1::from(z.into_slice())),
        }
    }

    /// `g'(z)`, how the output changes with `z`; none for softmax, whose outputs hang on every `z` of
    /// their row.
    pub fn derivative(self, z: f32) -> Option<f32> {
        let (mut a, mut slope) = ([z], [1.0]);
        self.apply_row(&mut a);
        self.derive_row(&[z], &a, &mut slope);
        (self != Self::Softmax).then_some(slope[0])
    }

    /// `∂L/∂z = ∂L/∂a · g'(z)`, for one example: turns `∂L/∂a` into `∂L/∂z` in place, given `z` and
    /// `a = g(z)`. At a kink the slope is that of Keras with TensorFlow.
    pub(super) fn derive_row(self, z: &[f32], a: &[f32], slopes: &mut [f32]) {
        let of_a = a.iter().zip(&mut *slopes);
        let of_z = z.iter().zip(a);
        match self {
            Self::Linear => (),
            Self::Sigmoid => of_a.for_each(|(a, d)| *d *= a * (1.0 - a)),
            Self::Tanh => of_a.for_each(|(a, d)| *d *= 1.0 - a * a),
            Self::Relu => of_a.for_each(|(a, d)| *d = if *a > 0.0 { *d } else { 0.0 }),
            Self::LeakyRelu => of_a.for_each(|(a, d)| *d *= if *a > 0.0 { 1.0 } else { 0.2 }),
            Self::Elu => of_a.for_each(|(a, d)| *d *= if *a < 0.0 { a + 1.0 } else { 1.0 }),
            Self::Gelu => of_z.zip(slopes).for_each(|((z, _), d)| *d *= gelu_slope(*z)),
            Self::Silu => of_z.zip(slopes).for_each(|((z, a), d)| *d *= silu_slope(*z, *a)),
            Self::Softplus => of_z.zip(slopes).for_each(|((z, _), d)| *d *= sigmoid(*z)),
            Self::Softmax => derive_softmax(a, slopes),
        }
    }
}

/// `1 / (1 + e^-z)`, written as `e^z / (1 + e^z)` and cut off where it is 1, so that no power
/// overflows: as TensorFlow computes it where a layer is called with few numbers.
pub(super) fn sigmoid(z: f32) -> f32 {
    let power = whole(if z > SURE { SURE } else { z }.exp());
    power / (1.0 + power)
}

/// TensorFlow takes numbers that are too small to have all their digits for 0.
fn whole(number: f32) -> f32 {
    if number < f32::MIN_POSITIVE { 0.0 } else { number }
}

/// From here on a sigmoid is 1 in float32.
const SURE: f32 = 16.635_532;

/// The same as oneDNN computes it for TensorFlow in a graph: `e^-|z| / (1 + e^-|z|)`, taken from 1
/// above 0, with a power of two times a polynomial for the power. Whatever becomes too small on the
/// way is 0.
fn sigmoid_in_graph(z: f32) -> f32 {
    let x = -z.abs();
    // The same as f32::max, which would turn NaN into a number.
    let x = if x < POWER_MIN { POWER_MIN } else { x };
    let twos = floor(x * std::f32::consts::LOG2_E + 0.5);
    let rest = multiply_add(-(twos as f32), std::f32::consts::LN_2, x);
    // Half of it, for the power of two may be just too large for a float32.
    let half = f32::from_bits(((twos - 1 + EXPONENT_OF_1) as u32) << DIGITS);
    let power = 2.0 * whole(polynomial(&POWER, rest) * half);
    let a = power / (power + 1.0);
    if z < 0.0 { a } else { 1.0 - a }
}

/// The largest whole number that is not above another.
fn floor(number: f32) -> i32 {
    let cut = number as i32;
    cut - i32::from(cut as f32 > number)
}

/// How a float32 is made up: where its exponent begins, and what stands there in 1.
const DIGITS: u32 = 23;
const EXPONENT_OF_1: i32 = 127;
/// `ln` of the smallest float32 that has all its digits.
const POWER_MIN: f32 = -87.336_55;
/// `e^x` near 0.
const POWER: [f32; 6] =
    [8.289_291e-3, 4.189_782_2e-2, 1.666_765_2e-1, 0.499_991_5, 0.999_999_7, 1.0];

/// `s + z · s · (1 - s) = s + a · (1 - s)` with `s` the sigmoid of `z` and `a = z · s`.
fn silu_slope(z: f32, a: f32) -> f32 {
    let s = sigmoid(z);
    s + a * (1.0 - s)
}

/// `ln(1 + e^z) = max(z, 0) + ln(1 + e^-|z|)`, whose power cannot overflow.
pub(super) fn softplus(z: f32) -> f32 {
    z.max(0.0) + ln_1p((-z.abs()).exp())
}

/// `ln(1 + x)`, faster than the library's: the second factor makes up for what `1 + x` rounds
/// away (Kahan, in Goldberg 1991, <https://doi.org/10.1145/103162.103163>, theorem 4).
fn ln_1p(x: f32) -> f32 {
    let sum = 1.0 + x;
    if sum == 1.0 { x } else { sum.ln() * (x / (sum - 1.0)) }
}

/// `z / 2 · (1 + erf(z / √2)) = z / 2 · erfc(-z / √2)`, which stays exact where erf nears -1
/// (Hendrycks and Gimpel 2016, <https://arxiv.org/abs/1606.08415>).
fn gelu(z: f32) -> f32 {
    let z = f64::from(z);
    (0.5 * z * erfc(-z * std::f64::consts::FRAC_1_SQRT_2)) as f32
}

/// `Φ(z) + z · φ(z)`: the chance that a normal random number is below `z`, and `z` times its bell.
fn gelu_slope(z: f32) -> f32 {
    let z = f64::from(z);
    let chance = 0.5 * erfc(-z * std::f64::consts::FRAC_1_SQRT_2);
    let bell = (-0.5 * z * z).exp() / std::f64::consts::TAU.sqrt();
    (chance + z * bell) as f32
}

/// `1 - erf(x)`: near 0 by the series, further out by the continued fraction
/// (Abramowitz and Stegun 1964, formulas 7.1.6 and 7.1.14).
fn erfc(x: f64) -> f64 {
    let bell = (-x * x).exp() / std::f64::consts::PI.sqrt();
    if x.abs() < 3.0 {
        let mut term = x;
        let mut sum = x;
        for n in 1..60 {
            term *= x * x / (f64::from(n) + 0.5);
            sum += term;
            // From here on nothing changes.
            if term.abs() < f64::EPSILON / 64.0 * sum.abs() {
                break;
            }
        }
        return 1.0 - 2.0 * bell * sum;
    }
    let fraction = (1..60).rev().fold(x.abs(), |tail, n| x.abs() + f64::from(n) / 2.0 / tail);
    let upper = bell / fraction;
    if x < 0.0 { 2.0 - upper } else { upper }
}

/// `e^z / Σ e^z`, with the row's largest `z` taken off first, so that no power overflows.
fn softmax(mut row: ArrayViewMut1<'_, f32>) {
    let largest = row.fold(f32::NEG_INFINITY, |largest, z| largest.max(*z));
    row.mapv_inplace(|z| (z - largest).exp());
    let sum = row.sum();
    row.mapv_inplace(|power| power / sum);
}

/// `∂L/∂z_i = a_i · (∂L/∂a_i - Σ ∂L/∂a_j · a_j)`: every output of a row hangs on every `z`.
fn derive_softmax(a: &[f32], slopes: &mut [f32]) {
    let shared: f32 = a.iter().zip(&*slopes).map(|(a, d)| a * d).sum();
    a.iter().zip(slopes).for_each(|(a, d)| *d = a * (*d - shared));
}
