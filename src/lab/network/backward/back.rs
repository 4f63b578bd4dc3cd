//! Backward: from the loss to the slope of each unit's z, and from there to that of its weights.

use crate::nn::{Activation, LooksAt, Loss, Tape};

use super::super::arithmetic::number;
use super::bend;
use super::loss::{self, Guess};
use super::noise;
use super::nudge;
use super::page::{At, Page};
use super::told::{About, Stage, WorkedTerm};
use super::written::{Calculation, bracketed, equals, read};

/// The terms of the last layer, then of those before it: for each unit the slope of its z, then
/// those of its weights.
pub(super) fn terms(page: &Page<'_>, tape: &mut Tape) -> Vec<WorkedTerm> {
    let mut terms = Vec::new();
    for layer in (0..page.layers.len()).rev() {
        for unit in 0..page.units(layer) {
            terms.push(of_unit(page, layer, unit));
            let numbers = page.numbers_of(layer, unit);
            terms.extend(numbers.into_iter().map(|at| of_number(page, at, tape)));
        }
    }
    terms
}

fn of_unit(page: &Page<'_>, layer: usize, unit: usize) -> WorkedTerm {
    let (lines, why, notes) =
        if layer == page.last() { of_output(page, unit) } else { of_hidden(page, layer, unit) };
    WorkedTerm {
        stage: Stage::Backward,
        about: About::Unit { layer, unit },
        title: format!("How the loss changes with z of {}", page.unit(layer, unit)),
        lines,
        why,
        check: None,
        notes,
    }
}

/// What is told of a unit: lines, why, notes.
type Said = (Vec<String>, String, Vec<String>);

fn of_output(page: &Page<'_>, unit: usize) -> Said {
    let layer = page.last();
    let record = &page.record.layers[layer];
    let (guess, activation) = (Guess::of(page), page.activation(layer));
    // What is linear hands on its slope as it is.
    let direct = record.slope_of_output.is_none() || activation == Activation::Linear;
    let lead = if direct { "dL/dz" } else { "dL/dp" };
    let slope = match &record.slope_of_output {
        Some(slopes) => slopes[unit],
        None => record.slope_of_z[unit],
    };
    let mut lines: Vec<String> = guess.line.clone().into_iter().collect();
    let (rule, numbers) = of_loss(page, &guess, unit);
    lines.push(format!("{lead} = {rule}"));
    lines.push(numbers.comes_to(lead, slope));
    if !direct {
        lines.extend(bend::lines(page, layer, unit));
    }
    let y = loss::target(page, unit);
    let note = noise::of_difference(guess.values[unit], y, guess.letter);
    let note = note.filter(|_| page.record.looks_at == LooksAt::Z);
    (lines, why_of_output(page, &guess, direct), note.into_iter().collect())
}

fn why_of_output(page: &Page<'_>, guess: &Guess, direct: bool) -> String {
    let activation = page.activation(page.last()).name();
    if page.record.looks_at == LooksAt::Z && guess.letter == "p" {
        return format!(
            "The slope of this loss, times the slope of {activation}, comes to how far off p is."
        );
    }
    match (page.record.looks_at, direct) {
        (LooksAt::Z, _) => "This loss goes back to z, as Keras does here.".to_owned(),
        (LooksAt::Output, true) => {
            "That is how the loss changes with p, and p is z here.".to_owned()
        }
        (LooksAt::Output, false) => format!(
            "First how the loss changes with p, then how p changes with z: the bend of \
             {activation}."
        ),
    }
}

/// How the loss changes with what it looks at: the rule, and the numbers in it.
fn of_loss(page: &Page<'_>, guess: &Guess, unit: usize) -> (String, Calculation) {
    let outputs = guess.values.len();
    let (p, y) = (guess.values[unit], loss::target(page, unit));
    let (letter, share) = (guess.letter, 1.0 / outputs as f64);
    // Some losses are the mean over the outputs.
    let mean = if outputs > 1 { format!(" / {outputs}") } else { String::new() };
    let off = format!("{} - {}", number(p), bracketed(y));
    let error = read(p) - read(y);
    match page.record.judged {
        Loss::MeanSquaredError => (
            format!("2 · ({letter} - y){mean}"),
            Calculation::new(format!("2 · ({off}){mean}"), 2.0 * error * share),
        ),
        Loss::MeanAbsoluteError => {
            let sign = if p > y {
                1.0
            } else if p < y {
                -1.0
            } else {
                0.0
            };
            (
                format!("1 where p is above y, -1 where it is below{}", of_mean(&mean)),
                Calculation::new(format!("{sign}{mean}"), sign * share),
            )
        }
        Loss::BinaryCrossentropy => of_chance(p, y, &mean, share),
        Loss::BinaryCrossentropyFromLogits => {
            let (open, close) = if outputs > 1 { ("(", ")") } else { ("", "") };
            (
                format!("{open}{letter} - y{close}{mean}"),
                Calculation::new(format!("{open}{off}{close}{mean}"), error * share),
            )
        }
        Loss::CategoricalCrossentropyFromLogits | Loss::SparseCategoricalCrossentropyFromLogits => {
            (format!("{letter} - y"), Calculation::new(off, error))
        }
        Loss::CategoricalCrossentropy | Loss::SparseCategoricalCrossentropy => {
            of_share(page, guess, unit)
        }
    }
}

