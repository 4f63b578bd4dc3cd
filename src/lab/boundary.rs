//! The decision boundary of a model with one input: where its output is at the threshold.

use super::subject::Subject;

/// Where an output counts as a yes, unless it is said otherwise.
pub(super) const HALF: f64 = 0.5;

/// Where the output crosses `level`, from left to right.
///
/// For one sigmoid unit that is exactly at (z - b) / w, wherever that is, with z = ln(p / (1 - p)),
/// which is 0 for p = 0.5. Other models are searched over `range`, by halving the stretch between
/// two samples that lie on different sides.
pub(super) fn of(model: Subject<'_>, range: [f64; 2], level: f64) -> Vec<f64> {
    let z = (level / (1.0 - level)).ln();
    match model.single_sigmoid() {
        Some((w, _)) if w == 0.0 || !z.is_finite() => Vec::new(),
        Some((w, b)) => vec![(z - b) / w],
        None => search(model, range, level),
    }
}

/// How steep the output is at `x`, in output per unit of x: |w| / 4 for one sigmoid unit, since
/// g'(0) = 1/4; else the slope between two points close by, for a chart from `from` to `to`.
pub(super) fn steepness(model: Subject<'_>, x: f64, [from, to]: [f64; 2]) -> f64 {
    if let Some((w, _)) = model.single_sigmoid() {
        return w.abs() / 4.0;
    }
    let stride = (to - from) * STRIDE;
    let outputs = model.sample(&[x - stride, x + stride]);
    (outputs[1] - outputs[0]).abs() / (2.0 * stride)
}

const STRIDE: f64 = 1e-4;
const SAMPLES: u32 = 400;
const HALVINGS: u32 = 30;

fn search(model: Subject<'_>, [from, to]: [f64; 2], level: f64) -> Vec<f64> {
    let at = |index: u32| from + (to - from) * f64::from(index) / f64::from(SAMPLES);
    let xs: Vec<f64> = (0..=SAMPLES).map(at).collect();
    let outputs = model.sample(&xs);
    // An output that is no number lies on neither side.
    let crosses = |pair: &&[(f64, f64)]| {
        let [(_, left), (_, right)] = pair else { return false };
        left.is_finite() && right.is_finite() && (*left < level) != (*right < level)
    };
    let samples: Vec<(f64, f64)> = xs.into_iter().zip(outputs).collect();
    let halved = |pair: &[(f64, f64)]| halve(model, level, pair[0], pair[1].0);
    samples.windows(2).filter(crosses).map(halved).collect()
}

fn halve(model: Subject<'_>, level: f64, (mut from, output): (f64, f64), mut to: f64) -> f64 {
    let starts_below = output < level;
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(from, to);
        let is_before = (model.sample(&[middle])[0] < level) == starts_below;
        (from, to) = if is_before { (middle, to) } else { (from, middle) };
    }
    f64::midpoint(from, to)
}
