//! `np.exp`, `np.log`, `np.sum` and `np.mean` in float32: the very numbers that NumPy 2 gives, to the last
//! digit.
//!
//! NumPy has its own functions for whole arrays, a little less exact than those of a C library
//! (<https://github.com/numpy/numpy/blob/main/numpy/_core/src/umath/loops_exponent_log.dispatch.c.src>).
//! Where a processor has no fused multiplication, its last digit may differ.

use super::fused::{multiply_add, polynomial};

/// `np.exp(x)`: `2^q · e^r` with `x = q · ln 2 + r`, and a fraction of two polynomials for `e^r`.
pub fn exp(x: f32) -> f32 {
    if x.is_nan() || x > EXP_MAX {
        return x + f32::INFINITY;
    }
    if x < EXP_MIN {
        return 0.0;
    }
    let q = (x * std::f32::consts::LOG2_E + ROUND) - ROUND;
    let r = multiply_add(q, LN_2_LOW, multiply_add(q, LN_2_HIGH, x));
    let power = polynomial(&EXP_ABOVE, r) / polynomial(&EXP_BELOW, r);
    (f64::from(power) * f64::from(q).exp2()) as f32
}

/// `np.log(x)`: `e · ln 2 + ln m` with `x = m · 2^e` and `m` near 1, and a fraction of two
/// polynomials for `ln m`.
pub fn log(x: f32) -> f32 {
    if x.is_nan() || x < 0.0 {
        return f32::NAN;
    }
    if x == 0.0 || x.is_infinite() {
        return if x == 0.0 { f32::NEG_INFINITY } else { x };
    }
    // As a float64 even the smallest float32 has a power of two of its own.
    let bits = f64::from(x).to_bits();
    let exponent = (bits >> MANTISSA) as i32 - BIAS;
    let mantissa = f64::from_bits(bits & ((1 << MANTISSA) - 1) | (BIAS as u64) << MANTISSA) as f32;
    let (exponent, mantissa) = if mantissa > std::f32::consts::SQRT_2 {
        (exponent + 1, mantissa * 0.5)
    } else {
        (exponent, mantissa)
    };
    let above = polynomial(&LOG_ABOVE, mantissa - 1.0);
    let below = polynomial(&LOG_BELOW, mantissa - 1.0);
    multiply_add(exponent as f32, std::f32::consts::LN_2, above / below)
}

/// `np.mean(x)` of numbers that lie side by side; of none, NaN.
pub fn mean(numbers: &[f32]) -> f32 {
    sum(numbers) / numbers.len() as f32
}

/// `np.sum(x)`: the halves of a long array by themselves, and of a short one every eighth number
/// (Higham 1993, <https://doi.org/10.1137/0914050>).
pub fn sum(numbers: &[f32]) -> f32 {
    if numbers.len() > LONG {
        let half = numbers.len() / 2;
        let (left, right) = numbers.split_at(half - half % LANES);
        return sum(left) + sum(right);
    }
    let (whole, rest) = numbers.as_chunks::<LANES>();
    let Some((first, whole)) = whole.split_first() else {
        return numbers.iter().fold(0.0, |sum, number| sum + number);
    };
    let mut lanes = *first;
    for chunk in whole {
        lanes.iter_mut().zip(chunk).for_each(|(lane, number)| *lane += number);
    }
    let pairs: [f32; 4] = std::array::from_fn(|pair| lanes[2 * pair] + lanes[2 * pair + 1]);
    let whole = (pairs[0] + pairs[1]) + (pairs[2] + pairs[3]);
    rest.iter().fold(whole, |sum, number| sum + number)
}

const LANES: usize = 8;
const LONG: usize = 128;

/// Beyond these `e^x` is infinite, or 0.
const EXP_MAX: f32 = 88.722_84;
const EXP_MIN: f32 = -103.972_084;
/// What is added to a number and taken off again rounds it to a whole one.
const ROUND: f32 = 12_582_912.0;
/// `-ln 2` in two parts.
const LN_2_HIGH: f32 = -6.931_457_5e-1;
const LN_2_LOW: f32 = -1.428_606_8e-6;
const EXP_ABOVE: [f32; 6] =
    [5.082_763e-4, 6.757_897e-3, 5.114_512e-2, 2.473_615_4e-1, 7.257_665e-1, 1.0];
const EXP_BELOW: [f32; 3] = [2.159_509_4e-2, -2.742_335_5e-1, 1.0];

/// How a float64 is made up.
const MANTISSA: u32 = 52;
const BIAS: i32 = 1023;
const LOG_ABOVE: [f32; 6] = [2.589_979_2e-2, 3.808_837_8e-1, 1.480_000_6, 2.112_677_6, 1.0, 0.0];
const LOG_BELOW: [f32; 6] =
    [5.875_095_3e-3, 1.546_476_3e-1, 9.864_943e-1, 2.453_006, 2.612_677_6, 1.0];
