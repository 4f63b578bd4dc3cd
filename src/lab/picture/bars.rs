//! The numbers that a softmax makes chances of, and the chances, as bars in the colours of classes.

use crate::chart::{Bar, Bars, Chances, Role};

/// Several classes with a number and a chance each.
pub(in crate::lab) struct Classes<'a> {
    pub(in crate::lab) names: Vec<String>,
    pub(in crate::lab) sums: &'a [f32],
    pub(in crate::lab) chances: &'a [f32],
    /// The right one, where there is one.
    pub(in crate::lab) target: Option<usize>,
    /// Where its bars are to end, whatever the numbers are now.
    pub(in crate::lab) reach: f32,
}

impl Classes<'_> {
    /// Both side by side, each under its title.
    pub(in crate::lab) fn drawn(&self, sums: &str, chances: &str) -> Chances {
        Chances { sums: self.sums(sums), chances: self.chances(chances) }
    }

    /// The numbers alone.
    pub(in crate::lab) fn sums(&self, title: &str) -> Bars {
        let least = self.sums.iter().copied().fold(0.0, f32::min);
        let most = self.sums.iter().copied().fold(self.reach, f32::max);
        Bars {
            title: title.to_owned(),
            bars: self.bars(self.sums),
            from: -round(f64::from(-least)),
            to: round(f64::from(most)),
            target: self.target,
        }
    }

    fn chances(&self, title: &str) -> Bars {
        let bars = self.bars(self.chances);
        Bars { title: title.to_owned(), bars, from: 0.0, to: 1.0, target: self.target }
    }

    fn bars(&self, values: &[f32]) -> Vec<Bar> {
        let bar = |(index, (name, value)): (u8, (&String, &f32))| Bar {
            name: name.clone(),
            value: f64::from(*value),
            role: Role::Class(index),
        };
        (0..).zip(self.names.iter().zip(values)).map(bar).collect()
    }
}

/// The next of 1, 2, 5 times a power of ten, so that bars keep their scale while a number changes a
/// little.
fn round(most: f64) -> f64 {
    if most <= 0.0 || !most.is_finite() {
        return 0.0;
    }
    let power = 10_f64.powf(most.log10().floor());
    let lead = [1.0, 2.0, 5.0].into_iter().find(|lead| most <= lead * power);
    lead.unwrap_or(10.0) * power
}
