//! Numbers with a point: the fewest digits that mean a number and no other, below each other.

use std::fmt::{Display, LowerExp};
use std::ops::Div;
use std::str::FromStr;

/// The two kinds of number with a point.
pub trait Float:
    Copy + Display + FromStr + LowerExp + PartialEq + PartialOrd + Into<f64> + Div<Output = Self>
{
    /// From here on an array is written with powers of ten.
    const LARGE: f64;
    /// Below this too.
    const SMALL: Self;
    /// From here on a number by itself is.
    const LARGE_ALONE: f64;
}

impl Float for f32 {
    // It has but 6 digits that are always right.
    const LARGE: f64 = 1e6;
    const SMALL: Self = 1e-4;
    const LARGE_ALONE: f64 = 1e6;
}

impl Float for f64 {
    const LARGE: Self = 1e8;
    const SMALL: Self = 1e-4;
    const LARGE_ALONE: Self = 1e16;
}

/// The numbers of one array that are seen.
pub(super) fn words<T: Float>(seen: &[&T]) -> Vec<String> {
    let numbers: Vec<T> = seen.iter().map(|number| **number).collect();
    let format = Format::of(&numbers);
    numbers.iter().map(|number| format.text(*number)).collect()
}

/// A number that is in no array at all.
pub(super) fn alone<T: Float>(number: T) -> String {
    let size = number.into().abs();
    if !size.is_finite() {
        special(number).to_owned()
    } else if size == 0.0 || (1e-4..T::LARGE_ALONE).contains(&size) {
        let text = plain(number);
        if text.ends_with('.') { text + "0" } else { text }
    } else {
        scientific(number, fraction(&shortest(number)).len(), 2).replace(".e", "e")
    }
}

const PRECISION: usize = 8;

/// How the numbers of one array are written, so that they stand below each other.
enum Format {
    /// `12.5`, padded before and after the point.
    Positional { before: usize, after: usize },
    /// `1.25e+01`, all with equally many digits.
    Scientific { before: usize, digits: usize, power: usize },
}

impl Format {
    fn of<T: Float>(numbers: &[T]) -> Self {
        let finite: Vec<T> = numbers.iter().copied().filter(|number| is_finite(*number)).collect();
        if is_scientific(&finite) {
            let texts: Vec<String> = finite.iter().map(|number| rounded(*number)).collect();
            let longest = |part: fn(&str) -> usize| texts.iter().map(|text| part(text)).max();
            let digits = longest(|text| fraction(text).len()).unwrap_or(0);
            let power = longest(|text| exponent(text).1.len()).unwrap_or(0).max(2);
            let before = finite.iter().map(|number| sign(*number).len() + 1).max().unwrap_or(0);
            let others = room_for_others(numbers, digits + 1 + "e+".len() + power);
            Self::Scientific { before: before.max(others), digits, power }
        } else {
            let (befores, afters): (Vec<_>, Vec<_>) = finite
                .iter()
                .map(|number| positional(*number).split_once('.').map_or((0, 0), lengths))
                .unzip();
            let after = afters.into_iter().max().unwrap_or(0);
            let before = befores.into_iter().max().unwrap_or(0);
            Self::Positional { before: before.max(room_for_others(numbers, after + 1)), after }
        }
    }

    fn text<T: Float>(&self, number: T) -> String {
        let width = match *self {
            Self::Positional { before, after } => before + 1 + after,
            Self::Scientific { before, digits, power } => before + 1 + digits + "e+".len() + power,
        };
        match *self {
            _ if !is_finite(number) => format!("{:>width$}", special(number)),
            Self::Positional { before, after } => {
                let text = positional(number);
                let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
                format!("{whole:>before$}.{fraction:after$}")
            }
            Self::Scientific { digits, power, .. } => {
                format!("{:>width$}", scientific(number, digits, power))
            }
        }
    }
}

