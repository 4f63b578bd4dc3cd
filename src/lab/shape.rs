//! The shape of an array, and what the array is for.

use serde::Serialize;

/// The shape of an array.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shape {
    /// What the array is called: `X`, `w`, `b`, `output`, or `L1.w` where there are more layers.
    pub name: String,
    /// What it is for.
    pub array: Array,
    /// The length of each axis.
    pub shape: Vec<usize>,
}

/// What an array is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Array {
    /// The examples.
    Input,
    /// What the data says of them.
    Target,
    /// What the inputs are multiplied with.
    Kernel,
    /// What is added.
    Bias,
    /// What comes out.
    Output,
}

impl Shape {
    pub(super) fn new(name: &str, array: Array, shape: &[usize]) -> Self {
        Self { name: name.to_owned(), array, shape: shape.to_vec() }
    }
}
