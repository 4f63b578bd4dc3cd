//! What the TOML reader says, in words for somebody who writes lessons.

use toml::de::Error;

use super::harmless::quoted;
use super::nearest::nearest;

/// What kind of fault the TOML reader has found.
#[derive(Debug, PartialEq)]
pub(super) enum Kind {
    /// A field that the format does not have, and the one that was most likely meant.
    Unknown(Option<String>),
    /// A field that is not there.
    Missing(String),
    /// Anything else.
    Other,
}

/// What kind of fault it is.
pub(super) fn kind(fault: &Error) -> Kind {
    let message = fault.message();
    let mut words = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown field") {
        let word = words.next().unwrap_or_default();
        return Kind::Unknown(nearest(word, words).map(str::to_owned));
    }
    match words.next().filter(|_| message.starts_with("missing field")) {
        Some(name) => Kind::Missing(name.to_owned()),
        None => Kind::Other,
    }
}

/// The fault in words, with the nearest valid name behind where there are several.
pub(super) fn explain(fault: &Error) -> String {
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
