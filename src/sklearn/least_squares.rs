//! Least squares: the `w` with the smallest `‖A · w − b‖²`, and of several the shortest.
//!
//! QR answers where the columns are independent. Where they are not, or are so nearly not that
//! `cutoff` asks to leave directions out, the singular values of its triangle do.

use super::Table;
use super::qr::{self, Triangle};
use super::svd;

/// The solution. Directions whose singular value is at most `cutoff` times the largest are left out,
/// as LAPACK's `gelsd` does, and always those that are rounding only.
pub(super) fn solve(a: &Table, b: Vec<f64>, cutoff: f64) -> Vec<f64> {
    let (rows, columns) = a.dim();
    let triangle = qr::triangle(a, b);
    let sorted = if triangle.rank == columns && keeps_all(&triangle.r, cutoff) {
        qr::back_substituted(&triangle.r, &triangle.b)
    } else {
        let least = f64::EPSILON * rows.max(columns) as f64;
        shortest(&triangle, cutoff.max(least))
    };
    let mut w = vec![0.0; columns];
    triangle.order.iter().zip(sorted).for_each(|(column, number)| w[*column] = number);
    w
}

/// Whether it is certain that no singular value is below the cutoff: the smallest is at least 1 over
/// the length of the inverse, the largest at most the length of the triangle.
fn keeps_all(r: &Table, cutoff: f64) -> bool {
    if cutoff == 0.0 {
        return true;
    }
    let columns = r.ncols();
    let mut square = 0.0;
    for column in 0..columns {
        let mut unit = vec![0.0; columns];
        unit[column] = 1.0;
        square += qr::back_substituted(r, &unit).iter().map(|part| part * part).sum::<f64>();
    }
    let length = r.iter().map(|number| number * number).sum::<f64>().sqrt();
    cutoff * length * square.sqrt() < 1.0
}

/// `w = Σ (uᵢ · b) / sᵢ · vᵢ` over the singular values that count.
fn shortest(triangle: &Triangle, cutoff: f64) -> Vec<f64> {
    // R's rows below its rank are rounding. It is at most as high as wide: so its transpose is turned,
    // and U and V change places.
    let parts = svd::parts(&triangle.r.slice(ndarray::s![..triangle.rank, ..]).t());
    let largest = parts.singular.iter().copied().fold(0.0, f64::max);
    let mut w = vec![0.0; triangle.r.ncols()];
    for (idx, singular) in parts.singular.iter().enumerate() {
        if *singular > cutoff * largest {
            let along: f64 = parts.turns[idx].iter().zip(&triangle.b).map(|(u, b)| u * b).sum();
            let length = along / singular / singular;
            w.iter_mut().zip(&parts.turned[idx]).for_each(|(w, part)| *w += length * part);
        }
    }
    w
}
