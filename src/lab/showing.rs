//! What there is to show of a step: its outcome, worked out from its states.

use crate::journal::{Entry, Parameter, Place, Slider};
use crate::lesson::Step;
use crate::lesson::format::{Code, PictureName, Show, Touch};
use crate::nn::Activation;

use super::at::At;
use super::canvas::Canvas;
use super::console::{self, Stages};
use super::edit;
use super::edit_error::EditError;
use super::explained::Explained;
use super::explaining;
use super::filling;
use super::fold;
use super::goal::{self, Look, Verdict};
use super::heading;
use super::help;
use super::live::{self, Numbers};
use super::named::named;
use super::network::{self, Backward, Case, Training};
use super::outcome::Outcome;
use super::parameter::ParameterValue;
use super::picture::{self, Picture};
use super::seen::Seen;
use super::slide::Slide;
use super::state::State;
use super::statement::{Printed, Statement};
use super::subject::Subject;
use super::visit::Visit;
use super::{action, point};

/// What an outcome is made from.
pub(super) struct Sources<'a> {
    pub(super) at: At<'a>,
    /// The state before the step.
    pub(super) before: &'a State,
    pub(super) visit: &'a Visit,
    /// What is shown before it is done.
    pub(super) draft: Option<&'a Entry>,
    /// The weight whose unit the arithmetic shows.
    pub(super) focus: Option<&'a Parameter>,
    pub(super) explained: Explained,
    pub(super) can_undo: bool,
    /// Whether the learner wants to see the code.
    pub(super) code: Option<Code>,
}

/// The outcome of a step.
pub(super) fn of(sources: &Sources<'_>) -> Outcome {
    let Sources { at, before, visit, .. } = *sources;
    let state = visit.now.shown(&visit.start, sources.draft, at);
    let training = action::trained(&visit.start, at, visit.now.training.as_deref());
    let stages = Stages { before, start: &visit.start, edited: &state, training };
    let console = console::run(&stages, at.lesson, at.index);
    let outcome = if visit.now.hides(at) {
        withheld(sources, console)
    } else {
        show(sources, &studied(state, at), console)
    };
    match (at.step().show, sources.explained) {
        (Show::Everything, _) => outcome,
        // What is explained takes all numbers.
        (Show::Text, Explained::Backward { .. }) => Outcome { show: Show::Everything, ..outcome },
        (Show::Text, Explained::Nothing) => Outcome {
            shapes: Vec::new(),
            point: Vec::new(),
            canvas: None,
            examples: 0,
            has_open_rows: false,
            slides: Vec::new(),
            softmax: None,
            counts: None,
            parameters: Vec::new(),
            arithmetic: None,
            tree: None,
            decisions: None,
            pictures: only(at.step().first_picture(), outcome.pictures),
            changed_at: None,
            ..outcome
        },
    }
}

/// The picture of that name, and no other.
fn only(name: Option<PictureName>, pictures: Vec<Picture>) -> Vec<Picture> {
    pictures.into_iter().filter(|picture| Some(picture.name) == name).take(1).collect()
}

// Until the question is answered, the screen stays as the step before left it.
fn withheld(sources: &Sources<'_>, console: Vec<Statement>) -> Outcome {
    let hide = |entry: Statement| Statement { printed: Printed::Withheld, ..entry };
    // Its own settings stand in its code, and so in its text.
    let slid = sources.visit.start.slid.clone();
    let before = State { slid, ..sources.before.clone() };
    let outcome = show(sources, &before, console.into_iter().map(hide).collect());
    // A slice has the slope drawn into it, which is what its step prints; gains say which cut is best.
    let tells = |picture: &Picture| {
        matches!(picture.name, PictureName::Slice | PictureName::Gains | PictureName::Impurity)
    };
    let pictures = outcome.pictures.into_iter().filter(|picture| !tells(picture)).collect();
    Outcome { pictures, is_before: true, ..outcome }
}

