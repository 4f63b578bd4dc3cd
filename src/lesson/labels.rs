//! Whether a loss can compare what a model puts out with the labels of the data.

use super::architecture::Architecture;
use super::dataset::Dataset;
use super::fault::Fault;
use super::path::Path;
use crate::nn::{Activation, Loss};

/// Refuses labels that a loss cannot compare with the outputs of a model.
pub(super) fn check_labels(
    path: &Path,
    loss: Loss,
    model: &Architecture,
    data: &Dataset,
) -> Result<(), Fault> {
    let Some(last) = model.layers.last() else { return Ok(()) };
    let (units, columns) = (last.units, data.y[0].len());
    let wrong = |message: String| Err(Fault::new(path, message));
    let name = loss.name();
    let labels = || data.y.iter().flatten();
    match loss {
        Loss::MeanSquaredError | Loss::MeanAbsoluteError => {
            if columns != units && columns != 1 {
                return wrong(unequal(name, units, columns));
            }
        }
        Loss::SparseCategoricalCrossentropy | Loss::SparseCategoricalCrossentropyFromLogits => {
            let is_class = |y: &f32| y.fract() == 0.0 && *y >= 0.0 && (*y as usize) < units;
            if columns != 1 || !labels().all(is_class) {
                return wrong(format!(
                    "{name} wants one class number a row, from 0 to {}, for the {units} outputs",
                    units - 1
                ));
            }
        }
        _ => {
            if columns != units {
                return wrong(unequal(name, units, columns));
            }
            if let Some(label) = labels().find(|y| !(0.0..=1.0).contains(*y)) {
                return wrong(format!("{name} wants targets from 0 to 1, and there is {label}"));
            }
        }
    }
    check_output(path, loss, last.activation)
}

fn unequal(name: &str, units: usize, columns: usize) -> String {
    format!(
        "{name} compares output by target, and the model has {units} outputs for {columns} targets: \
         give the last layer {columns} units, or every row of y {units} numbers"
    )
}

/// A probability has to come from somewhere, or its logarithm means nothing.
fn check_output(path: &Path, loss: Loss, activation: Activation) -> Result<(), Fault> {
    let is_chance = matches!(activation, Activation::Sigmoid | Activation::Softmax);
    let wants_chance = matches!(
        loss,
        Loss::BinaryCrossentropy
            | Loss::CategoricalCrossentropy
            | Loss::SparseCategoricalCrossentropy
    );
    if wants_chance && !is_chance {
        let message = format!(
            "{0} wants a chance from 0 to 1, and {1} gives any number: write \
             \"{0}(from_logits=True)\", or give the last layer a sigmoid or softmax",
            loss.name(),
            activation.name()
        );
        return Err(Fault::new(path, message));
    }
    Ok(())
}
