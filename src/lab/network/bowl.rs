//! The loss of a network from above, over two of its numbers, with the way that a training has gone and
//! the place where it is lowest.

use crate::chart::{
    Axis, Chart, Field, Mark, Proportion, Ramp, Role, Series, Sliced, Spread, extremes, nice_range,
};
use crate::journal::Parameter;
use crate::lab::number::brief;
use crate::nn::{Loss, Tensor};

use super::answering::Network;
use super::axes::{names, range};
use super::landscape::Landscape;
use super::lowest::lowest;
use super::plane::Plane;
use super::reach::widened;

/// What a bowl is of.
pub(super) struct Bowl<'a> {
    pub(super) network: Network<'a>,
    /// The examples as the network is given them, and their targets.
    pub(super) examples: (&'a Tensor, &'a Tensor),
    pub(super) loss: Loss,
    pub(super) axes: [Parameter; 2],
    /// The way of the network, then those of the runs beside it and before it.
    pub(super) ways: Vec<Way>,
}

/// A way from where a training began to where it is.
pub(super) struct Way {
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) points: Vec<[f64; 2]>,
}

/// The picture; none of a network that has no such numbers, or is too large to be asked everywhere.
pub(super) fn draw(bowl: &Bowl<'_>) -> Option<Sliced> {
    let Bowl { network, loss, axes, ways, .. } = bowl;
    let here = value(*network, &axes[0]).zip(value(*network, &axes[1]))?;
    let here = [here.0, here.1];
    let landscape = Landscape::of(*network, bowl.examples, *loss, axes)?;
    let plane = plane(bowl, &landscape, here)?;
    let names = names(*network, axes)?;
    let [below, beside] = slices(&landscape, &plane, &names, here);
    // A run that leaves the picture would only be pieces of lines across it.
    let is_whole = |way: &Way| way.points.iter().all(|at| plane.holds(*at));
    let is_own = |way: &Way| way.role == Role::Model;
    let ways: Vec<&Way> = ways.iter().filter(|way| is_own(way) || is_whole(way)).collect();
    let series = series(&landscape, plane, &names, here, &ways);
    let [x, y] = [plane.x, plane.y];
    let plane = Chart {
        proportion: Proportion::Plane,
        title: Some(title(bowl, &landscape)),
        x: Axis::new(&names[0], x[0], x[1]),
        y: Axis::new(&names[1], y[0], y[1]),
        series,
    };
    Some(Sliced { plane, below, beside })
}

fn value(network: Network<'_>, parameter: &Parameter) -> Option<f64> {
    network.variable.read(parameter).ok().map(f64::from)
}

/// The part of both numbers that is worth seeing, made wide enough for the way.
fn plane(bowl: &Bowl<'_>, landscape: &Landscape, here: [f64; 2]) -> Option<Plane> {
    let axis = |index: usize| {
        let range = range(bowl.network, bowl.examples.0, &bowl.axes[index], || {
            landscape.lowest().filter(|_| landscape.is_known()).map(|lowest| lowest[index])
        })?;
        // Another run may go astray: what is shown is where the model itself has been.
        let way = bowl.ways.iter().take(1).flat_map(|way| &way.points);
        let values = way.map(|point| point[index]).chain([here[index]]);
        Some(widened(range, ends(values)))
    };
    Some(Plane { x: axis(0)?, y: axis(1)? })
}

/// The loss, and what of it is not all.
fn title(bowl: &Bowl<'_>, landscape: &Landscape) -> String {
    let name = bowl.loss.name().replace('_', " ");
    let rest = if bowl.network.numbers() > 2 { ", rest fixed" } else { "" };
    match landscape {
        Landscape::Asked(asked) if !asked.is_whole() => {
            let (some, all) = asked.examples;
            format!("{name}{rest}, {some} of {all} rows")
        }
        _ => format!("{name}{rest}"),
    }
}

/// The shade, its lines, and the marks on it.
fn series(
    landscape: &Landscape,
    plane: Plane,
    names: &[String; 2],
    here: [f64; 2],
    ways: &[&Way],
) -> Vec<Series> {
    let (floor, top) = ends_of(landscape, &plane);
    let values = landscape.field(plane);
    let mut series = vec![Series::Shade {
        name: "loss".to_owned(),
        ramp: Ramp::Amount,
        spread: Spread::Log,
        from: floor,
        to: top,
        values: values.clone(),
    }];
    series.extend(contours(landscape, values, &levels(floor, top)));
    series.extend(marks(lowest(landscape, &plane), names, here, ways));
    series
}

