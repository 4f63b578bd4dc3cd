//! `run.gradient = …`: a loss and its slopes in NumPy, for a model of one unit.

use crate::chart::Drawing;
use crate::lab::network::{self, Unit};
use crate::lab::picture::Scene;
use crate::lab::python;
use crate::lab::state::State;
use crate::lab::statement::Statement;
use crate::lab::tensors::vector;
use crate::lesson::format::{Gradient, PictureName};
use crate::nn::{Activation, Loss, numpy, print};

use super::runnable::{Runnable, Stage};

impl Runnable for Gradient {
    fn perform(&self, state: &mut State, _seed: u64) {
        state.build_for_data(&self.model);
    }

    fn hangs_on(&self) -> Option<&str> {
        Some(&self.model)
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        let Stage { state, .. } = stage;
        let parts = state.data.as_deref().zip(state.subject());
        let unit = parts.and_then(|(data, model)| Unit::of(data, model.network()?, self.loss));
        unit.map(|unit| by_hand(&unit, &self.model, &state.data_name())).unwrap_or_default()
    }

    fn picture(&self, scene: &Scene<'_>) -> Option<(PictureName, Drawing)> {
        network::by_hand(self, scene)
    }
}

/// The code line by line, as one would type it, and what it prints.
fn by_hand(unit: &Unit, model: &str, x: &str) -> Vec<Statement> {
    let is_sigmoid = unit.activation == Activation::Sigmoid;
    let slope = match unit.loss {
        Loss::BinaryCrossentropy => "slope = error",
        _ if is_sigmoid => "slope = 2 * error * p * (1 - p)",
        _ => "slope = 2 * error",
    };
    let slopes = unit.slopes();
    let mut statements = vec![Statement::silent(vec![
        format!("p = {model}.predict({x}, verbose=0)"),
        "error = p - Y_train".to_owned(),
    ])];
    let (code, value) = loss(unit);
    statements.push(Statement::text(code, &python::scalar(value)));
    statements.push(Statement::text(
        vec![
            slope.to_owned(),
            format!("print(np.mean(slope * {x}, axis=0),"),
            "    np.mean(slope))".to_owned(),
        ],
        &format!("{} {}", print::numpy_str(&vector(&slopes.w)), python::scalar(slopes.b)),
    ));
    let level = unit.level_but_for_rounding();
    if !level.is_empty() {
        let note = format!("# the slope along {} is 0, but for rounding", level.join(" and "));
        statements.push(Statement::silent(vec![note]));
    }
    statements
}

/// The loss as its formula gives it: a chance of exactly 0 has no logarithm.
fn loss(unit: &Unit) -> (Vec<String>, f32) {
    let pairs: Vec<(f32, f32)> = unit.outputs().into_iter().zip(unit.y.iter().copied()).collect();
    let mean = |of: fn(f32, f32) -> f32| {
        numpy::mean(&pairs.iter().map(|(p, y)| of(*p, *y)).collect::<Vec<f32>>())
    };
    match unit.loss {
        Loss::BinaryCrossentropy => (
            vec![
                "print(-np.mean(Y_train * np.log(p) +".to_owned(),
                "    (1 - Y_train) * np.log(1 - p)))".to_owned(),
            ],
            -mean(|p, y| y * numpy::log(p) + (1.0 - y) * numpy::log(1.0 - p)),
        ),
        _ => (vec!["print(np.mean(error ** 2))".to_owned()], mean(|p, y| (p - y) * (p - y))),
    }
}
