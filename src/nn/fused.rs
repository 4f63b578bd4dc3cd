//! `a · b + c`, rounded once: what processors do in one go, and NumPy and oneDNN with them.

/// `a · b + c`, rounded once.
///
/// The product of two float32 is exact in a float64. That the sum is rounded to a float64 first
/// shows about once in a billion.
pub(super) fn multiply_add(a: f32, b: f32, c: f32) -> f32 {
    (f64::from(a) * f64::from(b) + f64::from(c)) as f32
}

/// A polynomial, its highest coefficient first.
pub(super) fn polynomial(coefficients: &[f32], x: f32) -> f32 {
    coefficients.iter().fold(0.0, |sum, coefficient| multiply_add(sum, x, *coefficient))
}
