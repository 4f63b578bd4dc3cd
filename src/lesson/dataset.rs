//! A data set of a lesson, wherever its numbers come from.

use serde::Deserialize;

use super::fault::Fault;
use super::generate::Generate;
use super::limits;
use super::path::Path;
use super::table::Table;

/// A data set: inputs `x` and targets `y`, one row for each example.
///
/// The code of a step shows it as it is; more than 48 numbers it reads from a file, which
/// `layerlab run LESSON --data DIR` writes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dataset {
    /// The inputs, shape (examples, features).
    pub x: Table,
    /// The targets, shape (examples, outputs), as many rows as `x`.
    pub y: Table,
    /// What the columns of `x` are called, where they have names.
    pub features: Vec<String>,
    /// What the first feature is, with its unit. It stands below the chart.
    pub x_label: String,
    /// What the second feature is, where there are two.
    pub x2_label: String,
    /// What the target is, with its unit.
    pub y_label: String,
    /// The part of the x axis that the chart shows: `[from, to]`.
    pub x_range: Option<[f64; 2]>,
    /// The part of the y axis that the chart shows. With two features it is the second one's.
    pub y_range: Option<[f64; 2]>,
    /// What each class is called, where `y` is a class number.
    pub classes: Vec<String>,
    /// Which group each row belongs to, counted from 0 in the order of their names; empty where
    /// nothing says so.
    pub groups: Vec<u32>,
    /// The picture that each row of `x` is, where it is one.
    pub image: Option<ImageSize>,
    /// Where the data is from, and its licence.
    pub source: Option<String>,
    /// How it is made, where it is made by a formula.
    pub made: Option<Formula>,
}

impl Dataset {
    /// The same, scattered so far. `None` where it is not made by a formula.
    pub fn with_noise(&self, noise: f64) -> Option<Self> {
        self.scattered(&Path::default(), noise)?.ok()
    }

    /// The same, or why it cannot be scattered so far.
    pub(super) fn scattered(&self, path: &Path, noise: f64) -> Option<Result<Self, Fault>> {
        let Formula { generate, divisor } = self.made.as_ref()?;
        let made = generate.with_noise(noise).make(path, limits::DATA_NUMBERS);
        Some(made.map(|[mut x, y]| {
            if let Some(divisor) = divisor {
                x.divide(*divisor);
            }
            Self { x, y, ..self.clone() }
        }))
    }
}

/// How data is made, and what its inputs are divided by then.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// The formula.
    pub(super) generate: Generate,
    /// What all inputs are divided by.
    pub(super) divisor: Option<f32>,
}

/// How large an image is: its pixels stand in `x` row by row, from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImageSize {
    /// The rows of pixels.
    pub rows: usize,
    /// The pixels of a row.
    pub columns: usize,
}

impl ImageSize {
    /// All of them.
    pub const fn pixels(self) -> usize {
        self.rows.saturating_mul(self.columns)
    }
}
