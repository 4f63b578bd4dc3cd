//! What a bowl is over: two weights of a model, and the loss.

use serde::Deserialize;

use crate::lesson::fault::Fault;
use crate::lesson::known::Known;
use crate::lesson::parameter::{Parameter, Written};
use crate::lesson::path::Path;
use crate::nn::Loss;

/// `bowl = { axes = ["L1.w[0,0]", "L1.b[0]"], loss = "mean_squared_error" }`: the loss over two
/// weights of one model, all others staying as they are.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bowl {
    /// Across and up: a weight as `layer.w[input,unit]`, a bias as `layer.b[unit]`, and `layer.w` or
    /// `layer.b` where there is only one.
    pub axes: [String; 2],
    /// Which loss. Left out, that of the step's fit or gradient.
    pub loss: Option<Loss>,
}

impl Bowl {
    /// One of its axes in a model whose layers have such shapes: inputs and units.
    pub fn axis(
        &self,
        index: usize,
        shape: impl Fn(&str) -> Option<(usize, usize)>,
    ) -> Option<Parameter> {
        let (layer, place) = self.axes[index].rsplit_once('.')?;
        let place = Written::read(place)?.within(shape(layer)?)?;
        Some(Parameter { layer: layer.to_owned(), place })
    }

    /// Refuses axes that are no two weights of one model.
    pub(in crate::lesson) fn check(&self, path: &Path, known: &Known<'_>) -> Result<(), Fault> {
        let path = path.name("axes");
        let data = known.check_data(&path)?;
        let mut models = Vec::new();
        for (index, text) in self.axes.iter().enumerate() {
            let path = path.index(index);
            let (layer, _) = text.rsplit_once('.').ok_or_else(|| Fault::new(&path, WANTED))?;
            known.check_layer_or_unit(&path, layer)?;
            let model = known.model_with(layer);
            let shape = |name: &str| model?.shape_of(name, data?.x[0].len());
            if let Some((inputs, units)) = shape(layer)
                && self.axis(index, shape).is_none()
            {
                let message = format!("`{layer}` has {inputs} inputs and {units} units: {WANTED}");
                return Err(Fault::new(&path, message));
            }
            models.push(model.map(|model| &model.layers[0].name));
        }
        if models[0] != models[1] || self.axes[0] == self.axes[1] {
            return Err(Fault::new(&path, "expected two different weights of one model"));
        }
        Ok(())
    }
}

const WANTED: &str = "expected a weight of a model, written `L1.w[input,unit]`, or a bias, \
                      `L1.b[unit]`; where there is only one, `L1.w` or `L1.b`";
