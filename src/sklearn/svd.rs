//! Singular values, by turning pairs of columns until all stand at right angles
//! (Hestenes 1958, <https://doi.org/10.1137/0106005>; why it is so exact: Demmel and Veselić 1992,
//! <https://doi.org/10.1137/0613074>).

use ndarray::ArrayView2;

/// `A = U · S · Vᵀ`.
pub(super) struct Parts {
    /// The columns of U · S: A's own, turned; each is as long as its singular value.
    pub(super) turned: Vec<Vec<f64>>,
    /// The columns of V: how they were turned.
    pub(super) turns: Vec<Vec<f64>>,
    /// S, in no order.
    pub(super) singular: Vec<f64>,
}

/// More are not needed: after six to ten nothing changes any more.
const SWEEPS: usize = 60;

/// Turns the columns of `a`, which has at least as many rows.
pub(super) fn parts(a: &ArrayView2<'_, f64>) -> Parts {
    // Kept column by column: what is turned together lies together.
    let mut turned: Vec<Vec<f64>> = a.columns().into_iter().map(|column| column.to_vec()).collect();
    let columns = turned.len();
    let mut turns: Vec<Vec<f64>> = (0..columns)
        .map(|one| (0..columns).map(|other| f64::from(u8::from(one == other))).collect())
        .collect();
    for _ in 0..SWEEPS {
        let mut is_done = true;
        for one in 0..columns {
            for other in one + 1..columns {
                if let Some(turn) = turn(&turned[one], &turned[other]) {
                    is_done = false;
                    turn.apply(&mut turned, one, other);
                    turn.apply(&mut turns, one, other);
                }
            }
        }
        if is_done {
            break;
        }
    }
    let singular = turned.iter().map(|column| product(column, column).sqrt()).collect();
    Parts { turned, turns, singular }
}

/// A turn of two columns in their plane.
struct Turn {
    cos: f64,
    sin: f64,
}

/// The turn that puts two columns at right angles; none if they stand so.
fn turn(a: &[f64], b: &[f64]) -> Option<Turn> {
    let (aa, bb, ab) = (product(a, a), product(b, b), product(a, b));
    if ab == 0.0 || ab.abs() <= f64::EPSILON * aa.sqrt() * bb.sqrt() {
        return None;
    }
    let zeta = (bb - aa) / (2.0 * ab);
    let tan = zeta.signum() / (zeta.abs() + zeta.hypot(1.0));
    let cos = 1.0 / tan.hypot(1.0);
    Some(Turn { cos, sin: cos * tan })
}

impl Turn {
    /// Turns the columns `one` and `other`, which comes after it.
    fn apply(&self, columns: &mut [Vec<f64>], one: usize, other: usize) {
        let (before, after) = columns.split_at_mut(other);
        for (a, b) in before[one].iter_mut().zip(&mut after[0]) {
            (*a, *b) = (self.cos * *a - self.sin * *b, self.sin * *a + self.cos * *b);
        }
    }
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
