//! The parts of a line that lie within the axes.

use super::range::Range;

/// The visible parts of the line through `points`, each a row of points as shares of the axes.
///
/// Segments are cut where they leave the axes, never bent, and never drawn across a value that is
/// not finite.
pub(super) fn visible(points: &[[f64; 2]], x: Range, y: Range) -> Vec<Vec<[f64; 2]>> {
    let shares: Vec<[f64; 2]> =
        points.iter().map(|point| [share(x, point[0]), share(y, point[1])]).collect();
    let finite = |point: &[f64; 2]| point[0].is_finite() && point[1].is_finite();
    shares.split(|point| !finite(point)).flat_map(clipped).collect()
}

/// Bounded, so that differences stay finite; beyond that no screen shows a slope.
fn share(range: Range, value: f64) -> f64 {
    let is_known = range.coordinate(value).is_finite();
    if is_known { range.share(value).clamp(-1e100, 1e100) } else { f64::NAN }
}

/// The parts of one unbroken line inside the unit square.
fn clipped(line: &[[f64; 2]]) -> Vec<Vec<[f64; 2]>> {
    let single = [line, line].concat();
    let line = if line.len() == 1 { &single } else { line };
    let mut paths: Vec<Vec<[f64; 2]>> = Vec::new();
    let mut joined = false;
    for pair in line.windows(2) {
        let Some([start, end]) = inside(pair[0], pair[1]) else {
            joined = false;
            continue;
        };
        match paths.last_mut() {
            Some(path) if joined && start <= 0.0 => path.push(between(pair, end)),
            _ => paths.push(vec![between(pair, start), between(pair, end)]),
        }
        joined = end >= 1.0;
    }
    paths
}

fn between(pair: &[[f64; 2]], t: f64) -> [f64; 2] {
    let along = |axis: usize| pair[0][axis] + t * (pair[1][axis] - pair[0][axis]);
    [along(0).clamp(0.0, 1.0), along(1).clamp(0.0, 1.0)]
}

/// Which stretch of the segment from `a` (0) to `b` (1) is inside the unit square, by the method of
/// Liang and Barsky.
fn inside(a: [f64; 2], b: [f64; 2]) -> Option<[f64; 2]> {
    let mut stretch = [0.0_f64, 1.0];
    for axis in 0..2 {
        let run = b[axis] - a[axis];
        let (low, high) = (-BORDER - a[axis], 1.0 + BORDER - a[axis]);
        if run != 0.0 {
            let (t, u) = (low / run, high / run);
            stretch = [stretch[0].max(t.min(u)), stretch[1].min(t.max(u))];
        } else if low > 0.0 || high < 0.0 {
            return None;
        }
    }
    (stretch[0] <= stretch[1]).then_some(stretch)
}

/// A line a rounding error away from a border is on it.
const BORDER: f64 = 1e-6;
