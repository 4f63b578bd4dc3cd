//! What a step's call or prediction asks for.

use crate::nn::Tensor;

use super::picture::Formula;

/// What the step's call or prediction asks for.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) x: Option<Tensor>,
    /// Whether the inputs are the step's own, not rows of the data.
    pub(super) own: bool,
    /// Whether they go past the normalization.
    pub(super) raw: bool,
    pub(super) first: usize,
    pub(super) formula: Formula,
    /// Whether a softmax makes chances of what comes out.
    pub(super) softmax: bool,
    /// From where on an output counts as a yes, where that is said.
    pub(super) threshold: Option<f32>,
}
