//! The nudge check: one weight a little larger, and what the loss has done.

use crate::lab::number::brief;
use crate::nn::{LooksAt, Loss, Tape, WeightAt};

use super::page::{At, Page};
use super::told::{Agreement, Check};

/// The check of a slope.
pub(super) fn check(page: &Page<'_>, at: At, tape: &mut Tape) -> Check {
    let mut asked = Asked { tape, at };
    let (before, slope, step) = (asked.loss(at.value), page.slope(at), step(at.value));
    let after = asked.loss(at.value + step);
    // A float32 has not room for every digit of the sum.
    let nudge = (at.value + step) - at.value;
    let quotient = (after - before) / nudge;
    let layers = page.layers.len() as f32;
    let found = Found { quotient, slope, grain: rounding(page, before) / nudge, layers };
    let agreement = found.judged(|| asked.quotient(before, step / 2.0));
    let nudged = brief(format!("{nudge:.2e}").parse().unwrap_or(f64::from(nudge)));
    let lines = vec![
        format!("{} + {nudged}: loss from {before} to {after}", page.symbol(at)),
        format!("({after} - {before}) / {nudged} = {}", found.written(quotient)),
        told(agreement, &found.written(slope)),
    ];
    Check { nudge, before, after, quotient, slope, agreement, lines }
}

/// How far a weight is nudged: little, so that the loss hardly bends on the way, and far enough for
/// a float32 to add it to a weight of that size.
fn step(weight: f32) -> f32 {
    let larger = (f64::from(weight.abs()) / LARGE).max(1.0).log10().ceil();
    (0.001 * 10_f64.powf(larger)) as f32
}

/// To a number up to this a float32 adds 0.001 in four digits.
const LARGE: f64 = 16.0;

/// The model, asked for its loss at other values of one weight.
struct Asked<'a> {
    tape: &'a mut Tape,
    at: At,
}

impl Asked<'_> {
    fn loss(&mut self, value: f32) -> f32 {
        let At { layer, row, unit, .. } = self.at;
        self.tape.loss_at(0, WeightAt { layer, row, unit }, value)
    }

    /// The change of the loss over a way.
    fn quotient(&mut self, before: f32, way: f32) -> f32 {
        let value = self.at.value + way;
        (self.loss(value) - before) / (value - self.at.value)
    }
}

/// By how much rounding may change a loss, about: by a last digit of its own, of what it looks at,
/// or of the logarithms whose difference it is.
fn rounding(page: &Page<'_>, loss: f32) -> f32 {
    let Some(last) = page.record.layers.last() else { return f32::NAN };
    let seen = match page.record.looks_at {
        LooksAt::Z => &last.z,
        LooksAt::Output => &last.output,
    };
    let slopes = last.slope_of_output.as_ref().unwrap_or(&last.slope_of_z);
    let largest = |numbers: &[f32]| numbers.iter().fold(0.0, |all: f32, it| all.max(it.abs()));
    let felt: Vec<f32> = seen.iter().zip(slopes).map(|(number, slope)| number * slope).collect();
    let logarithms = match page.record.judged {
        Loss::MeanSquaredError | Loss::MeanAbsoluteError | Loss::BinaryCrossentropy => 0.0,
        Loss::CategoricalCrossentropy | Loss::SparseCategoricalCrossentropy => {
            1.0 + seen.iter().sum::<f32>().abs().max(f32::MIN_POSITIVE).ln().abs()
        }
        // From logits they are as large as these.
        _ => largest(seen),
    };
    2.0 * f32::EPSILON * (loss.abs() + largest(&felt) + logarithms).max(f32::MIN_POSITIVE)
}

/// A slope found by a nudge, beside that of the way back.
struct Found {
    quotient: f32,
    slope: f32,
    /// The smallest change of the quotient that rounding leaves to be seen.
    grain: f32,
    /// How many layers round on the way.
    layers: f32,
}

impl Found {
    /// How well the two agree; `half` gives the quotient over half the way.
    fn judged(&self, half: impl FnOnce() -> f32) -> Agreement {
        let off = (self.quotient - self.slope).abs();
        if off <= 0.01 * self.slope.abs() + 2.0 * (1.0 + self.layers) * self.grain {
            let is_seen = self.slope == 0.0 || self.slope.abs() > 4.0 * self.grain;
            return if is_seen { Agreement::Good } else { Agreement::TooSmall };
        }
        // Half the way has half the bend; the sides of a corner are as far apart however near.
        let is_nearer = (half() - self.slope).abs() <= 0.75 * off;
        if is_nearer { Agreement::Bend } else { Agreement::Corner }
    }

    /// A number with as many digits as mean something.
    fn written(&self, value: f32) -> String {
        if value == 0.0 {
            return "0".to_owned();
        }
        let digits = (value.abs() / self.grain).log10().floor().clamp(0.0, 4.0) as i32;
        let places = digits - value.abs().log10().floor() as i32;
        if value.abs() < 1e-4 {
            return format!("{value:.0$e}", digits as usize);
        }
        format!("{value:.0$}", places.clamp(0, 8) as usize)
    }
}

fn told(agreement: Agreement, slope: &str) -> String {
    match agreement {
        Agreement::Good => format!("✓ the slope: {slope}"),
        Agreement::TooSmall => {
            format!("The slope is {slope}: a float32 loss can hardly show so small a change.")
        }
        Agreement::Bend => format!("The slope is {slope}: the loss bends on the way of the nudge."),
        Agreement::Corner => format!(
            "The slope is {slope}: the loss has a corner here, and Keras takes one of its sides."
        ),
    }
}
