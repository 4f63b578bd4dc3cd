//! Loss: how far the output is from what the data says.

use crate::nn::{Activation, LooksAt, Loss, tensor};

use super::super::arithmetic::number;
use super::page::Page;
use super::told::{About, Stage, WorkedTerm};
use super::written::{Calculation, TERMS, bracketed, equals, read};

/// What a loss compares with the targets.
pub(super) struct Guess {
    /// `p` for the outputs, `q` for what is made of them.
    pub(super) letter: &'static str,
    pub(super) values: Vec<f32>,
    /// How it is made, where it is no output.
    pub(super) line: Option<String>,
}

impl Guess {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let Some(last) = page.record.layers.last() else {
            return Self { letter: "p", values: Vec::new(), line: None };
        };
        let seen = match page.record.looks_at {
            LooksAt::Z => &last.z,
            LooksAt::Output => &last.output,
        };
        let through = match page.record.judged {
            Loss::BinaryCrossentropyFromLogits => Activation::Sigmoid,
            Loss::CategoricalCrossentropyFromLogits
            | Loss::SparseCategoricalCrossentropyFromLogits => Activation::Softmax,
            Loss::CategoricalCrossentropy | Loss::SparseCategoricalCrossentropy => {
                let sum: f32 = last.output.iter().sum();
                let values: Vec<f32> = last.output.iter().map(|p| p / sum).collect();
                return Self::made(values, "p / (sum of p)");
            }
            _ => return Self { letter: "p", values: last.output.clone(), line: None },
        };
        if page.record.looks_at == LooksAt::Z && page.activation(page.last()) == through {
            return Self { letter: "p", values: last.output.clone(), line: None };
        }
        let mut made = tensor(&[1, seen.len()], seen);
        through.apply(&mut made);
        let of = if page.record.looks_at == LooksAt::Z { "z" } else { "p" };
        Self::made(made.iter().copied().collect(), &format!("{}({of})", through.name()))
    }

    fn made(values: Vec<f32>, rule: &str) -> Self {
        let shown: Vec<String> = values.iter().take(TERMS).map(|q| number(*q)).collect();
        let more = if values.len() > TERMS { ", …" } else { "" };
        let line = Some(format!("q = {rule} ≈ {}{more}", shown.join(", ")));
        Self { letter: "q", values, line }
    }
}

/// The target of an output: where it is the number of a class, 1 for that class and else 0.
pub(super) fn target(page: &Page<'_>, unit: usize) -> f32 {
    let targets = &page.record.targets;
    if is_sparse(page.record.judged) {
        let is_it = targets.first().is_some_and(|class| *class as usize == unit);
        return if is_it { 1.0 } else { 0.0 };
    }
    targets.get(unit).copied().unwrap_or(f32::NAN)
}

/// Whether targets are numbers of classes.
pub(super) const fn is_sparse(loss: Loss) -> bool {
    matches!(
        loss,
        Loss::SparseCategoricalCrossentropy | Loss::SparseCategoricalCrossentropyFromLogits
    )
}

/// The term of the loss.
pub(super) fn term(page: &Page<'_>) -> WorkedTerm {
    let guess = Guess::of(page);
    let record = page.record;
    let mut lines: Vec<String> = guess.line.clone().into_iter().collect();
    lines.extend(worked_out(page, &guess, record.loss));
    WorkedTerm {
        stage: Stage::Loss,
        about: About::Loss,
        title: format!("How wrong that is: y is {}", targets(page)),
        lines,
        why: page.criterion.said.clone(),
        check: None,
        notes: Vec::new(),
    }
}

