//! A curve between its points.

/// The value of a curve at an x, on the line between the two points around it; none where there are no
/// points around it.
pub fn value_at(points: &[[f64; 2]], x: f64) -> Option<f64> {
    let pair = points.windows(2).find(|pair| pair[0][0] <= x && x <= pair[1][0])?;
    let along = (x - pair[0][0]) / (pair[1][0] - pair[0][0]);
    let value = pair[0][1] + along * (pair[1][1] - pair[0][1]);
    Some(if pair[0][0] == pair[1][0] { pair[0][1] } else { value })
}
