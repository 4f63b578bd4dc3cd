//! The outcome of a step: everything there is to show of it, as plain data.

use serde::Serialize;

use crate::chart::Chart;
use crate::lesson::format::{Action, Show};
use crate::nn::Tensor;

use super::arithmetic::{self, Arithmetic};
use super::console::{self, Entry, Printed, Stages};
use super::edit::{self, Edit, Parameter, Place};
use super::goal::{self, Verdict};
use super::picture::{self, Formula};
use super::state::State;
use super::{Lab, action};

/// Everything there is to show of a step.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// The code and what it prints.
    pub console: Vec<Entry>,
    /// The shapes in play, from the input to the output.
    pub shapes: Vec<Shape>,
    /// Every weight and bias of the layer or model that the step is about.
    pub parameters: Vec<ParameterValue>,
    /// One unit's arithmetic.
    pub arithmetic: Option<Arithmetic>,
    /// The row of the arithmetic that is looked at, counted from 0.
    pub example: usize,
    /// Whether the rows of the arithmetic are inputs of the step's own, not rows of the data.
    pub shows_own_inputs: bool,
    /// Data and model, drawn.
    pub chart: Option<Chart>,
    /// How the step's goal stands, if it has one.
    pub goal: Option<Verdict>,
    /// The earlier step, counted from 0, at which the learner changed the weights that are used
    /// here.
    pub changed_at: Option<usize>,
    /// Whether the weights are a random draw, which can be drawn again.
    pub random: bool,
}

/// The shape of an array.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shape {
    /// What the array is: `X`, `w`, `b`, `output`.
    pub name: String,
    /// The length of each axis.
    pub shape: Vec<usize>,
}

/// A weight or bias and its value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ParameterValue {
    /// Which one.
    pub parameter: Parameter,
    /// How it is called within its layer: `w`, or `w[0, 2]` where there are several.
    pub name: String,
    /// Its value.
    pub value: f32,
    /// How far one nudge moves it.
    pub nudge: f32,
}

/// The outcome of the step that the lab is at.
pub(super) fn of(lab: &Lab) -> Outcome {
    let record = lab.record();
    let before = &lab.before[lab.position];
    let start = action::perform(before, &lab.lesson, lab.position);
    let edits = record.edits.iter().chain(&lab.draft);
    let state = edit::apply_all(&start, edits, &lab.lesson, lab.position);
    let stages = Stages { before, start: &start, edited: &state };
    let console = console::run(&stages, &lab.lesson, lab.position);
    let outcome =
        if lab.is_withheld() { withheld(lab, console) } else { show(lab, &state, console) };
    match lab.step().show {
        Show::Everything => outcome,
        Show::Text => Outcome { parameters: Vec::new(), arithmetic: None, chart: None, ..outcome },
    }
}

/// A number for people: at most four digits behind the point or five in all, no trailing zeros.
pub fn brief(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() {
        return value.to_string();
    }
    if size != 0.0 && !(1e-4..1e6).contains(&size) {
        return format!("{value:.3e}");
    }
    let places = if size >= 1000.0 { 1 } else { 4 };
    let text = format!("{value:.places$}");
    let trimmed = text.trim_end_matches('0').trim_end_matches('.');
    if trimmed == "-0" { "0".to_owned() } else { trimmed.to_owned() }
}

// Until the question is answered, the screen stays as the step before left it.
fn withheld(lab: &Lab, console: Vec<Entry>) -> Outcome {
    let hide = |entry: Entry| Entry { printed: Printed::Withheld, ..entry };
    let before = &lab.before[lab.position];
    show(lab, before, console.into_iter().map(hide).collect())
}

fn show(lab: &Lab, state: &State, console: Vec<Entry>) -> Outcome {
    let asked = match asked(lab, state) {
        Asked { first, .. } if lab.is_withheld() => Asked { first, ..Asked::default() },
        asked => asked,
    };
    let targets = state.data.as_ref().filter(|_| !asked.own).map(|data| &data.y);
    let focus = lab.focus.as_ref().map(|p| (p.layer.as_str(), p.place.unit()));
    let x = asked.own.then_some(asked.x.as_ref()).flatten();
    let x = x.or(state.data.as_ref().map(|data| &data.x));
    let arithmetic = x.and_then(|x| arithmetic::of(state, focus, x, targets));
    let rows = arithmetic.as_ref().map_or(0, |a| a.rows.len());
    let example = lab.record().example.unwrap_or(asked.first).min(rows.saturating_sub(1));
    let looked_at = picture::Looked { x, example, own: asked.own };
    Outcome {
        console,
        shapes: shapes(state, &asked),
        parameters: parameters(state),
        chart: match &lab.step().run {
            Some(Action::Activation(alone)) => Some(picture::activation(alone)),
            _ => picture::draw(state, asked.formula, &looked_at),
        },
        goal: goal::judge(state, lab.step().goal.as_ref()),
        changed_at: changed_at(lab, state),
        random: Edit::Reroll.check(state).is_ok(),
        arithmetic,
        example,
        shows_own_inputs: asked.own,
    }
}

