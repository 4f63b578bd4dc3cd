//! What the run before left of the numbers, to be seen beside those of now.

use crate::lab::{ParameterValue, brief};
use crate::tui::field::Field;
use crate::tui::shown::Shown;

/// The chosen number as that run left it, or, where there are only a few, each of them.
pub(super) fn line(shown: &Shown) -> Option<String> {
    let all = &shown.outcome.parameters;
    let chosen = all.iter().find(|value| {
        shown.chosen.as_ref().is_some_and(|field| *field == Field::Weight(value.parameter.clone()))
    });
    let told: Vec<&ParameterValue> = match chosen {
        Some(chosen) => vec![chosen],
        None if all.len() <= FEW => all.iter().collect(),
        None => return None,
    };
    let number = |value: &&ParameterValue| {
        Some(format!("{} {}", value.name, brief(f64::from(value.before?))))
    };
    let numbers: Option<Vec<String>> = told.iter().map(number).collect();
    numbers.filter(|told| !told.is_empty()).map(|told| format!("run before: {}", told.join(", ")))
}

/// So many stand beside each other and can be told apart.
const FEW: usize = 3;
