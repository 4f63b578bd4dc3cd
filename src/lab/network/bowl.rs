//! The loss of one unit from above, over its weight and its bias, with the way that a training has
//! gone and the place where it is lowest.

use std::sync::Arc;

use crate::chart::{
    Axis, Chart, Field, Mark, Proportion, Ramp, Role, Series, Sliced, Spread, nice_range,
};
use crate::lab::number::brief;
use crate::nn::{Activation, Loss};

use super::reach::{Along, range, widened};
use super::slope::Unit;

/// The picture, for a unit with one input. `way` leads from where a training began to where it is.
pub(in crate::lab) fn draw(unit: &Unit, loss: Loss, way: &[[f64; 2]]) -> Option<Sliced> {
    let [w] = unit.w.as_slice() else { return None };
    let here = [f64::from(*w), f64::from(unit.b)];
    let [x, y] = [Along::Weight(0), Along::Bias].map(|along| {
        let axis = usize::from(along == Along::Bias);
        let values = way.iter().map(|point| point[axis]).chain([here[axis]]);
        widened(range(unit, along), ends(values))
    });
    let plane = Plane { x, y };
    let landscape = Landscape::of(unit, loss);
    let (floor, top) = landscape.ends(&plane);
    let levels = levels(floor, top);
    let name = loss.name().replace('_', " ");
    let mut series = vec![Series::Shade {
        name: "loss".to_owned(),
        ramp: Ramp::Amount,
        spread: Spread::Log,
        from: floor,
        to: top,
        values: landscape.field(plane),
    }];
    series.extend(landscape.contours(plane, &levels));
    series.extend(marks(landscape.lowest(), here, way, &plane));
    let [below, beside] = slices(&landscape, &plane, here);
    let plane = Chart {
        proportion: Proportion::Plane,
        title: Some(name),
        x: Axis::new("w", x[0], x[1]),
        y: Axis::new("b", y[0], y[1]),
        series,
    };
    Some(Sliced { plane, below, beside })
}

/// The loss along w with b as it is, and along b with w as it is.
fn slices(landscape: &Landscape, plane: &Plane, here: [f64; 2]) -> [Chart; 2] {
    let share = |step: u32| f64::from(step) / f64::from(STEPS);
    let along_w = (0..=STEPS).map(|step| {
        let w = plane.at(share(step), 0.0)[0];
        [w, landscape.loss([w, here[1]])]
    });
    let along_b = (0..=STEPS).map(|step| {
        let b = plane.at(0.0, share(step))[1];
        [landscape.loss([here[0], b]), b]
    });
    let (along_w, along_b): (Vec<[f64; 2]>, Vec<[f64; 2]>) = (along_w.collect(), along_b.collect());
    let height = landscape.loss(here);
    let axis = |losses: Vec<f64>| {
        Axis::new("", 0.0, nice_range(losses.into_iter().chain([0.0, height]), 0.0).1)
    };
    let below = Chart {
        proportion: Proportion::Course,
        title: Some(format!("loss along w, where b = {}", brief(rounded(here[1])))),
        x: Axis::new("w", plane.x[0], plane.x[1]),
        y: axis(along_w.iter().map(|point| point[1]).collect()),
        series: slice(along_w, [here[0], height]),
    };
    let beside = Chart {
        proportion: Proportion::Course,
        title: Some(format!("loss along b, where w = {}", brief(rounded(here[0])))),
        x: axis(along_b.iter().map(|point| point[0]).collect()),
        y: Axis::new("b", plane.y[0], plane.y[1]),
        series: slice(along_b, [height, here[1]]),
    };
    [below, beside]
}

fn slice(points: Vec<[f64; 2]>, here: [f64; 2]) -> Vec<Series> {
    vec![
        Series::Curve { name: "loss".to_owned(), role: Role::Model, points },
        Series::Points {
            name: "here".to_owned(),
            role: Role::Crosshair,
            mark: Mark::Diamond,
            points: vec![here],
        },
    ]
}

/// The part of the weights and biases that is shown.
#[derive(Clone, Copy)]
struct Plane {
    x: [f64; 2],
    y: [f64; 2],
}

impl Plane {
    fn at(&self, across: f64, up: f64) -> [f64; 2] {
        let along = |[from, to]: [f64; 2], share: f64| from + (to - from) * share;
        [along(self.x, across), along(self.y, up)]
    }

    fn holds(&self, [w, b]: [f64; 2]) -> bool {
        let within = |[from, to]: [f64; 2], value: f64| (from..=to).contains(&value);
        within(self.x, w) && within(self.y, b)
    }
}

/// The loss over weight and bias.
enum Landscape {
    /// That of a line and the squares of its errors.
    Bowl(Bowl),
    /// Any other, asked of the unit for some of the examples: to the eye it is the same.
    Other(Arc<Unit>, Option<[f64; 2]>),
}

