//! What a model with several classes says of the example that is looked at, as bars.

use crate::chart::Chances;
use crate::lab::example;
use crate::lab::subject::Subject;

use super::bars::Classes;
use super::scene::Scene;

/// The sums and the chances of the classes for the example that is looked at.
pub(super) fn draw(scene: &Scene<'_>) -> Option<Chances> {
    let decisions = scene.decisions?;
    let decision = decisions.rows.get(scene.example)?;
    let is_in_code = scene.subject.is_none_or(Subject::is_in_code);
    let example = example::name(scene.example, is_in_code, scene.own);
    let classes = Classes {
        names: decisions.names.clone(),
        sums: &decision.sums,
        chances: &decision.chances,
        target: decision.target,
        reach: 0.0,
    };
    Some(classes.drawn(&format!("{example}  z"), "softmax(z)"))
}
