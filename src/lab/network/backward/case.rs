//! What is asked of.

use crate::lab::data::Data;
use crate::lesson::format::Step;

use super::super::answering::Network;
use super::super::training::Training;

/// What is asked of: a model, a row of the data, and a step.
#[derive(Clone, Copy)]
pub(in crate::lab) struct Case<'a> {
    pub(in crate::lab) network: Option<Network<'a>>,
    /// What the model is judged by, unless the step has inputs of its own.
    pub(in crate::lab) data: Option<&'a Data>,
    pub(in crate::lab) step: &'a Step,
    pub(in crate::lab) training: Option<&'a Training>,
    /// The row that is looked at.
    pub(in crate::lab) example: usize,
}