/// `loss = least + spread · dw² + 2 · lean · dw · db + db²`, where dw and db lead from the lowest
/// place to (w, b): spread is the mean of x², lean the mean of x.
#[derive(Clone, Copy)]
struct Bowl {
    lowest: [f64; 2],
    least: f64,
    spread: f64,
    lean: f64,
}

impl Landscape {
    fn of(unit: &Unit, loss: Loss) -> Self {
        let is_line = unit.activation == Activation::Linear && loss == Loss::MeanSquaredError;
        if let Some(bowl) = Bowl::of(unit).filter(|_| is_line) {
            return Self::Bowl(bowl);
        }
        let some = Arc::new(unit.thinned(EXAMPLES));
        let is_whole = unit.x.shape()[0] <= EXAMPLES;
        let is_convex = loss == Loss::BinaryCrossentropy && is_whole;
        let lowest = is_convex.then(|| some.lowest()).flatten();
        Self::Other(some, lowest)
    }

    fn loss(&self, [w, b]: [f64; 2]) -> f64 {
        match self {
            Self::Bowl(bowl) => bowl.loss([w, b]),
            Self::Other(unit, _) => unit.loss_at(&[w as f32], b as f32),
        }
    }

    /// Where it is lowest, if it is so in one place.
    fn lowest(&self) -> Option<[f64; 2]> {
        match self {
            Self::Bowl(bowl) => Some(bowl.lowest),
            Self::Other(_, lowest) => *lowest,
        }
    }

    /// The least loss that is told from less, and the greatest there is on the plane.
    fn ends(&self, plane: &Plane) -> (f64, f64) {
        let along = |index: u32| f64::from(index) / f64::from(SIDE);
        let places = (0..=SIDE).flat_map(|up| (0..=SIDE).map(move |across| (across, up)));
        let losses = places.map(|(across, up)| self.loss(plane.at(along(across), along(up))));
        let here = self.lowest().filter(|lowest| plane.holds(*lowest));
        let known = losses.chain(here.map(|at| self.loss(at)));
        let [least, most] = ends(known.filter(|loss| loss.is_finite()));
        let most = if most > 0.0 && most.is_finite() { most } else { 1.0 };
        (least.clamp(most * DEPTH, most / 2.0), most)
    }

    /// The lowest loss within each place of a picture, so that the floor of a valley that is
    /// narrower than a place is seen to be one.
    fn field(&self, plane: Plane) -> Field {
        match self {
            Self::Bowl(bowl) => {
                let bowl = *bowl;
                Field::asked(16, move |across, up| {
                    let (width, height) = (apart(across, plane.x), apart(up, plane.y));
                    places(across, up)
                        .map(|(a, u)| bowl.within(plane.at(a, u), [width, height]))
                        .collect()
                })
            }
            Self::Other(unit, _) => {
                let unit = Arc::clone(unit);
                Field::asked(unit.x.shape()[0] * EXPONENTIALS, move |across, up| {
                    let loss = |[w, b]: [f64; 2]| unit.loss_at(&[w as f32], b as f32);
                    places(across, up).map(|(a, u)| loss(plane.at(a, u))).collect()
                })
            }
        }
    }

    fn contours(&self, plane: Plane, levels: &[f64]) -> Option<Series> {
        let shown: Vec<String> = levels.iter().map(|level| brief(*level)).collect();
        let name = format!("loss {}", shown.join(", "));
        match self {
            _ if levels.is_empty() => None,
            Self::Bowl(bowl) => {
                let gap = [[f64::NAN; 2]];
                let lines =
                    levels.iter().flat_map(|level| bowl.ellipse(*level).into_iter().chain(gap));
                Some(Series::Curve { name, role: Role::Contour, points: lines.collect() })
            }
            Self::Other(..) => {
                let (levels, values) = (levels.to_vec(), self.field(plane));
                Some(Series::Contour { name, levels, values })
            }
        }
    }
}

impl Bowl {
    /// That of least squares; none where all x are alike, for then many lines fit as well.
    fn of(unit: &Unit) -> Option<Self> {
        let column = |table: &crate::nn::Tensor| -> Vec<f64> {
            table.outer_iter().map(|row| f64::from(row[0])).collect()
        };
        let (x, y) = (column(&unit.x), column(&unit.y));
        let count = x.len() as f64;
        let (mx, my) = (x.iter().sum::<f64>() / count, y.iter().sum::<f64>() / count);
        let variance = x.iter().map(|x| (x - mx).powi(2)).sum::<f64>() / count;
        let products = x.iter().zip(&y).map(|(x, y)| (x - mx) * (y - my));
        let covariance = products.sum::<f64>() / count;
        let slope = covariance / variance;
        let lowest = [slope, my - slope * mx];
        let error = |(x, y): (&f64, &f64)| (lowest[0] * x + lowest[1] - y).powi(2);
        let least = x.iter().zip(&y).map(error).sum::<f64>() / count;
        let spread = variance + mx * mx;
        let is_one = variance > 1e-12 * spread.max(f64::MIN_POSITIVE);
        (is_one && least.is_finite()).then_some(Self { lowest, least, spread, lean: mx })
    }

