//! How mixed a set of rows is, and how much a question sorts it.
//!
//! A node holds n rows, of which c are of each class; p = c / n is a class's share.
//!
//! | criterion | formula | of 5 and 5 |
//! |---|---|---|
//! | entropy (Shannon 1948, <https://doi.org/10.1002/j.1538-7305.1948.tb01338.x>) | `H = −Σ p · log₂ p`, with 0 · log₂ 0 = 0 | 1 |
//! | gini (Breiman, Friedman, Olshen, Stone 1984) | `G = 1 − Σ p²` | 0.5 |
//! | squared error | `Σ y² / n − (Σ y / n)²`, the variance of the targets | |
//!
//! The gain of a question is what it takes away: `I − w_left · I_left − w_right · I_right`, where w is
//! the share of the node's rows that go to a side.

use std::f64::consts::LN_2;

/// What a tree makes small (`criterion`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Criterion {
    /// `"gini"`: how often two rows drawn with repetition are of different classes.
    #[default]
    Gini,
    /// `"entropy"`: how many yes-or-no answers it takes to name a row's class, in bits.
    Entropy,
    /// `"squared_error"`: the mean squared distance from the mean.
    SquaredError,
}

impl Criterion {
    /// Its name in scikit-learn.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gini => "gini",
            Self::Entropy => "entropy",
            Self::SquaredError => "squared_error",
        }
    }

    /// The impurity of weighted counts of the classes that sum to `n`. Numbers have no counts.
    #[inline]
    pub(super) fn of_counts(self, counts: &[f64], n: f64) -> f64 {
        match self {
            Self::Entropy => entropy_of(counts, n),
            Self::Gini | Self::SquaredError => gini_of(counts, n),
        }
    }
}

/// `H = −Σ p · log₂ p` in bits, of counts of each class; of no rows, 0.
pub fn entropy(counts: &[f64]) -> f64 {
    let n: f64 = counts.iter().sum();
    if n > 0.0 { entropy_of(counts, n) } else { 0.0 }
}

/// `1 − Σ p²`, of counts of each class; of no rows, 0.
pub fn gini(counts: &[f64]) -> f64 {
    let n: f64 = counts.iter().sum();
    if n > 0.0 { gini_of(counts, n) } else { 0.0 }
}

/// The mean squared distance of numbers from their mean; of none, 0.
pub fn squared_error(numbers: &[f64]) -> f64 {
    if numbers.is_empty() {
        return 0.0;
    }
    let n = numbers.len() as f64;
    let (sum, squares) =
        numbers.iter().fold((0.0, 0.0), |(sum, squares), y| (sum + y, squares + y * y));
    spread(sum, squares, n)
}

/// `Σ y² / n − (Σ y / n)²`.
pub(super) fn spread(sum: f64, squares: f64, n: f64) -> f64 {
    let mean = sum / n;
    squares / n - mean * mean
}

// Not log2: scikit-learn divides two logarithms, which differs in the last digit.
#[inline]
fn entropy_of(counts: &[f64], n: f64) -> f64 {
    let some = counts.iter().filter(|count| **count > 0.0);
    some.fold(0.0, |sum, count| {
        let share = count / n;
        sum - share * (share.ln() / LN_2)
    })
}

#[inline]
fn gini_of(counts: &[f64], n: f64) -> f64 {
    let squares = counts.iter().fold(0.0, |sum, count| sum + count * count);
    1.0 - squares / (n * n)
}