/// What the step is about: what a z is slid along, or a softmax by hand, is no model, and no data
/// goes through it.
fn studied(state: State, at: At<'_>) -> State {
    if at.slides(Slider::Z(0)) || !state.by_hand.is_empty() {
        State { data: None, moved: None, subject: None, ..state }
    } else {
        state
    }
}

fn show(sources: &Sources<'_>, state: &State, console: Vec<Statement>) -> Outcome {
    let Sources { at, visit, .. } = *sources;
    let (step, seen) = (at.step(), Seen::of(sources.at, sources.visit, sources.draft, state));
    let Seen { subject, training, is_withheld, has_blanks, record, .. } = &seen;
    let named = named(at, state).filter(|_| sources.explained == Explained::Nothing);
    let focus = sources.focus.or(named.as_ref());
    let (arithmetic, tree) = (seen.arithmetic(focus, sources.explained), seen.tree(focus));
    let examples = seen.examples(arithmetic.as_ref(), tree.as_ref());
    let example = seen.example(examples);
    let backward = backward(sources, &seen.case(example));
    let (counts, decisions) = (seen.counts(), seen.decisions().filter(|_| !has_blanks));
    let scene = seen.scene(focus, example, backward.told(), (counts.as_ref(), decisions.as_ref()));
    let (pictures, places) = (picture::all(step, &scene), picture::places(&scene));
    let numbers = Numbers::at(at, state, *training);
    let (foreseen, goal) = (seen.foreseen(), verdict(sources, state));
    let reply = said(sources, state, goal.as_ref()).map(|say| live::filled(&say, &numbers));
    Outcome {
        heading: heading::of(at),
        text: live::filled(&step.text, &numbers),
        show: step.show,
        acts: step.run.is_some(),
        is_before: false,
        fold: fold::of(at, &console, sources.code),
        console: if *has_blanks { hidden(console) } else { console },
        is_in_code: subject.is_none_or(Subject::is_in_code),
        shapes: seen.shapes(),
        point: seen.numbers().map(|data| point::of(data, example)).unwrap_or_default(),
        canvas: seen.canvas().and_then(|data| Canvas::of(data, example)),
        has_open_rows: seen.touched().is_some() && step.touch == Some(Touch::Rows),
        slides: slides(step, state, &seen),
        softmax: state.softmax().filter(|_| !is_withheld),
        counts,
        threshold: seen.threshold(),
        guesses: if *is_withheld { foreseen.guesses() } else { Vec::new() },
        has_guess: !record.guesses.is_empty(),
        filling: filling::of(at, state, record, *has_blanks),
        pictures,
        places,
        training: training.map(|training| network::progress(training, state)),
        growing: visit.now.state.growing(),
        question: foreseen.inquiry(step, &numbers),
        goal,
        reached: reached(step, *has_blanks).map(|reached| live::filled(reached, &numbers)),
        reply,
        card: None,
        task: record.task,
        help: help::of(step, record.hints),
        can_undo: sources.can_undo,
        is_changed: visit.now.is_changed(),
        changed_at: changed_at(at, state),
        random: training.is_some() || edit::check(&Entry::Reroll, state, at).is_ok(),
        parameters: marked(step, &seen, numbers.parameters.into_owned()),
        arithmetic: arithmetic.filter(|_| !has_blanks),
        tree: tree.filter(|_| !has_blanks),
        decisions,
        backward,
        example,
        examples: if *has_blanks { 0 } else { examples },
        shows_own_inputs: seen.asked.own,
    }
}

/// The numbers that can be slid.
fn slides(step: &Step, state: &State, seen: &Seen<'_>) -> Vec<Slide> {
    let action = step.run.as_ref().map(action::of);
    let mut slides = action.map(|action| action.slides(state, seen.slid())).unwrap_or_default();
    for slide in &mut slides {
        slide.is_held = step.holds_setting(slide.slider);
    }
    slides
}

/// What there is to say once the goal is reached, or the blanks are filled in.
fn reached(step: &Step, has_blanks: bool) -> Option<&String> {
    let filled = step.filled.as_ref().filter(|_| !has_blanks);
    step.goal.as_ref().and_then(|goal| goal.reached.as_ref()).or(filled)
}

