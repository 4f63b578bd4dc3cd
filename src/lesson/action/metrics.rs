//! `run.metrics = …`.

use serde::Deserialize;

use crate::lesson::architecture::Architecture;
use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::over::Over;
use crate::lesson::path::Path;
use crate::lesson::slider::Slider;

use super::words::Words;

/// `run.metrics = { model = "model", print = ["confusion_matrix", "recall"] }`: how right a model is, in
/// scikit-learn's numbers, on the part of the data that the step looks at with `split`.
///
/// The data has to have classes. Of one output a yes is told by the threshold, of several the largest
/// counts.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    /// Which model.
    pub model: String,
    /// What is printed, in that order.
    pub print: Vec<MetricName>,
    /// From where on an output counts as a yes; left out, 0.5. With `touch = "threshold"` it can be
    /// moved.
    #[serde(default = "half")]
    pub threshold: f32,
    /// Thresholds to try: `over = { threshold = [0.1, 0.5, 0.9] }`. How often a yes or no is told wrong
    /// is printed for each, and the learner moves along them.
    pub over: Option<Over>,
}

/// A metric of scikit-learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MetricName {
    /// The share of wrong answers.
    Error,
    /// The share of right answers.
    Accuracy,
    /// How often each class is taken for which.
    ConfusionMatrix,
    /// Of those told yes, the share that are.
    Precision,
    /// Of those that are, the share told yes.
    Recall,
    /// Both in one number, near the smaller.
    F1,
    /// All three for every class.
    ClassificationReport,
}

impl Words for Metrics {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        let path = path.name("metrics");
        if self.print.is_empty() {
            let message = "expected what to print, such as [\"confusion_matrix\", \"recall\"]";
            faults.note(Fault::new(&path.name("print"), message));
        }
        if !(0.0..=1.0).contains(&self.threshold) {
            let message = "expected a threshold from 0 to 1";
            faults.note(Fault::new(&path.name("threshold"), message));
        }
        let over =
            self.over.as_ref().map(|over| over.check(&path.name("over"), &[Slider::Threshold]));
        faults.check(over.unwrap_or(Ok(())));
    }

    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        let path = path.name("metrics");
        let model = known.check_model(&path.name("model"), &self.model)?;
        let units = |model: &Architecture| model.layers.last().map(|layer| layer.units);
        if self.over.is_some() && model.and_then(units).is_some_and(|units| units != 1) {
            let message = "a threshold decides where a model has one output: take this out";
            return Err(Fault::new(&path.name("over"), message));
        }
        let Some(data) = known.check_data(&path)? else { return Ok(()) };
        let is_class = |y: f32| y >= 0.0 && y.fract() == 0.0;
        if data.y.iter().all(|row| matches!(row, [y] if is_class(*y))) {
            return Ok(());
        }
        let message = "right and wrong are counted where every target is the number of a class";
        Err(Fault::new(&path, message))
    }

    fn works_on(&self) -> Option<&str> {
        Some(&self.model)
    }

    fn over(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    fn slides(&self) -> Vec<(Slider, f32)> {
        let nearest = self.over.as_ref().and_then(|over| over.nearest(self.threshold.into()));
        vec![(Slider::Threshold, nearest.map_or(self.threshold, |value| value as f32))]
    }
}

const fn half() -> f32 {
    0.5
}
