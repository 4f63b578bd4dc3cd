//! Questions by hand: what a node may ask, and what it could ask next.

use std::sync::Arc;

use crate::journal::{Node as At, Parameter, Place};
use crate::lab::edit_error::EditError;
use crate::lesson::limits::TREE_DEPTH;
use crate::trees::{Candidate, Question, candidates};

use super::DecisionTree;

/// Which way the questions of a node are gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Along {
    /// From feature to feature.
    Features,
    /// From cut to cut of one feature.
    Cuts,
}

impl DecisionTree {
    /// Sets the threshold at a place. Says whether there is a question.
    pub(in crate::lab) fn set(&mut self, parameter: &Parameter, value: f32) -> bool {
        let Place::Node { place } = parameter.place else { return false };
        let Some(question) = self.questions.get(&place).copied() else { return false };
        self.ask(place, Question { threshold: f64::from(value), ..question });
        true
    }

    /// Asks a question at a place, instead of the one that is asked there.
    pub(in crate::lab) fn ask(&mut self, place: u64, question: Question) {
        Arc::make_mut(&mut self.questions).insert(place, question);
        self.ask_all();
    }

    /// Asks nothing at a place, nor below it.
    pub(in crate::lab) fn close(&mut self, place: u64) {
        Arc::make_mut(&mut self.questions).retain(|other, _| !is_below(*other, place));
        self.ask_all();
    }

    /// Whether a node asks this already.
    pub(in crate::lab) fn asks(&self, place: u64, feature: usize, threshold: f32) -> bool {
        let split = self.split_at(place);
        split.is_some_and(|it| it.feature == feature && it.threshold as f32 == threshold)
    }

    /// Refuses a threshold that parts no rows.
    pub(in crate::lab) fn check_threshold(
        &self,
        parameter: &Parameter,
        value: f32,
    ) -> Result<(), EditError> {
        let Place::Node { place } = parameter.place else { return Err(EditError::NoSuchParameter) };
        let split = self.split_at(place).ok_or(EditError::NoQuestion)?;
        self.check(&At { tree: String::new(), place }, split.feature, value)
    }

    /// Refuses a question that a node cannot ask.
    pub(in crate::lab) fn check(
        &self,
        at: &At,
        feature: usize,
        threshold: f32,
    ) -> Result<(), EditError> {
        let rows = self.rows_at(at.place).ok_or(EditError::NoSuchNode)?;
        if at.place >= 1 << TREE_DEPTH {
            return Err(EditError::TooDeep);
        }
        if feature >= self.samples.n_features() {
            return Err(EditError::NoSuchNode);
        }
        let column = self.samples.column(feature);
        let is_left = |row: &&u32| column[**row as usize] <= threshold;
        match rows.iter().filter(is_left).count() {
            0 => Err(EditError::AllRight),
            left if left == rows.len() => Err(EditError::AllLeft),
            _ => Ok(()),
        }
    }

    /// The question that is so many steps on from the one at a place: those about the next feature, or,
    /// along one feature, with the next cut.
    pub(in crate::lab) fn next(&self, place: u64, steps: i32, along: Along) -> Option<Question> {
        let rows = self.rows_at(place)?;
        let now = self.questions.get(&place).copied().filter(|_| self.split_at(place).is_some());
        let cuts = |feature: usize| candidates(&self.samples, self.criterion, &rows, feature);
        let asked = |cut: &Candidate| Question { feature: cut.feature, threshold: cut.threshold };
        match (along, now) {
            (Along::Cuts, Some(now)) => {
                let cuts = cuts(now.feature);
                let distance = |at: &usize| (cuts[*at].threshold - now.threshold).abs();
                let nearest =
                    (0..cuts.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)))? as i32;
                let last = cuts.len().saturating_sub(1) as i32;
                cuts.get((nearest + steps).clamp(0, last) as usize).map(asked)
            }
            (_, Some(_)) if self.samples.n_features() == 1 => self.next(place, -steps, Along::Cuts),
            (_, now) => {
                // Of each feature the cut in its middle, so that it is the learner who finds the best.
                let middle = |feature: usize| {
                    let cuts = cuts(feature);
                    cuts.get(cuts.len() / 2).map(asked)
                };
                let all: Vec<Question> =
                    (0..self.samples.n_features()).filter_map(middle).collect();
                let last = if steps > 0 { -1 } else { 0 };
                let at = now.and_then(|now| all.iter().position(|it| it.feature == now.feature));
                let at = at.map_or(last, |at| at as i32) + steps;
                all.get(at.checked_rem_euclid(all.len() as i32)? as usize).copied()
            }
        }
    }

    /// The cut nearest to a value, along the feature that a node asks about, else the first.
    pub(in crate::lab) fn nearest(&self, place: u64, value: f64) -> Option<Question> {
        let rows = self.rows_at(place)?;
        let feature = self.split_at(place).map_or(0, |split| split.feature);
        let cuts = candidates(&self.samples, self.criterion, &rows, feature);
        let distance = |cut: &&Candidate| (cut.threshold - value).abs();
        let nearest = cuts.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        Some(Question { feature, threshold: nearest.threshold })
    }
}

fn is_below(other: u64, place: u64) -> bool {
    let levels = place.leading_zeros().saturating_sub(other.leading_zeros());
    other >> levels == place
}