/// The parameters that there is something to see of, marked where the step holds them, with what the
/// run before left of them.
fn marked(
    step: &Step,
    seen: &Seen<'_>,
    mut parameters: Vec<ParameterValue>,
) -> Vec<ParameterValue> {
    parameters.retain(|value| !is_node(value) || has_cell(step, seen, value));
    let before = seen.training.and_then(Training::before);
    for value in &mut parameters {
        value.is_held = step.holds(&value.parameter);
        value.before = before.and_then(|before| before.left.read(&value.parameter).ok());
    }
    parameters
}

fn is_node(value: &ParameterValue) -> bool {
    matches!(value.parameter.place, Place::Node { .. })
}

/// Whether a node has a cell. Where a setting is tried or held, a tree is what that makes of it; and while
/// there are blanks, what a leaf says tells one of them.
fn has_cell(step: &Step, seen: &Seen<'_>, node: &ParameterValue) -> bool {
    let asks = node.nudge > 0.0;
    !step.holds_nodes() && (asks || !seen.has_blanks)
}

fn hidden(console: Vec<Statement>) -> Vec<Statement> {
    let hide = |entry: Statement| match entry.printed {
        Printed::Nothing => entry,
        _ => Statement { printed: Printed::Withheld, ..entry },
    };
    console.into_iter().map(hide).collect()
}

/// The way there and back, where it is asked for. It says what belongs into blanks, and what an open
/// question asks for.
fn backward(sources: &Sources<'_>, case: &Case<'_>) -> Backward {
    let is_asked = sources.explained != Explained::Nothing || case.step.tells_backward();
    let now = &sources.visit.now;
    match is_asked {
        _ if now.hides(sources.at) => Backward::Missing(EditError::QuestionFirst.to_string()),
        _ if now.has_blanks(sources.at) => Backward::Missing(BLANKS_FIRST.to_owned()),
        true => network::told(case),
        false => network::offered(case),
    }
}

const BLANKS_FIRST: &str = "fill in the blanks first, or press s to see what belongs there";

// Of the state as it is the visit knows it already.
fn verdict(sources: &Sources<'_>, state: &State) -> Option<Verdict> {
    let Sources { at, visit, draft, .. } = sources;
    if draft.is_none() && !visit.now.hides(*at) {
        return visit.now.verdict.clone();
    }
    visit.now.verdict_on(state, *at)
}

// To nobody who has done nothing yet, and to nobody who is there.
fn said(sources: &Sources<'_>, state: &State, verdict: Option<&Verdict>) -> Option<String> {
    let Sources { at, visit, draft, .. } = sources;
    let has_changed = visit.now.is_changed() || draft.is_some();
    let goal = at.step().goal.as_ref().filter(|_| has_changed)?;
    verdict.filter(|verdict| !verdict.is_met())?;
    let look = Look::at(state, visit.now.training.as_deref());
    goal::reply(&look, goal).map(|index| goal.replies[index].say.clone())
}

fn changed_at(at: At<'_>, state: &State) -> Option<usize> {
    let layers = state.subject().map(Subject::layers).unwrap_or_default();
    let steps = layers.iter().filter_map(|name| state.changed_at.get(*name)).copied();
    let steps = steps.chain(state.moved.as_ref().map(|moved| moved.step)).chain(state.scattered_at);
    steps.max().filter(|step| *step < at.index)
}

/// The numbers that the call or prediction of a step answers with, row by row; at a fit, what the
/// model says of all the data.
pub(super) fn answer(at: At<'_>, visit: &Visit) -> Option<Vec<Vec<f32>>> {
    let state = &visit.now.state;
    let asked = explaining::asked(at, state);
    let subject = explaining::subject(&asked, state)?;
    let all = visit.now.training.as_ref().and(state.data.as_deref()).map(|data| &data.x);
    let mut output = subject.output(asked.x.as_ref().or(all)?)?;
    if asked.softmax {
        Activation::Softmax.apply(&mut output);
    }
    Some(output.rows().into_iter().map(|row| row.to_vec()).collect())
}
