//! A data set of a lesson: `[data.houses]`.

use serde::Deserialize;
use serde::de::{Deserializer, Error};

/// A data set: inputs `x` and targets `y`, one row for each example.
///
/// The code of a step shows it as it is; more than 48 numbers it reads from a file, which
/// `layerlab run LESSON --data DIR` writes.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dataset {
    /// The inputs, shape (examples, features): `[[1.0], [2.0]]`.
    pub x: Vec<Vec<f32>>,
    /// The targets, shape (examples, outputs), as many rows as `x`.
    pub y: Vec<Vec<f32>>,
    /// What the first feature is, with its unit. It stands below the chart.
    #[serde(default = "x_name")]
    pub x_label: String,
    /// What the second feature is, where there are two.
    #[serde(default = "x2_name")]
    pub x2_label: String,
    /// What the target is, with its unit.
    #[serde(default = "y_name")]
    pub y_label: String,
    /// The part of the x axis that the chart shows: `[from, to]`. Left out, it fits the data.
    #[serde(default, deserialize_with = "range")]
    pub x_range: Option<[f64; 2]>,
    /// The part of the y axis that the chart shows. With two features it is the second one's.
    #[serde(default, deserialize_with = "range")]
    pub y_range: Option<[f64; 2]>,
    /// What each class is called, where `y` is a class number: `["no", "yes"]` for 0 and 1. With
    /// classes, the chart gives each class a mark of its own.
    #[serde(default)]
    pub classes: Vec<String>,
}

fn x_name() -> String {
    "x".to_owned()
}

fn x2_name() -> String {
    "x2".to_owned()
}

fn y_name() -> String {
    "y".to_owned()
}

// A third number would be dropped in silence.
fn range<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<[f64; 2]>, D::Error> {
    let numbers = Vec::<f64>::deserialize(deserializer)?;
    let range = numbers.try_into().map_err(|_| D::Error::custom("expected [from, to]"))?;
    Ok(Some(range))
}
