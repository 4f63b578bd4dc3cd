//! The pictures of a step: the model over its data, and, where there is more to see, the loss, the
//! way downhill, what each hidden unit makes of the inputs, the model drawn.

mod bars;
mod before;
mod chances;
mod image;
mod model;
mod plane;
mod points;
mod rows;
mod scene;
mod surface;
mod validation;

use serde::Serialize;

use crate::chart::{Chart, Confusion, Drawing};
use crate::lesson::format::{PictureName, Step};

use super::action::{self, Runnable};
use super::counts::Counts;
use super::network::{self, Sight, Training, Walkthrough};

use super::subject::Subject;
pub(super) use bars::Classes;

pub(super) use model::places;
pub(super) use plane::{Tones, over_some};
pub(super) use points::{data_points, fitted, shown_ranges, x_range, y_range};
pub(super) use scene::{Formula, Scene};
pub(super) use validation::{Errors, Validation, told};

/// A picture of a step and its name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// Which picture it is.
    pub name: PictureName,
    /// What there is to draw.
    pub drawing: Drawing,
}

impl Picture {
    /// The chart, if it is one.
    pub fn chart(&self) -> Option<&Chart> {
        self.drawing.chart()
    }
}

/// All pictures of a step, the one that it is about first.
pub(super) fn all(step: &Step, scene: &Scene<'_>) -> Vec<Picture> {
    let action = step.run.as_ref().map(action::of);
    let own = action.and_then(|action| action.picture(scene));
    let mut pictures: Vec<Picture> =
        own.map(|(name, drawing)| Picture { name, drawing }).into_iter().collect();
    if action.is_some_and(Runnable::is_drawn_alone) {
        return pictures;
    }
    let output = model::draw(scene);
    pictures.extend(output.clone().map(|chart| Picture::of(PictureName::Model, chart)));
    let rows = rows::draw(scene).map(|drawing| Picture { name: PictureName::Rows, drawing });
    pictures.extend(rows);
    let image = image::draw(scene).map(Drawing::Pictured);
    pictures.extend(image.map(|drawing| Picture { name: PictureName::Digits, drawing }));
    if let Some(training) = scene.training {
        pictures.push(Picture::of(PictureName::Loss, network::loss(training)));
        let tried = training.tried().map(|tried| tried.chart());
        pictures.extend(tried.map(|chart| Picture::of(PictureName::ValidationCurve, chart)));
        pictures.extend(network::metric(training).map(|c| Picture::of(PictureName::Metric, c)));
    }
    let tried = scene.tried.as_ref().map(Validation::chart);
    pictures.extend(tried.map(|chart| Picture::of(PictureName::ValidationCurve, chart)));
    pictures.extend(of_classes(scene));
    let has_bowl = pictures.iter().any(|picture| picture.name == PictureName::Bowl);
    let bowl = bowl(step, scene).filter(|_| !has_bowl);
    let bowl = bowl.map(|drawing| Picture { name: PictureName::Bowl, drawing });
    let (asked_for, chosen) =
        if is_bowl_asked_for(step, scene) { (bowl, None) } else { (None, bowl) };
    pictures.extend(asked_for);
    let sight = Sight {
        chosen: scene.focus,
        x: scene.x,
        example: scene.example,
        is_own: scene.own,
        output: output.as_ref(),
        asks: scene.asks,
        asked_for: step.picture,
    };
    let inside = scene.subject.zip(scene.data).map(|(model, data)| model.pictures(data, sight));
    let named = |(name, drawing)| Picture { name, drawing };
    pictures.extend(inside.into_iter().flatten().map(named));
    let way = scene.backward.and_then(|way| there_and_back(scene, sight, way));
    pictures.extend(way.map(|drawing| Picture { name: PictureName::Backward, drawing }));
    // What comes with a choice stands behind what was there before.
    pictures.extend(chosen);
    // The sort is stable: all others stay in their order.
    let is_tree = scene.subject.and_then(Subject::tree).is_some();
    let first = step.first_picture().or(is_tree.then_some(PictureName::Tree));
    pictures.sort_by_key(|picture| first.is_some_and(|first| picture.name != first));
    pictures
}

/// How likely each class is for the example that is looked at, and which is taken for which.
fn of_classes(scene: &Scene<'_>) -> impl Iterator<Item = Picture> {
    let bars = chances::draw(scene).map(Drawing::Chances);
    let confusion = scene.counts.map(Counts::confusion).or_else(|| confusion(scene));
    let named = |name| move |drawing| Picture { name, drawing };
    let bars = bars.map(named(PictureName::Bars));
    let confusion = confusion.map(Drawing::Confusion).map(named(PictureName::Confusion));
    bars.into_iter().chain(confusion)
}

/// Which of several classes is taken for which, over the whole data.
fn confusion(scene: &Scene<'_>) -> Option<Confusion> {
    let (subject, data) = (scene.subject?, scene.data.filter(|_| !scene.own)?);
    let row = scene.decisions?.rows.get(scene.example);
    subject.classifier(data, scene.training.map(Training::loss_named))?.confusion(row)
}

/// The model with all that is known of an example at the end of what the step is about.
fn there_and_back(
    scene: &Scene<'_>,
    sight: Sight<'_>,
    walkthrough: &Walkthrough,
) -> Option<Drawing> {
    let (network, data) = (scene.subject?.network()?, scene.data?);
    network::there_and_back(network, data, sight, (walkthrough, walkthrough.pictured))
}

/// The loss over two weights: where it is asked for, and of a training where a weight is chosen.
fn bowl(step: &Step, scene: &Scene<'_>) -> Option<Drawing> {
    let is_shown = is_bowl_asked_for(step, scene) || scene.focus.is_some();
    match scene.training {
        Some(training) => is_shown.then(|| network::bowl(training, scene)).flatten(),
        None => network::above(step.bowl.as_ref()?.loss.or(step.loss())?, scene),
    }
}

/// Whether the lesson asks for it, or there are only two weights.
fn is_bowl_asked_for(step: &Step, scene: &Scene<'_>) -> bool {
    step.bowl.is_some()
        || step.picture == Some(PictureName::Bowl)
        || scene.subject.and_then(Subject::network).is_some_and(|model| model.numbers() == 2)
}

impl Picture {
    fn of(name: PictureName, chart: Chart) -> Self {
        Self { name, drawing: Drawing::Chart(chart) }
    }
}
