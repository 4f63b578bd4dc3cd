//! `run.activation = { name = "softmax", … }`: a softmax worked out by hand, number by number.

use crate::chart::Drawing;
use crate::journal::Slider;
use crate::lab::assignment::{Lines, assigned};
use crate::lab::number::round_number;
use crate::lab::picture::Classes;
use crate::lab::slide::Slide;
use crate::lab::softmax::Softmax;
use crate::lab::statement::Statement;
use crate::lab::tensors::vector;
use crate::lesson::format::ActivationAlone;
use crate::nn::print;

/// Its lines in NumPy, and what they print.
pub(super) fn statement(softmax: &Softmax, step: &str) -> Statement {
    let Lines { mut code, files } = assigned("z", &vector(&numbers(softmax)), step);
    code.push("e = np.exp(z - np.max(z))".to_owned());
    code.push("print(e / np.sum(e))".to_owned());
    Statement { files, ..Statement::text(code, &print::numpy_str(&softmax.chances())) }
}

/// All of its numbers, each with what becomes of it.
pub(super) fn slides(alone: &ActivationAlone, values: &[f32]) -> Vec<Slide> {
    let softmax = Softmax::of(values);
    let slide = |(index, value): (usize, &f32)| Slide {
        name: format!("z[{index}]"),
        nudge: round_number(f64::from(reach(alone)) / NUDGES),
        equation: softmax.equation(index),
        ..Slide::new(Slider::Z(index), alone.name.name(), *value)
    };
    values.iter().enumerate().map(slide).collect()
}

/// Bars of the numbers, and of the chances once they may be seen.
pub(super) fn bars(alone: &ActivationAlone, slid: &[f32], is_withheld: bool) -> Drawing {
    let softmax = Softmax::of(if slid.len() == alone.z.len() { slid } else { &alone.z });
    let (sums, chances) = (numbers(&softmax), softmax.chances());
    let classes = Classes {
        names: (0..sums.len()).map(|index| format!("z[{index}]")).collect(),
        sums: &sums,
        chances: chances.as_slice().unwrap_or_default(),
        target: None,
        reach: ROOM * reach(alone),
    };
    if is_withheld {
        return Drawing::Bars(classes.sums("z"));
    }
    Drawing::Chances(classes.drawn("z", "softmax(z)"))
}

fn numbers(softmax: &Softmax) -> Vec<f32> {
    softmax.shares.iter().map(|share| share.z).collect()
}

/// How large its numbers are in the lesson; where all are 0, as large as a learner may try.
fn reach(alone: &ActivationAlone) -> f32 {
    let largest = alone.z.iter().fold(0.0, |reach: f32, z| reach.max(z.abs()));
    if largest > 0.0 { largest } else { OF_NOTHING }
}

const OF_NOTHING: f32 = 5.0;
/// So many times as large they may become before their bars change scale.
const ROOM: f32 = 2.0;
/// About so many nudges double the largest of them.
const NUDGES: f64 = 40.0;
