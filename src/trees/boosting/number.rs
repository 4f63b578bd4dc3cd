//! Numbers in and out of text, as C++ writes them and as `XGBoost` reads them.

/// As C's `%.9g` writes a number of nine digits: no zeros at the end, an exponent where it is shorter.
pub(super) fn general(number: f64, digits: usize) -> String {
    if number.is_nan() {
        return if number.is_sign_negative() { "-nan" } else { "nan" }.to_owned();
    }
    if number.is_infinite() {
        return if number < 0.0 { "-inf" } else { "inf" }.to_owned();
    }
    let scientific = format!("{number:.*e}", digits.saturating_sub(1));
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    match usize::try_from(digits as i32 - 1 - exponent) {
        Ok(places) if exponent >= -4 => without_zeros(&format!("{number:.places$}")).to_owned(),
        _ => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{}e{sign}{:02}", without_zeros(mantissa), exponent.unsigned_abs())
        }
    }
}

/// As Python's `:.5f` writes it.
pub(super) fn fixed(number: f64) -> String {
    match number {
        _ if number.is_nan() => "nan".to_owned(),
        _ => format!("{number:.5}"),
    }
}

/// A number as it comes back from C++, which hands it on with 17 digits after the point.
pub(super) fn handed_on(number: f64) -> f64 {
    format!("{number:.17}").parse().unwrap_or(number)
}

/// The float32 that `XGBoost` makes of the text of a parameter: what is before the point, what is
/// behind it, and the exponent are rounded one after the other, so that the last bit may be another
/// than of the number itself. None if it is too large or too small.
pub(super) fn parameter(text: &str) -> Option<f32> {
    if let "nan" | "inf" | "-inf" = text {
        return text.parse().ok();
    }
    let unsigned = text.trim_start_matches('-');
    let (digits, exponent) = unsigned.split_once('e').unwrap_or((unsigned, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut value = whole.parse::<u64>().unwrap_or(0) as f32 + behind_point(fraction);
    let exponent: i32 = exponent.parse().ok()?;
    let power = exponent.unsigned_abs();
    let is_edge = power == LARGEST_POWER
        && if exponent > 0 { value > LARGEST } else { value < SMALLEST_NORMAL };
    if power > LARGEST_POWER || is_edge {
        return None;
    }
    let mut scale = (0..power / 8).fold(1.0_f32, |scale, _| scale * 1e8);
    scale = (0..power % 8).fold(scale, |scale, _| scale * 10.0);
    value = if exponent < 0 { value / scale } else { value * scale };
    Some(if text.starts_with('-') { -value } else { value })
}

/// The largest exponent of a float32, and the digits before it.
const LARGEST_POWER: u32 = 38;
const LARGEST: f32 = 3.402_823_5;
const SMALLEST_NORMAL: f32 = 1.175_494_4;

/// No more digits than that are read.
const DIGITS: usize = 19;

fn behind_point(fraction: &str) -> f32 {
    let digits = fraction.get(..DIGITS).unwrap_or(fraction);
    let power = digits.bytes().fold(1_u64, |power, _| power.saturating_mul(10));
    (digits.parse::<u64>().unwrap_or(0) as f64 / power as f64) as f32
}

fn without_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}
