//! The data, and what the model makes of every place on the axes.

use crate::chart::{Axis, Chart, Field, Mark, Proportion, Role, Series};
use crate::lab::boundary;
use crate::lab::data::Data;
use crate::lab::drawn::Drawn;
use crate::lab::sample::{self, EXAMPLES};
use crate::lab::subject::Subject;
use crate::nn::Tensor;

use super::before;
use super::plane::Tones;
use super::points::{data_points, x_of, x_range, y_range};
use super::scene::{Formula, Scene};
use super::surface::over_two_features;

/// The chart of the data in use and the model that the state follows. `None` without data, or
/// where there are more features than a chart has axes.
pub(super) fn draw(scene: &Scene<'_>) -> Option<Chart> {
    let data = scene.data?;
    let first = scene.subject.and_then(|subject| subject.first_output(&data.x));
    // Of several units none stands for the layer, unless each is a class.
    let is_one = |output: &Tensor| output.len() == 1 || output.len() == data.dataset.classes.len();
    let has_answer = data.x.shape()[1] == 1 || first.as_ref().is_some_and(is_one);
    let model = scene.subject.filter(|_| first.is_some() && has_answer);
    match data.x.shape()[1] {
        2 if scene.own && model.is_none() && first.is_some() => None,
        1 => Some(over_one_feature(data, model, scene)),
        2 => Some(over_two_features(data, model, scene)),
        _ => None,
    }
}

/// Where each example stands on the chart: with one feature at its target, or, where it has none,
/// at the model's answer; with two features at their values.
pub(in crate::lab) fn places(scene: &Scene<'_>) -> Vec<[f64; 2]> {
    let (Some(data), Some(x)) = (scene.data, scene.x) else { return Vec::new() };
    if x.ndim() != 2 || x.shape()[1] > 2 {
        return Vec::new();
    }
    let value = |row: usize, column: usize| f64::from(x[[row, column].as_slice()]);
    let place = |row: usize| {
        if x.shape()[1] == 2 {
            return [value(row, 0), value(row, 1)];
        }
        let target = data.dataset.y.get(row).filter(|_| !scene.own).map(|y| f64::from(y[0]));
        let answer = || scene.subject.map(|model| model.sample(&[value(row, 0)])[0]);
        [value(row, 0), target.or_else(answer).unwrap_or(f64::NAN)]
    };
    let most = scene.decisions.map_or(EXAMPLES, |decisions| decisions.rows.len());
    (0..x.shape()[0].min(most)).map(place).collect()
}

fn over_one_feature(data: &Data, model: Option<Subject<'_>>, scene: &Scene<'_>) -> Chart {
    let [left, right] = x_range(data);
    let [bottom, top] = y_range(data);
    let rows = sample::rows(data.x.shape()[0], sample::DRAWN);
    let place = |row| [x_of(data, row), f64::from(data.dataset.y[row][0])];
    let mut series: Vec<Series> =
        beside(scene).into_iter().chain(data_points(data, &rows, place)).collect();
    if let Some(model) = model {
        series.extend(model_series(data, model, scene));
    }
    series.extend(scene.predicted.map(|predicted| of_prediction(data, predicted)));
    series.extend(looked_at(data, model, scene));
    Chart {
        proportion: Proportion::Plane,
        title: None,
        x: Axis::new(&data.dataset.x_label, left, right),
        y: Axis::new(&data.dataset.y_label, bottom, top),
        series,
    }
}

/// The rows that are not learned from, where there are some to choose a model by.
fn beside(scene: &Scene<'_>) -> Option<Series> {
    let rows = scene.beside.filter(|rows| rows.dataset.classes.is_empty())?;
    let place = |row| [x_of(rows, row), f64::from(rows.dataset.y[row][0])];
    Some(Series::Points {
        name: "cv".to_owned(),
        role: Role::Formula,
        mark: Mark::Circle,
        points: (0..rows.x.shape()[0]).map(place).collect(),
    })
}

