//! A loss and its slopes in NumPy, for a model of one unit.

use crate::lab::action::vector;
use crate::lab::python;
use crate::lab::slope::Unit;
use crate::nn::{Activation, Loss, print};

use super::Statement;

/// The code line by line, as one would type it, and what it prints.
pub(super) fn entries(unit: &Unit, model: &str, x: &str) -> Vec<Statement> {
    let is_sigmoid = unit.activation == Activation::Sigmoid;
    let slope = match unit.loss {
        Loss::BinaryCrossentropy => "slope = error",
        _ if is_sigmoid => "slope = 2 * error * p * (1 - p)",
        _ => "slope = 2 * error",
    };
    let slopes = unit.slopes();
    let mut entries = vec![Statement::silent(vec![
        format!("p = {model}.predict({x}, verbose=0)"),
        "error = p - Y_train".to_owned(),
    ])];
    let (code, value) = loss(unit);
    entries.push(Statement::text(code, &python::scalar(value)));
    entries.push(Statement::text(
        vec![
            slope.to_owned(),
            format!("print(np.mean(slope * {x}, axis=0),"),
            "    np.mean(slope))".to_owned(),
        ],
        &format!("{} {}", print::numpy_str(&vector(&slopes.w)), python::scalar(slopes.b)),
    ));
    entries
}

/// The loss as its formula gives it: a chance of exactly 0 has no logarithm.
fn loss(unit: &Unit) -> (Vec<String>, f32) {
    let pairs: Vec<(f32, f32)> = unit.outputs().into_iter().zip(unit.y.iter().copied()).collect();
    let mean = |of: fn(f32, f32) -> f32| {
        pairs.iter().map(|(p, y)| of(*p, *y)).sum::<f32>() / pairs.len() as f32
    };
    match unit.loss {
        Loss::BinaryCrossentropy => (
            vec![
                "print(-np.mean(Y_train * np.log(p) +".to_owned(),
                "    (1 - Y_train) * np.log(1 - p)))".to_owned(),
            ],
            -mean(|p, y| y * p.ln() + (1.0 - y) * (1.0 - p).ln()),
        ),
        _ => (vec!["print(np.mean(error ** 2))".to_owned()], mean(|p, y| (p - y) * (p - y))),
    }
}
