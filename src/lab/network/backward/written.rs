//! Calculations with their numbers, as a pencil would write them.

use crate::lab::number::brief;

use super::super::arithmetic::{number, sign};

/// A calculation, and what the numbers come to as they are written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Calculation {
    pub(super) text: String,
    pub(super) value: f64,
}

impl Calculation {
    /// A text with numbers in it, and what a pencil makes of them.
    pub(super) fn new(text: String, value: f64) -> Self {
        Self { text, value }
    }

    /// `2 · 0.5 - 1 · 0.25 + …`: products one after the other, the first few of them.
    pub(super) fn products(terms: &[(f32, f32)]) -> Self {
        let mut text = String::new();
        for (index, (factor, other)) in terms.iter().enumerate().take(TERMS) {
            let (sign, factor) = match index {
                0 => ("", number(*factor)),
                _ => (sign(*factor), number(factor.abs())),
            };
            text.extend([sign, factor.as_str(), " · ", number(*other).as_str()]);
        }
        let mut value: f64 = terms.iter().map(|(a, b)| read(*a) * read(*b)).sum();
        if terms.len() > TERMS {
            text = format!("{text} + … ({} terms)", terms.len());
            // What is left out nobody adds up.
            value = f64::NAN;
        }
        Self { text, value }
    }

    /// The same with a number added at its end.
    pub(super) fn plus(self, last: f32) -> Self {
        let text = format!("{}{}{}", self.text, sign(last), number(last.abs()));
        Self { text, value: self.value + read(last) }
    }

    /// `lead = 2 · 0.5 = 1`, or `≈` where rounding lets a pencil find another number.
    pub(super) fn comes_to(&self, lead: &str, result: f32) -> String {
        format!("{lead} = {} {} {}", self.text, equals(self.value, result), number(result))
    }
}

/// More would not fit a line.
pub(super) const TERMS: usize = 4;

/// `=`, or `≈` where what a pencil finds is written otherwise.
pub(super) fn equals(pencil: f64, result: f32) -> char {
    if brief(pencil) == number(result) { '=' } else { '≈' }
}

/// A number, in brackets where its sign would run into another.
pub(super) fn bracketed(value: f32) -> String {
    let text = number(value);
    if text.starts_with('-') { format!("({text})") } else { text }
}

/// A number as it is written.
pub(super) fn read(value: f32) -> f64 {
    number(value).parse().unwrap_or(f64::NAN)
}
