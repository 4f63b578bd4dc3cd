//! What a leaf says and what a split is worth, by the sums G and H of its rows' gradients and
//! hessians (Chen and Guestrin 2016, equations 5 to 7, <https://doi.org/10.1145/2939672.2939785>).
//! Sums are float64, what comes out is float32.

use std::ops::{AddAssign, Sub};

use super::objective::GradientPair;

/// The sums of some rows.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct GradStats {
    /// G: the sum of the gradients.
    pub sum_grad: f64,
    /// H: the sum of the hessians, what the rows weigh. `XGBoost` prints it as `cover`.
    pub sum_hess: f64,
}

/// What leaves and splits cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Penalty {
    /// λ, `lambda`: as if each leaf had rows of that weight that want 0.
    pub lambda: f32,
    /// α, `alpha`: G is brought nearer to 0 by so much, and stays there.
    pub alpha: f32,
    /// `min_child_weight`: rows that weigh less make no side of a split.
    pub min_child_weight: f32,
}

/// −G / (H + λ): what a leaf says, before η; G is brought nearer to 0 by α. 0 if the rows weigh less
/// than `min_child_weight`, or nothing.
pub fn leaf_weight(stats: GradStats, penalty: &Penalty) -> f32 {
    let GradStats { sum_grad, sum_hess } = stats;
    if sum_hess < f64::from(penalty.min_child_weight) || sum_hess <= 0.0 {
        return 0.0;
    }
    (-shrunk(sum_grad, penalty.alpha) / (sum_hess + f64::from(penalty.lambda))) as f32
}

/// G² / (H + λ): twice as much as the leaf takes off the loss; G is brought nearer to 0 by α.
#[inline]
pub fn score(stats: GradStats, penalty: &Penalty) -> f32 {
    let GradStats { sum_grad, sum_hess } = stats;
    if sum_hess <= 0.0 {
        return 0.0;
    }
    let shrunk = shrunk(sum_grad, penalty.alpha);
    (shrunk * shrunk) as f32 / (sum_hess + f64::from(penalty.lambda)) as f32
}

/// What a split is worth: the scores of both sides less that of the node.
///
/// `XGBoost` leaves out the ½ of the paper, and takes back what is below γ only when the tree is
/// grown.
pub fn gain(node: GradStats, left: GradStats, right: GradStats, penalty: &Penalty) -> f32 {
    gain_over(score(node, penalty), left, right, penalty)
}

/// The same, where the score of the node is known.
#[inline]
pub(super) fn gain_over(node: f32, left: GradStats, right: GradStats, penalty: &Penalty) -> f32 {
    (score(left, penalty) + score(right, penalty)) - node
}

/// G brought nearer to 0 by α.
#[inline]
fn shrunk(sum_grad: f64, alpha: f32) -> f64 {
    let alpha = f64::from(alpha);
    if sum_grad > alpha {
        sum_grad - alpha
    } else if sum_grad < -alpha {
        sum_grad + alpha
    } else {
        0.0
    }
}

impl GradStats {
    /// The sums of these rows, in their order.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a GradientPair>) -> Self {
        rows.into_iter().fold(Self::default(), |mut sums, row| {
            sums += *row;
            sums
        })
    }
}

impl AddAssign<GradientPair> for GradStats {
    #[inline]
    fn add_assign(&mut self, row: GradientPair) {
        self.sum_grad += f64::from(row.grad);
        self.sum_hess += f64::from(row.hess);
    }
}

impl Sub for GradStats {
    type Output = Self;

    #[inline]
    fn sub(self, other: Self) -> Self {
        Self { sum_grad: self.sum_grad - other.sum_grad, sum_hess: self.sum_hess - other.sum_hess }
    }
}
