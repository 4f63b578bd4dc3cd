//! `NumPy`'s old generator: the numbers of `np.random.RandomState(seed)`, bit for bit.
//!
//! scikit-learn draws everything from it. It is the Mersenne Twister MT19937 (Matsumoto and
//! Nishimura 1998, <https://doi.org/10.1145/272991.272995>); how integers and fractions are made of
//! its words is `NumPy`'s (<https://numpy.org/doc/stable/reference/random/legacy.html>).

use std::ops::Range;

const LEN: usize = 624;
const SHIFT: usize = 397;

/// A generator with its place in the row of numbers. Copies go on alike.
#[derive(Debug, Clone, PartialEq)]
pub struct RandomState {
    words: Vec<u32>,
    at: usize,
    /// The second of two normal numbers, which are drawn together.
    kept: Option<f64>,
}

impl RandomState {
    /// `np.random.RandomState(seed)`.
    pub fn new(seed: u32) -> Self {
        let mut words = vec![seed];
        for idx in 1..LEN as u32 {
            let before = words[words.len() - 1];
            words.push(1_812_433_253_u32.wrapping_mul(before ^ before >> 30).wrapping_add(idx));
        }
        Self { words, at: LEN, kept: None }
    }

    /// `state.permutation(n)`: the numbers from 0 to n − 1, shuffled.
    pub fn permutation(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        self.shuffle(&mut order);
        order
    }

    /// `state.shuffle(items)`: from the last item down, each changes places with one up to itself.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.up_to(last as u64) as usize;
            items.swap(last, other);
        }
    }

    /// `state.randint(low, high, size)`: whole numbers from `low` to below `high`. Of an empty range,
    /// which `NumPy` refuses, none are drawn.
    pub fn randint(&mut self, range: Range<i64>, size: usize) -> Vec<i64> {
        if range.is_empty() {
            return Vec::new();
        }
        let largest = range.end.wrapping_sub(1).wrapping_sub(range.start) as u64;
        (0..size).map(|_| range.start.wrapping_add(self.up_to(largest) as i64)).collect()
    }

    /// `state.random_sample()`: a fraction from 0 to below 1, of 53 bits.
    pub fn random_sample(&mut self) -> f64 {
        let (high, low) = (self.word() >> 5, self.word() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
    }

    /// `state.uniform(low, high)`: a number from `low` to below `high`.
    pub fn uniform(&mut self, range: Range<f64>) -> f64 {
        range.start + (range.end - range.start) * self.random_sample()
    }

    /// `state.standard_normal()`: mean 0, deviation 1. Two are drawn together, by the polar method
    /// (Marsaglia and Bray 1964, <https://doi.org/10.1137/1006063>).
    pub fn standard_normal(&mut self) -> f64 {
        if let Some(kept) = self.kept.take() {
            return kept;
        }
        loop {
            let (a, b) = (2.0 * self.random_sample() - 1.0, 2.0 * self.random_sample() - 1.0);
            let square = a * a + b * b;
            if square < 1.0 && square != 0.0 {
                let stretch = (-2.0 * square.ln() / square).sqrt();
                self.kept = Some(stretch * a);
                return stretch * b;
            }
        }
    }

    /// A whole number from 0 to `largest`: as many bits as that has, drawn until it is not above it.
    fn up_to(&mut self, largest: u64) -> u64 {
        if largest == 0 {
            return 0;
        }
        let mask = u64::MAX >> largest.leading_zeros();
        loop {
            let drawn = match u32::try_from(largest) {
                Ok(_) => u64::from(self.word()),
                Err(_) => u64::from(self.word()) << 32 | u64::from(self.word()),
            };
            if drawn & mask <= largest {
                return drawn & mask;
            }
        }
    }

    /// The next 32 bits.
    fn word(&mut self) -> u32 {
        if self.at == LEN {
            self.turn();
        }
        let mut word = self.words[self.at];
        self.at += 1;
        word ^= word >> 11;
        word ^= word << 7 & 0x9D2C_5680;
        word ^= word << 15 & 0xEFC6_0000;
        word ^ word >> 18
    }

    /// Makes the next 624 words of the last ones.
    fn turn(&mut self) {
        for idx in 0..LEN {
            let (here, next) = (self.words[idx], self.words[(idx + 1) % LEN]);
            let joined = here & 0x8000_0000 | next & 0x7FFF_FFFF;
            let twist = if joined & 1 == 1 { 0x9908_B0DF } else { 0 };
            self.words[idx] = self.words[(idx + SHIFT) % LEN] ^ joined >> 1 ^ twist;
        }
        self.at = 0;
    }
}
