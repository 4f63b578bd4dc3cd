//! Cells of a step by their names: those that are held, and the one that is chosen first.

use serde::Deserialize;

use crate::lesson::fault::Fault;
use crate::lesson::known::Known;
use crate::lesson::live::Word;
use crate::lesson::parameter::{Parameter, Place, Written};
use crate::lesson::path::Path;
use crate::lesson::slider::Slider;

/// A number of a model by its name, or several.
///
/// `w` is every weight and `b` every bias; `w[0,1]` and `b[1]` are one of them, and `L1.w` and
/// `L1.b[1]` those of a layer.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub struct Held {
    layer: Option<String>,
    place: Written,
    written: String,
}

/// What can be changed at a step, by its name: it is held there, `hold = ["w", "eta"]`, or chosen when
/// the step opens, `choose = "w[0,1]"`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub enum CellName {
    /// A number of the model, or several: what is chosen is the first of them.
    Number(Held),
    /// A setting of the step's action.
    Setting(Slider),
}

impl CellName {
    /// How the lesson writes it.
    pub fn written(&self) -> &str {
        match self {
            Self::Number(number) => number.written(),
            Self::Setting(slider) => slider.name(),
        }
    }

    /// Refuses a layer, or a place in it, that is not there.
    pub(in crate::lesson) fn check(&self, path: &Path, known: &Known<'_>) -> Result<(), Fault> {
        match self {
            Self::Number(number) => number.check(path, known),
            Self::Setting(_) => Ok(()),
        }
    }
}

impl TryFrom<String> for CellName {
    type Error = &'static str;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        match Slider::tried(&written) {
            Some(slider) => Ok(Self::Setting(slider)),
            None => Held::try_from(written).map(Self::Number).map_err(|_| WANTED),
        }
    }
}

const WANTED: &str = "expected a weight or a bias, `w`, `b`, `w[0,1]`, `L1.b[1]`, a node of a tree, \
                      `node[1]`, or a setting that can be changed here, `max_depth`, `eta`";

impl Held {
    /// How the lesson writes it.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether it is this one, or one of these.
    pub fn holds(&self, parameter: &Parameter) -> bool {
        let is_weight = |place: Place| matches!(place, Place::Weight { .. });
        let is_there = match self.place {
            Written::Only(kind) => is_weight(kind) == is_weight(parameter.place),
            Written::At(place) => place == parameter.place,
        };
        is_there && self.layer.as_ref().is_none_or(|layer| *layer == parameter.layer)
    }

    /// Refuses a layer, or a place in it, that is not there.
    pub(in crate::lesson) fn check(&self, path: &Path, known: &Known<'_>) -> Result<(), Fault> {
        let Some(layer) = &self.layer else { return Ok(()) };
        known.check_layer_or_unit(path, layer)?;
        let data = known.check_data(path)?;
        let model = known.model_with(layer).zip(data);
        let shape = model.and_then(|(model, data)| model.shape_of(layer, data.x[0].len()));
        match (shape, self.place) {
            (Some((inputs, units)), Written::At(place)) if !place.is_within((inputs, units)) => {
                let message = format!("`{layer}` has {inputs} inputs and {units} units");
                Err(Fault::new(path, message))
            }
            _ => Ok(()),
        }
    }
}

impl TryFrom<String> for Held {
    type Error = &'static str;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        match Word::read(&written) {
            Some(Word::Number { layer, place }) => Ok(Self { layer, place, written }),
            _ => Err("expected a weight or a bias: `w`, `b`, `w[0,1]`, `L1.b[1]`"),
        }
    }
}
