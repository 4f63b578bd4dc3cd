//! What the run before made of the data, thin behind what the model makes of it.

use crate::chart::{Role, Series};
use crate::lab::data::Data;
use crate::lab::network::RUN_BEFORE;
use crate::lab::subject::Subject;

use super::scene::Scene;

/// Its output over one feature.
pub(super) fn curve(scene: &Scene<'_>, xs: &[f64]) -> Option<Series> {
    let outputs = left(scene)?.sample(xs);
    let points = xs.iter().zip(outputs).map(|(x, y)| [*x, y]).collect();
    Some(Series::Curve { name: RUN_BEFORE.to_owned(), role: Role::Muted, points })
}

/// Its boundary between two features, where its output is at some levels.
pub(super) fn boundary(scene: &Scene<'_>, data: &Data, levels: &[f64]) -> Option<Series> {
    let values = left(scene)?.surface(data)?;
    let (name, levels) = (RUN_BEFORE.to_owned(), levels.to_vec());
    Some(Series::Contour { name, role: Role::Muted, levels, values })
}

/// The model as that run left it, which answers for the same data as the model does now.
fn left<'a>(scene: &Scene<'a>) -> Option<Subject<'a>> {
    Some(scene.subject?.as_it_was(&scene.training?.before()?.left))
}
