//! A softmax by hand: what becomes of each of its numbers, step by step.

use serde::Serialize;

use crate::nn::{Tensor, numpy};

use super::formula::{plain, slid};
use super::network::Piece;
use super::number::brief;
use super::tensors::vector;

/// What a softmax makes of several numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Softmax {
    /// The largest of the numbers, which is taken off each of them first: otherwise the power of a
    /// large one would be too large for a float32.
    pub largest: f32,
    /// All powers added up.
    pub sum: f32,
    /// What becomes of each number, in their order.
    pub shares: Vec<Share>,
}

/// What becomes of one of the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// The number.
    pub z: f32,
    /// e to the power of what is left of it.
    pub power: f32,
    /// The share of that in the sum: a chance.
    pub chance: f32,
}

impl Softmax {
    /// That of some numbers, in the order of `e = np.exp(z - np.max(z))` and `e / np.sum(e)`.
    pub(super) fn of(z: &[f32]) -> Self {
        let largest = z.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let powers: Vec<f32> = z.iter().map(|z| numpy::exp(z - largest)).collect();
        let sum = numpy::sum(&powers);
        let share = |(z, power): (&f32, &f32)| Share { z: *z, power: *power, chance: power / sum };
        Self { largest, sum, shares: z.iter().zip(&powers).map(share).collect() }
    }

    /// The chances as an array.
    pub(super) fn chances(&self) -> Tensor {
        vector(&self.shares.iter().map(|share| share.chance).collect::<Vec<f32>>())
    }

    /// What becomes of a number, in parts that follow on one another: `e^(1 - 4) ≈ 0.0498`,
    /// `0.0498 / 1.553 ≈ 0.0321`.
    pub(super) fn equation(&self, index: usize) -> Vec<Vec<Piece>> {
        let Some(share) = self.shares.get(index) else { return Vec::new() };
        let [largest, power, sum, chance] =
            [self.largest, share.power, self.sum, share.chance].map(short);
        let sign = if self.largest < 0.0 { '+' } else { '-' };
        let largest = largest.trim_start_matches('-');
        vec![
            vec![
                plain("e^("),
                slid(f64::from(share.z)),
                plain(format!(" {sign} {largest}) {} {power}", equals(share.power))),
            ],
            vec![plain(format!("   {power} / {sum} {} {chance}", quotient(&power, &sum, &chance)))],
        ]
    }

    /// How the sum comes about: `0.0498 + 0.1353 + 0.3679 + 1 = 1.553`.
    pub fn added_up(&self) -> String {
        let powers: Vec<String> = self.shares.iter().map(|share| short(share.power)).collect();
        let (added, sum) = (powers.iter().map(|it| read(it)).sum::<f64>(), short(self.sum));
        format!("{} {} {sum}", powers.join(" + "), sign((added - read(&sum)).abs() < 1e-9))
    }

    /// The way of a number in words: `e^(1 - 4) ≈ 0.0498   0.0498 / 1.553 ≈ 0.0321`.
    pub fn written(&self, index: usize) -> String {
        self.equation(index).into_iter().flatten().map(|piece| piece.text).collect()
    }
}

/// Only the powers of 0 and of what is far below it are whole.
fn equals(power: f32) -> char {
    sign(power == 1.0)
}

/// Whether a pencil finds a quotient as it is written.
fn quotient(power: &str, sum: &str, chance: &str) -> char {
    sign(read(power) / read(sum) == read(chance))
}

const fn sign(is_exact: bool) -> char {
    if is_exact { '=' } else { '≈' }
}

fn read(written: &str) -> f64 {
    written.parse().unwrap_or(f64::NAN)
}

/// Four digits are as many as one follows, and four places.
fn short(value: f32) -> String {
    match value.abs() {
        1e-4..1.0 => brief(format!("{value:.4}").parse().unwrap_or(f64::from(value))),
        _ => brief(format!("{value:.3e}").parse().unwrap_or(f64::from(value))),
    }
}
