//! Points made by a formula and a generator, as `sklearn.datasets` makes them, and a few more.
//!
//! With the same `random_state`, [`make_blobs`], [`make_moons`] and [`make_circles`] give the numbers
//! that scikit-learn gives.

use std::f64::consts::PI;

use super::{RandomState, Table, table};

/// Points, shape (samples, features), and a target for each.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The points.
    pub x: Table,
    /// The number of a class, or a value.
    pub y: Vec<f64>,
}

/// `make_blobs(n_samples, centers=…, cluster_std=…, random_state=…)`: a cloud around each center,
/// which is its class. All centers need as many coordinates as the first.
pub fn make_blobs(samples: usize, centers: &[Vec<f64>], deviation: f64, seed: u32) -> Made {
    let mut state = RandomState::new(seed);
    let (mut points, mut y) = (Vec::new(), Vec::new());
    for (class, center) in centers.iter().enumerate() {
        let more = usize::from(class < samples % centers.len());
        for _ in 0..samples / centers.len() + more {
            points.extend(center.iter().map(|at| at + deviation * state.standard_normal()));
            y.push(class as f64);
        }
    }
    let features = centers.first().map_or(0, Vec::len);
    shuffled(&points, features, &y, &mut state)
}

/// `make_moons(n_samples, noise=…, random_state=…)`: two half circles that reach into each other.
pub fn make_moons(samples: usize, noise: Option<f64>, seed: u32) -> Made {
    let (outer, inner) = (samples / 2, samples - samples / 2);
    let outer = linspace(0.0, PI, outer).map(|t| [t.cos(), t.sin()]);
    let inner = linspace(0.0, PI, inner).map(|t| [1.0 - t.cos(), 1.0 - t.sin() - 0.5]);
    two(outer.collect(), inner.collect(), noise, seed)
}

/// `make_circles(n_samples, noise=…, random_state=…)`: a circle within a circle, 0.8 as large.
pub fn make_circles(samples: usize, noise: Option<f64>, seed: u32) -> Made {
    let circle = |samples: usize, radius: f64| {
        // The end of a circle is its beginning.
        let around = linspace(0.0, 2.0 * PI, samples + 1).take(samples);
        around.map(|t| [t.cos() * radius, t.sin() * radius]).collect()
    };
    two(circle(samples / 2, 1.0), circle(samples - samples / 2, 0.8), noise, seed)
}

/// Two arms that wind around each other, one and a half times.
pub fn make_spiral(samples: usize, noise: Option<f64>, seed: u32) -> Made {
    let arm = |samples: usize, side: f64| {
        let along = linspace(0.25, 1.0, samples).map(|t| (t, 3.0 * PI * t));
        along.map(|(r, t)| [side * r * t.cos(), side * r * t.sin()]).collect()
    };
    two(arm(samples / 2, 1.0), arm(samples - samples / 2, -1.0), noise, seed)
}

/// Points of a square around 0: class 1 where one coordinate is above 0 and the other is not.
pub fn make_xor(samples: usize, noise: Option<f64>, seed: u32) -> Made {
    let mut state = RandomState::new(seed);
    let mut points: Vec<f64> = (0..2 * samples).map(|_| state.uniform(-1.0..1.0)).collect();
    let is_one = |point: &[f64]| f64::from(u8::from((point[0] > 0.0) != (point[1] > 0.0)));
    let y = points.chunks_exact(2).map(is_one).collect();
    shake(&mut points, noise, &mut state);
    Made { x: table(samples, 2, &points), y }
}

/// A line, `y = 2x + 1` over x from 0 to 1, and normal noise of that deviation.
pub fn make_line(samples: usize, noise: Option<f64>, seed: u32) -> Made {
    curve(&linspace(0.0, 1.0, samples).collect::<Vec<_>>(), |x| 2.0 * x + 1.0, noise, seed)
}

/// One wave, `y = sin x` over x from 0 to 2π, and normal noise of that deviation.
pub fn make_sine(samples: usize, noise: Option<f64>, seed: u32) -> Made {
    curve(&linspace(0.0, 2.0 * PI, samples).collect::<Vec<_>>(), f64::sin, noise, seed)
}

/// A parabola, `y = x²` over x from 0 to 49. What is added grows with y: `noise · x² · (u − 0.5)`,
/// each u from 0 to 1; the noise is 0.7 if none is given.
pub fn make_polynomial(samples: usize, noise: Option<f64>, seed: u32) -> Made {
    let (mut state, noise) = (RandomState::new(seed), noise.unwrap_or(0.7));
    let x: Vec<f64> = linspace(0.0, 49.0, samples).collect();
    let y = x.iter().map(|x| x * x + noise * (x * x) * (state.random_sample() - 0.5)).collect();
    Made { x: table(samples, 1, &x), y }
}

/// So many numbers from one to another, evenly, both included.
fn linspace(from: f64, to: f64, count: usize) -> impl Iterator<Item = f64> {
    let step = if count > 1 { (to - from) / (count - 1) as f64 } else { 0.0 };
    let is_last = move |at: usize| at > 0 && at + 1 == count;
    (0..count).map(move |at| if is_last(at) { to } else { at as f64 * step + from })
}

/// Points of two classes, shuffled, then each moved a little.
fn two(zero: Vec<[f64; 2]>, one: Vec<[f64; 2]>, noise: Option<f64>, seed: u32) -> Made {
    let mut state = RandomState::new(seed);
    let y: Vec<f64> = zero.iter().map(|_| 0.0).chain(one.iter().map(|_| 1.0)).collect();
    let points: Vec<f64> = zero.into_iter().chain(one).flatten().collect();
    let mut made = shuffled(&points, 2, &y, &mut state);
    if let Some(numbers) = made.x.as_slice_mut() {
        shake(numbers, noise, &mut state);
    }
    made
}

fn shuffled(points: &[f64], features: usize, y: &[f64], state: &mut RandomState) -> Made {
    let order = state.permutation(y.len());
    let rows = order.iter().flat_map(|row| &points[row * features..(row + 1) * features]);
    let points: Vec<f64> = rows.copied().collect();
    let y = order.iter().map(|row| y[*row]).collect();
    Made { x: table(order.len(), features, &points), y }
}

/// Adds normal noise of that deviation to every number.
fn shake(numbers: &mut [f64], noise: Option<f64>, state: &mut RandomState) {
    if let Some(noise) = noise {
        for number in numbers {
            *number += noise * state.standard_normal();
        }
    }
}

fn curve(x: &[f64], of: impl Fn(f64) -> f64, noise: Option<f64>, seed: u32) -> Made {
    let mut y: Vec<f64> = x.iter().map(|x| of(*x)).collect();
    shake(&mut y, noise, &mut RandomState::new(seed));
    Made { x: table(x.len(), 1, x), y }
}
