//! The neuron engine: what Keras does, in float32, small enough to read in one sitting.
//!
//! In the order one would teach it:
//!
//! - [`Activation`]: the function a neuron ends in.
//! - [`initializer`]: where its weights start.
//! - [`Dense`]: a layer of neurons, `a = g(x · W + b)`.
//! - [`Normalization`]: a layer that brings every feature to the same scale.
//! - [`Sequential`]: layers one after another, and the `summary` of them.
//! - [`Loss`]: how wrong a prediction is, as one number, and its slope.
//! - [`Metric`]: how often a prediction is right.
//! - [`Optimizer`]: how far a weight goes down the slope.
//! - [`Fit`]: training, batch by batch; [`EarlyStopping`] may end it.
//! - [`Tape`]: one example on its way through a model and back, with all its numbers.
//! - [`Landscape`]: the loss over two weights, as one would walk through it.
//! - [`numpy`]: what `np.exp`, `np.log`, `np.sum` and `np.mean` give, to the last digit.
//! - [`print`](mod@print): how `NumPy`, TensorFlow and Python would show the numbers.
//! - [`Error`]: what Keras would say when something does not fit, and the same in plain words.
//!
//! ```
//! use layerlab::nn::{Activation, Dense, print, tensor};
//!
//! let mut layer = Dense::new("linear_layer", 1, Activation::Linear, 1)?;
//! layer.build(1)?;
//! layer.set_weights(&[tensor(&[1, 1], &[200.0]), tensor(&[1], &[100.0])])?;
//! let price = layer.call(&tensor(&[2, 1], &[1.0, 2.0]))?;
//! assert_eq!(print::numpy_str(&price), "[[300.]\n [500.]]");
//! # Ok::<(), layerlab::nn::Error>(())
//! ```
//!
//! Nothing here knows a lesson, a file, a clock or a terminal.

// Blank lines keep the reading order: the formatter sorts what stands together.
mod fused;

mod activation;

pub mod initializer;

mod shape;

mod dense;

mod normalization;

mod sequential;

mod summary;

mod loss;

mod metric;

mod optimizer;

mod naming;

mod compiled;

mod product;

mod examples;

mod gradient;

mod stopping;

mod settings;

mod history;

mod assembly;

mod fit;

mod learning;

mod landscape;

pub mod print;

pub mod numpy;

mod error;

pub use activation::Activation;
pub use dense::{Dense, Forward};
pub use error::{Error, TrainingError};
pub use fit::Fit;
pub use gradient::{LayerRecord, LooksAt, Recorded, Tape};
pub use history::{Batch, End, Evaluation, History, NotFinite};
pub use landscape::{Landscape, WeightAt};
pub use loss::Loss;
pub use metric::Metric;
pub use normalization::Normalization;
pub use optimizer::{Momentum, Optimizer};
pub use sequential::{Layer, Names, Sequential};
pub use settings::{Settings, Shuffle, Validation};
pub use stopping::{EarlyStopping, Keep, Monitor};

/// Numbers of any shape, as Keras's float32 tensors: `(2, 1)` is a table of 2 rows and 1 column.
pub type Tensor = ndarray::ArrayD<f32>;

/// A tensor of the given shape, which must fit in memory, filled row by row; numbers that are
/// missing are 0.
pub fn tensor(shape: &[usize], numbers: &[f32]) -> Tensor {
    let mut tensor = Tensor::zeros(shape);
    tensor.iter_mut().zip(numbers).for_each(|(place, number)| *place = *number);
    tensor
}
