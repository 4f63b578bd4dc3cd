//! Forward: what comes out of each unit.

use crate::nn::Activation;

use super::super::arithmetic::{equals, number};
use super::page::Page;
use super::told::{About, Stage, WorkedTerm};
use super::written::{Calculation, TERMS};

/// A term for each unit, the first layer first.
pub(super) fn terms(page: &Page<'_>) -> Vec<WorkedTerm> {
    let layers = 0..page.layers.len();
    layers.flat_map(|layer| (0..page.units(layer)).map(move |it| term(page, layer, it))).collect()
}

fn term(page: &Page<'_>, layer: usize, unit: usize) -> WorkedTerm {
    WorkedTerm {
        stage: Stage::Forward,
        about: About::Unit { layer, unit },
        title: format!("What comes out of {}", page.unit(layer, unit)),
        lines: vec![sum(page, layer, unit), activated(page, layer, unit)],
        why: why(page, layer),
        check: None,
        notes: Vec::new(),
    }
}

/// `z = 1 · 0 + 1 · 1 - 0.5 = 0.5`.
fn sum(page: &Page<'_>, layer: usize, unit: usize) -> String {
    let record = &page.record.layers[layer];
    let numbers = page.numbers_of(layer, unit);
    let products: Vec<(f32, f32)> =
        numbers.iter().zip(&record.input).map(|(weight, input)| (weight.value, *input)).collect();
    let bias = numbers.last().map_or(0.0, |bias| bias.value);
    Calculation::products(&products).plus(bias).comes_to("z", record.z[unit])
}

/// `a = sigmoid(0.5) ≈ 0.6225`.
fn activated(page: &Page<'_>, layer: usize, unit: usize) -> String {
    let record = &page.record.layers[layer];
    let (letter, activation) = (page.letter(layer), page.activation(layer));
    let (z, output) = (number(record.z[unit]), number(record.output[unit]));
    let equals = equals(activation, record.z[unit], record.output[unit]);
    match activation {
        Activation::Linear => format!("{letter} = z = {output}"),
        Activation::Softmax => {
            let powers: Vec<String> =
                record.z.iter().take(TERMS).map(|z| format!("e^{}", number(*z))).collect();
            let more = if record.z.len() > TERMS { " + …" } else { "" };
            format!("{letter} = e^{z} / ({}{more}) {equals} {output}", powers.join(" + "))
        }
        _ => format!("{letter} = {}({z}) {equals} {output}", activation.name()),
    }
}

fn why(page: &Page<'_>, layer: usize) -> String {
    let sum = match layer {
        0 => "z is each input times its weight, and the bias.",
        _ => "z is what each unit before it hands on, times its weight, and the bias.",
    };
    let activation = page.activation(layer);
    let then = match activation {
        Activation::Linear => "Linear hands it on as it is.".to_owned(),
        Activation::Softmax => {
            "Softmax looks at all units of the layer: what comes out adds up to 1.".to_owned()
        }
        _ => format!("{}(z) is {}.", activation.name(), activation.formula()),
    };
    format!("{sum} {then}")
}