/// The loss along one number with the other as it is, and the other way round.
fn slices(landscape: &Landscape, plane: &Plane, names: &[String; 2], here: [f64; 2]) -> [Chart; 2] {
    let share = |step: u32| f64::from(step) / f64::from(STEPS);
    let across = (0..=STEPS).map(|step| {
        let x = plane.at([share(step), 0.0])[0];
        [x, landscape.loss([x, here[1]])]
    });
    let up = (0..=STEPS).map(|step| {
        let y = plane.at([0.0, share(step)])[1];
        [landscape.loss([here[0], y]), y]
    });
    let (across, up): (Vec<[f64; 2]>, Vec<[f64; 2]>) = (across.collect(), up.collect());
    let height = landscape.loss(here);
    let axis = |losses: Vec<f64>| {
        Axis::new("", 0.0, nice_range(losses.into_iter().chain([0.0, height]), 0.0).1)
    };
    let title = |along: usize| {
        let other = format!("{} = {}", names[1 - along], brief(rounded(here[1 - along])));
        Some(format!("loss along {}, where {other}", names[along]))
    };
    let below = Chart {
        proportion: Proportion::Course,
        title: title(0),
        x: Axis::new(&names[0], plane.x[0], plane.x[1]),
        y: axis(across.iter().map(|point| point[1]).collect()),
        series: slice(across, [here[0], height]),
    };
    let beside = Chart {
        proportion: Proportion::Course,
        title: title(1),
        x: axis(up.iter().map(|point| point[0]).collect()),
        y: Axis::new(&names[1], plane.y[0], plane.y[1]),
        series: slice(up, [height, here[1]]),
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

/// The least loss that is told from less, and the greatest there is on the plane.
fn ends_of(landscape: &Landscape, plane: &Plane) -> (f64, f64) {
    let along = |index: u32| f64::from(index) / f64::from(SIDE);
    let places = (0..=SIDE).flat_map(|up| (0..=SIDE).map(move |across| (across, up)));
    let losses = places.map(|(across, up)| landscape.loss(plane.at([along(across), along(up)])));
    let here = landscape.lowest().filter(|lowest| plane.holds(*lowest));
    let known = losses.chain(here.map(|at| landscape.loss(at)));
    let (least, most) = extremes(known);
    let most = if most > 0.0 && most.is_finite() { most } else { 1.0 };
    (least.clamp(most * DEPTH, most / 2.0), most)
}

fn contours(landscape: &Landscape, values: Field, levels: &[f64]) -> Option<Series> {
    let shown: Vec<String> = levels.iter().map(|level| brief(*level)).collect();
    let name = format!("loss {}", shown.join(", "));
    match landscape {
        _ if levels.is_empty() => None,
        Landscape::Paraboloid(paraboloid) => {
            let gap = [[f64::NAN; 2]];
            let lines =
                levels.iter().flat_map(|level| paraboloid.ellipse(*level).into_iter().chain(gap));
            Some(Series::Curve { name, role: Role::Contour, points: lines.collect() })
        }
        Landscape::Asked(_) => {
            Some(Series::Contour { name, role: Role::Boundary, levels: levels.to_vec(), values })
        }
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

/// The way, its start, the lowest place and where the network is now.
fn marks(
    lowest: Option<[f64; 2]>,
    names: &[String; 2],
    here: [f64; 2],
    ways: &[&Way],
) -> Vec<Series> {
    let point =
        |name: String, role, mark, at| Series::Points { name, role, mark, points: vec![at] };
    let mut series = Vec::new();
    for Way { name, role, points } in ways.iter().filter(|way| way.points.len() > 1) {
        let (name, role, points) = (name.clone(), *role, points.clone());
        series.push(Series::Curve { name, role, points });
    }
    let ends = ways.iter().filter(|way| way.role == Role::Muted);
    series.extend(
        ends.filter_map(|way| {
            Some(point(String::new(), way.role, Mark::Cross, *way.points.last()?))
        }),
    );
    let start = ways.first().filter(|way| way.points.len() > 1).map(|way| way.points[0]);
    series.extend(start.map(|at| point("start".to_owned(), Role::Data, Mark::Circle, at)));
    if let Some(at) = lowest {
        let value = |axis: usize| format!("{} {}", names[axis], brief(rounded(at[axis])));
        let name = format!("lowest: {}, {}", value(0), value(1));
        series.push(point(name, Role::Data, Mark::Plus, at));
    }
    series.push(point("here".to_owned(), Role::Crosshair, Mark::Diamond, here));
    series
}

/// Four digits are as many as can be set by hand.
fn rounded(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}

/// The ends of the weights on a way; where a training has gone astray is not shown.
fn ends(values: impl Iterator<Item = f64>) -> [f64; 2] {
    let sane = values.filter(|value| value.is_finite() && value.abs() < FARTHEST);
    sane.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], v| [low.min(v), high.max(v)])
}

/// The scale of the loss reaches so far down from its top: below it all is floor.
const DEPTH: f64 = 1e-4;
const FARTHEST: f64 = 1e12;
/// More lines than these would hide what they lie on.
const MOST: usize = 6;
const SIDE: u32 = 16;
const STEPS: u32 = 96;
