//! Two features: the data on a plane, and what a model makes of every place on it.

use crate::chart::{Chart, Mark, Role, Series};
use crate::lab::data::Data;
use crate::lab::subject::Subject;

use super::plane::{Tones, over_some};
use super::scene::Scene;

/// The data, the output at every place, and the example that is looked at.
pub(super) fn over_two_features(
    data: &Data,
    model: Option<Subject<'_>>,
    scene: &Scene<'_>,
) -> Chart {
    let mut chart = over_some(data, usize::MAX);
    chart.title = Some(data.dataset.y_label.clone());
    chart.series.extend(model.map(|model| output(data, model)).unwrap_or_default());
    if scene.example < data.x.shape()[0] && !scene.own && model.is_some() {
        let row = &data.dataset.x[scene.example];
        chart.series.push(Series::Crosshair { x: f64::from(row[0]), y: f64::from(row[1]) });
    }
    // Inputs of the step's own are no part of the data.
    let asked = scene.x.filter(|_| scene.own).and_then(|x| {
        let at = |column: usize| x.get([scene.example, column].as_slice()).copied();
        Some([f64::from(at(0)?), f64::from(at(1)?)])
    });
    if let Some([x, y]) = asked {
        chart.series.push(Series::Points {
            name: "asked".to_owned(),
            role: Role::Crosshair,
            mark: Mark::Diamond,
            points: vec![[x, y]],
        });
        chart.series.push(Series::Crosshair { x, y });
    }
    chart
}

/// The output at every place, and, where it is a chance, the line where it is 0.5.
fn output(data: &Data, model: Subject<'_>) -> Vec<Series> {
    let Some(values) = model.surface(data) else { return Vec::new() };
    let is_chance = model.is_probability();
    let some = values.even(SAMPLES, SAMPLES);
    let tones = if is_chance { Tones::CHANCE } else { Tones::of(some.iter().flatten().copied()) };
    // An output that is 0.5 everywhere, but for rounding, changes sides nowhere.
    let is_undecided = is_chance && some.iter().flatten().all(|p| (p - 0.5).abs() < 1e-3);
    let boundary = (is_chance && !is_undecided).then(|| Series::Contour {
        name: "boundary".to_owned(),
        levels: vec![0.5],
        values: values.clone(),
    });
    let shade = tones.shade("output", values);
    [shade].into_iter().chain(boundary).collect()
}

/// Enough to tell how low and how high it gets.
const SAMPLES: usize = 32;
