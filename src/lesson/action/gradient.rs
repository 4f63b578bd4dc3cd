//! `run.gradient = …`: the loss looked at by hand.

use serde::Deserialize;

use crate::lesson::architecture::Architecture;
use crate::lesson::dataset::Dataset;
use crate::lesson::fault::Fault;
use crate::lesson::known::Known;
use crate::lesson::labels::check_labels;
use crate::lesson::limits;
use crate::lesson::path::Path;
use crate::lesson::sizes::within;
use crate::lesson::spent::Spent;
use crate::nn::{Activation, Loss};

use super::words::Words;

/// `run.gradient = { model = "model", loss = "mean_squared_error", along = "w" }`: the loss and its
/// slopes at the weights as they are, worked out in NumPy, for a model of one unit.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gradient {
    /// Which model: one dense layer of one unit, linear or sigmoid.
    pub model: String,
    /// Which loss: `mean_squared_error`, or behind a sigmoid `binary_crossentropy`.
    pub loss: Loss,
    /// The weight that the picture is a slice along: `w`, `b`, or `w[1]` where there are several
    /// inputs. Left out, the picture is the loss over w and b, seen from above, or over the two
    /// weights that the step's `bowl` names.
    pub along: Option<String>,
}

impl Words for Gradient {
    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        let path = path.name("gradient");
        let model = known.check_model(&path.name("model"), &self.model)?;
        let Some((model, data)) = model.zip(known.check_data(&path)?) else { return Ok(()) };
        self.check_unit(&path, model)?;
        check_labels(&path.name("loss"), self.loss, model, data)?;
        check_along(&path.name("along"), self.along.as_deref(), data)
    }

    fn spend(&self, path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        let numbers = spent.data().map_or(0, |data| data.x.len() * data.x[0].len());
        let what = "numbers to work out a gradient of";
        within(&path.name("gradient"), what, numbers, limits::GRADIENT_NUMBERS)
    }

    fn works_on(&self) -> Option<&str> {
        Some(&self.model)
    }

    fn loss(&self) -> Option<Loss> {
        Some(self.loss)
    }
}

impl Gradient {
    /// Refuses a model that is no single unit, and a loss whose slope behind it is not known.
    fn check_unit(&self, path: &Path, model: &Architecture) -> Result<(), Fault> {
        let [layer] = model.layers.as_slice() else {
            let message = "only a model of a single layer can be worked out by hand like this";
            return Err(Fault::new(&path.name("model"), message));
        };
        let (part, message) = match (layer.units, layer.activation, self.loss) {
            (1, Activation::Linear | Activation::Sigmoid, Loss::MeanSquaredError) => return Ok(()),
            (1, Activation::Sigmoid, Loss::BinaryCrossentropy) => return Ok(()),
            (1, Activation::Linear, _) => {
                ("loss", "behind a linear unit only `mean_squared_error` is worked out by hand")
            }
            (1, Activation::Sigmoid, _) => (
                "loss",
                "behind a sigmoid unit only `mean_squared_error` and `binary_crossentropy` are \
                 worked out by hand",
            ),
            _ => ("model", "expected a model of one unit, linear or sigmoid"),
        };
        Err(Fault::new(&path.name(part), message))
    }
}

/// `w` where there is one input, else `w[0]` and so on, or `b`.
fn check_along(path: &Path, along: Option<&str>, data: &Dataset) -> Result<(), Fault> {
    let inputs = data.x[0].len();
    let weight = |input: usize| if inputs == 1 { "w".to_owned() } else { format!("w[{input}]") };
    let names: Vec<String> = (0..inputs).map(weight).chain(["b".to_owned()]).collect();
    match along {
        Some(along) if !names.iter().any(|name| name == along) => {
            Err(Fault::new(path, format!("expected one of: {}", names.join(", "))))
        }
        _ => Ok(()),
    }
}
