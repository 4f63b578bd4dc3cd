//! Losses: how wrong predictions are, as one number, and which way that number falls.

use ndarray::{ArrayViewD, Axis, IxDyn, Zip};
use serde::{Deserialize, Serialize};

use super::activation::{sigmoid, softplus};
use crate::nn::{Activation, Tensor};

/// A loss, named and computed as in Keras 3 (<https://keras.io/api/losses/>).
///
/// The targets `t` of an example stand beside its predictions `p`. A loss *from logits* takes
/// predictions from before the last activation, and so never has to clip a probability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// The mean of `(p - t)²`: for numbers, large errors weigh most.
    MeanSquaredError,
    /// The mean of `|p - t|`: for numbers, every error weighs by its size.
    MeanAbsoluteError,
    /// The mean of `-t ln p - (1 - t) ln(1 - p)`: for a probability `p` and a class `t`, 0 or 1.
    BinaryCrossentropy,
    /// `-Σ t ln p`: for probabilities `p` and a 1 among the targets where the class is.
    CategoricalCrossentropy,
    /// `-ln p` of the right class: for probabilities `p` and the number of the class.
    SparseCategoricalCrossentropy,
    /// Binary crossentropy with `p = sigmoid(z)`.
    #[serde(rename = "binary_crossentropy(from_logits=True)")]
    BinaryCrossentropyFromLogits,
    /// Categorical crossentropy with `p = softmax(z)`.
    #[serde(rename = "categorical_crossentropy(from_logits=True)")]
    CategoricalCrossentropyFromLogits,
    /// Sparse categorical crossentropy with `p = softmax(z)`.
    #[serde(rename = "sparse_categorical_crossentropy(from_logits=True)")]
    SparseCategoricalCrossentropyFromLogits,
}

impl Loss {
    /// Every loss, the simplest first.
    pub const ALL: [Self; 8] = [
        Self::MeanSquaredError,
        Self::MeanAbsoluteError,
        Self::BinaryCrossentropy,
        Self::CategoricalCrossentropy,
        Self::SparseCategoricalCrossentropy,
        Self::BinaryCrossentropyFromLogits,
        Self::CategoricalCrossentropyFromLogits,
        Self::SparseCategoricalCrossentropyFromLogits,
    ];