fn model_series(data: &Data, model: Subject<'_>, scene: &Scene<'_>) -> Vec<Series> {
    let [left, right] = x_range(data);
    let at = |index: u32| left + (right - left) * f64::from(index) / f64::from(SAMPLES);
    let xs: Vec<f64> = (0..=SAMPLES).map(at).collect();
    let outputs = model.sample(&xs);
    let points: Vec<[f64; 2]> = xs.iter().zip(&outputs).map(|(x, y)| [*x, *y]).collect();
    let mut series = Vec::new();
    if model.is_probability() {
        series.push(Tones::CHANCE.shade("output", Field::Sampled(vec![outputs])));
        let boundaries = boundary::of(model, [left, right], scene.threshold);
        series.extend(
            boundaries
                .into_iter()
                .take(3)
                .map(|at| Series::Boundary { name: "boundary".to_owned(), at }),
        );
    } else {
        series.extend(residuals(data, model));
    }
    series.extend(before::curve(scene, &xs));
    series.push(Series::Curve {
        name: model.name().to_owned(),
        role: Role::Model,
        points: points.clone(),
    });
    // The line that can be moved, and the output that meets it.
    series.extend(scene.slid.first().map(|_| Series::Curve {
        name: "threshold".to_owned(),
        role: Role::Boundary,
        points: vec![[left, scene.threshold], [right, scene.threshold]],
    }));
    if scene.formula == Formula::Drawn {
        series.push(Series::Curve { name: model.equation(), role: Role::Formula, points });
    }
    series
}

/// What the learner predicts, beside what comes.
fn of_prediction(data: &Data, predicted: Drawn) -> Series {
    let (name, role) = ("your prediction".to_owned(), Role::Rival(0));
    match predicted {
        Drawn::Point(place) => {
            Series::Points { name, role, mark: Mark::Diamond, points: vec![place] }
        }
        Drawn::Line { w, b } => {
            let points = x_range(data).map(|x| [x, w * x + b]).to_vec();
            Series::Curve { name, role, points }
        }
    }
}

const SAMPLES: u32 = 240;

/// A line from each point to the model's answer for it, where there is a gap between them.
fn residuals(data: &Data, model: Subject<'_>) -> Option<Series> {
    let output = model.output(&data.x)?;
    let range = y_range(data);
    let stem = |row: usize| {
        let answer = f64::from(*output.get([row, 0].as_slice())?);
        let target = f64::from(data.dataset.y[row][0]);
        can_be_told_apart(range, answer, target).then(|| [x_of(data, row), target, answer])
    };
    let rows = sample::rows(data.x.shape()[0], sample::DRAWN);
    let points: Vec<[f64; 3]> = rows.into_iter().filter_map(stem).collect();
    (!points.is_empty()).then(|| Series::Stems { name: "error".to_owned(), points })
}

/// The crosshair meets at the model's answer for the example that is looked at. Where that is
/// not also a point of the data, the answer gets a mark of its own.
fn looked_at(data: &Data, model: Option<Subject<'_>>, scene: &Scene<'_>) -> Vec<Series> {
    let (Some(model), Some(x)) = (model, scene.x) else {
        return scene
            .is_touched
            .then(|| at_row(data, scene.example))
            .flatten()
            .into_iter()
            .collect();
    };
    let Some(x) = x.get([scene.example, 0].as_slice()).map(|x| f64::from(*x)) else {
        return Vec::new();
    };
    let answer = model.sample(&[x])[0];
    let target = data.dataset.y.get(scene.example).filter(|_| !scene.own).map(|row| row[0]);
    let crosshair = Series::Crosshair { x, y: answer };
    if target.is_some_and(|target| !can_be_told_apart(y_range(data), answer, f64::from(target))) {
        return vec![crosshair];
    }
    let mark = Series::Points {
        name: "output".to_owned(),
        role: Role::Crosshair,
        mark: Mark::Diamond,
        points: vec![[x, answer]],
    };
    vec![mark, crosshair]
}

/// A crosshair at a row of the data.
fn at_row(data: &Data, row: usize) -> Option<Series> {
    let target = data.dataset.y.get(row)?.first()?;
    Some(Series::Crosshair { x: x_of(data, row), y: f64::from(*target) })
}

/// Whether two values of y stand in different places on a chart of this range.
fn can_be_told_apart([bottom, top]: [f64; 2], a: f64, b: f64) -> bool {
    (a - b).abs() > (top - bottom) / 20.0
}
