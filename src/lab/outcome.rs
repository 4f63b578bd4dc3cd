//! The outcome of a step: everything there is to show of it, as plain data.

use serde::Serialize;

use crate::journal::{Entry, Parameter, Slider, Task};
use crate::lesson::Step;
use crate::lesson::format::{Code, PictureName, Predicted, Prediction, Show, Touch};

use super::asked::Asked;
use super::at::At;
use super::card::Card;
use super::console::{self, Stages};
use super::counts::Counts;
use super::data::Data;
use super::drawn::Drawn;
use super::edit;
use super::edit_error::EditError;
use super::explained::Explained;
use super::explaining;
use super::filling::{self, Filling};
use super::fold::{self, Fold};
use super::foresight::{self, GuessValue};
use super::goal::{self, Look, Verdict};
use super::heading::{self, Heading};
use super::help::{self, Help};
use super::inquiry::{self, Inquiry};
use super::live::{self, Numbers};
use super::network::{self, Arithmetic, Backward, Case, Progress, Training};
use super::parameter::ParameterValue;
use super::picture::{self, Picture, Scene};
use super::point::{self, CoordinateValue};
use super::record::Record;
use super::shape::Shape;
use super::slide::Slide;
use super::state::State;
use super::statement::{Printed, Statement};
use super::subject::Subject;
use super::visit::Visit;
use super::{action, sample, shapes};

/// Everything there is to show of a step.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of a step")]
pub struct Outcome {
    /// Which step it is.
    pub heading: Heading,
    /// What the learner reads, in Markdown.
    pub text: String,
    /// What the step is for: to be read, or to be worked on.
    #[serde(skip)]
    pub show: Show,
    /// Whether the step does something, so that its code is more than the learner's changes.
    pub acts: bool,
    /// The code and what it prints.
    pub console: Vec<Statement>,
    /// Whether code has made what the step is about. Without it rows are counted from 1, as people
    /// count.
    pub is_in_code: bool,
    /// Whether that is seen on a screen. In text and in data all of it is.
    #[serde(skip)]
    pub fold: Fold,
    /// The shapes in play, from the input to the output.
    pub shapes: Vec<Shape>,
    /// Every weight and bias of the layer or model that the step is about.
    pub parameters: Vec<ParameterValue>,
    /// The numbers of the row that is looked at, where the data can be changed.
    pub point: Vec<CoordinateValue>,
    /// The number that can be slid, where one can.
    pub slide: Option<Slide>,
    /// How often a yes of the data is told yes and no, where the threshold can be moved.
    pub counts: Option<Counts>,
    /// From where on an output counts as a yes, and boundaries lie.
    pub threshold: f32,
    /// Whether rows of the data can be added and taken away.
    pub has_open_rows: bool,
    /// The numbers of a prediction that are still to be given.
    pub guesses: Vec<GuessValue>,
    /// Whether the learner has given any of them.
    pub has_guess: bool,
    /// Arithmetic with blanks to fill in.
    pub filling: Option<Filling>,
    /// One unit's arithmetic.
    pub arithmetic: Option<Arithmetic>,
    /// The way of the example through the model and back, term by term.
    #[serde(skip_serializing_if = "Backward::is_untold")]
    pub backward: Backward,
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
    /// The step's question or prediction, if it has one.
    pub question: Option<Inquiry>,
    /// How the step's goal stands, if it has one.
    pub goal: Option<Verdict>,
    /// What there is to say once the goal is reached, or the blanks are filled in.
    pub reached: Option<String>,
    /// What the learner takes along from the lesson.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card: Option<Card>,
    /// What there is to say to the state that the learner has made, while it is not the goal.
    pub reply: Option<String>,
    /// Where the question or the goal stands.
    pub task: Task,
    /// What helps with it.
    pub help: Help,
    /// Whether there is anything to take back.
    pub can_undo: bool,
    /// Whether the learner has edited or trained weights or answered the question.
    pub is_changed: bool,
    /// The earlier step, counted from 0, at which the learner changed the weights or the data that
    /// are used here.
    pub changed_at: Option<usize>,
    /// Whether the weights are a random draw, which can be drawn again.
    pub random: bool,
}