    /// The name Keras knows it by, with the argument where it needs one.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MeanSquaredError => "mean_squared_error",
            Self::MeanAbsoluteError => "mean_absolute_error",
            Self::BinaryCrossentropy => "binary_crossentropy",
            Self::CategoricalCrossentropy => "categorical_crossentropy",
            Self::SparseCategoricalCrossentropy => "sparse_categorical_crossentropy",
            Self::BinaryCrossentropyFromLogits => "binary_crossentropy(from_logits=True)",
            Self::CategoricalCrossentropyFromLogits => "categorical_crossentropy(from_logits=True)",
            Self::SparseCategoricalCrossentropyFromLogits => {
                "sparse_categorical_crossentropy(from_logits=True)"
            }
        }
    }

    /// The mean over all examples, target by prediction.
    ///
    /// As in Keras, `(n,)` goes with `(n, 1)`, and for the two errors a single row or column is
    /// repeated to fit. NaN if there are no numbers or the shapes cannot be paired.
    pub fn value(self, y_true: &Tensor, y_pred: &Tensor) -> f32 {
        let (mut targets, mut predictions) = (y_true.view(), y_pred.view());
        if targets.ndim() + 1 == predictions.ndim() && self.wants_column(&predictions) {
            targets = targets.insert_axis(Axis(predictions.ndim() - 1));
        }
        if predictions.ndim() + 1 == targets.ndim() && targets.shape().last() == Some(&1) {
            predictions = predictions.insert_axis(Axis(targets.ndim() - 1));
        }
        match self {
            Self::MeanSquaredError | Self::MeanAbsoluteError => {
                let shape = IxDyn(&common_shape(targets.shape(), predictions.shape()));
                match (targets.broadcast(shape.clone()), predictions.broadcast(shape)) {
                    (Some(targets), Some(predictions)) => self.mean_of_rows(&targets, &predictions),
                    _ => f32::NAN,
                }
            }
            _ if self.pairs(targets.shape(), predictions.shape()) => {
                self.mean_of_rows(&targets, &predictions)
            }
            _ => f32::NAN,
        }
    }

    /// The loss that Keras really computes behind a layer of that activation: behind a sigmoid or
    /// a softmax it goes back to `z`, as if every crossentropy were one from logits.
    #[must_use]
    pub const fn behind(self, activation: Activation) -> Self {
        match (self, activation) {
            (Self::BinaryCrossentropy, Activation::Sigmoid | Activation::Softmax) => {
                Self::BinaryCrossentropyFromLogits
            }
            (Self::CategoricalCrossentropy, Activation::Sigmoid | Activation::Softmax) => {
                Self::CategoricalCrossentropyFromLogits
            }
            (Self::SparseCategoricalCrossentropy, Activation::Sigmoid | Activation::Softmax) => {
                Self::SparseCategoricalCrossentropyFromLogits
            }
            _ => self,
        }
    }

    /// Whether it takes numbers from before the last activation, and is given chances all the same.
    /// Keras notices, takes the numbers from before them, and warns.
    pub const fn is_misled_by(self, activation: Activation) -> bool {
        self.is_from_logits() && matches!(activation, Activation::Sigmoid | Activation::Softmax)
    }

    /// What Keras warns of then, word for word. It names the activation that it expects.
    pub fn warning(self) -> String {
        let name = self.name().split('(').next().unwrap_or_default();
        let op = if name == Self::BinaryCrossentropy.name() { "Sigmoid" } else { "Softmax" };
        format!(
            "\"`{name}` received `from_logits=True`, but the `output` argument was produced by a \
             {op} activation and thus does not represent logits. Was this intended?"
        )
    }

    /// Whether the predictions are numbers from before the last activation.
    pub(super) const fn is_from_logits(self) -> bool {
        matches!(
            self,
            Self::BinaryCrossentropyFromLogits
                | Self::CategoricalCrossentropyFromLogits
                | Self::SparseCategoricalCrossentropyFromLogits
        )
    }

    /// Whether a target is the number of a class.
    pub const fn is_sparse(self) -> bool {
        matches!(
            self,
            Self::SparseCategoricalCrossentropy | Self::SparseCategoricalCrossentropyFromLogits
        )
    }

    /// The loss of one example.
    pub(super) fn of_row(self, t: &[f32], p: &[f32]) -> f32 {
        match self {
            Self::MeanSquaredError => mean(t, p, |t, p| (p - t) * (p - t)),
            Self::MeanAbsoluteError => mean(t, p, |t, p| (p - t).abs()),
            Self::BinaryCrossentropy => mean(t, p, |t, p| {
                let p = clipped(p);
                -(t * p.ln() + (1.0 - t) * (1.0 - p).ln())
            }),
            Self::CategoricalCrossentropy => {
                let sum: f32 = p.iter().sum();
                -t.iter().zip(p).map(|(t, p)| t * clipped(p / sum).ln()).sum::<f32>()
            }
            Self::SparseCategoricalCrossentropy => {
                let sum: f32 = p.iter().copied().map(clipped).sum();
                class(t, p).map_or(f32::NAN, |class| sum.ln() - clipped(p[class]).ln())
            }
            // -t ln s(z) - (1 - t) ln(1 - s(z)) = ln(1 + e^z) - t z
            Self::BinaryCrossentropyFromLogits => mean(t, p, |t, z| softplus(z) - t * z),
            Self::CategoricalCrossentropyFromLogits => categorical(t, p, log_sum(p)),
            Self::SparseCategoricalCrossentropyFromLogits => sparse(t, p, log_sum(p)),
        }
    }

    /// Both [`of_row`](Self::of_row) and [`slope_of_row`](Self::slope_of_row): of logits the powers are
    /// added up once.
    pub(super) fn with_slope(self, t: &[f32], p: &[f32], share: f32, slopes: &mut [f32]) -> f32 {
        let log = match self {
            Self::CategoricalCrossentropyFromLogits
            | Self::SparseCategoricalCrossentropyFromLogits => log_sum(p),
            _ => {
                self.slope_of_row(t, p, share, slopes);
                return self.of_row(t, p);
            }
        };
        if self.is_sparse() {
            sparse_slope(t, p, log, share, slopes);
            sparse(t, p, log)
        } else {
            categorical_slope(t, p, log, share, slopes);
            categorical(t, p, log)
        }
    }

    /// `∂L/∂p` of [`of_row`](Self::of_row), times `share`; 0 where a probability was clipped.
    pub(super) fn slope_of_row(self, t: &[f32], p: &[f32], share: f32, slopes: &mut [f32]) {
        let each = share / p.len() as f32;
        match self {
            Self::MeanSquaredError => slope(t, p, slopes, |t, p| 2.0 * (p - t) * each),
            Self::MeanAbsoluteError => slope(t, p, slopes, |t, p| sign(p - t) * each),
            Self::BinaryCrossentropy => slope(t, p, slopes, |t, p| {
                if is_clipped(p) { 0.0 } else { ((1.0 - t) / (1.0 - p) - t / p) * each }
            }),
            // With q = p / Σp: ∂L/∂q = -t / q and ∂L/∂p = (∂L/∂q - Σ ∂L/∂q q) / Σp.
            Self::CategoricalCrossentropy => {
                let sum: f32 = p.iter().sum();
                let in_q = |t: f32, q: f32| if is_clipped(q) { 0.0 } else { -t / q };
                let shared: f32 = t.iter().zip(p).map(|(t, p)| in_q(*t, p / sum) * p / sum).sum();
                slope(t, p, slopes, |t, p| (in_q(t, p / sum) - shared) / sum * share);
            }
            // 1 / Σp for every class, and -1 / p more for the right one.
            Self::SparseCategoricalCrossentropy => {
                let sum: f32 = p.iter().copied().map(clipped).sum();
                let right = class(t, p);
                for (idx, (p, slope)) in p.iter().zip(slopes).enumerate() {
                    let own = if right == Some(idx) { 1.0 / p } else { 0.0 };
                    *slope = if is_clipped(*p) { 0.0 } else { (1.0 / sum - own) * share };
                }
            }
            Self::BinaryCrossentropyFromLogits => {
                slope(t, p, slopes, |t, z| (sigmoid(z) - t) * each);
            }
            Self::CategoricalCrossentropyFromLogits => {
                categorical_slope(t, p, log_sum(p), share, slopes);
            }
            Self::SparseCategoricalCrossentropyFromLogits => {
                sparse_slope(t, p, log_sum(p), share, slopes);
            }
        }
    }

    /// `∂L/∂z` of binary crossentropy behind `a = sigmoid(z)`, times `share`: the logarithm and the
    /// power cancel, and what is left is `a - t`.
    pub(super) fn slope_behind_sigmoid(t: &[f32], a: &[f32], share: f32, slopes: &mut [f32]) {
        let each = share / a.len() as f32;
        slope(t, a, slopes, |t, a| (a - t) * each);
    }

    /// Whether targets of a shape say something about predictions of another.
    fn pairs(self, targets: &[usize], predictions: &[usize]) -> bool {
        match predictions.split_last() {
            Some((_, rows)) if self.is_sparse() => targets.split_last() == Some((&1, rows)),
            Some(_) => targets == predictions,
            None => false,
        }
    }

    fn wants_column(self, predictions: &ArrayViewD<'_, f32>) -> bool {
        self.is_sparse() || predictions.shape().last() == Some(&1)
    }

    fn mean_of_rows(self, targets: &ArrayViewD<'_, f32>, predictions: &ArrayViewD<'_, f32>) -> f32 {
        let Some(last) = predictions.ndim().checked_sub(1) else { return f32::NAN };
        let rows = Zip::from(targets.lanes(Axis(last))).and(predictions.lanes(Axis(last)));
        let sum =
            rows.fold(0.0, |sum, t, p| sum + f64::from(self.of_row(&t.to_vec(), &p.to_vec())));
        let rows: usize = predictions.shape()[..last].iter().product();
        (sum / rows as f64) as f32
    }
}

