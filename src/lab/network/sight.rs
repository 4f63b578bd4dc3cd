//! What is looked at when a model is drawn.

use crate::chart::Chart;
use crate::journal::Parameter;
use crate::nn::Tensor;

/// What is looked at when a model is drawn.
#[derive(Clone, Copy)]
pub(in crate::lab) struct Sight<'a> {
    /// The number that is chosen.
    pub(in crate::lab) chosen: Option<&'a Parameter>,
    /// The examples that the arithmetic goes through, and which of them is looked at.
    pub(in crate::lab) x: Option<&'a Tensor>,
    pub(in crate::lab) example: usize,
    /// The picture of its output, if there is one.
    pub(in crate::lab) output: Option<&'a Chart>,
    /// Whether a network is to be drawn however small it is.
    pub(in crate::lab) is_asked_for: bool,
}