/// What the data says, in a few numbers.
pub(super) fn targets(page: &Page<'_>) -> String {
    let targets = &page.record.targets;
    let shown: Vec<String> = targets.iter().take(TERMS).map(|y| number(*y)).collect();
    let more = if targets.len() > TERMS { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// The rule, and the numbers in it.
fn worked_out(page: &Page<'_>, guess: &Guess, loss: f32) -> Vec<String> {
    let letter = guess.letter;
    let pairs: Vec<(f32, f32)> =
        guess.values.iter().enumerate().map(|(unit, p)| (*p, target(page, unit))).collect();
    let several = if pairs.len() > 1 { "mean of " } else { "" };
    let (rule, numbers) = match page.record.judged {
        Loss::MeanSquaredError => (format!("{several}({letter} - y)^2"), mean(&pairs, squared)),
        Loss::MeanAbsoluteError => (format!("{several}|{letter} - y|"), mean(&pairs, absolute)),
        Loss::BinaryCrossentropy | Loss::BinaryCrossentropyFromLogits => (
            format!("{several}-(y · ln {letter} + (1 - y) · ln(1 - {letter}))"),
            mean(&pairs, yes_or_no),
        ),
        _ => (format!("-(sum of y · ln {letter})"), classes(&pairs)),
    };
    let lines = vec![format!("loss = {rule}")];
    let line = if is_lost(numbers.value, loss) {
        // Where a chance is rounded to 0 or 1, its logarithm says nothing.
        format!("loss = {}, worked out from z, where no digit is lost", number(loss))
    } else {
        let equals = equals(numbers.value, loss);
        format!("loss = {} {equals} {}", numbers.text, number(loss))
    };
    [lines, vec![line]].concat()
}

/// Whether a pencil would find another number than the loss, by more than rounding.
fn is_lost(pencil: f64, loss: f32) -> bool {
    let loss = f64::from(loss);
    // Of a sum that is not written out in full a pencil finds nothing.
    !pencil.is_nan() && (pencil - loss).abs() > 0.01 * loss.abs() + 1e-3
}

type Of = fn(f32, f32) -> Calculation;

/// The mean of what a loss makes of each output.
fn mean(pairs: &[(f32, f32)], of: Of) -> Calculation {
    let each: Vec<Calculation> = pairs.iter().map(|(p, y)| of(*p, *y)).collect();
    if let [only] = each.as_slice() {
        return only.clone();
    }
    let (sum, count) = (added(&each), pairs.len());
    Calculation::new(format!("({}) / {count}", sum.text), sum.value / count as f64)
}

fn added(each: &[Calculation]) -> Calculation {
    let shown: Vec<&str> = each.iter().take(TERMS).map(|it| it.text.as_str()).collect();
    // What is left out nobody adds up.
    let (more, value) = match each.len() {
        ..=TERMS => ("", each.iter().map(|it| it.value).sum()),
        _ => (" + …", f64::NAN),
    };
    Calculation::new(format!("{}{more}", shown.join(" + ")), value)
}

fn squared(p: f32, y: f32) -> Calculation {
    let text = format!("({} - {})^2", number(p), bracketed(y));
    Calculation::new(text, (read(p) - read(y)).powi(2))
}

fn absolute(p: f32, y: f32) -> Calculation {
    let text = format!("|{} - {}|", number(p), bracketed(y));
    Calculation::new(text, (read(p) - read(y)).abs())
}

#[expect(clippy::float_cmp, reason = "a target is exactly 0 or 1, or something between")]
fn yes_or_no(p: f32, y: f32) -> Calculation {
    let (chance, target) = (read(p), read(y));
    let (p, y) = (number(p), number(y));
    if target == 1.0 {
        return Calculation::new(format!("-ln {p}"), -chance.ln());
    }
    if target == 0.0 {
        return Calculation::new(format!("-ln(1 - {p})"), -(1.0 - chance).ln());
    }
    let value = -(target * chance.ln() + (1.0 - target) * (1.0 - chance).ln());
    Calculation::new(format!("-({y} · ln {p} + (1 - {y}) · ln(1 - {p}))"), value)
}

/// The sum over the classes that are right at all.
#[expect(clippy::float_cmp, reason = "the target of a class is exactly 0 or 1 nearly always")]
fn classes(pairs: &[(f32, f32)]) -> Calculation {
    let right = pairs.iter().filter(|(_, y)| *y != 0.0);
    let each: Vec<Calculation> = right
        .map(|(p, y)| {
            let factor = if *y == 1.0 { String::new() } else { format!("{} · ", number(*y)) };
            let value = -read(*y) * read(*p).ln();
            Calculation::new(format!("-{factor}ln {}", number(*p)), value)
        })
        .collect();
    if each.is_empty() { Calculation::new("0".to_owned(), 0.0) } else { added(&each) }
}
