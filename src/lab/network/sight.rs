//! What is looked at when a model is drawn.

use crate::chart::Chart;
use crate::journal::Parameter;
use crate::lab::asks::Asks;
use crate::lesson::format::PictureName;
use crate::nn::Tensor;

/// What is looked at when a model is drawn.
#[derive(Clone, Copy)]
pub(in crate::lab) struct Sight<'a> {
    /// The number that is chosen.
    pub(in crate::lab) chosen: Option<&'a Parameter>,
    /// The examples that the arithmetic goes through, and which of them is looked at.
    pub(in crate::lab) x: Option<&'a Tensor>,
    pub(in crate::lab) example: usize,
    /// Whether these are inputs of the step's own, not rows of the data.
    pub(in crate::lab) is_own: bool,
    /// The picture of its output, if there is one.
    pub(in crate::lab) output: Option<&'a Chart>,
    /// What is still asked, which no picture is to tell.
    pub(in crate::lab) asks: Asks,
    /// The picture that the lesson asks for: it is drawn however little there is to see on it.
    pub(in crate::lab) asked_for: Option<PictureName>,
}

impl Sight<'_> {
    /// Whether something of it is still asked for.
    pub(in crate::lab) fn is_asked(&self) -> bool {
        self.asks != Asks::Nothing
    }
}
