//! The outcome of a step: everything there is to show of it, as plain data.

use serde::Serialize;

use crate::journal::Entry;
use crate::lesson::format::Show;

use super::asked::Asked;
use super::console::{self, Stages};
use super::edit;
use super::goal::{self, Verdict};
use super::network::{self, Arithmetic, Progress};
use super::parameter::ParameterValue;
use super::picture::{self, Picture, Scene};
use super::shape::Shape;
use super::state::State;
use super::statement::{Printed, Statement};
use super::{Lab, action, shapes};

/// Everything there is to show of a step.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// The code and what it prints.
    pub console: Vec<Statement>,
    /// The shapes in play, from the input to the output.
    pub shapes: Vec<Shape>,
    /// Every weight and bias of the layer or model that the step is about.
    pub parameters: Vec<ParameterValue>,
    /// One unit's arithmetic.
    pub arithmetic: Option<Arithmetic>,
    /// The row of the arithmetic that is looked at, counted from 0.
    pub example: usize,
    /// Where each example stands on the chart: x and y.
    pub places: Vec<[f64; 2]>,
    /// Whether the rows of the arithmetic are inputs of the step's own, not rows of the data.
    pub shows_own_inputs: bool,
    /// The pictures, the one that the step is about first.
    pub pictures: Vec<Picture>,
    /// How far the step's training has come, if it has one.
    pub training: Option<Progress>,
    /// How the step's goal stands, if it has one.
    pub goal: Option<Verdict>,
    /// The earlier step, counted from 0, at which the learner changed the weights that are used
    /// here.
    pub changed_at: Option<usize>,
    /// Whether the weights are a random draw, which can be drawn again.
    pub random: bool,
}

impl Outcome {
    /// What an example is called in the code: `X[2]`, or `x` where the step has inputs of its own.
    pub fn example_name(&self, example: usize) -> String {
        if self.shows_own_inputs { "x".to_owned() } else { format!("X[{example}]") }
    }
}

/// The outcome of the step that the lab is at.
pub(super) fn of(lab: &Lab) -> Outcome {
    let state = lab.shown();
    let before = &lab.before[lab.position];
    let training = action::trained(lab.start(), lab.at(), lab.training());
    let stages = Stages { before, start: lab.start(), edited: &state, training };
    let console = console::run(&stages, &lab.lesson, lab.position);
    let outcome =
        if lab.is_withheld() { withheld(lab, console) } else { show(lab, &state, console) };
    match lab.step().show {
        Show::Everything => outcome,
        Show::Text => Outcome {
            parameters: Vec::new(),
            arithmetic: None,
            pictures: Vec::new(),
            changed_at: None,
            ..outcome
        },
    }
}

// Until the question is answered, the screen stays as the step before left it.
fn withheld(lab: &Lab, console: Vec<Statement>) -> Outcome {
    let hide = |entry: Statement| Statement { printed: Printed::Withheld, ..entry };
    let before = &lab.before[lab.position];
    show(lab, before, console.into_iter().map(hide).collect())
}

fn show(lab: &Lab, state: &State, console: Vec<Statement>) -> Outcome {
    let asked = match asked(lab, state) {
        Asked { first, x, own, .. } if lab.is_withheld() => {
            Asked { first, x: x.filter(|_| !own), ..Asked::default() }
        }
        asked => asked,
    };
    let data = state.data.as_deref();
    let targets = data.filter(|_| !asked.own).map(|data| &data.y);
    let subject = state.subject().map(|subject| if asked.raw { subject.raw() } else { subject });
    let focus = lab.focus.as_ref().map(|p| (p.layer.as_str(), p.place.unit()));
    let x_given = asked.x.as_ref().or(data.map(|data| &data.x));
    let x = if asked.own { asked.x.as_ref() } else { data.map(|data| &data.x) };
    let arithmetic = x.zip(subject).and_then(|(x, subject)| subject.explanation(focus, x, targets));
    let rows = arithmetic.as_ref().map_or(0, |a| a.rows.len());
    let example = lab.record().example.unwrap_or(asked.first).min(rows.saturating_sub(1));
    let training = lab.training().filter(|_| !lab.is_withheld());
    let (own, formula) = (asked.own, asked.formula);
    let focused = lab.focus.as_ref();
    let scene = Scene { data, subject, training, formula, focus: focused, x, example, own };
    Outcome {
        console,
        shapes: x_given.map(|x| shapes::of(data, subject, x)).unwrap_or_default(),
        parameters: subject.map(|subject| subject.parameters(data)).unwrap_or_default(),
        pictures: picture::all(lab.step(), &scene),
        places: picture::places(&scene),
        training: training.map(|training| network::progress(training, state)),
        goal: verdict(lab, state),
        changed_at: changed_at(lab, state),
        random: training.is_some() || edit::check(&Entry::Reroll, state).is_ok(),
        arithmetic,
        example,
        shows_own_inputs: asked.own,
    }
}

fn asked(lab: &Lab, state: &State) -> Asked {
    let action = lab.step().run.as_ref().map(action::of);
    action.map(|action| action.asked(state)).unwrap_or_default()
}

// Of the state as it is the lab knows it already.
fn verdict(lab: &Lab, state: &State) -> Option<Verdict> {
    if lab.draft.is_none() && !lab.is_withheld() {
        return lab.visit.now.verdict.clone();
    }
    goal::judge(state, lab.step().goal.as_ref())
}

fn changed_at(lab: &Lab, state: &State) -> Option<usize> {
    let layers = state.subject()?.layers();
    let steps = layers.iter().filter_map(|name| state.changed_at.get(*name)).copied();
    steps.max().filter(|step| *step < lab.position)
}

/// The numbers that the call or prediction of a lab's step answers with in a state, row by row; at
/// a fit, what the model says of all the data.
pub(super) fn answer(lab: &Lab, state: &State) -> Option<Vec<Vec<f32>>> {
    let asked = asked(lab, state);
    let subject = state.subject().map(|subject| if asked.raw { subject.raw() } else { subject })?;
    let all = lab.training().and(state.data.as_deref()).map(|data| &data.x);
    let output = subject.output(asked.x.as_ref().or(all)?)?;
    Some(output.rows().into_iter().map(|row| row.to_vec()).collect())
}
