//! The lowest place of a landscape within what a picture shows of it.

use super::landscape::Landscape;
use super::plane::Plane;

/// The lowest place, if it is within the plane and lower than all around it.
///
/// Where it is not known, it is looked for from the lowest of some places on, in steps that halve
/// (Hooke and Jeeves 1961, <https://doi.org/10.1145/321062.321069>). A floor that leads out of the
/// plane, or one that is level, has none.
pub(super) fn lowest(landscape: &Landscape, plane: &Plane) -> Option<[f64; 2]> {
    if let Some(lowest) = landscape.lowest() {
        return Some(lowest).filter(|at| plane.holds(*at));
    }
    let Landscape::Asked(asked) = landscape else { return None };
    if !asked.is_whole() {
        return None;
    }
    let loss = |at: [f64; 2]| landscape.loss(plane.at(at));
    let found = search(&loss);
    is_lowest(&loss, found).then(|| plane.at(found))
}

/// From the lowest of some places downhill, as shares of the axes.
fn search(loss: &impl Fn([f64; 2]) -> f64) -> [f64; 2] {
    let share = |index: u32| f64::from(index) / f64::from(SIDE);
    let places = (0..=SIDE).flat_map(|up| (0..=SIDE).map(move |a| [share(a), share(up)]));
    let known = places.map(|at| (at, loss(at))).filter(|(_, loss)| loss.is_finite());
    let Some((mut at, mut height)) = known.min_by(|(_, a), (_, b)| a.total_cmp(b)) else {
        return [0.0, 0.0];
    };
    let mut step = 0.5 / f64::from(SIDE);
    while step > FINEST {
        let next = around(at, step).map(|at| (at, loss(at)));
        match next.min_by(|(_, a), (_, b)| a.total_cmp(b)) {
            Some((lower, loss)) if loss < height => (at, height) = (lower, loss),
            _ => step /= 2.0,
        }
    }
    at
}

/// Whether it is lower by more than rounding than every place a little way off.
fn is_lowest(loss: &impl Fn([f64; 2]) -> f64, at: [f64; 2]) -> bool {
    let height = loss(at);
    let reach = 1.0 / f64::from(SIDE);
    let is_inside = at.iter().all(|share| (reach..=1.0 - reach).contains(share));
    is_inside && around(at, reach).all(|at| loss(at) > height + height.abs() * 1e-4 + 1e-9)
}

fn around([x, y]: [f64; 2], step: f64) -> impl Iterator<Item = [f64; 2]> {
    let ways = [-1.0, 0.0, 1.0].into_iter().flat_map(|dx| [-1.0, 0.0, 1.0].map(|dy| [dx, dy]));
    let others = ways.filter(|way| *way != [0.0, 0.0]);
    others.map(move |[dx, dy]| [x + dx * step, y + dy * step].map(|share| share.clamp(0.0, 1.0)))
}

const SIDE: u32 = 12;
const FINEST: f64 = 1e-4;
