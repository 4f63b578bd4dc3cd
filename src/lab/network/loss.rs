//! The loss of a training, from its first batch on, and its metric.

use crate::chart::{Axis, Chart, Proportion, Role, Series, extremes, nice_log_range, nice_range};

use super::training::{RUN_BEFORE, Rival, Training};

/// The curve of the loss, before each step and at its end as it is now, and that of the validation
/// data where there is some; those of the runs beside it; below them, thin, that of the run before.
pub(in crate::lab) fn draw(training: &Training) -> Chart {
    let last = training.trace().epochs();
    let now = training.loss().map(|loss| [last, f64::from(loss)]);
    let points: Vec<[f64; 2]> = training.curve().into_iter().chain(now).collect();
    let validation = by_epoch(&training.history().val_loss);
    let before = training.before().map_or(&[][..], |before| &before.curve);
    let rivals: Vec<Vec<[f64; 2]>> = training.rivals().iter().map(Rival::curve).collect();
    // A run that goes astray does not press the others flat.
    let most = TIMES * extremes(points.iter().map(|point| point[1])).1;
    let near = rivals.iter().flatten().filter(|point| point[1] <= most);
    let values = points.iter().chain(&validation).chain(before).chain(near).map(|point| point[1]);
    let curve = |name: &str, role, points| Series::Curve { name: name.to_owned(), role, points };
    let name = training.name();
    let name = name.as_deref().unwrap_or("loss");
    let mut series = vec![curve(name, Role::Model, points.clone())];
    for (index, (rival, points)) in training.rivals().iter().zip(&rivals).enumerate() {
        series.push(curve(&training.name_of(rival), Role::Rival(index as u8), points.clone()));
    }
    if !validation.is_empty() {
        series.push(curve("val_loss", Role::Formula, validation.clone()));
    }
    if !before.is_empty() {
        series.push(curve(RUN_BEFORE, Role::Muted, before.to_vec()));
    }
    Chart {
        proportion: Proportion::Course,
        title: None,
        x: Axis::new("epoch", 0.0, (training.fit().epochs() as f64).max(last)),
        y: axis(values),
        series,
    }
}

/// The curve of the metric, that of the validation data beside it, once an epoch is done.
pub(in crate::lab) fn metric(training: &Training) -> Option<Chart> {
    let name = training.fit().metric()?.name();
    let history = training.history();
    let curve = |name: String, role, values: &[f32]| {
        let points = by_epoch(values);
        (!points.is_empty()).then_some(Series::Curve { name, role, points })
    };
    let series = [
        curve(name.to_owned(), Role::Model, &history.metric),
        curve(format!("val_{name}"), Role::Formula, &history.val_metric),
    ];
    let epochs = (training.fit().epochs() as f64).max(training.trace().epochs());
    Some(Chart {
        proportion: Proportion::Course,
        title: None,
        x: Axis::new("epoch", 0.0, epochs),
        y: Axis::new(name.replace('_', " "), 0.0, 1.0),
        series: series.into_iter().flatten().collect(),
    })
}

/// So many times the loss of the model may that of another run be to be seen.
const TIMES: f64 = 10.0;
/// From here on what is small would lie on the axis.
const DECADES: f64 = 100.0;

fn axis(values: impl Iterator<Item = f64> + Clone) -> Axis {
    let (low, high) = extremes(values.clone().filter(|value| *value > 0.0));
    if high > DECADES * low {
        let (from, to) = nice_log_range(values);
        return Axis::log("loss (log)", from, to);
    }
    let (_, top) = nice_range(values, 0.0);
    Axis::new("loss", 0.0, top)
}

/// What each epoch came to, at its end.
fn by_epoch(values: &[f32]) -> Vec<[f64; 2]> {
    let stride = values.len().div_ceil(MOST).max(1);
    let numbered = values.iter().enumerate().skip(stride - 1).step_by(stride);
    numbered.map(|(epoch, value)| [epoch as f64 + 1.0, f64::from(*value)]).collect()
}

// More points than a chart has dots would be drawn for nothing.
const MOST: usize = 1024;
