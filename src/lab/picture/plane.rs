//! Two features as a plane: the data on it, and the places that a picture asks a model about.

use crate::chart::{Axis, Chart, Field, Proportion, Ramp, Series, Spread, extremes, nice_range};
use crate::lab::data::Data;
use crate::lab::number::brief;
use crate::lab::sample;

use super::points::{data_points, shown_ranges, x_of};

/// The data of two features, with at most so many of its points.
pub(in crate::lab) fn over_some(data: &Data, most: usize) -> Chart {
    let place = |row: usize| [x_of(data, row), f64::from(data.dataset.x[row][1])];
    let rows = sample::rows(data.x.shape()[0], most);
    let [x, y] = shown_ranges(data);
    Chart {
        proportion: Proportion::Plane,
        title: None,
        x: Axis::new(&data.dataset.x_label, x[0], x[1]),
        y: Axis::new(&data.dataset.x2_label, y[0], y[1]),
        series: data_points(data, &rows, place),
    }
}

/// The colours of a value: a ramp, and which values lie where on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::lab) struct Tones {
    pub(in crate::lab) ramp: Ramp,
    pub(in crate::lab) spread: Spread,
    pub(in crate::lab) from: f64,
    pub(in crate::lab) to: f64,
}

impl Tones {
    /// Those of a chance, which is neutral at 0.5.
    pub(in crate::lab) const CHANCE: Self =
        Self { ramp: Ramp::Output, spread: Spread::Around(0.5), from: 0.0, to: 1.0 };

    /// Those of values that are no chances, but are to be like them: 0 for one class, 1 for the other.
    pub(in crate::lab) fn around_half(values: impl Iterator<Item = f64> + Clone) -> Self {
        let (from, to) = nice_range(values.chain([0.0, 1.0]), 0.0);
        Self { ramp: Ramp::Output, spread: Spread::Around(0.5), from, to }
    }

    /// Those of values between two ends, neutral at 0.
    pub(in crate::lab) fn around_zero(from: f64, to: f64) -> Self {
        Self { ramp: Ramp::Output, spread: Spread::Around(0.0), from, to }
    }

    /// Those of some values: neutral at 0 where they lie on both sides of it, or begin there.
    pub(in crate::lab) fn of(values: impl Iterator<Item = f64> + Clone) -> Self {
        let (low, high) = extremes(values.clone());
        // Where all are alike, the rounding of float32 is not shown.
        let is_level = high - low < 1e-5 * high.abs().max(low.abs());
        let (from, to) = if is_level { (low - 0.5, high + 0.5) } else { nice_range(values, 0.0) };
        if low > 0.0 {
            return Self { ramp: Ramp::Amount, spread: Spread::Even, from, to };
        }
        Self::around_zero(from, to)
    }

    /// Round values between the ends, with a name for the lines on which they lie.
    pub(in crate::lab) fn lines(self) -> Option<(String, Vec<f64>)> {
        let reach = self.to - self.from;
        let power = 10_f64.powf((reach / LINES).log10().floor());
        let steps = [1.0, 2.0, 5.0, 10.0].map(|lead| lead * power);
        let step = steps.into_iter().find(|step| reach / step <= LINES)?;
        let (first, last) = ((self.from / step).ceil() as i64, (self.to / step).floor() as i64);
        let levels = (first..=last).map(|count| count as f64 * step);
        Some((format!("a line every {}", brief(step)), levels.collect()))
    }

    /// A shade of these colours.
    pub(in crate::lab) fn shade(self, name: &str, values: Field) -> Series {
        let Self { ramp, spread, from, to } = self;
        Series::Shade { name: name.to_owned(), ramp, spread, from, to, values }
    }
}

/// More lines than these are hard to tell apart.
const LINES: f64 = 8.0;
