//! A number as a learner types it.

use super::edit_error::EditError;

/// The number that a learner has typed.
///
/// # Errors
/// It is no number, or not a finite one in float32.
pub fn parse_value(text: &str) -> Result<f32, EditError> {
    let number: f32 = text.trim().parse().map_err(|_| EditError::NotANumber)?;
    match number {
        n if n.is_finite() => Ok(n),
        n if n.is_nan() || text.contains(['i', 'I']) => Err(EditError::NotANumber),
        _ => Err(EditError::TooLarge),
    }
}

/// What there is to say where a number cannot be kept as it was written: a float32 has about 7
/// digits, and ends at 1.4e-45.
pub fn kept_otherwise(text: &str, kept: f32) -> Option<String> {
    // The shortest number that stands for what is kept: 0.1 is kept as it was written.
    let shown: f64 = kept.to_string().parse().ok()?;
    let written: f64 = text.trim().parse().ok()?;
    (shown != written).then(|| match kept {
        0.0 => "kept as 0: a float32 that is not 0 is at least 1.4e-45".to_owned(),
        kept => {
            let (long, short) = (kept.to_string(), format!("{kept:e}"));
            let kept = if long.len() > short.len() + 4 { short } else { long };
            format!("kept as {kept}: a float32 has about 7 digits")
        }
    })
}