impl Outcome {
    /// Whether the question has still to be answered.
    pub fn is_withheld(&self) -> bool {
        self.question.as_ref().is_some_and(|question| question.is_open)
    }

    /// Whether there are blanks still to be filled in.
    pub fn has_blanks(&self) -> bool {
        self.filling.as_ref().is_some_and(|filling| filling.is_open)
    }

    /// Whether the goal is reached.
    pub fn is_reached(&self) -> bool {
        self.goal.as_ref().is_some_and(Verdict::is_met)
    }

    /// What an example is called: in the code `X[2]`, or `x` where the step has inputs of its own;
    /// where there is no code `row 3`.
    pub fn example_name(&self, example: usize) -> String {
        match (self.is_in_code, self.shows_own_inputs) {
            (false, _) => row_by_number(example),
            (true, true) => "x".to_owned(),
            (true, false) => format!("X[{example}]"),
        }
    }

    /// What a row of the data is called where its numbers can be changed.
    pub fn row_name(&self, row: usize) -> String {
        if self.is_in_code { format!("data[{row}]") } else { row_by_number(row) }
    }
}

fn row_by_number(row: usize) -> String {
    format!("row {}", row + 1)
}

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
    let outcome = if visit.now.is_withheld(at) {
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
            has_open_rows: false,
            slide: None,
            counts: None,
            parameters: Vec::new(),
            arithmetic: None,
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
    let outcome = show(sources, sources.before, console.into_iter().map(hide).collect());
    // A slice has the slope drawn into it, which is what its step prints.
    let tells = |picture: &Picture| picture.name == PictureName::Slice;
    let pictures = outcome.pictures.into_iter().filter(|picture| !tells(picture)).collect();
    Outcome { pictures, ..outcome }
}

/// What the step is about: what a z is slid along is no model, and no data goes through it.
fn studied(state: State, at: At<'_>) -> State {
    if at.slides(Slider::Z) {
        State { data: None, moved: None, subject: None, ..state }
    } else {
        state
    }
}

