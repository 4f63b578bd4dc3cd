//! The formula of an activation with a number filled in.

use crate::nn::{Activation, Tensor};

use super::network::{Piece, Shows};
use super::number::brief;

/// What an activation gives for a number.
pub(super) fn value(activation: Activation, z: f32) -> f32 {
    let mut value = Tensor::from_elem(vec![1, 1], z);
    activation.apply(&mut value);
    value.first().copied().unwrap_or(f32::NAN)
}

/// The formula of an activation with z filled in, in parts that are equal: `sigmoid(2)`,
/// `= 1 / (1 + e^-2)`, `≈ 1 / (1 + 0.1353)`, `≈ 0.8808`.
pub(super) fn filled(activation: Activation, z: f32) -> Vec<Vec<Piece>> {
    let value = f64::from(value(activation, z));
    let z = f64::from(z);
    let way = way(activation, z);
    // What erf gives is never written out.
    let is_round = z == 0.0 || activation != Activation::Gelu;
    let is_exact =
        is_round && way.iter().all(|step| step.is_exact) && is_written(value, OF_FLOAT32);
    let sign = if is_exact { "=" } else { "≈" };
    let head = vec![plain(format!("{}(", activation.name())), slid(z), plain(")")];
    let tail = vec![plain(format!(" {sign} {}", brief(value)))];
    [head].into_iter().chain(way.into_iter().map(Step::pieces)).chain([tail]).collect()
}

/// A step on the way to the answer.
struct Step {
    /// Whether its numbers are all there is of them.
    is_exact: bool,
    pieces: Vec<Piece>,
}

impl Step {
    /// With the formula as it is, which is exact.
    fn of(pieces: Vec<Piece>) -> Self {
        Self { is_exact: true, pieces }
    }

    /// With numbers in place of what is to be worked out. Of one that is beyond all bounds nothing
    /// could be read.
    fn worked_out(numbers: &[f64], text: String) -> Option<Self> {
        let is_exact = numbers.iter().all(|number| is_written(*number, OF_FLOAT64));
        let is_sane = numbers.iter().all(|number| number.is_finite());
        is_sane.then(|| Self { is_exact, pieces: vec![plain(text)] })
    }

    fn pieces(self) -> Vec<Piece> {
        let sign = plain(if self.is_exact { " = " } else { " ≈ " });
        [sign].into_iter().chain(self.pieces).collect()
    }
}

fn way(activation: Activation, z: f64) -> Vec<Step> {
    let (up, down) = (z.exp(), (-z).exp());
    let [rise, fall] = [brief(up), brief(down)];
    let both = |text: &str| vec![plain("e^"), slid(z), plain(text), slid(-z)];
    let (formula, worked_out) = match activation {
        Activation::Linear | Activation::Softmax => return Vec::new(),
        Activation::LeakyRelu | Activation::Elu if z >= 0.0 => return Vec::new(),
        Activation::Relu => (vec![plain("max(0, "), slid(z), plain(")")], None),
        Activation::LeakyRelu => (vec![plain("0.2 · "), slid(z)], None),
        Activation::Sigmoid => (
            vec![plain("1 / (1 + e^"), slid(-z), plain(")")],
            Step::worked_out(&[down], format!("1 / (1 + {fall})")),
        ),
        Activation::Tanh => (
            [
                vec![plain("(")],
                both(" - e^"),
                vec![plain(") / (")],
                both(" + e^"),
                vec![plain(")")],
            ]
            .concat(),
            Step::worked_out(&[up, down], format!("({rise} - {fall}) / ({rise} + {fall})")),
        ),
        Activation::Elu => (
            vec![plain("e^"), slid(z), plain(" - 1")],
            Step::worked_out(&[up], format!("{rise} - 1")),
        ),
        Activation::Gelu => {
            (vec![slid(z), plain(" / 2 · (1 + erf("), slid(z), plain(" / sqrt(2)))")], None)
        }
        Activation::Silu => (
            vec![slid(z), plain(" / (1 + e^"), slid(-z), plain(")")],
            Step::worked_out(&[down], format!("{} / (1 + {fall})", brief(z))),
        ),
        Activation::Softplus => (
            vec![plain("ln(1 + e^"), slid(z), plain(")")],
            Step::worked_out(&[up], format!("ln(1 + {rise})")),
        ),
    };
    [Step::of(formula)].into_iter().chain(worked_out).collect()
}

/// Whether a number as it is written is all there is of it, but for such a share.
fn is_written(number: f64, rounding: f64) -> bool {
    let written: f64 = brief(number).parse().unwrap_or(f64::NAN);
    (written - number).abs() <= rounding * number.abs()
}

const OF_FLOAT32: f64 = 1e-7;
const OF_FLOAT64: f64 = 1e-15;

/// The number that is slid.
pub(super) fn slid(z: f64) -> Piece {
    Piece { text: brief(z), shows: Shows::Slid }
}

/// A name or a sign.
pub(super) fn plain(text: impl Into<String>) -> Piece {
    Piece { text: text.into(), shows: Shows::Sign }
}
