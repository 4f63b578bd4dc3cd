//! One example on its way through the model and back, as a step shows it.

use serde::Deserialize;

use crate::lesson::fault::Fault;
use crate::lesson::known::Known;
use crate::lesson::parameter::{Parameter, Written};
use crate::lesson::path::Path;
use crate::nn::Loss;

/// `backward = { row = 1, at = "hidden.w[0,1]" }`: Forward, Loss, Backward and Update of one row of
/// the data, term by term, for a model of at most 300 weights. The picture `backward` shows the
/// network with it, `g` goes through the terms, and in print they stand below the numbers.
///
/// `backward = {}` shows all of the row that is looked at. Nothing is written by hand: every value
/// and every slope is what the engine works out.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backward {
    /// The row that is looked at first, counted from 0.
    pub row: Option<usize>,
    /// Where it begins, and what of it is printed: `forward`, `loss`, `backward`, `update`, or the
    /// slope of a weight, written `L1.w[input,unit]`, or of a bias, `L1.b[unit]`. Left out, it begins
    /// with the first term, and all are printed.
    pub at: Option<String>,
    /// Which loss. Left out, it is that of the step's fit, gradient or goal, else what the model was
    /// compiled with, else the usual one for its last activation.
    pub loss: Option<Loss>,
}

/// Where the way begins.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// With the first unit.
    Forward,
    /// With the loss.
    Loss,
    /// With the slope of the first output.
    Backward,
    /// With the step of the first weight.
    Update,
    /// With the slope of a weight.
    Weight(Parameter),
}

impl Backward {
    /// Where it begins, in a model whose layers have such shapes: inputs and units.
    pub fn start(&self, shape: impl Fn(&str) -> Option<(usize, usize)>) -> Option<Start> {
        let at = self.at.as_deref()?;
        Some(match at {
            "forward" => Start::Forward,
            "loss" => Start::Loss,
            "backward" => Start::Backward,
            "update" => Start::Update,
            _ => {
                let (layer, place) = at.rsplit_once('.')?;
                let place = Written::read(place)?.within(shape(layer)?)?;
                Start::Weight(Parameter { layer: layer.to_owned(), place })
            }
        })
    }

    /// Refuses a row that is not there, and a beginning that is none.
    pub(in crate::lesson) fn check(&self, path: &Path, known: &Known<'_>) -> Result<(), Fault> {
        if known.is_empty() {
            return Err(Fault::new(path, "there is no layer here to go through yet"));
        }
        let data = known.check_data(path)?;
        if let (Some(row), Some(rows)) = (self.row, known.check_rows(path)?)
            && row >= rows
        {
            let message = format!("the data has {rows} rows, counted from 0");
            return Err(Fault::new(&path.name("row"), message));
        }
        let Some(at) = self.at.as_deref().filter(|at| !STAGES.contains(at)) else { return Ok(()) };
        let path = path.name("at");
        let (layer, _) = at.rsplit_once('.').ok_or_else(|| Fault::new(&path, WANTED))?;
        known.check_layer(&path, layer)?;
        let model = known.model_with(layer);
        let shape = |name: &str| model?.shape_of(name, data?.x[0].len());
        match shape(layer) {
            Some((inputs, units)) if self.start(shape).is_none() => {
                let message = format!("`{layer}` has {inputs} inputs and {units} units: {WANTED}");
                Err(Fault::new(&path, message))
            }
            _ => Ok(()),
        }
    }
}

const STAGES: [&str; 4] = ["forward", "loss", "backward", "update"];

const WANTED: &str = "expected `forward`, `loss`, `backward`, `update`, or a weight of a model, \
                      written `L1.w[input,unit]`, or a bias, `L1.b[unit]`; where there is only one, \
                      `L1.w` or `L1.b`";