/// What the step's call or prediction asks for.
#[derive(Default)]
struct Asked {
    x: Option<Tensor>,
    /// Whether the inputs are the step's own, not rows of the data.
    own: bool,
    first: usize,
    formula: Formula,
}

fn asked(lab: &Lab, state: &State) -> Asked {
    let Some(Action::Call(ask) | Action::Predict(ask)) = &lab.step().run else {
        return Asked::default();
    };
    Asked {
        x: Some(action::inputs(state, ask)),
        own: ask.x.is_some(),
        first: ask.rows.as_ref().and_then(|rows| rows.first()).copied().unwrap_or(0),
        formula: if ask.formula { Formula::Drawn } else { Formula::Hidden },
    }
}

fn changed_at(lab: &Lab, state: &State) -> Option<usize> {
    let layers = state.subject()?.layers();
    let steps = layers.iter().filter_map(|(name, _)| state.changed_at.get(*name)).copied();
    steps.max().filter(|step| *step < lab.position)
}

fn shapes(state: &State, asked: &Asked) -> Vec<Shape> {
    let shape =
        |name: &str, shape: &[usize]| Shape { name: name.to_owned(), shape: shape.to_vec() };
    let x = asked.x.as_ref().or(state.data.as_ref().map(|data| &data.x));
    let Some(x) = x else { return Vec::new() };
    let mut shapes = vec![shape("X", x.shape())];
    let Some(subject) = state.subject() else {
        shapes.extend(state.data.iter().map(|data| shape("Y", data.y.shape())));
        return shapes;
    };
    let layers = subject.layers();
    let many = layers.len() > 1;
    for (name, layer) in layers {
        let Some((kernel, bias)) = layer.kernel().zip(layer.bias()) else { continue };
        let of = |array: &str| if many { format!("{name}.{array}") } else { array.to_owned() };
        shapes.push(shape(&of("w"), kernel.shape()));
        shapes.push(shape(&of("b"), bias.shape()));
    }
    shapes.extend(subject.output(x).map(|output| shape("output", output.shape())));
    shapes
}

fn parameters(state: &State) -> Vec<ParameterValue> {
    let layers = state.subject().map(|subject| subject.layers()).unwrap_or_default();
    let mut parameters = Vec::new();
    for (name, layer) in layers {
        let Some((kernel, bias)) = layer.kernel().zip(layer.bias()) else { continue };
        let (inputs, units) = kernel.dim();
        let weights =
            (0..inputs).flat_map(|input| (0..units).map(move |unit| Place::Weight { input, unit }));
        let biases = (0..units).map(|unit| Place::Bias { unit });
        let (weight_nudge, bias_nudge) = picture::nudges(state);
        for place in weights.chain(biases).take(SHOWN.saturating_sub(parameters.len())) {
            let (value, label, nudge) = match place {
                Place::Weight { input, unit } if kernel.len() == 1 => {
                    (kernel[(input, unit)], "w".to_owned(), weight_nudge)
                }
                Place::Weight { input, unit } => {
                    (kernel[(input, unit)], format!("w[{input}, {unit}]"), weight_nudge)
                }
                Place::Bias { unit } if bias.len() == 1 => (bias[unit], "b".to_owned(), bias_nudge),
                Place::Bias { unit } => (bias[unit], format!("b[{unit}]"), bias_nudge),
            };
            let parameter = Parameter { layer: name.to_owned(), place };
            parameters.push(ParameterValue { parameter, name: label, value, nudge });
        }
    }
    parameters
}

// More cells than anyone can look through would only slow every frame down.
const SHOWN: usize = 512;

impl Lab {
    /// What one of the learner's parameters is now, with the draft applied.
    pub fn value(&self, parameter: &Parameter) -> Option<f32> {
        let edits = self.record().edits.iter().chain(&self.draft);
        edit::read(&self.after(self.position, edits), parameter).ok()
    }

    /// The numbers that the call or prediction of this step answers with, row by row.
    pub fn answer_values(&self) -> Option<Vec<Vec<f32>>> {
        let state = self.after(self.position, self.record().edits.iter());
        let output = state.subject()?.output(asked(self, &state).x.as_ref()?)?;
        Some(output.rows().into_iter().map(|row| row.to_vec()).collect())
    }

    /// Whether a draft is being shown.
    pub fn draft(&self) -> Option<&Edit> {
        self.draft.as_ref()
    }
}
