//! An axis: a range of values, and how they are spread over it.

use serde::Serialize;

/// A range of values and what they are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Axis {
    /// The axis title with its unit, such as `Size (1000 sqft)`; none if empty.
    pub label: String,
    /// The lowest value.
    pub min: f64,
    /// The highest value. A range that is empty or no range at all is widened or turned round.
    pub max: f64,
    /// How values are spread over the axis.
    pub scale: AxisScale,
}

impl Axis {
    /// An axis on which equal differences are equally far apart.
    pub fn new(label: impl Into<String>, min: f64, max: f64) -> Self {
        Self { label: label.into(), min, max, scale: AxisScale::Linear }
    }

    /// An axis on which equal ratios are equally far apart. It has no place for zero and less: a
    /// bound that is not positive is put three decades from the other.
    pub fn log(label: impl Into<String>, min: f64, max: f64) -> Self {
        Self { label: label.into(), min, max, scale: AxisScale::Log }
    }
}

/// How values are spread over an axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AxisScale {
    /// Equal differences are equally far apart.
    #[default]
    Linear,
    /// Equal ratios are equally far apart.
    Log,
}
