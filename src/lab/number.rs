//! Numbers for people.

/// A number for people: four digits behind the point, more for
/// small ones and fewer for large ones, no trailing zeros.
pub fn brief(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() {
        return value.to_string();
    }
    if size != 0.0 && !(1e-4..1e9).contains(&size) {
        return format!("{value:.3e}");
    }
    let places = match size {
        1000.0.. => 1,
        0.01.. => 4,
        _ => 3 + size.max(1e-4).log10().floor().abs() as usize,
    };
    let text = format!("{value:.places$}");
    let trimmed = text.trim_end_matches('0').trim_end_matches('.');
    if trimmed == "-0" { "0".to_owned() } else { trimmed.to_owned() }
}

/// The largest of 1, 2, 5 times a power of ten that is not above `size`.
pub(super) fn round_number(size: f64) -> f32 {
    let power = 10f64.powf(size.abs().max(1e-30).log10().floor());
    let lead = [5.0, 2.0, 1.0].into_iter().find(|lead| lead * power <= size * 1.000_001);
    (lead.unwrap_or(1.0) * power) as f32
}
