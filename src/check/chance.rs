//! Chance that is the same every time, on every machine: splitmix64
//! (Steele, Lea and Flood 2014, <https://doi.org/10.1145/2660193.2660195>).

/// Numbers by chance.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new() -> Self {
        Self(1)
    }

    /// A number from 0 to below 1.
    pub(super) fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A whole number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        ((self.share() * end as f64) as usize).min(end.saturating_sub(1))
    }

    /// A power of ten between two exponents.
    pub(super) fn power(&mut self, from: f64, to: f64) -> f32 {
        10f64.powf(from + (to - from) * self.share()) as f32
    }

    /// 1 or -1.
    pub(super) fn sign(&mut self) -> f32 {
        if self.share() < 0.5 { -1.0 } else { 1.0 }
    }
}
