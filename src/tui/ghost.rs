//! What a model was like before the last batch by hand: its line, and its place in the bowl.

use crate::chart::{Mark, Role, Series};
use crate::lab::{Outcome, ParameterValue, Picture};
use crate::lesson::format::PictureName;

/// A line and a mark of before, to be seen until the weights change again.
#[derive(Clone, Debug)]
pub(super) struct Ghost {
    series: Vec<(PictureName, Series)>,
    /// The weights that the batch has made, once they are known.
    since: Option<Vec<ParameterValue>>,
}

impl Ghost {
    /// What is shown now, dim, for when it has changed.
    pub(super) fn of(outcome: &Outcome) -> Self {
        let dim = |picture: &Picture| {
            let series = picture.chart()?.series.iter().find_map(|s| dimmed(picture.name, s))?;
            Some((picture.name, series))
        };
        Self { series: outcome.pictures.iter().filter_map(dim).collect(), since: None }
    }

    /// The same, as long as the weights are those that the batch has made.
    pub(super) fn while_at(mut self, parameters: &[ParameterValue]) -> Option<Self> {
        let since = self.since.get_or_insert_with(|| parameters.to_vec());
        (since.as_slice() == parameters).then_some(self)
    }

    /// Puts it below what the pictures show.
    pub(super) fn haunt(&self, pictures: &mut [Picture]) {
        for (name, series) in &self.series {
            let same = pictures.iter_mut().find(|picture| picture.name == *name);
            if let Some(chart) = same.and_then(|picture| picture.drawing.chart_mut()) {
                chart.series.insert(0, series.clone());
            }
        }
    }
}

/// The line of the model, or the mark of its weights.
fn dimmed(name: PictureName, series: &Series) -> Option<Series> {
    let before = || "before".to_owned();
    match (name, series) {
        (PictureName::Model, Series::Curve { role: Role::Model, points, .. }) => {
            Some(Series::Curve { name: before(), role: Role::Muted, points: points.clone() })
        }
        (PictureName::Bowl, Series::Points { role: Role::Crosshair, points, .. }) => {
            // Without colours it is told from the mark of now by its shape.
            let (role, mark) = (Role::Muted, Mark::Cross);
            Some(Series::Points { name: before(), role, mark, points: points.clone() })
        }
        _ => None,
    }
}
