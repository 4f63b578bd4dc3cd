//! The arithmetic of one unit, example by example, with the numbers filled in.

use ndarray::Axis;
use serde::Serialize;

use crate::journal::Place;
use crate::lab::number::brief;
use crate::lab::sample::{EXAMPLES, EXAMPLES_OF_CLASSES};
use crate::nn::{Activation, Forward, Tensor};

use super::answering::Network;

/// What one unit of one layer computes: `activation(w · x + b)` for each example.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Arithmetic {
    /// The layer, by its name in the lesson.
    pub layer: String,
    /// The unit, counted from 0.
    pub unit: usize,
    /// `hidden[1]`, where it takes a name to tell this unit from the others of the model.
    pub label: Option<String>,
    /// What is applied to the sum.
    pub activation: Activation,
    /// One entry for each example, at most 256; of a model with several outputs 2,048.
    pub rows: Vec<Row>,
}

/// The arithmetic of one example.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The products that are added up.
    pub terms: Vec<Term>,
    /// What is added to them.
    pub bias: f32,
    /// The sum, z.
    pub z: f32,
    /// The activation of z.
    pub output: f32,
    /// What the data says, where this is the output of the model.
    pub target: Option<f32>,
}

/// A weight and the input that it is multiplied with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Term {
    /// The weight.
    pub weight: f32,
    /// The input.
    pub input: f32,
}

/// The arithmetic of one example, written out.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// `f = 200 · 1 + 100`, or `z = …` where an activation follows.
    pub sum: Vec<Piece>,
    /// What it comes to: `= 300`.
    pub result: String,
    /// What the activation makes of that, `sigmoid(1.5) = 0.8176`, unless it hands it on as it is.
    pub activated: Option<String>,
    /// The same in brief: `→ 0.8176`.
    pub activated_briefly: Option<String>,
    /// What the data says, `y 300`, where this is the output of the model.
    pub target: Option<String>,
    /// How far off that is, `error 0`, where the output is a number and no probability.
    pub error: Option<String>,
}

/// A piece of a sum.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Piece {
    /// The characters.
    pub text: String,
    /// What they show.
    pub shows: Shows,
}

/// What a piece of a sum shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shows {
    /// A name or a sign.
    Sign,
    /// A weight or a bias.
    Weight(Place),
    /// What a weight is multiplied with.
    Input,
    /// The number that is slid.
    Slid,
}

impl Arithmetic {
    /// An example's arithmetic, written out for people.
    pub fn written(&self, example: usize) -> Option<Written> {
        let row = self.rows.get(example)?;
        let linear = self.activation == Activation::Linear;
        let (z, output, name) = (number(row.z), number(row.output), self.activation.name());
        let activated = match self.activation {
            Activation::Linear => None,
            // It looks at the sums of all units at once, so it is no function of this one.
            Activation::Softmax => Some(format!("{name} gives {output}")),
            bent => {
                let equals = equals(bent, row.z, row.output);
                Some(format!("{name}({z}) {equals} {output}"))
            }
        };
        let error = row.target.filter(|_| linear).map(|target| row.output - target);
        Some(Written {
            sum: self.sum(row),
            result: format!("{} {z}", if adds_up(row) { '=' } else { '≈' }),
            activated,
            activated_briefly: (!linear).then(|| format!("→ {output}")),
            target: row.target.map(|target| format!("y {}", number(target))),
            error: error.map(|error| format!("error {}", number(error))),
        })
    }

    fn sum(&self, row: &Row) -> Vec<Piece> {
        let unit = self.unit;
        let plain = |text: String| Piece { text, shows: Shows::Sign };
        let symbol = if self.activation == Activation::Linear { "f" } else { "z" };
        let label = self.label.as_ref().map(|label| format!("{label}: ")).unwrap_or_default();
        let mut pieces = vec![plain(format!("{label}{symbol} = "))];
        for (input, term) in row.terms.iter().enumerate().take(TERMS) {
            let (sign, weight) = match input {
                0 => ("", number(term.weight)),
                _ => (sign(term.weight), number(term.weight.abs())),
            };
            pieces.push(plain(sign.to_owned()));
            pieces
                .push(Piece { text: weight, shows: Shows::Weight(Place::Weight { input, unit }) });
            pieces.push(plain(" · ".to_owned()));
            pieces.push(Piece { text: number(term.input), shows: Shows::Input });
        }
        if row.terms.len() > TERMS {
            pieces.push(plain(format!(" + … ({} terms)", row.terms.len())));
        }
        pieces.push(plain(sign(row.bias).to_owned()));
        pieces.push(Piece {
            text: number(row.bias.abs()),
            shows: Shows::Weight(Place::Bias { unit }),
        });
        pieces
    }
}

