//! Both errors over the values that a step tries.

use crate::chart::{
    Axis, Chart, Mark, Proportion, Role, Series, extremes, nice_log_range, nice_range,
};
use crate::lesson::slider::Slider;
use crate::sklearn::Point;

use super::Regression;

/// The error on what is learned from and on what is not, over the values that are tried; a dashed
/// line at the one whose model is shown. `None` where nothing is tried.
pub(in crate::lab) fn draw(regression: &Regression) -> Option<Chart> {
    let slider = regression.settings.over.as_ref()?.slider();
    let value = regression.settings.value()?;
    let tried = regression.tried();
    let train = curve("train", Role::Model, tried, |point| point.train);
    let others =
        regression.beside().map(|name| curve(name, Role::Rival(0), tried, |point| point.others));
    let here = Series::Boundary { name: slider.name().to_owned(), at: value };
    Some(Chart {
        proportion: Proportion::Course,
        title: None,
        x: axis_of_values(slider, tried),
        y: axis_of_errors(regression),
        series: [train].into_iter().chain(others).chain([here, errors_here(regression)]).collect(),
    })
}

fn curve(name: &str, role: Role, tried: &[Point], error: fn(&Point) -> f64) -> Series {
    let points = tried.iter().map(|point| [point.value, error(point)]).collect();
    Series::Curve { name: name.to_owned(), role, points }
}

/// The errors of the model that is shown.
fn errors_here(regression: &Regression) -> Series {
    let value = regression.settings.value();
    let here = regression.tried().iter().find(|point| Some(point.value) == value);
    let others = |point: &Point| regression.beside().map(|_| [point.value, point.others]);
    let points = here
        .into_iter()
        .flat_map(|point| [Some([point.value, point.train]), others(point)].into_iter().flatten());
    Series::Points {
        name: "the model shown".to_owned(),
        role: Role::Crosshair,
        mark: Mark::Diamond,
        points: points.collect(),
    }
}

fn axis_of_values(slider: Slider, tried: &[Point]) -> Axis {
    let values = || tried.iter().map(|point| point.value);
    let (low, high) = extremes(values().filter(|value| *value > 0.0));
    let label = match slider {
        Slider::Rows => "rows to learn from",
        slider => slider.name(),
    };
    if high > DECADES * low {
        return Axis::log(format!("{label} (log)"), low, high);
    }
    let (from, to) = extremes(values());
    Axis::new(label, from, to)
}

fn axis_of_errors(regression: &Regression) -> Axis {
    let errors = |point: &Point| {
        [Some(point.train), regression.beside().map(|_| point.others)].into_iter().flatten()
    };
    let values: Vec<f64> = regression.tried().iter().flat_map(errors).collect();
    let (low, high) = extremes(values.iter().copied().filter(|value| *value > 0.0));
    if high > DECADES * low {
        let (from, to) = nice_log_range(values.into_iter());
        return Axis::log("error (log)", from, to);
    }
    let (_, top) = nice_range(values.into_iter(), 0.0);
    Axis::new("error", 0.0, top)
}

/// From here on what is small would lie on the axis.
const DECADES: f64 = 30.0;
