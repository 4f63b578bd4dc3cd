//! The pictures of a step: the model over its data, and, where there is more to see, the loss, the
//! way downhill, what each hidden unit makes of the inputs, the model drawn.

mod descent;
mod loss;
mod model;

use serde::Serialize;

use crate::chart::Chart;
use crate::lesson::format::{Action, PictureName, Step};
use crate::nn::Tensor;

use super::state::Data;
use super::subject::Subject;
use super::training::Training;

pub(super) use model::{nudges, places, x_range};

/// A picture of a step and its name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// Which picture it is.
    pub name: PictureName,
    /// What there is to draw.
    pub drawing: Chart,
}

/// What pictures are made of.
pub(super) struct Scene<'a> {
    pub(super) data: Option<&'a Data>,
    pub(super) subject: Option<Subject<'a>>,
    pub(super) training: Option<&'a Training>,
    pub(super) formula: Formula,
    /// The examples that the arithmetic goes through.
    pub(super) x: Option<&'a Tensor>,
    /// The one that is looked at.
    pub(super) example: usize,
    /// Whether the inputs are the step's own: then they are drawn too.
    pub(super) own: bool,
}

/// Whether the formula is drawn beside the model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Formula {
    #[default]
    Hidden,
    Drawn,
}

/// All pictures of a step, the one that it is about first.
pub(super) fn all(step: &Step, scene: &Scene<'_>) -> Vec<Picture> {
    let mut pictures = match &step.run {
        Some(Action::Activation(alone)) => vec![(PictureName::Model, model::activation(alone))],
        Some(Action::Gradient(gradient)) => descent::by_hand(gradient, scene).into_iter().collect(),
        _ => Vec::new(),
    };
    if pictures.is_empty() || matches!(step.run, Some(Action::Gradient(_))) {
        pictures.extend(model::draw(scene).map(|chart| (PictureName::Model, chart)));
    }
    if let Some(training) = scene.training {
        pictures.push((PictureName::Loss, loss::draw(training)));
        pictures.extend(descent::of(training, scene).map(|chart| (PictureName::Bowl, chart)));
    }
    // The sort is stable: all others stay in their order.
    pictures.sort_by_key(|(name, _)| Some(*name) != step.picture);
    pictures.into_iter().map(|(name, drawing)| Picture { name, drawing }).collect()
}