fn show(sources: &Sources<'_>, state: &State, console: Vec<Statement>) -> Outcome {
    let Sources { at, visit, focus, .. } = *sources;
    let (step, now) = (at.step(), &visit.now);
    let is_withheld = now.is_withheld(at);
    let record = &with_draft(&now.record, sources.draft);
    let asked = match explaining::asked(at, state) {
        Asked { first, x, own, .. } if is_withheld => {
            Asked { first, x: x.filter(|_| !own), ..Asked::default() }
        }
        asked => asked,
    };
    let data = state.data.as_deref();
    let subject = explaining::subject(&asked, state);
    let layers = subject.map(Subject::layers).unwrap_or_default();
    let unit = focus.map(|p| (p.layer.as_str(), p.place.unit()));
    let unit = unit.or_else(|| explained_unit(sources.explained, &layers));
    let x_given = asked.x.as_ref().or(data.map(|data| &data.x));
    let x = if asked.own { asked.x.as_ref() } else { data.map(|data| &data.x) };
    let arithmetic = explaining::arithmetic(&asked, state, unit);
    let touched = data.filter(|_| step.moves_data() && !is_withheld && !asked.own);
    let last = rows(arithmetic.as_ref(), touched).saturating_sub(1);
    let first = step.backward.as_ref().and_then(|backward| backward.row).unwrap_or(asked.first);
    let example = record.example.unwrap_or(first).min(last);
    let training = now.training.as_deref().filter(|_| !is_withheld);
    let numbers = Numbers::at(at, state, training);
    let has_blanks = now.has_blanks(at);
    let prediction = step.predict.as_ref();
    let foreseen = Foreseen { prediction, record, data, training };
    let is_in_code = subject.is_none_or(Subject::is_in_code);
    let shapes = x_given.filter(|_| is_in_code).map(|x| shapes::of(data, subject, x));
    let (own, formula, bowl) = (asked.own, asked.formula, step.bowl.as_ref());
    let is_touched = touched.is_some();
    let slid = state.slid.filter(|_| !is_withheld && !has_blanks);
    let threshold = asked.threshold.unwrap_or(0.5);
    let counts = slid.and_then(|_| Counts::of(data?, subject?, threshold));
    let predicted = foreseen.drawn();
    let case = Case {
        network: subject.map(Subject::network),
        data: data.filter(|_| !own),
        step,
        training,
        example,
    };
    // With blanks to fill in, it would say what belongs there.
    let backward = backward(sources, &case, is_withheld || has_blanks);
    let scene = Scene {
        data,
        subject,
        training,
        formula,
        focus,
        bowl,
        x,
        example,
        own,
        slid,
        threshold: f64::from(threshold),
        counts: counts.as_ref(),
        backward: backward.told(),
        is_touched,
        predicted,
    };
    let (pictures, places) = (picture::all(step, &scene), picture::places(&scene));
    let filled = step.filled.as_ref().filter(|_| !has_blanks);
    let reached = step.goal.as_ref().and_then(|goal| goal.reached.as_ref()).or(filled);
    let goal = verdict(sources, state);
    let reply = said(sources, state, goal.as_ref()).map(|say| live::filled(&say, &numbers));
    Outcome {
        heading: heading::of(at),
        text: live::filled(&step.text, &numbers),
        show: step.show,
        acts: step.run.is_some(),
        fold: fold::of(at, &console, sources.code),
        console: if has_blanks { hidden(console) } else { console },
        is_in_code,
        shapes: shapes.unwrap_or_default(),
        point: touched.map(|data| point::of(data, example)).unwrap_or_default(),
        has_open_rows: touched.is_some() && step.touch == Some(Touch::Rows),
        slide: slid.and_then(|value| action::of(step.run.as_ref()?).slide(value)),
        counts,
        threshold,
        guesses: if is_withheld { foreseen.guesses() } else { Vec::new() },
        has_guess: !record.guesses.is_empty(),
        filling: filling::of(at, state, record, has_blanks),
        pictures,
        places,
        training: training.map(|training| network::progress(training, state)),
        question: inquiry(step, &foreseen, &numbers),
        goal,
        reached: reached.map(|reached| live::filled(reached, &numbers)),
        reply,
        card: None,
        task: record.task,
        help: help::of(step, record.hints),
        can_undo: sources.can_undo,
        is_changed: visit.now.is_changed(),
        changed_at: changed_at(at, state),
        random: training.is_some() || edit::check(&Entry::Reroll, state, at).is_ok(),
        parameters: held(step, numbers.parameters.into_owned()),
        arithmetic: arithmetic.filter(|_| !has_blanks),
        backward,
        example,
        shows_own_inputs: own,
    }
}

/// What has come of the task, with a number that is being typed.
fn with_draft(record: &Record, draft: Option<&Entry>) -> Record {
    let mut record = record.clone();
    if let (Some(Entry::Guess(index, value)), Task::Open) = (draft, record.task) {
        record.guesses.insert(*index, *value);
    }
    record
}

/// The parameters, marked where the step holds them.
fn held(step: &Step, mut parameters: Vec<ParameterValue>) -> Vec<ParameterValue> {
    if !step.hold.is_empty() {
        parameters.iter_mut().for_each(|value| value.is_held = step.holds(&value.parameter));
    }
    parameters
}

fn hidden(console: Vec<Statement>) -> Vec<Statement> {
    let hide = |entry: Statement| match entry.printed {
        Printed::Nothing => entry,
        _ => Statement { printed: Printed::Withheld, ..entry },
    };
    console.into_iter().map(hide).collect()
}

