//! Ticks: 1, 2 or 5 times a power of ten from each other, and what is written at them.

use super::number;

/// The distance between ticks: 1, 2 or 5 times a power of ten.
#[derive(Clone, Copy)]
pub(super) struct Step {
    digit: i64,
    exponent: i32,
    /// How far the ticks are from the multiples of the distance, as a share of it: 0 or a half,
    /// as in 1, 3, 5.
    pub(super) offset: f64,
}

impl Step {
    pub(super) fn of_exponent(exponent: i32) -> [Self; 5] {
        [(1, 0.0), (2, 0.0), (5, 0.0), (1, 0.5), (2, 0.5)].map(|(digit, offset)| Self {
            digit,
            exponent,
            offset,
        })
    }

    /// The smallest step that is `size` or more.
    pub(super) fn at_least(size: f64) -> Self {
        let exponent = size.log10().floor() as i32;
        let [one, two, five, ..] = Self::of_exponent(exponent);
        let [ten, ..] = Self::of_exponent(exponent + 1);
        [one, two, five].into_iter().find(|step| step.unit() >= size).unwrap_or(ten)
    }

    /// This step and the next larger ones, `count` in all.
    pub(super) fn and_larger(self, count: i32) -> impl Iterator<Item = Self> {
        let number = 3 * self.exponent
            + DIGITS.iter().position(|d| *d == self.digit).map_or(0, |i| i as i32);
        (number..number + count).map(Self::of_number)
    }

    /// The size of a step where all are numbered in order: 0 is 1, 1 is 2, 2 is 5, 3 is 10.
    pub(super) fn numbered(number: i32) -> f64 {
        Self::of_number(number).unit()
    }

    pub(super) fn label_of_number(number: i32) -> String {
        let step = Self::of_number(number);
        number::scaled(step.digit, step.exponent)
    }

    /// The number of the largest power of ten that is not above `value`.
    pub(super) fn number_of_decade(value: f64) -> i32 {
        3 * (value.log10() + 1e-9).floor() as i32
    }

    fn of_number(number: i32) -> Self {
        let digit = DIGITS[number.rem_euclid(3) as usize];
        Self { digit, exponent: number.div_euclid(3), offset: 0.0 }
    }

    /// Whether ticks are multiples of their distance.
    pub(super) fn is_round(self) -> bool {
        self.offset == 0.0
    }

    /// Labels of the ticks from number `start` to number `end`.
    pub(super) fn labels(self, start: i64, end: i64) -> Vec<String> {
        let tenths = (self.offset * 10.0) as i64;
        let counts: Vec<i64> = (start..=end).map(|n| (n * 10 + tenths) * self.digit).collect();
        number::labels(&counts, self.exponent - 1)
    }

    /// Labels of the powers of ten from number `start` to number `end`.
    pub(super) fn labels_of_powers(self, start: i64, end: i64) -> Vec<String> {
        (start..=end).map(|count| number::scaled(1, self.value(count as f64) as i32)).collect()
    }

    pub(super) fn unit(self) -> f64 {
        self.value(1.0)
    }

    /// The value of `count` steps. Dividing by a power of ten rounds once; multiplying by its
    /// inexact inverse would round twice.
    pub(super) fn value(self, count: f64) -> f64 {
        let count = count * self.digit as f64;
        if self.exponent < 0 {
            count / 10_f64.powi(-self.exponent)
        } else {
            count * 10_f64.powi(self.exponent)
        }
    }
}

const DIGITS: [i64; 3] = [1, 2, 5];
