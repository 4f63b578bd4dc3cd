//! How far an example has come on the picture of the network.

use crate::chart::{Link, Lit, Passed};
use crate::journal::Place;

use super::super::arithmetic::number;
use super::told::{About, Stage, Walkthrough, WorkedTerm};

impl Walkthrough {
    /// What the picture of the network shows at a term, counted from 0.
    pub fn passed(&self, index: usize) -> Option<Passed> {
        let term = self.terms.get(index)?;
        let done = &self.terms[..=index];
        let is_loss_known = done.iter().any(|term| term.stage == Stage::Loss);
        Some(Passed {
            values: self.known(done, Stage::Forward),
            slopes: self.slopes(done),
            lit: lit(term),
            said: said(term),
            beside: if is_loss_known { self.beside.clone() } else { Vec::new() },
        })
    }

    /// How many units of each layer are done at a stage, which goes through them in order.
    fn known(&self, done: &[WorkedTerm], stage: Stage) -> Vec<usize> {
        let count = |layer: usize| {
            let is_one = |term: &&WorkedTerm| {
                let is_here = matches!(term.about, About::Unit { layer: at, .. } if at == layer);
                term.stage == stage && is_here
            };
            done.iter().filter(is_one).count()
        };
        (0..self.slopes.len()).map(count).collect()
    }

    /// The slopes that are known.
    fn slopes(&self, done: &[WorkedTerm]) -> Vec<Vec<f64>> {
        let known = self.known(done, Stage::Backward);
        let first = |(slopes, count): (&Vec<f32>, usize)| {
            slopes.iter().take(count).map(|slope| f64::from(*slope)).collect()
        };
        self.slopes.iter().zip(known).map(first).collect()
    }
}

fn lit(term: &WorkedTerm) -> Lit {
    match &term.about {
        About::Loss => Lit::Loss,
        About::Unit { layer, unit } => Lit::Unit { layer: *layer, unit: *unit },
        About::Number { layer, parameter } => Lit::Number(match parameter.place {
            Place::Weight { input, unit } => Link::Weight { layer: *layer, input, unit },
            Place::Bias { unit } => Link::Bias { layer: *layer, unit },
            // A tree has no way back.
            Place::Node { .. } => return Lit::Loss,
        }),
    }
}

/// What stands at the weight that is worked on, below its value.
fn said(term: &WorkedTerm) -> Option<String> {
    match (&term.check, term.stage) {
        (Some(check), _) => Some(format!("slope {}", number(check.slope))),
        _ => None,
    }
}
