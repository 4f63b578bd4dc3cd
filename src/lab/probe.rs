//! How a step would stand with other weights: states that a learner could make, looked at without
//! making them.

use crate::journal::Entry;

use super::Lab;
use super::edit;
use super::goal::{self, Look, Verdict};
use super::model::Model;
use super::network::Training;
use super::parameter::ParameterValue;
use super::state::State;

/// A step with a goal, to be looked at with other weights.
pub struct Probe<'a> {
    lab: &'a Lab,
    state: State,
    parameters: Vec<ParameterValue>,
    work: usize,
}

/// How a step stands with some weights.
#[derive(Clone, Debug)]
pub struct Tried {
    /// To its goal.
    pub goal: Verdict,
    /// To what its goal claims of every state that reaches it.
    pub claims: Verdict,
    /// To the state of each reply of the goal.
    pub replies: Vec<Verdict>,
    /// The share of right answers, where the targets are classes.
    pub right: Option<f64>,
}

impl Lab {
    /// This step, to be looked at with other weights; nothing if it has no goal or no weight that
    /// could be changed.
    pub fn probe(&self) -> Option<Probe<'_>> {
        self.step().goal.as_ref()?;
        let outcome = self.outcome();
        let state = self.now().clone();
        let can_be_set = |cell: &ParameterValue| {
            let entry = Entry::Set(cell.parameter.clone(), cell.value);
            edit::check(&entry, &state, self.at()).is_ok()
        };
        let parameters: Vec<_> = outcome.parameters.into_iter().filter(can_be_set).collect();
        let model = state.subject().and_then(|subject| state.variable(subject.name()));
        let numbers = model.map_or(1, Model::numbers);
        let rows = state.data.as_ref().map_or(1, |data| data.x.shape()[0]);
        let is_any = !parameters.is_empty();
        is_any.then_some(Probe { lab: self, state, parameters, work: numbers * rows })
    }
}

impl Probe<'_> {
    /// The lab once a learner has set these numbers, one after the other.
    pub fn made(&self, values: &[f32]) -> Lab {
        let mut lab = self.lab.clone();
        for (cell, value) in self.parameters.iter().zip(values) {
            // What cannot be set stays as it is.
            let _ = lab.act(Entry::Set(cell.parameter.clone(), *value));
        }
        lab
    }

    /// The numbers that a learner can change here, as they are now.
    pub fn parameters(&self) -> &[ParameterValue] {
        &self.parameters
    }

    /// How many multiplications a look takes, about.
    pub fn work(&self) -> usize {
        self.work
    }

    /// How the step stands with other values for these numbers.
    pub fn look(&mut self, values: &[f32]) -> Tried {
        let at = self.lab.at();
        for (cell, value) in self.parameters.iter().zip(values) {
            let entry = Entry::Set(cell.parameter.clone(), *value);
            if !edit::is_idle(&entry, &self.state, at) {
                edit::apply(&mut self.state, &entry, self.lab.start(), at);
            }
        }
        let training: Option<&Training> = self.lab.training();
        let look = Look::at(&self.state, training);
        let judged = |wanted| goal::judge(&look, wanted);
        let goal = at.step().goal.as_ref();
        let replies = goal.iter().flat_map(|goal| &goal.replies);
        Tried {
            goal: goal.map(|goal| judged(&goal.wanted)).unwrap_or_default(),
            claims: goal.and_then(|goal| goal.claims.as_ref()).map(judged).unwrap_or_default(),
            replies: replies.map(|reply| judged(&reply.state)).collect(),
            right: goal::right_share(&look),
        }
    }
}
