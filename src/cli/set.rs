//! `--set linear_layer.w=150`: a weight and the number that it is to have.

use std::io::{self, Write};

use crate::journal::{Entry, Parameter, Place};
use crate::lab::{EditError, Lab, kept_otherwise, parse_value};
use crate::lesson::nearest::nearest;
use crate::lesson::parameter::Written;
use crate::lesson::{self, Action, Lesson};

use super::stop::Stop;
use super::words::listed;

/// What `--set` asks for, and what of it has been done.
pub(super) struct Assignments<'a> {
    asked: &'a [String],
    all: Vec<Assignment>,
    fates: Vec<Fate>,
}

/// What has become of an assignment.
#[derive(Clone, Debug)]
enum Fate {
    /// No step so far has such a weight.
    Nowhere,
    /// A step has it, and does not let it be set.
    Refused(EditError),
    Done,
}

impl<'a> Assignments<'a> {
    pub(super) fn new(asked: &'a [String]) -> Result<Self, Stop> {
        let all = asked.iter().map(|text| assignment(text)).collect::<Result<_, _>>()?;
        Ok(Self { asked, all, fates: vec![Fate::Nowhere; asked.len()] })
    }

    /// Sets what can be set at this step and is not so already.
    pub(super) fn apply(&mut self, lab: &mut Lab) {
        for (assignment, fate) in self.all.iter().zip(&mut self.fates) {
            match (apply(assignment, lab), &fate) {
                (_, Fate::Done) | (Fate::Nowhere, _) => (),
                (now, _) => *fate = now,
            }
        }
    }

    /// Whether each of them could be set somewhere.
    pub(super) fn are_applied(&self) -> bool {
        self.fates.iter().all(|fate| matches!(fate, Fate::Done))
    }

    /// What to say of the first that could not be set anywhere.
    pub(super) fn not_applied(&self, lesson: &Lesson) -> Option<String> {
        let asked = self.asked.iter().zip(&self.all).zip(&self.fates);
        asked.into_iter().find_map(|((text, assignment), fate)| match fate {
            Fate::Done => None,
            Fate::Nowhere => Some(not_applied(lesson, text, &assignment.layer)),
            Fate::Refused(error) => Some(format!("--set {}: {error}", lesson::quoted(text))),
        })
    }
}

/// A weight and the number that it is to have.
struct Assignment {
    layer: String,
    place: Written,
    value: f32,
}

fn assignment(text: &str) -> Result<Assignment, Stop> {
    let wrong = |reason: &str| {
        Stop::Usage(format!(
            "--set {}: {reason}. Write it like line.w=150, L1.b=-2 or L1.w[0,2]=0.5",
            lesson::quoted(text)
        ))
    };
    let (name, value) = text.split_once('=').ok_or_else(|| wrong("there is no = in it"))?;
    let written = value;
    let value = parse_value(value).map_err(|error| wrong(&error.to_string()))?;
    if let Some(otherwise) = kept_otherwise(written, value) {
        // If nobody can be told, the number is the same.
        let _ = writeln!(io::stderr(), "--set {}: {otherwise}", lesson::quoted(text));
    }
    let (layer, weight) = name.trim().rsplit_once('.').ok_or_else(|| wrong("it names no layer"))?;
    let place = Written::read(weight).ok_or_else(|| wrong("a weight is w or b"))?;
    Ok(Assignment { layer: layer.to_owned(), place, value })
}

fn apply(assignment: &Assignment, lab: &mut Lab) -> Fate {
    let Assignment { layer, place, value } = assignment;
    let at = |place| Parameter { layer: layer.clone(), place };
    let parameter = match *place {
        Written::Only(place) if others(place).iter().any(|p| lab.value(&at(*p)).is_some()) => {
            return Fate::Nowhere;
        }
        Written::Only(place) | Written::At(place) => at(place),
    };
    match lab.value(&parameter) {
        None => Fate::Nowhere,
        Some(now) if now == *value => Fate::Done,
        Some(_) => {
            lab.act(Entry::Set(parameter, *value)).map_or_else(Fate::Refused, |()| Fate::Done)
        }
    }
}

fn not_applied(lesson: &Lesson, text: &str, layer: &str) -> String {
    let actions = lesson.steps.iter().filter_map(|step| step.run.as_ref());
    let layers: Vec<&str> = actions.flat_map(Action::layers_made).collect();
    let advice = match nearest(layer, layers.iter().copied()) {
        Some(guess) if guess != layer => format!("Did you mean `{guess}`?"),
        _ => format!("Its layers are: {}. One weight of several is w[0,2]", listed(&layers)),
    };
    let text = lesson::quoted(text);
    format!("--set {text}: no step that is printed has this weight. {advice}")
}

/// The neighbours that a number has where it is not the only one.
fn others(place: Place) -> Vec<Place> {
    match place {
        Place::Weight { input, unit } => {
            vec![Place::Weight { input: input + 1, unit }, Place::Weight { input, unit: unit + 1 }]
        }
        Place::Bias { unit } => vec![Place::Bias { unit: unit + 1 }],
        Place::Node { .. } => Vec::new(),
    }
}
