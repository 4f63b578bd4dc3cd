//! Numbers as people write them.

/// What is said of a value that is none.
pub(super) const NOT_A_NUMBER: &str = "not a number";

/// Labels of the numbers `counts` × 10^`exponent`: exact, so that different numbers have different
/// labels, as short as possible, and scientific only where plain digits get long.
pub(super) fn labels(counts: &[i64], exponent: i32) -> Vec<String> {
    let plain: Vec<String> = counts.iter().map(|&count| plain(count, exponent)).collect();
    if longest(&plain) <= PLAIN_CHARS_MAX {
        return plain;
    }
    let scientific: Vec<String> = counts.iter().map(|&count| scientific(count, exponent)).collect();
    if longest(&scientific) < longest(&plain) { scientific } else { plain }
}

/// `digit` × 10^`exponent` by itself, in four characters or less where that can be.
pub(super) fn scaled(digit: i64, exponent: i32) -> String {
    if (-2..=3).contains(&exponent) {
        plain(digit, exponent)
    } else {
        format!("{digit}e{exponent}")
    }
}

/// A number to four significant digits.
pub(super) fn rounded(value: f64) -> String {
    let scientific = format!("{value:.3e}");
    let Some((digits, exponent)) = scientific.split_once('e') else {
        return scientific;
    };
    let count = digits.replace('.', "").parse().unwrap_or(0);
    let exponent = exponent.parse().unwrap_or(0);
    labels(&[count], exponent - 3).remove(0)
}

/// A number by itself in exactly `width` characters, with as many decimals as they have room for;
/// longer only where its whole part alone is.
pub(super) fn within(value: f64, width: usize) -> String {
    let decimals = (0..=3).rev().map(|decimals| format!("{value:.decimals$}"));
    let plain = decimals.into_iter().find(|text| text.len() <= width);
    let text = plain.unwrap_or_else(|| format!("{value:.0e}"));
    // A negative number that is rounded to zero has lost its sign.
    let is_zero = text.starts_with('-') && text.chars().all(|c| "-0.".contains(c));
    let text = if is_zero { text.trim_start_matches('-') } else { &text };
    format!("{text:>width$}")
}

/// A number of a table in exactly `width` characters, right-aligned: with as many decimals as keep `-12.345` in
/// its place, fewer or a power of ten where it is larger, and `#` where even that is too long.
pub(super) fn fixed(value: f64, width: usize) -> String {
    // A negative zero would look like a small negative number.
    let value = if value == 0.0 { 0.0 } else { value };
    let decimals = (0..=width.saturating_sub(4).min(3)).rev();
    let plain = decimals.map(|decimals| format!("{value:.decimals$}"));
    let powers = (0..=1).rev().map(|decimals| format!("{value:.decimals$e}"));
    let fitting = plain.chain(powers).find(|text| text.len() <= width);
    format!("{:>width$}", fitting.unwrap_or_else(|| "#".repeat(width)))
}

/// A share in hundredths: 100 % is said of nothing less, and 0 % of nothing more.
pub(super) fn percent(part: u128, of: u128) -> String {
    let rounded = (part.saturating_mul(200) + of) / (2 * of.max(1));
    let percent = match part {
        0 => 0,
        part if part < of => rounded.clamp(1, 99),
        _ => 100,
    };
    format!("{percent} %")
}

const PLAIN_CHARS_MAX: usize = 6;

fn longest(labels: &[String]) -> usize {
    labels.iter().map(|label| label.trim_start_matches('-').len()).max().unwrap_or(0)
}

fn plain(count: i64, exponent: i32) -> String {
    let sign = if count < 0 { "-" } else { "" };
    let digits = count.unsigned_abs().to_string();
    if count == 0 || exponent >= 0 {
        let zeros = if count == 0 { 0 } else { exponent as usize };
        return format!("{sign}{digits}{}", "0".repeat(zeros));
    }
    let decimals = exponent.unsigned_abs() as usize;
    let digits = format!("{digits:0>width$}", width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

fn scientific(count: i64, exponent: i32) -> String {
    if count == 0 {
        return "0".to_owned();
    }
    let sign = if count < 0 { "-" } else { "" };
    let digits = count.unsigned_abs().to_string();
    let exponent = exponent + digits.len() as i32 - 1;
    let (first, rest) = digits.split_at(1);
    let rest = rest.trim_end_matches('0');
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{first}{point}{rest}e{exponent}")
}