// More would not fit a line.
const TERMS: usize = 4;

/// `=` where what comes out is all of it as it is written, else `≈`. Far out a float32 holds 1, and the
/// sigmoid is still below it.
pub(super) fn equals(activation: Activation, z: f32, output: f32) -> char {
    let can_be_whole = match activation {
        Activation::Sigmoid | Activation::Tanh => z == 0.0,
        Activation::Softmax => output > 0.0 && output < 1.0,
        _ => true,
    };
    if can_be_whole && number(output).parse() == Ok(output) { '=' } else { '≈' }
}

/// Whether the numbers as they are written add up to the sum as it is written: rounding may be in
/// the way, and then a pencil would find another sum.
fn adds_up(row: &Row) -> bool {
    // What is left out nobody adds up.
    if row.terms.len() > TERMS {
        return false;
    }
    let read = |value: f32| number(value).parse::<f64>().unwrap_or(f64::NAN);
    let products = row.terms.iter().map(|term| read(term.weight) * read(term.input));
    brief(products.sum::<f64>() + read(row.bias)) == number(row.z)
}

pub(super) fn sign(value: f32) -> &'static str {
    if value < 0.0 { " - " } else { " + " }
}

/// A number as it stands in the arithmetic.
pub(super) fn number(value: f32) -> String {
    let text = brief(f64::from(value));
    // Eight columns hold any number but for its sign: more digits would push others aside.
    let digits = text.trim_start_matches('-');
    if digits.len() > 8 && (1e-4..1e-3).contains(&value.abs()) {
        format!("{value:.6}")
    } else {
        text
    }
}

/// The unit to show: of a layer by name, or the first of the last layer.
pub(in crate::lab) fn of(
    network: Network<'_>,
    focus: Option<(&str, usize)>,
    x: &Tensor,
    targets: Option<&Tensor>,
) -> Option<Arithmetic> {
    let layers = network.layers();
    let is_of_classes = layers.last().is_some_and(|(_, last)| last.units > 1);
    let most = if is_of_classes { EXAMPLES_OF_CLASSES } else { EXAMPLES };
    let x = network.given(&first_rows(x, most));
    let forwards = network.variable.forward(&x)?;
    let index = focus
        .and_then(|(name, _)| layers.iter().position(|(known, _)| *known == name))
        .unwrap_or(layers.len().checked_sub(1)?);
    let (name, layer) = *layers.get(index)?;
    let unit = focus.map_or(0, |(_, unit)| unit).min(layer.units.checked_sub(1)?);
    let input = if index == 0 { &x } else { &forwards[index - 1].output };
    let targets = targets.filter(|_| index + 1 == layers.len());
    Some(Arithmetic {
        layer: name.to_owned(),
        unit,
        label: (layers.len() > 1 || layer.units > 1).then(|| format!("{name}[{unit}]")),
        activation: layer.activation,
        rows: rows(network, index, unit, input, &forwards[index], targets),
    })
}

fn rows(
    network: Network<'_>,
    layer: usize,
    unit: usize,
    input: &Tensor,
    forward: &Forward,
    targets: Option<&Tensor>,
) -> Vec<Row> {
    let layers = network.layers();
    let Some((kernel, bias)) = layers.get(layer).and_then(|(_, l)| l.kernel().zip(l.bias())) else {
        return Vec::new();
    };
    let row = |example: usize| Row {
        terms: kernel
            .column(unit)
            .iter()
            .zip(input.index_axis(Axis(0), example))
            .map(|(weight, input)| Term { weight: *weight, input: *input })
            .collect(),
        bias: bias[unit],
        z: forward.z[[example, unit].as_slice()],
        output: forward.output[[example, unit].as_slice()],
        target: targets.and_then(|y| y.get([example, unit].as_slice())).copied(),
    };
    (0..input.shape()[0]).map(row).collect()
}

fn first_rows(x: &Tensor, most: usize) -> Tensor {
    let rows = x.shape()[0].min(most);
    x.slice_axis(Axis(0), (..rows).into()).to_owned()
}