/// `NumPy`'s rule: a number is very large or very small, or one is more than 1000 times another.
fn is_scientific<T: Float>(finite: &[T]) -> bool {
    let size = |number: T| number.into().abs();
    let not_zero = || finite.iter().copied().filter(|number| size(*number) > 0.0);
    let larger = |a: T, b: T| if size(b) > size(a) { b } else { a };
    let smaller = |a: T, b: T| if size(b) < size(a) { b } else { a };
    match (not_zero().reduce(larger), not_zero().reduce(smaller)) {
        (Some(max), Some(min)) => {
            size(max) >= T::LARGE || size(min) < T::SMALL.into() || size(max / min) > 1000.0
        }
        _ => false,
    }
}

/// How much must stand before the point for `nan` and `inf` to fit beside what stands after it.
fn room_for_others<T: Float>(numbers: &[T], after: usize) -> usize {
    let others = numbers.iter().filter(|number| !is_finite(**number));
    others.map(|number| special(*number).len().saturating_sub(after)).max().unwrap_or(0)
}

fn is_finite<T: Float>(number: T) -> bool {
    number.into().is_finite()
}

fn special<T: Float>(number: T) -> &'static str {
    match number.into() {
        f64::NEG_INFINITY => "-inf",
        f64::INFINITY => "inf",
        _ => "nan",
    }
}

fn sign<T: Float>(number: T) -> &'static str {
    if number.into().is_sign_negative() { "-" } else { "" }
}

fn lengths((whole, fraction): (&str, &str)) -> (usize, usize) {
    (whole.len(), fraction.len())
}

/// At most 8 digits after the point.
fn positional<T: Float>(number: T) -> String {
    let text = plain(number);
    match text.split_once('.') {
        Some((_, fraction)) if fraction.len() > PRECISION => {
            format!("{number:.PRECISION$}").trim_end_matches('0').to_owned()
        }
        _ => text,
    }
}

/// At most 8 digits after the point, and a power of ten.
fn rounded<T: Float>(number: T) -> String {
    let text = shortest(number);
    if fraction(&text).len() <= PRECISION {
        return text;
    }
    let text = format!("{number:.PRECISION$e}");
    let (mantissa, power) = text.split_once('e').unwrap_or((&text, "0"));
    format!("{}e{power}", mantissa.trim_end_matches('0').trim_end_matches('.'))
}

/// The fewest digits that mean this number and no other.
fn plain<T: Float>(number: T) -> String {
    let text = format!("{number}");
    match text.split_once('.').map(|(_, fraction)| fraction.len()) {
        None => text + ".",
        Some(digits) => even(number, format!("{number:.digits$}"), text),
    }
}

/// The same with a power of ten.
fn shortest<T: Float>(number: T) -> String {
    let text = format!("{number:e}");
    let digits = fraction(&text).len();
    even(number, format!("{number:.digits$e}"), text)
}

/// Of two texts equally near, Rust takes the larger and `NumPy` the one that ends in an even digit.
fn even<T: Float>(number: T, rounded: String, shortest: String) -> String {
    if rounded.parse().is_ok_and(|parsed: T| parsed == number) { rounded } else { shortest }
}

/// With exactly that many digits after the point and that many, at least, in the power of ten.
fn scientific<T: Float>(number: T, digits: usize, width: usize) -> String {
    let shortest = shortest(number);
    let is_enough = fraction(&shortest).len() == digits;
    let text = if is_enough { shortest } else { format!("{number:.digits$e}") };
    let mantissa = text.split_once('e').map_or(text.as_str(), |(mantissa, _)| mantissa);
    let point = if mantissa.contains('.') { "" } else { "." };
    let (sign, power) = exponent(&text);
    format!("{mantissa}{point}e{sign}{power:0>width$}")
}

/// What stands between the point and the power of ten.
fn fraction(text: &str) -> &str {
    let mantissa = text.split_once('e').map_or(text, |(mantissa, _)| mantissa);
    mantissa.split_once('.').map_or("", |(_, fraction)| fraction)
}

/// The sign and the digits of the power of ten.
fn exponent(text: &str) -> (&str, &str) {
    let power = text.split_once('e').map_or("0", |(_, power)| power);
    power.strip_prefix('-').map_or(("+", power), |power| ("-", power))
}
