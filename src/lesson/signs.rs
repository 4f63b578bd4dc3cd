//! Characters that could steer a terminal, and numbers that are none, wherever they stand in a
//! file.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::fault::{Fault, Faults};
use super::harmless::steers;
use super::path::Path;

/// Notes every string with a character that steers, and every number that does not fit float32.
pub(super) fn check(path: &Path, value: &DeValue<'_>, faults: &mut Faults) {
    let DeValue::Table(table) = value else { return };
    for (key, value) in table {
        let path = path.name(key.get_ref());
        check_key(&path, key, faults);
        check_value(&path, value, faults);
    }
}

/// The same for a name by itself.
pub(super) fn check_key(path: &Path, key: &Spanned<DeString<'_>>, faults: &mut Faults) {
    check_string(path, key.span(), key.get_ref(), faults);
}

fn check_value(path: &Path, value: &Spanned<DeValue<'_>>, faults: &mut Faults) {
    match value.get_ref() {
        DeValue::String(text) => check_string(path, value.span(), text, faults),
        DeValue::Float(number) => check_number(path, value.span(), number.as_str(), faults),
        DeValue::Array(array) => array.iter().for_each(|value| check_value(path, value, faults)),
        DeValue::Table(table) => {
            for (key, value) in table {
                check_key(path, key, faults);
                check_value(path, value, faults);
            }
        }
        _ => (),
    }
}

fn check_string(path: &Path, span: Range<usize>, text: &str, faults: &mut Faults) {
    let message = match text.chars().find(|c| *c != '\n' && steers(*c)) {
        Some('\t') => "write spaces in place of a tab".to_owned(),
        Some(c) => {
            let code = u32::from(c);
            format!("the character U+{code:04X} could steer the reader's terminal: take it out")
        }
        None => return,
    };
    faults.note(Fault::at(path, Some(span), message));
}

fn check_number(path: &Path, span: Range<usize>, digits: &str, faults: &mut Faults) {
    let number: f64 = digits.replace('_', "").parse().unwrap_or(f64::NAN);
    if !(number as f32).is_finite() {
        let message = "expected a finite number that fits float32, at most 3.4e38";
        faults.note(Fault::at(path, Some(span), message.to_owned()));
    }
}
