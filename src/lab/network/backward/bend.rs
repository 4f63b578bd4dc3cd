//! From the slope of an output to that of z: the bend of an activation, g'(z).

use crate::nn::Activation;

use super::super::arithmetic::number;
use super::page::Page;
use super::written::{Calculation, TERMS, bracketed, read};

/// `g'(z)` with its numbers, and `dL/dz = dL/da · g'(z)`.
pub(super) fn lines(page: &Page<'_>, layer: usize, unit: usize) -> Vec<String> {
    let record = &page.record.layers[layer];
    let (activation, letter) = (page.activation(layer), page.letter(layer));
    let Some(from) = record.slope_of_output.as_ref() else { return Vec::new() };
    let (z, a, of_z) = (record.z[unit], record.output[unit], record.slope_of_z[unit]);
    let from_name = format!("dL/d{letter}");
    match (activation, activation.derivative(z)) {
        (Activation::Linear, _) => vec![format!("dL/dz = {from_name} = {}", number(of_z))],
        (_, Some(slope)) => {
            let (rule, numbers) = rule(activation, letter, z, a);
            let product = Calculation::products(&[(from[unit], slope)]);
            vec![
                numbers.comes_to(&format!("g'(z) = {rule}"), slope),
                product.comes_to(&format!("dL/dz = {from_name} · g'(z)"), of_z),
            ]
        }
        (_, None) => softmax(from, &record.output, unit, of_z, letter),
    }
}

/// How an activation bends at z: the rule, and the numbers in it.
fn rule(activation: Activation, letter: &str, z: f32, a: f32) -> (String, Calculation) {
    let (output, at) = (read(a), number(z));
    let plain = |text: &str, value: f64| Calculation::new(text.to_owned(), value);
    let side = if z > 0.0 { "as z is above 0" } else { "as z is not above 0" };
    match activation {
        Activation::Sigmoid => {
            let (text, value) = (number(a), output * (1.0 - output));
            let numbers = Calculation::new(format!("{text} · (1 - {text})"), value);
            (format!("{letter} · (1 - {letter})"), numbers)
        }
        Activation::Tanh => {
            let numbers =
                Calculation::new(format!("1 - {}^2", bracketed(a)), 1.0 - output * output);
            (format!("1 - {letter}^2"), numbers)
        }
        Activation::Relu | Activation::LeakyRelu => {
            let below = if activation == Activation::Relu { 0.0 } else { 0.2 };
            let slope = if z > 0.0 { 1.0 } else { below };
            (format!("1 above 0, else {below}"), plain(&format!("{slope}, {side}:"), slope))
        }
        Activation::Elu if z < 0.0 => {
            (format!("{letter} + 1"), Calculation::new(format!("{} + 1", number(a)), output + 1.0))
        }
        Activation::Elu => ("1 from 0 up".to_owned(), plain("1:", 1.0)),
        Activation::Softplus => {
            let slope = 1.0 / (1.0 + (-read(z)).exp());
            ("sigmoid(z)".to_owned(), plain(&format!("sigmoid({at})"), slope))
        }
        Activation::Silu => {
            let s = 1.0 / (1.0 + (-read(z)).exp());
            let numbers = plain(
                &format!("sigmoid({at}) + {} · (1 - sigmoid({at}))", bracketed(a)),
                s + output * (1.0 - s),
            );
            (format!("sigmoid(z) + {letter} · (1 - sigmoid(z))"), numbers)
        }
        // Of a bell curve no pencil would ask more.
        _ => (
            format!("the slope of {}", activation.name()),
            plain(&format!("at z = {at}:"), f64::NAN),
        ),
    }
}

/// Every output of a softmax hangs on every z.
fn softmax(from: &[f32], outputs: &[f32], unit: usize, of_z: f32, letter: &str) -> Vec<String> {
    let pairs: Vec<(f32, f32)> = from.iter().copied().zip(outputs.iter().copied()).collect();
    let sum = Calculation::products(&pairs);
    // As many terms as a line has room for are added up as they are written.
    let exact: f32 = from.iter().zip(outputs).map(|(slope, output)| slope * output).sum();
    let shared = if pairs.len() > TERMS { f64::from(exact) } else { sum.value };
    let (own, output) = (from[unit], outputs[unit]);
    let text = format!("{} · ({} - {})", number(output), number(own), bracketed(exact));
    let numbers = Calculation::new(text, read(output) * (read(own) - shared));
    vec![
        sum.comes_to(&format!("s = sum of dL/d{letter} · {letter}"), exact),
        numbers.comes_to(&format!("dL/dz = {letter} · (dL/d{letter} - s)"), of_z),
    ]
}
