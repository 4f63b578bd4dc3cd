//! Ranges of values: finite, never empty, tidy if asked for, on a linear or a logarithmic axis.

use super::{Axis, AxisScale, ticks::Step};

/// A tidy range round the finite ones of `values`, wider by `padding` times their spread at either
/// end. Values that are all the same get room; none at all get 0 to 1.
pub fn nice_range(values: impl Iterator<Item = f64>, padding: f64) -> (f64, f64) {
    let (min, max) = extremes(values);
    let range = Range::linear(min, max);
    let room = range.span() * if padding.is_finite() { padding.max(0.0) } else { 0.0 };
    let step = Step::at_least(range.span() / 20.0);
    let unit = step.unit();
    let min = step.value(((range.min - room) / unit + TOLERANCE).floor());
    let max = step.value(((range.max + room) / unit - TOLERANCE).ceil());
    let range = Range::linear(min, max);
    (range.min, range.max)
}

/// A tidy range for a logarithmic axis round the positive finite ones of `values`: whole decades,
/// or, where they span less than one and a half, bounds that are 1, 2 or 5 times a power of ten. No such
/// value at all gets 1 to 10.
pub fn nice_log_range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (min, max) = extremes(values.filter(|value| *value > 0.0));
    if min > max {
        return (1.0, 10.0);
    }
    let (min, max) = (min.clamp(POSITIVE_MIN, VALUE_MAX), max.clamp(POSITIVE_MIN, VALUE_MAX));
    let stride = if (max / min).log10() < FINE_DECADES { 1 } else { 3 };
    let near = |value: f64| {
        let decade = Step::number_of_decade(value);
        (decade - 3..decade + 7).step_by(stride)
    };
    let is_below = |number: &i32| Step::numbered(*number) <= min * (1.0 + TOLERANCE);
    let is_above = |number: &i32| Step::numbered(*number) >= max * (1.0 - TOLERANCE);
    let low = near(min).rev().find(is_below).unwrap_or(0);
    let high = near(max).find(is_above).unwrap_or(3);
    let room = i32::from(low == high);
    (Step::numbered(low - room), Step::numbered(high + room))
}

/// The lowest and the highest of the finite `values`; of none, infinity and its negative.
pub fn extremes(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(min, max), value| {
            (value.min(min), value.max(max))
        })
}

/// Two finite coordinates, the first clearly lower. A coordinate is what is spread evenly over an
/// axis: a value itself, or its power of ten where the axis is logarithmic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    pub(super) scale: AxisScale,
    pub(super) min: f64,
    pub(super) max: f64,
}

impl Range {
    pub(super) fn of(axis: &Axis) -> Self {
        match axis.scale {
            AxisScale::Linear => Self::linear(axis.min, axis.max),
            AxisScale::Log => Self::log(axis.min, axis.max),
        }
    }

    /// Makes a range of any two numbers.
    fn linear(a: f64, b: f64) -> Self {
        if !a.is_finite() || !b.is_finite() {
            return Self { scale: AxisScale::Linear, min: 0.0, max: 1.0 };
        }
        let (a, b) = (a.clamp(-VALUE_MAX, VALUE_MAX), b.clamp(-VALUE_MAX, VALUE_MAX));
        let size = a.abs().max(b.abs());
        let room = if size > SPAN_MIN { size / 2.0 } else { 0.5 };
        Self::widened(AxisScale::Linear, a, b, room)
    }

    /// Makes a range of the powers of any two numbers. One that has none is taken to be three
    /// decades away from the other.
    fn log(a: f64, b: f64) -> Self {
        let (low, high) = if a > b { (b, a) } else { (a, b) };
        let (low, high) = match (has_power(low), has_power(high)) {
            (true, true) => (power(low), power(high)),
            (false, true) => (power(high) - 3.0, power(high)),
            (true, false) => (power(low), power(low) + 3.0),
            (false, false) => (0.0, 1.0),
        };
        Self::widened(AxisScale::Log, low, high, 0.5)
    }

    /// Two coordinates in order, with `room` on either side if they are one.
    fn widened(scale: AxisScale, a: f64, b: f64, room: f64) -> Self {
        let (min, max) = (a.min(b), a.max(b));
        let size = min.abs().max(max.abs());
        if max - min > SPAN_MIN.max(size * RELATIVE_SPAN_MIN) {
            return Self { scale, min, max };
        }
        Self { scale, min: min - room, max: max + room }
    }

    pub(super) fn span(self) -> f64 {
        self.max - self.min
    }

    /// The coordinate of `value`: that of zero and less lies infinitely low on a logarithmic axis.
    pub(super) fn coordinate(self, value: f64) -> f64 {
        match self.scale {
            AxisScale::Linear => value,
            AxisScale::Log if value <= 0.0 => f64::NEG_INFINITY,
            AxisScale::Log => value.log10(),
        }
    }

    /// The value at a coordinate.
    pub(super) fn value(self, coordinate: f64) -> f64 {
        match self.scale {
            AxisScale::Linear => coordinate,
            AxisScale::Log => 10_f64.powf(coordinate),
        }
    }

    /// Where `value` lies: 0 at the start of the range, 1 at its end.
    pub(super) fn share(self, value: f64) -> f64 {
        (self.coordinate(value) - self.min) / self.span()
    }

    pub(super) fn contains(self, value: f64) -> bool {
        let share = self.share(value);
        (-TOLERANCE..=1.0 + TOLERANCE).contains(&share)
    }
}

fn has_power(value: f64) -> bool {
    value > 0.0 && value.is_finite()
}

fn power(value: f64) -> f64 {
    value.clamp(POSITIVE_MIN, VALUE_MAX).log10()
}

const VALUE_MAX: f64 = 1e300;
const POSITIVE_MIN: f64 = 1e-300;
const SPAN_MIN: f64 = 1e-290;
const RELATIVE_SPAN_MIN: f64 = 1e-9;

/// Below so many decades, powers of ten alone are too far from each other.
pub(super) const FINE_DECADES: f64 = 1.5;

/// Models compute in float32: what is a rounding error away from a border is on it.
pub(super) const TOLERANCE: f64 = 1e-6;