/// A prediction, and what it is held against.
struct Foreseen<'a> {
    prediction: Option<&'a Prediction>,
    record: &'a Record,
    data: Option<&'a Data>,
    training: Option<&'a Training>,
}

impl Foreseen<'_> {
    fn drawn(&self) -> Option<Drawn> {
        foresight::drawn(self.prediction?, self.record, self.data?)
    }

    fn guesses(&self) -> Vec<GuessValue> {
        let of = |prediction| foresight::guesses(prediction, self.record, self.data);
        self.prediction.map(of).unwrap_or_default()
    }
}

/// The question of the step, or its prediction.
fn inquiry(step: &Step, foreseen: &Foreseen<'_>, numbers: &Numbers<'_>) -> Option<Inquiry> {
    let Foreseen { record, data, training, .. } = *foreseen;
    let Some(prediction) = foreseen.prediction else {
        return step.question.as_ref().map(|question| inquiry::of(question, record));
    };
    let course = training.and_then(network::course);
    // What there is to say of a course would give it away.
    let is_seen = prediction.what != Predicted::Course || course.is_some();
    let told = || {
        let said = foresight::told(prediction, record, data, course);
        let reply = if is_seen { live::filled(&prediction.reply, numbers) } else { String::new() };
        format!("{said} {reply}").trim_end().to_owned()
    };
    Some(inquiry::of_prediction(prediction, record, course, told))
}

/// How many rows can be looked at.
fn rows(arithmetic: Option<&Arithmetic>, touched: Option<&Data>) -> usize {
    match (arithmetic, touched) {
        (Some(arithmetic), _) => arithmetic.rows.len(),
        (None, Some(data)) => data.x.shape()[0].min(sample::EXAMPLES),
        (None, None) => 0,
    }
}

/// The unit whose arithmetic belongs to what is explained.
fn explained_unit<'a>(explained: Explained, layers: &[&'a str]) -> Option<(&'a str, usize)> {
    let Explained::Backward { unit: Some((layer, unit)) } = explained else { return None };
    Some((layers.get(layer)?, unit))
}

/// The way there and back, where it is asked for. An open question has to be answered first.
fn backward(sources: &Sources<'_>, case: &Case<'_>, is_withheld: bool) -> Backward {
    let is_asked = sources.explained != Explained::Nothing || case.step.tells_backward();
    match is_asked {
        _ if is_withheld => Backward::Missing(EditError::QuestionFirst.to_string()),
        true => network::told(case),
        false => network::offered(case),
    }
}

// Of the state as it is the visit knows it already.
fn verdict(sources: &Sources<'_>, state: &State) -> Option<Verdict> {
    let Sources { at, visit, draft, .. } = sources;
    if draft.is_none() && !visit.now.is_withheld(*at) {
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
    let steps = steps.chain(state.moved.as_ref().map(|moved| moved.step));
    steps.max().filter(|step| *step < at.index)
}

/// Whether a step is there for its numbers to be changed.
pub(super) fn is_live(at: At<'_>, visit: &Visit) -> bool {
    let is_unit = visit.now.state.subject().is_some_and(|subject| !subject.is_in_code());
    (is_unit || at.step().slider().is_some()) && !visit.now.is_withheld(at)
}

/// The numbers that the call or prediction of a step answers with, row by row; at a fit, what the
/// model says of all the data.
pub(super) fn answer(at: At<'_>, visit: &Visit) -> Option<Vec<Vec<f32>>> {
    let state = &visit.now.state;
    let asked = explaining::asked(at, state);
    let subject = explaining::subject(&asked, state)?;
    let all = visit.now.training.as_ref().and(state.data.as_deref()).map(|data| &data.x);
    let output = subject.output(asked.x.as_ref().or(all)?)?;
    Some(output.rows().into_iter().map(|row| row.to_vec()).collect())
}
