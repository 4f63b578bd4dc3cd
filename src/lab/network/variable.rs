//! A layer or a model as a variable of the code, and what can be done with any of them.

use ndarray::Axis;

use crate::nn::{self, Dense, Forward, Layer, Normalization, Sequential, Tensor};

/// A variable of the code.
#[derive(Clone, Debug)]
pub(in crate::lab) struct Variable {
    pub(in crate::lab) name: String,
    pub(in crate::lab) value: Value,
}

/// What a variable holds.
#[derive(Clone, Debug)]
pub(in crate::lab) enum Value {
    /// A layer that no code has made, so that no code speaks of it.
    Unit(Dense),
    Dense(Dense),
    Sequential(Sequential),
    Normalization(Normalization),
}

impl Variable {
    /// The dense layers in it, from input to output, under their names in the lesson.
    pub(in crate::lab) fn layers(&self) -> Vec<(&str, &Dense)> {
        match &self.value {
            Value::Dense(dense) | Value::Unit(dense) => vec![(self.name.as_str(), dense)],
            Value::Sequential(model) => model
                .layers
                .iter()
                .filter_map(|layer| match layer {
                    Layer::Dense(dense) => Some((dense.name.as_str(), dense)),
                    Layer::Normalization(_) => None,
                })
                .collect(),
            Value::Normalization(_) => Vec::new(),
        }
    }

    /// The same as far as its first dense layer.
    pub(in crate::lab) fn as_far_as_first_layer(&self) -> Self {
        let mut first = self.clone();
        if let Value::Sequential(model) = &mut first.value {
            let dense = model.layers.iter().position(|layer| matches!(layer, Layer::Dense(_)));
            model.layers.truncate(dense.map_or(0, |dense| dense + 1));
        }
        first
    }

    /// What comes after a dense layer, counted from 0, as a model of its own.
    pub(in crate::lab) fn behind_layer(&self, index: usize) -> Option<Self> {
        let mut left = index + 1;
        let mut rest = self.model()?.layers.clone();
        rest.retain(|layer| {
            let is_behind = left == 0;
            left -= usize::from(left > 0 && matches!(layer, Layer::Dense(_)));
            is_behind
        });
        let inputs = match rest.first()? {
            Layer::Dense(dense) => dense.kernel()?.dim().0,
            Layer::Normalization(_) => return None,
        };
        let model = Sequential::with_input("", inputs, rest).ok()?;
        Some(Self { name: self.name.clone(), value: Value::Sequential(model) })
    }

    /// Whether there is code that makes it.
    pub(in crate::lab) fn is_in_code(&self) -> bool {
        !matches!(self.value, Value::Unit(_))
    }

    /// The model, if it is one.
    pub(in crate::lab) fn model(&self) -> Option<&Sequential> {
        match &self.value {
            Value::Sequential(model) => Some(model),
            Value::Unit(_) | Value::Dense(_) | Value::Normalization(_) => None,
        }
    }

    /// The same as a model of its own; a layer becomes a model of one layer.
    pub(in crate::lab) fn as_model(&self) -> Option<Sequential> {
        match &self.value {
            Value::Sequential(model) => Some(model.clone()),
            Value::Dense(dense) | Value::Unit(dense) => {
                Sequential::new("", vec![Layer::Dense(dense.clone())]).ok()
            }
            Value::Normalization(_) => None,
        }
    }

    /// The normalization, if it is one.
    pub(in crate::lab) fn normalization(&self) -> Option<&Normalization> {
        match &self.value {
            Value::Normalization(layer) => Some(layer),
            Value::Unit(_) | Value::Dense(_) | Value::Sequential(_) => None,
        }
    }

    /// Whether it has its weights.
    pub(in crate::lab) fn is_built(&self) -> bool {
        match &self.value {
            Value::Dense(dense) | Value::Unit(dense) => dense.is_built(),
            Value::Sequential(model) => model.is_built(),
            Value::Normalization(layer) => layer.is_built(),
        }
    }

    /// What every layer computes for `x`, once the weights are there.
    pub(in crate::lab) fn forward(&self, x: &Tensor) -> Option<Vec<Forward>> {
        match &self.value {
            Value::Dense(dense) | Value::Unit(dense) => {
                dense.forward(x).ok().map(|forward| vec![forward])
            }
            Value::Sequential(model) => model.forward(x).ok(),
            Value::Normalization(_) => None,
        }
    }

    /// What comes out for `x`, once the weights are there: a few rows at a time, so that what the
    /// layers make of them stays near the processor.
    pub(in crate::lab) fn output(&self, x: &Tensor) -> Option<Tensor> {
        self.output_of_many(x).or_else(|| self.forward(x)?.pop().map(|forward| forward.output))
    }

    /// The same, where there are many rows.
    pub(in crate::lab) fn output_of_many(&self, x: &Tensor) -> Option<Tensor> {
        of_many(x, |part| self.forward(part)?.pop().map(|forward| forward.output))
    }

    /// Calls it, as `layer(x)` in Python; the first call makes the weights.
    pub(in crate::lab) fn call(&mut self, x: &Tensor) -> Result<Tensor, nn::Error> {
        match &mut self.value {
            Value::Dense(dense) | Value::Unit(dense) => dense.call(x),
            Value::Sequential(model) => model.call(x),
            Value::Normalization(layer) => layer.call(x),
        }
    }

    /// Lets it predict; what is no model is called.
    pub(in crate::lab) fn predict(&mut self, x: &Tensor) -> Result<Tensor, nn::Error> {
        match &mut self.value {
            Value::Sequential(model) => model.predict(x),
            _ => self.call(x),
        }
    }

    /// What it predicts, as it is.
    pub(in crate::lab) fn prediction(&self, x: &Tensor) -> Result<Tensor, nn::Error> {
        let mut copy = self.clone();
        of_many(x, |part| copy.predict(part).ok()).map_or_else(|| self.clone().predict(x), Ok)
    }

    pub(in crate::lab) fn layer(&self, name: &str) -> Option<&Dense> {
        self.layers().into_iter().find(|(known, _)| *known == name).map(|(_, dense)| dense)
    }

    pub(in crate::lab) fn layer_mut(&mut self, name: &str) -> Option<&mut Dense> {
        match &mut self.value {
            Value::Dense(dense) | Value::Unit(dense) => (self.name == name).then_some(dense),
            Value::Sequential(model) => model.layers.iter_mut().find_map(|layer| match layer {
                Layer::Dense(dense) => (dense.name == name).then_some(dense),
                Layer::Normalization(_) => None,
            }),
            Value::Normalization(_) => None,
        }
    }
}

/// What comes out for many rows, a few at a time; `None` where there are few.
fn of_many(x: &Tensor, mut of: impl FnMut(&Tensor) -> Option<Tensor>) -> Option<Tensor> {
    if x.ndim() != 2 || x.shape()[0] <= ROWS_TOGETHER {
        return None;
    }
    let chunks = x.axis_chunks_iter(Axis(0), ROWS_TOGETHER);
    let parts: Vec<Tensor> = chunks.map(|part| of(&part.to_owned())).collect::<Option<_>>()?;
    let views: Vec<_> = parts.iter().map(|part| part.view()).collect();
    ndarray::concatenate(Axis(0), &views).ok()
}

const ROWS_TOGETHER: usize = 512;
