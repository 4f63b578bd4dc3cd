//! The pictures of a step: the model over its data, and, where there is more to see, the loss, the
//! way downhill, what each hidden unit makes of the inputs, the model drawn.

mod descent;
mod inside;
mod loss;
mod model;
mod points;
mod scene;
mod surface;

use serde::Serialize;

use crate::chart::{Chart, Drawing};
use crate::lesson::format::{PictureName, Step};

use super::action::{self, Runnable};

pub(super) use descent::by_hand;
pub(super) use model::{nudges, places};
pub(super) use points::{fitted, x_range};
pub(super) use scene::{Formula, Scene};

/// A picture of a step and its name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// Which picture it is.
    pub name: PictureName,
    /// What there is to draw.
    pub drawing: Drawing,
}

impl Picture {
    /// The chart, if it is a single one.
    pub fn chart(&self) -> Option<&Chart> {
        match &self.drawing {
            Drawing::Chart(chart) => Some(chart),
            Drawing::Panels(_) | Drawing::Network(_) => None,
        }
    }
}

/// All pictures of a step, the one that it is about first.
pub(super) fn all(step: &Step, scene: &Scene<'_>) -> Vec<Picture> {
    let action = step.run.as_ref().map(action::of);
    let own = action.and_then(|action| action.picture(scene));
    let mut pictures: Vec<Picture> =
        own.map(|(name, chart)| Picture::of(name, chart)).into_iter().collect();
    if action.is_some_and(Runnable::is_drawn_alone) {
        return pictures;
    }
    pictures.extend(model::draw(scene).map(|chart| Picture::of(PictureName::Model, chart)));
    if let Some(training) = scene.training {
        pictures.push(Picture::of(PictureName::Loss, loss::draw(training)));
        pictures.extend(loss::metric(training).map(|c| Picture::of(PictureName::Metric, c)));
        let bowl = descent::of(training, scene);
        pictures.extend(bowl.map(|chart| Picture::of(PictureName::Bowl, chart)));
    }
    pictures.extend(inside(step, scene));
    // The sort is stable: all others stay in their order.
    pictures.sort_by_key(|picture| step.picture.is_some_and(|first| picture.name != first));
    pictures
}

/// A look into a model of several layers, or into any that the step wants to show so.
fn inside(step: &Step, scene: &Scene<'_>) -> Vec<Picture> {
    let layers = scene.subject.map_or(0, |subject| subject.layers().len());
    let is_shown = layers > 1 || step.picture == Some(PictureName::Network);
    let units = inside::units(scene)
        .map(|panels| Picture { name: PictureName::Units, drawing: Drawing::Panels(panels) });
    let network = inside::network(scene)
        .filter(|_| is_shown)
        .map(|network| Picture { name: PictureName::Network, drawing: Drawing::Network(network) });
    units.into_iter().chain(network).collect()
}

impl Picture {
    fn of(name: PictureName, chart: Chart) -> Self {
        Self { name, drawing: Drawing::Chart(chart) }
    }
}
