//! The loss of a training, from its first batch on, and its metric.

use crate::chart::{Axis, Chart, Role, Series, extremes, nice_log_range, nice_range};

use super::training::Training;

/// The curve of the loss, before each step and at its end as it is now, and that of the validation data where there is some. The axis of the
/// epochs grows in steps, so that the beginning can be seen as well.
pub(in crate::lab) fn draw(training: &Training) -> Chart {
    let last = training.trace().epochs();
    let now = training.loss().map(|loss| [last, f64::from(loss)]);
    let points: Vec<[f64; 2]> = training.curve().into_iter().chain(now).collect();
    let validation = by_epoch(&training.history().val_loss);
    let values = points.iter().chain(&validation).map(|point| point[1]);
    let mut series =
        vec![Series::Curve { name: "loss".to_owned(), role: Role::Model, points: points.clone() }];
    if !validation.is_empty() {
        let name = "val_loss".to_owned();
        series.push(Series::Curve { name, role: Role::Boundary, points: validation.clone() });
    }
    Chart {
        title: None,
        x: Axis::new("epoch", 0.0, shown(last, training.fit().epochs())),
        y: axis(values),
        series,
    }
}

/// The curve of the metric, that of the validation data beside it, once an epoch is done.
pub(in crate::lab) fn metric(training: &Training) -> Option<Chart> {
    let name = training.settings().metric?.name();
    let history = training.history();
    let curve = |name: String, role, values: &[f32]| {
        let points = by_epoch(values);
        (!points.is_empty()).then_some(Series::Curve { name, role, points })
    };
    let series = [
        curve(name.to_owned(), Role::Model, &history.metric),
        curve(format!("val_{name}"), Role::Boundary, &history.val_metric),
    ];
    let epochs = shown(training.trace().epochs(), training.fit().epochs());
    Some(Chart {
        title: None,
        x: Axis::new("epoch", 0.0, epochs),
        y: Axis::new(name.replace('_', " "), 0.0, 1.0),
        series: series.into_iter().flatten().collect(),
    })
}

/// From here on what is small would lie on the axis.
const DECADES: f64 = 100.0;

/// From 0 to the next 1, 2 or 5 times a power of ten, but no further than there are epochs.
fn shown(epoch: f64, epochs: usize) -> f64 {
    let power = 10f64.powf(epoch.max(1.0).log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|lead| lead * power);
    let next = steps.into_iter().find(|step| *step >= epoch).unwrap_or(epoch);
    next.min(epochs as f64).max(epoch)
}

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
