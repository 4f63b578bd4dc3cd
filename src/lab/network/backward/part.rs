//! Which of all terms a step is about.

use crate::journal::Parameter;
use crate::lesson::format::{Start, Step};

use super::super::answering::Network;
use super::told::{About, Stage, WorkedTerm, number_at};

/// The terms that a step is about: where they begin, which are printed, and how far the picture has
/// come.
pub(super) struct Part {
    pub(super) begin: usize,
    pub(super) printed: Vec<usize>,
    pub(super) pictured: usize,
}

/// What a step names; else all.
pub(super) fn of(step: &Step, network: Network<'_>, terms: &[WorkedTerm]) -> Part {
    let shape = |name: &str| network.variable.layer(name)?.kernel().map(ndarray::ArrayBase::dim);
    let start = step.backward.as_ref().and_then(|backward| backward.start(shape));
    let named = match start {
        None => None,
        Some(Start::Forward) => stage(terms, Stage::Forward),
        Some(Start::Loss) => stage(terms, Stage::Loss),
        Some(Start::Backward) => stage(terms, Stage::Backward),
        Some(Start::Update) => stage(terms, Stage::Update),
        Some(Start::Weight(wanted)) => weight(terms, &wanted),
    };
    named.unwrap_or_else(|| whole((0..terms.len()).collect()))
}

fn whole(printed: Vec<usize>) -> Part {
    let [begin, pictured] = [printed.first(), printed.last()].map(|at| at.copied().unwrap_or(0));
    Part { begin, printed, pictured }
}

fn stage(terms: &[WorkedTerm], stage: Stage) -> Option<Part> {
    let found: Vec<usize> = (0..terms.len()).filter(|at| terms[*at].stage == stage).collect();
    (!found.is_empty()).then(|| whole(found))
}

/// A weight: the slopes on the way to it, its own, and its step.
fn weight(terms: &[WorkedTerm], wanted: &Parameter) -> Option<Part> {
    let own = number_at(terms, Stage::Backward, wanted)?;
    let About::Number { layer, .. } = terms[own].about else { return None };
    let is_on_the_way = |at: &usize| {
        let term = &terms[*at];
        let is_before = match term.about {
            About::Unit { layer: of, unit } => of > layer || unit == wanted.place.unit(),
            About::Loss | About::Number { .. } => false,
        };
        term.stage == Stage::Backward && is_before
    };
    let mut printed: Vec<usize> = (0..own).filter(is_on_the_way).collect();
    printed.push(own);
    printed.extend(number_at(terms, Stage::Update, wanted));
    Some(Part { begin: own, printed, pictured: own })
}
