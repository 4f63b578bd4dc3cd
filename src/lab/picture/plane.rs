//! Two features as a plane: the data on it, and the places that a picture asks a model about.

use crate::chart::{Axis, Chart, extremes, nice_range};
use crate::lab::data::Data;
use crate::lab::sample;

use super::points::{column, data_points, fitted, x_of, x_range};

/// The data of two features, with at most so many of its points.
pub(in crate::lab) fn over_some(data: &Data, most: usize) -> Chart {
    let place = |row: usize| [x_of(data, row), f64::from(data.dataset.x[row][1])];
    let rows = sample::rows(data.x.shape()[0], most);
    let [x, y] = ranges(data);
    Chart {
        title: None,
        x: Axis::new(&data.dataset.x_label, x[0], x[1]),
        y: Axis::new(&data.dataset.x2_label, y[0], y[1]),
        series: data_points(data, &rows, place),
    }
}

/// The parts of the axes that a chart of this data shows.
pub(in crate::lab) fn ranges(data: &Data) -> [[f64; 2]; 2] {
    [x_range(data), data.dataset.y_range.unwrap_or_else(|| fitted(column(&data.x, 1)))]
}

/// The values from light to dark. Where all are alike, the rounding of float32 is not shown.
pub(in crate::lab) fn shade_range(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let (low, high) = extremes(values.clone());
    if high - low < 1e-5 * high.abs().max(low.abs()) {
        return (low - 0.5, high + 0.5);
    }
    nice_range(values, 0.0)
}
