//! The scene: what pictures are made of.

use crate::journal::Parameter;
use crate::lab::asks::Asks;
use crate::lab::counts::Counts;
use crate::lab::data::Data;
use crate::lab::drawn::Drawn;
use crate::lab::network::{Decisions, Training, Walkthrough};
use crate::lab::subject::Subject;
use crate::lesson::format::Bowl;
use crate::nn::Tensor;

use super::validation::Validation;

/// What pictures are made of.
pub(in crate::lab) struct Scene<'a> {
    pub(in crate::lab) data: Option<&'a Data>,
    /// The rows to choose a model by, beside those of the data.
    pub(in crate::lab) beside: Option<&'a Data>,
    pub(in crate::lab) subject: Option<Subject<'a>>,
    pub(in crate::lab) training: Option<&'a Training>,
    pub(in crate::lab) formula: Formula,
    /// The weight that is chosen.
    pub(in crate::lab) focus: Option<&'a Parameter>,
    /// The weights that a bowl is over, where the lesson names them.
    pub(in crate::lab) bowl: Option<&'a Bowl>,
    /// The examples that the arithmetic goes through.
    pub(in crate::lab) x: Option<&'a Tensor>,
    /// The one that is looked at.
    pub(in crate::lab) example: usize,
    /// Whether the inputs are the step's own: then they are drawn too.
    pub(in crate::lab) own: bool,
    /// Where the numbers are that can be slid.
    pub(in crate::lab) slid: &'a [f32],
    /// What is still asked, and so not to be seen yet.
    pub(in crate::lab) asks: Asks,
    /// From where on an output counts as a yes.
    pub(in crate::lab) threshold: f64,
    /// Both errors over the thresholds that the step tries.
    pub(in crate::lab) tried: Option<Validation>,
    /// How often a yes is told yes and no, where that is counted.
    pub(in crate::lab) counts: Option<&'a Counts>,
    /// What a model with several classes says of each example.
    pub(in crate::lab) decisions: Option<&'a Decisions>,
    /// The way of the example there and back, where it is told.
    pub(in crate::lab) backward: Option<&'a Walkthrough>,
    /// Whether the data can be changed: then the row that is looked at is marked.
    pub(in crate::lab) is_touched: bool,
    /// What the learner predicts, where that has a place on the chart.
    pub(in crate::lab) predicted: Option<Drawn>,
}

/// Whether the formula is drawn beside the model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::lab) enum Formula {
    #[default]
    Hidden,
    Drawn,
}
