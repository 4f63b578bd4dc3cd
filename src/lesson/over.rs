//! The values of a setting that a step tries.

use std::collections::HashMap;

use serde::Deserialize;

use super::fault::Fault;
use super::limits;
use super::path::Path;
use super::sizes::within;
use super::slider::Slider;

/// The values of a setting that a step tries, one after the other: `over = { degree = [1, 2, 3] }`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "HashMap<Slider, Vec<f64>>")]
pub struct Over {
    /// Which setting.
    pub slider: Slider,
    /// Its values, going up.
    pub values: Vec<f64>,
}

impl Over {
    /// The value that is tried next to one.
    pub fn nearest(&self, value: f64) -> Option<f64> {
        let distance = |tried: &f64| (tried - value).abs();
        self.values.iter().copied().min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }

    /// The values as a slider stops at them.
    pub fn stops(&self) -> Vec<f32> {
        self.values.iter().map(|value| *value as f32).collect()
    }

    /// Refuses values that the setting cannot have, and a setting that is none of some.
    pub(super) fn check(&self, path: &Path, known: &[Slider]) -> Result<(), Fault> {
        if !known.contains(&self.slider) {
            let known: Vec<&str> = known.iter().map(|slider| slider.name()).collect();
            let (slider, known) = (self.slider.name(), known.join("`, `"));
            let message = format!("`{slider}` cannot be tried here: expected one of `{known}`");
            return Err(Fault::new(path, message));
        }
        let path = path.name(self.slider.name());
        within(&path, "values to try", self.values.len(), limits::TRIED)?;
        if self.values.len() < 2 {
            return Err(Fault::new(&path, "expected at least two values to try"));
        }
        if !self.values.is_sorted_by(|a, b| a < b) {
            return Err(Fault::new(&path, "expected values that go up"));
        }
        self.values.iter().try_for_each(|value| check_value(&path, self.slider, *value))
    }
}

impl TryFrom<HashMap<Slider, Vec<f64>>> for Over {
    type Error = &'static str;

    fn try_from(table: HashMap<Slider, Vec<f64>>) -> Result<Self, Self::Error> {
        let mut settings = table.into_iter();
        match (settings.next(), settings.next()) {
            (Some((slider, values)), None) => Ok(Self { slider, values }),
            _ => Err("expected one setting and its values: { degree = [1, 2, 3] }"),
        }
    }
}

/// Refuses a value that a setting cannot have.
pub(super) fn check_value(path: &Path, slider: Slider, value: f64) -> Result<(), Fault> {
    let wrong = |message: &str| Err(Fault::new(path, message));
    let is_count = value >= 1.0 && value.fract() == 0.0;
    let is_cost = value.is_finite() && value >= 0.0;
    match slider {
        Slider::Degree if !is_count => {
            wrong("expected a whole degree of 1 or more: 1 is a straight line")
        }
        Slider::Degree => within(path, "powers", value as usize, limits::DEGREE),
        Slider::Units if !is_count => wrong("expected at least 1 unit, and a whole number of them"),
        Slider::Units => within(path, "units", value as usize, limits::UNITS),
        Slider::Rows if !is_count => wrong("expected at least 1 row, and a whole number of them"),
        Slider::MaxDepth | Slider::MinSamplesLeaf | Slider::NEstimators | Slider::MaxFeatures
            if !is_count =>
        {
            wrong("expected a whole number of 1 or more")
        }
        Slider::NEstimators => within(path, "trees", value as usize, limits::TREES),
        Slider::MinSamplesSplit if !(is_count && value >= 2.0) => {
            wrong("expected a whole number of rows, at least 2")
        }
        Slider::CcpAlpha
        | Slider::Eta
        | Slider::Lambda
        | Slider::Gamma
        | Slider::MinChildWeight
            if !is_cost =>
        {
            wrong("expected a number that is not below 0")
        }
        Slider::Alpha | Slider::L2 if !is_cost => {
            wrong("expected 0 or a number above it: below 0 large weights would be a prize")
        }
        Slider::Noise if !is_cost => wrong("expected a number that is not below 0"),
        Slider::LearningRate if !(value.is_finite() && value as f32 > 0.0) => {
            wrong("expected a number above 0")
        }
        Slider::Threshold if !(0.0..=1.0).contains(&value) => {
            wrong("expected a chance from 0 to 1")
        }
        _ => Ok(()),
    }
}
