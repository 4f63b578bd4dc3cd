//! Normalization: brings every feature to the same scale before the first neuron sees it.

use ndarray::{Array1, ArrayViewD, Axis, IxDyn};

use super::dense::{check_weights, checked_name, repr};
use super::shape::Shape;
use crate::nn::{Error, Forward, Tensor};

/// A layer that shifts and scales every feature to mean 0 and spread 1, as Keras's
/// `Normalization` (<https://keras.io/api/layers/preprocessing_layers/numerical/normalization/>).
///
/// `a = (x - μ) / max(√σ², ε)` with the mean `μ` and variance `σ²` of each column of the data it
/// was adapted to, and `ε = 1e-7`, so that a column of equal numbers becomes 0. It has nothing to
/// learn by training.
#[derive(Debug, Clone, PartialEq)]
pub struct Normalization {
    /// What the layer is called.
    pub name: String,
    moments: Option<Moments>,
}

impl Normalization {
    /// A layer that has seen no data; fails if the name contains `/`.
    pub fn new(name: impl Into<String>) -> Result<Self, Error> {
        Ok(Self { name: checked_name(name.into())?, moments: None })
    }

    /// How Python shows the layer: `<Normalization name=normalization, built=False>`.
    pub fn repr(&self) -> String {
        repr("Normalization", &self.name, self.is_built())
    }

    /// Whether the layer knows how many features there are.
    pub const fn is_built(&self) -> bool {
        self.moments.is_some()
    }

    /// Prepares for that many features, with mean 0 and variance 1; a built layer stays as it is.
    pub fn build(&mut self, features: usize) {
        self.moments.get_or_insert_with(|| Moments::new(vec![None, Some(features)], features));
    }

    /// Learns each column's mean and population variance, `σ² = Σ (x - μ)² / n`, from the data.
    ///
    /// Fails if the data is a single number without an axis, or if the layer is built for another
    /// number of columns. Without rows both are NaN.
    pub fn adapt(&mut self, data: &Tensor) -> Result<(), Error> {
        self.build_for(&open(data.shape()))?;
        let Some(own) = &mut self.moments else { return Ok(()) };
        let kept = own.built.len().saturating_sub(1);
        let shape = data.shape();
        if shape.len() != own.built.len() || shape.get(kept).copied() != own.built[kept] {
            let (layer, built) = (self.name.clone(), own.built.clone());
            return Err(Error::Adapted { layer, built, shape: shape.to_vec() });
        }
        let (mean, variance): (Vec<f32>, Vec<f32>) =
            data.axis_iter(Axis(kept)).map(|column| moments(&column)).unzip();
        (own.mean, own.variance) = (mean.into(), variance.into());
        Ok(())
    }

    /// The layer's output; a layer without data is built by its first call and changes nothing.
    pub fn call(&mut self, x: &Tensor) -> Result<Tensor, Error> {
        if !self.is_built() {
            self.build_for(&open(x.shape()))?;
        }
        self.normalize(x)
    }

    /// The output of a built layer; `z` is the same, for there is no activation.
    pub fn forward(&self, x: &Tensor) -> Result<Forward, Error> {
        let output = self.normalize(x)?;
        Ok(Forward { z: output.clone(), output })
    }

    /// Mean, variance and Keras's counter, a tensor without axes that always holds 0; nothing as
    /// long as the layer is not built.
    pub fn get_weights(&self) -> Vec<Tensor> {
        self.moments.as_ref().map_or_else(Vec::new, |Moments { mean, variance, .. }| {
            let count = Tensor::zeros(IxDyn(&[]));
            vec![mean.clone().into_dyn(), variance.clone().into_dyn(), count]
        })
    }

    /// Replaces mean and variance, or, if anything does not fit, nothing.
    pub fn set_weights(&mut self, given: &[Tensor]) -> Result<(), Error> {
        check_weights(&self.name, &self.get_weights(), given)?;
        if let (Some(moments), [mean, variance, _]) = (&mut self.moments, given) {
            moments.mean.assign(mean);
            moments.variance.assign(variance);
        }
        Ok(())
    }

    /// Mean and variance of every feature, and the counter; none of them is trained.
    pub fn count_params(&self) -> Result<usize, Error> {
        match &self.moments {
            Some(moments) => Ok(2 * moments.mean.len() + 1),
            None => Err(Error::NotBuilt { layer: self.name.clone() }),
        }
    }

    /// Builds the layer for inputs of that shape, which is also the shape of its output.
    pub(super) fn build_for(&mut self, shape: &[Option<usize>]) -> Result<Shape, Error> {
        match shape.last() {
            Some(features) => {
                let features = features.unwrap_or(1);
                self.moments.get_or_insert_with(|| Moments::new(shape.to_vec(), features));
            }
            None => return Err(Error::NoAxis { layer: self.name.clone() }),
        }
        Ok(shape.to_vec())
    }

    /// `(x - μ) / max(√σ², ε)`; as in Keras, a lone column is repeated to fit.
    fn normalize(&self, x: &Tensor) -> Result<Tensor, Error> {
        let Some(Moments { mean, variance, .. }) = &self.moments else {
            return Err(Error::NotCalled { layer: self.name.clone() });
        };
        let features = x.shape().last().copied().unwrap_or(1);
        if features != mean.len() && features != 1 && mean.len() != 1 {
            return Err(Error::Features {
                layer: self.name.clone(),
                wanted: mean.len(),
                shape: x.shape().to_vec(),
            });
        }
        let row = |numbers: &Array1<f32>| numbers.clone().insert_axis(Axis(0)).into_dyn();
        Ok((x - &row(mean)) / &row(&variance.mapv(|variance| variance.sqrt().max(EPSILON))))
    }
}

const EPSILON: f32 = 1e-7;

#[derive(Debug, Clone, PartialEq)]
struct Moments {
    /// The shape that the layer was built for.
    built: Shape,
    mean: Array1<f32>,
    variance: Array1<f32>,
}

impl Moments {
    /// As long as the layer has seen no data.
    fn new(built: Shape, features: usize) -> Self {
        Self { built, mean: Array1::zeros(features), variance: Array1::ones(features) }
    }
}

/// A shape of which every axis is known.
fn open(shape: &[usize]) -> Shape {
    shape.iter().copied().map(Some).collect()
}

/// Mean and variance, added up number by number in float32, as Keras lets `NumPy` do it.
fn moments(column: &ArrayViewD<'_, f32>) -> (f32, f32) {
    let count = column.len() as f32;
    let mean = column.iter().sum::<f32>() / count;
    let squares: f32 = column.iter().map(|x| (x - mean) * (x - mean)).sum();
    (mean, squares / count)
}
