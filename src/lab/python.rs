//! How Python would write it: numbers, arrays and activations as source code.

use crate::lesson::format::Slider;
use crate::nn::{Activation, Tensor, numpy};

/// A number as a Python literal: `200.0`, `-4.5`, `1e20`.
pub(super) fn number(value: f32) -> String {
    format!("{value:?}")
}

/// A single number as NumPy prints it.
pub(super) fn scalar(value: f32) -> String {
    match value.abs() {
        _ if value.is_nan() => "nan".to_owned(),
        size if size == 0.0 || (1e-4..1e16).contains(&size) => format!("{value:?}"),
        size if size.is_infinite() => value.to_string(),
        _ => {
            let text = format!("{value:e}");
            let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
            format!("{digits}e{}", two_digits(exponent))
        }
    }
}

/// A number with an exponent and so many digits behind the point, as Python prints it: `1.5e-05`.
pub(super) fn exponent(value: f32, digits: usize) -> String {
    let text = format!("{value:.digits$e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    format!("{digits}e{}", two_digits(exponent))
}

/// A number rounded to so many places behind the point, as Python shows it.
pub(super) fn rounded(value: f64, places: usize) -> String {
    crate::arrays::float_repr(format!("{value:.places$}").parse().unwrap_or(value))
}

/// A text as a Python literal: `"ear"`.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text with its tabs as a terminal shows them: up to the next of the columns 8, 16 and so on.
pub(super) fn on_tab_stops(text: &str) -> String {
    let mut shown = String::new();
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let blanks = TAB - column % TAB;
                shown.extend(std::iter::repeat_n(' ', blanks));
                column += blanks;
            }
            '\n' => {
                shown.push(c);
                column = 0;
            }
            c => {
                shown.push(c);
                column += 1;
            }
        }
    }
    shown
}

const TAB: usize = 8;

/// A value of a setting that a step tries.
pub(super) fn tried(slider: Slider, value: f64) -> String {
    if slider.counts() { value.to_string() } else { crate::arrays::float_repr(value) }
}

fn two_digits(exponent: &str) -> String {
    let (sign, digits) = exponent.strip_prefix('-').map_or(("+", exponent), |rest| ("-", rest));
    format!("{sign}{digits:0>2}")
}

/// An array as an expression of dtype float32: `np.float32([[1.0], [2.0]])`. Past
/// [`LITERAL_NUMBERS`] numbers, `None`: nobody would type it.
pub(super) fn float32(array: &Tensor) -> Option<String> {
    if array.len() > LITERAL_NUMBERS {
        return None;
    }
    let numbers: Vec<String> = array.iter().map(|value| number(*value)).collect();
    let nested = match array.shape() {
        [_, columns] if *columns > 0 => {
            let rows = numbers.chunks(*columns).map(|row| format!("[{}]", row.join(", ")));
            rows.collect::<Vec<_>>().join(", ")
        }
        _ => numbers.join(", "),
    };
    Some(format!("np.float32([{nested}])"))
}

/// Whole numbers as a list, `[0, 2]`, or, where they are many and follow one another, as a range,
/// `0:60`. Of others that are many, `None`: nobody would type them.
pub(super) fn list(numbers: &[usize]) -> Option<String> {
    let is_range = numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    match numbers {
        _ if numbers.len() <= LITERAL_NUMBERS => Some(format!("{numbers:?}")),
        [first, .., last] if is_range => Some(format!("{first}:{}", last + 1)),
        _ => None,
    }
}

const LITERAL_NUMBERS: usize = 48;

/// The activation of `z` in NumPy, or in Keras where NumPy has no short way to say it.
pub(super) fn activation(activation: Activation) -> &'static str {
    match activation {
        Activation::Linear => "z",
        Activation::Sigmoid => "1 / (1 + np.exp(-z))",
        Activation::Tanh => "np.tanh(z)",
        Activation::Relu => "np.maximum(0, z)",
        Activation::LeakyRelu => "np.where(z > 0, z, 0.2 * z)",
        Activation::Elu => "np.where(z > 0, z, np.expm1(z))",
        Activation::Gelu => "keras.activations.gelu(z).numpy()",
        Activation::Silu => "z / (1 + np.exp(-z))",
        Activation::Softplus => "np.logaddexp(0, z)",
        Activation::Softmax => "keras.activations.softmax(z).numpy()",
    }
}

/// What that expression gives, which far from 0 is not always what the layer gives.
pub(super) fn by_hand(activation: Activation, z: &mut Tensor) {
    match activation {
        Activation::Sigmoid => z.mapv_inplace(|z| 1.0 / (1.0 + numpy::exp(-z))),
        Activation::Silu => z.mapv_inplace(|z| z / (1.0 + numpy::exp(-z))),
        other => other.apply(z),
    }
}

/// Whether the expression needs `import keras`.
pub(super) fn needs_keras(activation: Activation) -> bool {
    self::activation(activation).starts_with("keras.")
}
