//! What a call and a prediction have in common.

use serde::Deserialize;

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::limits;
use crate::lesson::path::Path;
use crate::lesson::sizes::{check_table, within};
use crate::lesson::slider::Slider;
use crate::lesson::spent::{PASSES, Span, Spent, within_seconds};

/// `run.call = { layer = "line", rows = [0], formula = true }`, and likewise
/// `run.predict = { model = "model" }`. With neither `rows` nor `x` it is given all of the data.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of the lesson format")]
pub struct Ask {
    /// Who is asked: a dense layer or a model to `call`, a model to `predict`.
    #[serde(alias = "model")]
    pub layer: String,
    /// Which rows of the data, counted from 0.
    pub rows: Option<Vec<usize>>,
    /// Inputs that are not in the data, in place of `rows`.
    pub x: Option<Vec<Vec<f32>>>,
    /// Whether the one row is handed over flat, to see the error.
    #[serde(default)]
    pub flat: bool,
    /// Whether the same is computed by the formula, for comparison.
    #[serde(default)]
    pub formula: bool,
    /// Whether a dense layer is computed unit by unit as well, in a loop.
    #[serde(default)]
    pub by_unit: bool,
    /// Whether the inputs are handed over as they are, without the normalization.
    #[serde(default)]
    pub raw: bool,
    /// Whether the answer is handed to `tf.nn.softmax`, which makes chances of logits.
    #[serde(default)]
    pub softmax: bool,
    /// From where on an output counts as a yes: the decisions are printed too. With
    /// `touch = "threshold"` it can be moved.
    pub threshold: Option<f32>,
}

impl Ask {
    pub(super) fn check_values(&self, path: &Path, faults: &mut Faults) {
        let rows = self.rows.as_ref().map_or(0, Vec::len);
        faults.check(within(&path.name("rows"), "rows", rows, limits::ROWS));
        if let Some(x) = &self.x {
            faults.check(check_table(&path.name("x"), x));
        }
        if self.softmax && (self.threshold.is_some() || self.flat) {
            let message =
                "`softmax` makes chances of rows of logits: take `threshold` and `flat` out";
            faults.note(Fault::new(&path.name("softmax"), message));
        }
    }

    /// Refuses rows that the data does not have.
    pub(super) fn check_rows(&self, path: &Path, known: &Known<'_>) -> Result<(), Fault> {
        let count = match (&self.rows, &self.x) {
            (Some(_), Some(_)) => {
                return Err(Fault::new(&path.name("x"), "expected `rows` or `x`, not both"));
            }
            (None, Some(x)) => x.len(),
            (rows, None) => {
                let Some(available) = known.check_rows(path)? else { return Ok(()) };
                match rows {
                    Some(rows) => check_available(&path.name("rows"), rows, available)?,
                    None => available,
                }
            }
        };
        if count == 0 {
            return Err(Fault::new(&path.name("rows"), "expected at least one row"));
        }
        if self.flat && count != 1 {
            return Err(Fault::new(&path.name("flat"), "only one row can be handed over flat"));
        }
        Ok(())
    }

    /// So many rows that each it asks for is there.
    pub(super) fn rows_needed(&self) -> usize {
        self.rows.iter().flatten().max().map_or(1, |last| last + 1)
    }

    /// The threshold, which can be moved.
    pub(super) fn slides(&self) -> Vec<(Slider, f32)> {
        self.threshold.map(|threshold| (Slider::Threshold, threshold)).into_iter().collect()
    }

    pub(super) fn spend(&self, path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        let (rows, name) = match (&self.x, &self.rows) {
            (Some(x), _) => (x.len(), "x"),
            (None, Some(rows)) => (rows.len(), "rows"),
            (None, None) => return Ok(()),
        };
        within(&path.name("rows"), "rows", rows, limits::ASKED_ROWS)?;
        let work = rows.saturating_mul(spent.subject().asked());
        within_seconds(&path.name(name), Span::Pass, work)?;
        spent.add_work(PASSES * work);
        Ok(())
    }

    /// How many rows it asks for, of so many in the data.
    pub(super) fn count(&self, available: usize) -> usize {
        match (&self.x, &self.rows) {
            (Some(x), _) => x.len(),
            (None, Some(rows)) => rows.len(),
            (None, None) => available,
        }
    }
}

fn check_available(path: &Path, rows: &[usize], available: usize) -> Result<usize, Fault> {
    match rows.iter().position(|row| *row >= available) {
        Some(index) => {
            let message = format!("the data has rows 0 to {}", available - 1);
            Err(Fault::new(&path.index(index), message))
        }
        None => Ok(rows.len()),
    }
}