fn of_mean(mean: &str) -> String {
    if mean.is_empty() { String::new() } else { format!(", the whole{mean}") }
}

/// Crossentropy of a chance that is no sigmoid: `(1 - y) / (1 - p) - y / p`.
fn of_chance(p: f32, y: f32, mean: &str, share: f64) -> (String, Calculation) {
    let (chance, target) = (read(p), read(y));
    let (open, close) = if mean.is_empty() { ("", "") } else { ("(", ")") };
    let rule = format!("{open}(1 - y) / (1 - p) - y / p{close}{mean}");
    if !(CLIP..=1.0 - CLIP).contains(&f64::from(p)) {
        let text = format!("0: Keras keeps p {CLIP} away from 0 and 1, and {} is not", number(p));
        return (rule, Calculation::new(text, 0.0));
    }
    let (p, y) = (number(p), bracketed(y));
    let text = format!("{open}(1 - {y}) / (1 - {p}) - {y} / {p}{close}{mean}");
    (rule, Calculation::new(text, ((1.0 - target) / (1.0 - chance) - target / chance) * share))
}

/// How near a chance may come to 0 and 1.
const CLIP: f64 = 1e-7;

/// Crossentropy of shares that are no softmax: `(sum of y - y / q) / (sum of p)`.
fn of_share(page: &Page<'_>, guess: &Guess, unit: usize) -> (String, Calculation) {
    let outputs = page.record.layers.last().map(|last| last.output.clone()).unwrap_or_default();
    let right: f32 = (0..outputs.len()).map(|unit| loss::target(page, unit)).sum();
    let (all, q, y) = (outputs.iter().sum::<f32>(), guess.values[unit], loss::target(page, unit));
    let value = (read(right) - read(y) / read(q)) / read(all);
    let text =
        format!("({} - {} / {}) / {}", number(right), bracketed(y), bracketed(q), bracketed(all));
    ("(sum of y - y / q) / (sum of p)".to_owned(), Calculation::new(text, value))
}

fn of_hidden(page: &Page<'_>, layer: usize, unit: usize) -> Said {
    let (record, next) = (&page.record.layers[layer], &page.record.layers[layer + 1]);
    let weight = |to: usize| page.numbers_of(layer + 1, to).get(unit).map_or(0.0, |at| at.value);
    let products: Vec<(f32, f32)> =
        next.slope_of_z.iter().enumerate().map(|(to, slope)| (*slope, weight(to))).collect();
    let slope = record.slope_of_output.as_ref().map_or(f32::NAN, |slopes| slopes[unit]);
    let rule = if products.len() > 1 { "sum of dL/dz · w" } else { "dL/dz · w" };
    let numbers = Calculation::products(&products);
    let mut lines = vec![format!("dL/da = {rule}"), numbers.comes_to("dL/da", slope)];
    lines.extend(bend::lines(page, layer, unit));
    let name = page.unit(layer, unit);
    let felt = match products.len() {
        1 => format!(
            "The loss feels {name} through {} alone: the slope there, times the weight on the way.",
            page.unit(layer + 1, 0)
        ),
        _ => format!(
            "The loss feels {name} through each unit after it: the slopes there, times the weights \
             on the way, added up."
        ),
    };
    let then = match page.activation(layer) {
        Activation::Linear => String::new(),
        activation => format!(" Then comes the bend of {}.", activation.name()),
    };
    let note = noise::of_sum(slope, products.iter().map(|(slope, w)| slope * w), "dL/da");
    (lines, format!("{felt}{then}"), note.into_iter().collect())
}

fn of_number(page: &Page<'_>, at: At, tape: &mut Tape) -> WorkedTerm {
    let slope = page.slope(at);
    WorkedTerm {
        stage: Stage::Backward,
        about: About::Number { layer: at.layer, parameter: page.parameter(at) },
        title: format!("The slope of {}", page.number(at)),
        lines: slope_lines(page, at),
        why: why_of_number(page, at),
        check: Some(nudge::check(page, at, tape)),
        notes: noise::of_rows(page, at, slope),
    }
}

/// `slope = dL/dz · x[0]`, and the numbers in it.
fn slope_lines(page: &Page<'_>, at: At) -> Vec<String> {
    let record = &page.record.layers[at.layer];
    let (of_z, slope) = (record.slope_of_z[at.unit], page.slope(at));
    let (symbol, factor) = match record.input.get(at.row) {
        Some(input) => (page.input(at.layer, at.row), *input),
        None => ("1".to_owned(), 1.0),
    };
    let text = format!("{} · {}", number(of_z), number(factor));
    let value = read(of_z) * read(factor);
    let equals = equals(value, slope);
    vec![format!("slope = dL/dz · {symbol}"), format!("slope = {text} {equals} {}", number(slope))]
}

fn why_of_number(page: &Page<'_>, at: At) -> String {
    let unit = page.unit(at.layer, at.unit);
    let record = &page.record.layers[at.layer];
    let Some(input) = record.input.get(at.row) else {
        return format!("When b grows by 1, so does z of {unit}.");
    };
    let source = match at.layer.checked_sub(1) {
        None => page.input(0, at.row),
        Some(before) => format!("what {} hands on", page.unit(before, at.row)),
    };
    if *input == 0.0 {
        return format!("The weight is multiplied by {source}, which is 0: z does not feel it.");
    }
    format!("When w grows by 1, z of {unit} grows by {source}: {}.", number(*input))
}