    fn loss(&self, [w, b]: [f64; 2]) -> f64 {
        let (dw, db) = (w - self.lowest[0], b - self.lowest[1]);
        self.least + self.spread * dw * dw + 2.0 * self.lean * dw * db + db * db
    }

    /// The lowest loss within a rectangle round a place: at the bottom, if that is in it, or on one
    /// of its sides.
    fn within(&self, [w, b]: [f64; 2], [width, height]: [f64; 2]) -> f64 {
        let (dw, db) = (w - self.lowest[0], b - self.lowest[1]);
        let (across, up) = (width / 2.0, height / 2.0);
        if dw.abs() <= across && db.abs() <= up {
            return self.least;
        }
        let along_w =
            |db: f64| [(-self.lean * db / self.spread).clamp(dw - across, dw + across), db];
        let along_b = |dw: f64| [dw, (-self.lean * dw).clamp(db - up, db + up)];
        let sides =
            [along_w(db - up), along_w(db + up), along_b(dw - across), along_b(dw + across)];
        let height =
            |[dw, db]: [f64; 2]| self.spread * dw * dw + 2.0 * self.lean * dw * db + db * db;
        self.least + sides.map(height).into_iter().fold(f64::INFINITY, f64::min)
    }

    /// Where the loss is `level`: `db + lean · dw = r sin t` and `dw √(spread - lean²) = r cos t`
    /// with `r² = level - least`.
    fn ellipse(&self, level: f64) -> Vec<[f64; 2]> {
        let radius = (level - self.least).max(0.0).sqrt();
        let wide = radius / (self.spread - self.lean * self.lean).max(f64::MIN_POSITIVE).sqrt();
        let at = |step: u32| {
            let (sin, cos) = (f64::from(step) / f64::from(STEPS) * std::f64::consts::TAU).sin_cos();
            let dw = wide * cos;
            [self.lowest[0] + dw, self.lowest[1] + radius * sin - self.lean * dw]
        };
        if radius > 0.0 { (0..=STEPS).map(at).collect() } else { Vec::new() }
    }
}

/// Round levels: powers of ten, and their halves where there is room for them.
fn levels(floor: f64, top: f64) -> Vec<f64> {
    let (first, last) = (floor.log10().floor() as i32, top.log10().ceil() as i32);
    let between = |level: &f64| floor * 1.05 < *level && *level < top * 0.95;
    let powers = (first..=last).map(|power| 10_f64.powi(power));
    let both: Vec<f64> = powers.clone().flat_map(|p| [p / 2.0, p]).filter(between).collect();
    if both.len() <= MOST { both } else { powers.filter(between).collect() }
}

/// The way, its start, the lowest place and where the unit is now.
fn marks(lowest: Option<[f64; 2]>, here: [f64; 2], way: &[[f64; 2]], plane: &Plane) -> Vec<Series> {
    let point =
        |name: String, role, mark, at| Series::Points { name, role, mark, points: vec![at] };
    let mut series = Vec::new();
    if way.len() > 1 {
        let (name, points) = ("the way so far".to_owned(), way.to_vec());
        series.push(Series::Curve { name, role: Role::Model, points });
        series.push(point("start".to_owned(), Role::Data, Mark::Circle, way[0]));
    }
    if let Some([w, b]) = lowest.filter(|lowest| plane.holds(*lowest)) {
        let name = format!("lowest: w {}, b {}", brief(rounded(w)), brief(rounded(b)));
        series.push(point(name, Role::Data, Mark::Plus, [w, b]));
    }
    series.push(point("here".to_owned(), Role::Crosshair, Mark::Diamond, here));
    series
}

/// Four digits are as many as can be set by hand.
fn rounded(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}

fn places<'a>(across: &'a [f64], up: &'a [f64]) -> impl Iterator<Item = (f64, f64)> + 'a {
    up.iter().flat_map(|up| across.iter().map(|across| (*across, *up)))
}

/// How far apart places are that lie at these shares of an axis.
fn apart(shares: &[f64], [from, to]: [f64; 2]) -> f64 {
    match shares {
        [first, second, ..] => (second - first) * (to - from),
        _ => 0.0,
    }
}

fn ends(values: impl Iterator<Item = f64>) -> [f64; 2] {
    let sane = values.filter(|value| value.is_finite() && value.abs() < FARTHEST);
    sane.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], v| [low.min(v), high.max(v)])
}

/// The scale of the loss reaches so far down from its top: below it all is floor.
const DEPTH: f64 = 1e-4;
const EXAMPLES: usize = 250;
/// About as many products take as long as what one example takes behind a sigmoid.
const EXPONENTIALS: usize = 16;
const FARTHEST: f64 = 1e12;
/// More lines than these would hide what they lie on.
const MOST: usize = 6;
const SIDE: u32 = 24;
const STEPS: u32 = 160;
