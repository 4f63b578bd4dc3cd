//! `--set linear_layer.w=150`: a weight and the number that it is to have.

use crate::lab::{Edit, Lab, Parameter, Place, parse_value};
use crate::lesson::nearest::nearest;
use crate::lesson::{self, Lesson};

use super::Stop;

/// A weight and the number that it is to have.
pub(super) struct Assignment {
    pub(super) layer: String,
    place: Place,
    value: f32,
}

pub(super) fn assignment(text: &str) -> Result<Assignment, Stop> {
    let wrong = |reason: &str| {
        Stop::Usage(format!(
            "--set {}: {reason}. Write it like line.w=150, L1.b=-2 or L1.w[0,2]=0.5",
            lesson::printable(text)
        ))
    };
    let (name, value) = text.split_once('=').ok_or_else(|| wrong("there is no = in it"))?;
    let value = parse_value(value).map_err(|error| wrong(&error.to_string()))?;
    let (layer, weight) = name.trim().rsplit_once('.').ok_or_else(|| wrong("it names no layer"))?;
    let place = place(weight).ok_or_else(|| wrong("a weight is w or b"))?;
    Ok(Assignment { layer: layer.to_owned(), place, value })
}

/// Sets what can be set at this step and is not so already.
pub(super) fn apply(lab: &mut Lab, assignments: &[Assignment], applied: &mut [bool]) {
    for (assignment, applied) in assignments.iter().zip(applied) {
        let Assignment { layer, place, value } = assignment;
        let parameter = Parameter { layer: layer.clone(), place: *place };
        let Some(now) = lab.value(&parameter) else { continue };
        *applied |= now == *value || lab.edit(Edit::Set(parameter, *value)).is_ok();
    }
}

pub(super) fn not_applied(lesson: &Lesson, text: &str, layer: &str) -> String {
    let mut layers: Vec<&str> = lesson.steps.iter().filter_map(|step| step.layer()).collect();
    layers.dedup();
    let advice = match nearest(layer, layers.iter().copied()) {
        Some(guess) if guess != layer => format!("Did you mean `{guess}`?"),
        _ => format!("Its layers are: {}", layers.join(", ")),
    };
    let text = lesson::printable(text);
    format!("--set {text}: no step that is printed has this weight. {advice}")
}

/// `w`, `b`, `w[0,2]` or `b[1]`; without an index, the first.
fn place(text: &str) -> Option<Place> {
    let (name, index) = match text.split_once('[') {
        Some((name, rest)) => (name, rest.strip_suffix(']')?),
        None => (text, if text == "w" { "0,0" } else { "0" }),
    };
    let indexes: Vec<usize> =
        index.split(',').map(|i| i.trim().parse().ok()).collect::<Option<_>>()?;
    match (name, indexes.as_slice()) {
        ("w", [input, unit]) => Some(Place::Weight { input: *input, unit: *unit }),
        ("b", [unit]) => Some(Place::Bias { unit: *unit }),
        _ => None,
    }
}