/// How near a probability may come to 0 or 1, so that its logarithm stays finite.
const EPSILON: f32 = 1e-7;

fn clipped(p: f32) -> f32 {
    p.clamp(EPSILON, 1.0 - EPSILON)
}

fn is_clipped(p: f32) -> bool {
    !(EPSILON..=1.0 - EPSILON).contains(&p)
}

fn mean(t: &[f32], p: &[f32], of: impl Fn(f32, f32) -> f32) -> f32 {
    t.iter().zip(p).map(|(t, p)| of(*t, *p)).sum::<f32>() / p.len() as f32
}

fn slope(t: &[f32], p: &[f32], slopes: &mut [f32], of: impl Fn(f32, f32) -> f32) {
    t.iter().zip(p).zip(slopes).for_each(|((t, p), slope)| *slope = of(*t, *p));
}

/// -1, 0 or 1.
fn sign(number: f32) -> f32 {
    if number == 0.0 { 0.0 } else { number.signum() }
}

/// `-Σ t (z - ln Σ e^z)`.
fn categorical(t: &[f32], z: &[f32], log: f32) -> f32 {
    t.iter().zip(z).map(|(t, z)| t * (log - z)).sum()
}

fn categorical_slope(t: &[f32], z: &[f32], log: f32, share: f32, slopes: &mut [f32]) {
    slope(t, z, slopes, |t, z| ((z - log).exp() - t) * share);
}

/// `ln Σ e^z - z` of the right class.
fn sparse(t: &[f32], z: &[f32], log: f32) -> f32 {
    class(t, z).map_or(f32::NAN, |class| log - z[class])
}

fn sparse_slope(t: &[f32], z: &[f32], log: f32, share: f32, slopes: &mut [f32]) {
    z.iter().zip(&mut *slopes).for_each(|(z, slope)| *slope = (z - log).exp() * share);
    if let Some(class) = class(t, z) {
        slopes[class] -= share;
    }
}

/// `ln Σ e^z`, with the largest `z` taken off first, so that no power overflows.
fn log_sum(z: &[f32]) -> f32 {
    let largest = z.iter().fold(f32::NEG_INFINITY, |largest, z| largest.max(*z));
    largest + z.iter().map(|z| (z - largest).exp()).sum::<f32>().ln()
}

/// The class a target names, if there is a prediction for it; a fraction is cut off.
fn class(t: &[f32], p: &[f32]) -> Option<usize> {
    let class = *t.first()?;
    (class > -1.0 && class < p.len() as f32).then_some(class as usize)
}

/// The shape both fit if an axis of length 1 is repeated, provided they have equally many axes.
fn common_shape(left: &[usize], right: &[usize]) -> Vec<usize> {
    left.iter().zip(right).map(|(left, right)| if *left == 1 { *right } else { *left }).collect()
}
