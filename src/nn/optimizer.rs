//! Optimizers: how far each weight goes down its slope.

use serde::{Deserialize, Serialize};

use super::product::Table;

/// An optimizer, named and computed as in Keras 3 (<https://keras.io/api/optimizers/>).
///
/// `w` is a weight, `g` its gradient, `η` the learning rate; `m` and `v` start at 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "lowercase")]
pub enum Optimizer {
    /// Stochastic gradient descent.
    Sgd {
        /// `η`.
        learning_rate: f32,
        /// How much of the last step goes into the next.
        momentum: Momentum,
    },
    /// `v = ρ v + (1 - ρ) g²`, `w -= η g / √(v + ε)`: every weight takes steps of a like size.
    RmsProp {
        /// `η`.
        learning_rate: f32,
        /// `ρ`: how long a gradient is remembered.
        rho: f32,
    },
    /// `m` and `v` are means of `g` and `g²` that forget, freed from their start at 0 after `k`
    /// steps: `w -= η √(1 - β₂ᵏ) / (1 - β₁ᵏ) · m / (√v + ε)`
    /// (Kingma and Ba 2015, <https://arxiv.org/abs/1412.6980>).
    Adam {
        /// `η`.
        learning_rate: f32,
        /// `β₁`: how long a gradient is remembered.
        beta_1: f32,
        /// `β₂`: how long its square is remembered.
        beta_2: f32,
    },
}

/// How a descent remembers its last step.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Momentum {
    /// Not at all: `w -= η g`.
    None,
    /// `m = μ m - η g`, `w += m`.
    Plain(f32),
    /// As plain, looking one step ahead: `w += μ m - η g`.
    Nesterov(f32),
}

impl Optimizer {
    /// Descent with Keras's learning rate of 0.01 and no momentum.
    pub const SGD: Self = Self::Sgd { learning_rate: 0.01, momentum: Momentum::None };
    /// `RMSprop` with Keras's defaults.
    pub const RMSPROP: Self = Self::RmsProp { learning_rate: 0.001, rho: 0.9 };
    /// Adam with Keras's defaults.
    pub const ADAM: Self = Self::Adam { learning_rate: 0.001, beta_1: 0.9, beta_2: 0.999 };

    /// Every optimizer, with its defaults.
    pub const ALL: [Self; 3] = [Self::SGD, Self::RMSPROP, Self::ADAM];

    /// The name Keras knows it by.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Sgd { .. } => "sgd",
            Self::RmsProp { .. } => "rmsprop",
            Self::Adam { .. } => "adam",
        }
    }

    /// `η`.
    pub const fn learning_rate(&self) -> f32 {
        match self {
            Self::Sgd { learning_rate, .. }
            | Self::RmsProp { learning_rate, .. }
            | Self::Adam { learning_rate, .. } => *learning_rate,
        }
    }

    /// The same with another `η`.
    #[must_use]
    pub const fn with_learning_rate(mut self, rate: f32) -> Self {
        match &mut self {
            Self::Sgd { learning_rate, .. }
            | Self::RmsProp { learning_rate, .. }
            | Self::Adam { learning_rate, .. } => *learning_rate = rate,
        }
        self
    }

    /// How many numbers it keeps for each weight: a step to remember, its square, or neither.
    pub(super) const fn kept_numbers(&self) -> usize {
        match self {
            Self::Sgd { momentum: Momentum::None, .. } => 0,
            Self::Sgd { .. } | Self::RmsProp { .. } => 1,
            Self::Adam { .. } => 2,
        }
    }

    /// One step of some weights; `count` is how many there have been, with this one.
    #[expect(clippy::many_single_char_names, reason = "the letters are those of the formulas")]
    pub(super) fn step(&self, count: u32, weights: &mut Table, gradient: &Table, past: &mut Past) {
        let (w, g) = (weights.padded_mut().iter_mut(), gradient.padded());
        let (m, v) = (past.m.padded_mut().iter_mut(), past.v.padded_mut().iter_mut());
        match *self {
            Self::Sgd { learning_rate, momentum: Momentum::None } => {
                w.zip(g).for_each(|(w, g)| *w = flushed(*w - learning_rate * g));
            }
            Self::Sgd { learning_rate, momentum: Momentum::Plain(mu) } => {
                w.zip(g).zip(m).for_each(|((w, g), m)| {
                    *m = flushed(mu * *m - learning_rate * g);
                    *w = flushed(*w + *m);
                });
            }
            Self::Sgd { learning_rate, momentum: Momentum::Nesterov(mu) } => {
                w.zip(g).zip(m).for_each(|((w, g), m)| {
                    *m = flushed(mu * *m - learning_rate * g);
                    *w = flushed(*w + (mu * *m - learning_rate * g));
                });
            }
            Self::RmsProp { learning_rate, rho } => {
                let rest = rest(rho);
                w.zip(g).zip(v).for_each(|((w, g), v)| {
                    *v = flushed(rho * *v + rest * (g * g));
                    *w = flushed(*w - learning_rate * g / (*v + EPSILON).sqrt());
                });
            }
            Self::Adam { learning_rate, beta_1, beta_2 } => {
                let k = count as f32;
                let rate = learning_rate * (1.0 - beta_2.powf(k)).sqrt() / (1.0 - beta_1.powf(k));
                let (rest_1, rest_2) = (rest(beta_1), rest(beta_2));
                w.zip(g).zip(m.zip(v)).for_each(|((w, g), (m, v))| {
                    *m = flushed(*m + (g - *m) * rest_1);
                    *v = flushed(*v + (g * g - *v) * rest_2);
                    *w = flushed(*w - rate * *m / (v.sqrt() + EPSILON));
                });
            }
        }
    }
}

/// A number, or 0 where it is too small to matter. What nothing needs shrinks with every step, and on
/// numbers below 1e-38 a processor takes many times as long; TensorFlow has it flush them to 0.
fn flushed(value: f32) -> f32 {
    if value.abs() < TINY { 0.0 } else { value }
}

const TINY: f32 = 1e-30;

/// 1 − β as Keras has it: of the number as it is written, and only then a float32. Of the float32
/// nearest to 0.999 it would be off by a part in 80,000.
fn rest(beta: f32) -> f32 {
    let written = (f64::from(beta) * DIGITS).round() / DIGITS;
    (1.0 - written) as f32
}

/// As many places as a float32 below 1 keeps.
const DIGITS: f64 = 1e7;

/// What an optimizer remembers of each weight of a layer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Past {
    m: Table,
    v: Table,
}

impl Past {
    pub(super) fn new(weights: &Table) -> Self {
        let zeros = Table::zeros(weights.rows(), weights.columns);
        Self { m: zeros.clone(), v: zeros }
    }

    pub(super) fn fits(&self, weights: &Table) -> bool {
        self.m.rows() == weights.rows() && self.m.columns == weights.columns
    }
}

/// Keeps a division away from 0.
const EPSILON: f32 = 1e-7;
