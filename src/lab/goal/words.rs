//! Numbers of a goal, as a person reads them.

use crate::lab::number::brief;

/// A value, with as many digits as it takes to tell it from another one.
pub(super) fn apart(value: f64, other: f64) -> String {
    let text = brief(value);
    if value != other && text == brief(other) { value.to_string() } else { text }
}

/// A value in three digits, or in as many more as it takes to tell it from another one.
pub(super) fn felt(value: f64, other: f64) -> String {
    let rounded = |digits: usize| {
        let text = format!("{value:.digits$e}");
        brief(text.parse().unwrap_or(value))
    };
    let differs = |text: &String| value == other || *text != brief(other);
    (2..7).map(rounded).find(differs).unwrap_or_else(|| apart(value, other))
}

/// A share in per cent, likewise.
pub(super) fn percent(share: f64, other: f64) -> String {
    format!("{} %", felt(100.0 * share, 100.0 * other))
}

/// A share to reach.
pub(super) fn at_least_percent(share: f64) -> String {
    match share {
        1.0 => "100 %".to_owned(),
        share => format!("{} % or more", brief(100.0 * share)),
    }
}

pub(super) fn no_answer() -> String {
    "no output yet".to_owned()
}

/// What float32 makes of a number that was meant to be round.
pub(super) const ROUNDING: f64 = 1e-6;
