//! Two features: the data on a plane, and what a model makes of every place on it.

use crate::chart::{Chart, Mark, Role, Series};
use crate::lab::data::Data;
use crate::lab::sample;
use crate::lab::subject::Subject;

use super::before;
use super::plane::{Tones, over_some};
use super::scene::Scene;

/// The data, the output at every place, and the example that is looked at.
pub(super) fn over_two_features(
    data: &Data,
    model: Option<Subject<'_>>,
    scene: &Scene<'_>,
) -> Chart {
    let mut chart = over_some(data, sample::DRAWN);
    chart.title = Some(data.dataset.y_label.clone());
    chart.series.extend(model.map(|model| output(data, model, scene)).unwrap_or_default());
    if scene.example < data.x.shape()[0] && !scene.own && (model.is_some() || scene.is_touched) {
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

/// The output at every place: a chance, or what is to tell two classes apart, with the line where it
/// is at the threshold; the chances of several classes; or a value with lines at round ones.
fn output(data: &Data, model: Subject<'_>, scene: &Scene<'_>) -> Vec<Series> {
    if let Some(classes) = model.chances(data) {
        return vec![Series::Regions { names: data.dataset.classes.clone(), classes }];
    }
    let Some(values) = model.surface(data) else { return Vec::new() };
    let some = values.some(SAMPLES, SAMPLES);
    let is_chance = model.is_probability();
    let is_judged = is_chance || data.dataset.classes.len() == 2;
    let tones = match () {
        () if is_chance => Tones::CHANCE,
        () if is_judged => Tones::around_half(some.iter().copied()),
        () => Tones::of(some.iter().copied()),
    };
    let threshold = scene.threshold;
    let lines = if is_judged { boundary(&some, threshold) } else { tones.lines() };
    let lines = lines.map(|(name, levels)| Series::Contour {
        name,
        role: Role::Boundary,
        levels,
        values: values.clone(),
    });
    let before = is_judged.then(|| before::boundary(scene, data, &[threshold])).flatten();
    [tones.shade("output", values)].into_iter().chain(before).chain(lines).collect()
}

/// Where an output is at the threshold. One that is so everywhere, but for rounding, changes sides
/// nowhere.
fn boundary(some: &[f64], threshold: f64) -> Option<(String, Vec<f64>)> {
    let is_undecided = some.iter().all(|p| (p - threshold).abs() < 1e-3);
    (!is_undecided).then(|| ("boundary".to_owned(), vec![threshold]))
}

/// Enough to tell how low and how high it gets.
const SAMPLES: usize = 32;
