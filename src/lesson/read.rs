//! Reading a lesson: from the text of a file to a lesson that can be run, or to the fault in it.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::error::{self, LessonError, quoted};
use super::nearest::nearest;
use super::place;
use super::validate::validate;
use super::{Lesson, limits};

/// Reads the text of a lesson file. `file` is what errors call it.
///
/// # Errors
/// The first fault: not TOML, a name or a value that the format does not have, something that
/// goes over a limit, a reference to what is not there, a character that could steer a terminal.
pub fn read(file: &str, source: &str) -> Result<Lesson, LessonError> {
    if source.len() as u64 > limits::FILE_BYTES {
        return Err(LessonError::whole(file, "this is too large for a lesson: more than 2 MiB"));
    }
    let source = &tidy(source);
    let at = |span: Range<usize>, message: String| LessonError::at(file, source, span, message);
    let toml_error = |fault: &toml::de::Error| at(fault.span().unwrap_or(0..0), explain(fault));

    let root = DeTable::parse(source).map_err(|fault| toml_error(&fault))?;
    check_strings_and_numbers(root.get_ref()).map_err(|(span, message)| at(span, message))?;
    // As a tree a file takes a hundred times its size, so it is there once, and never beside the
    // lesson; where something is wrong it is read again.
    let lesson = Lesson::deserialize(Deserializer::from(root)).map_err(|fault| {
        let error = toml_error(&fault);
        match (fault.span(), DeTable::parse(source)) {
            (Some(span), Ok(root)) => error.in_part(place::step_at(&root, span.start)),
            _ => error,
        }
    })?;
    match validate(&lesson) {
        Ok(()) => Ok(lesson),
        Err(fault) => {
            drop(lesson);
            let root = DeTable::parse(source).map_err(|fault| toml_error(&fault))?;
            let part = fault.path.part(&root);
            Err(at(fault.path.span(&root), fault.message).in_part(part))
        }
    }
}

/// Where the steps of a lesson file name themselves, as line and column, each counted from 1; the
/// column in characters. Empty for a text that is no lesson.
pub fn step_places(source: &str) -> Vec<(usize, usize)> {
    let source = &tidy(source);
    let Ok(root) = DeTable::parse(source) else { return Vec::new() };
    let breaks: Vec<usize> = source.match_indices('\n').map(|(at, _)| at).collect();
    let place = |at: usize| {
        let line = breaks.partition_point(|newline| *newline < at);
        let start = line.checked_sub(1).map_or(0, |before| breaks[before] + 1);
        (line + 1, source.get(start..at).map_or(0, |text| text.chars().count()) + 1)
    };
    place::ids(&root).into_iter().map(place).collect()
}

// Windows ends its lines in two characters and may put a mark in front of the first.
fn tidy(source: &str) -> String {
    source.strip_prefix('\u{feff}').unwrap_or(source).replace("\r\n", "\n")
}

// What the TOML reader says, with the nearest valid name in front where it names several.
fn explain(fault: &toml::de::Error) -> String {
    let message = in_words(fault.message().trim());
    let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let unknown = message.starts_with("unknown field") || message.starts_with("unknown variant");
    let Some((word, names)) = words.split_first().filter(|_| unknown) else { return message };
    let short = message.replacen(word, &quoted(word), 1);
    match nearest(word, names.iter().copied()) {
        Some(name) => format!("{short}\nDid you mean `{name}`?"),
        None => short,
    }
}

// The reader speaks to someone who writes Rust, and authors of lessons do not.
fn in_words(message: &str) -> String {
    if message.starts_with("wanted exactly 1 element") {
        return "expected one thing here, and there are more: a step has one action".to_owned();
    }
    let mut words = message.replace(" as i128", "").replace(" as i64", "");
    for (rust, plain) in RUST_TYPES {
        words = words.replace(rust, plain);
    }
    words
}

const RUST_TYPES: [(&str, &str); 6] = [
    ("usize", "a whole number that is not negative"),
    ("u64", "a whole number that is not negative"),
    ("u32", "a whole number that is not negative"),
    ("f32", "a number"),
    ("f64", "a number"),
    ("a sequence", "a list in brackets"),
];

type SpannedFault = (Range<usize>, String);

fn check_strings_and_numbers(table: &DeTable<'_>) -> Result<(), SpannedFault> {
    for (key, value) in table {
        check_string(key.span(), key.get_ref())?;
        check_value(value)?;
    }
    Ok(())
}

fn check_value(value: &Spanned<DeValue<'_>>) -> Result<(), SpannedFault> {
    match value.get_ref() {
        DeValue::String(text) => check_string(value.span(), text),
        DeValue::Float(number) => check_number(value.span(), number.as_str()),
        DeValue::Array(array) => array.iter().try_for_each(check_value),
        DeValue::Table(table) => check_strings_and_numbers(table),
        _ => Ok(()),
    }
}

fn check_string(span: Range<usize>, text: &str) -> Result<(), SpannedFault> {
    match text.chars().find(|c| *c != '\n' && error::steers(*c)) {
        Some('\t') => Err((span, "write spaces in place of a tab".to_owned())),
        Some(c) => Err((
            span,
            format!(
                "the character U+{:04X} could steer the reader's terminal: take it out",
                u32::from(c)
            ),
        )),
        None => Ok(()),
    }
}

fn check_number(span: Range<usize>, digits: &str) -> Result<(), SpannedFault> {
    let number: f64 = digits.replace('_', "").parse().unwrap_or(f64::NAN);
    if (number as f32).is_finite() {
        return Ok(());
    }
    Err((span, "expected a finite number that fits float32, at most 3.4e38".to_owned()))
}
