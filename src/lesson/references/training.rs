//! Whether a fit fits its model and its data: weights of its layers, labels that the loss can
//! compare.

use crate::lesson::fault::Fault;
use crate::lesson::format::{Dataset, Fit, Gradient, Layer, Sequential};
use crate::lesson::path::Path;
use crate::lesson::work::learned_from;
use crate::nn::{Activation, Loss};

pub(super) fn check_fit(
    path: &Path,
    fit: &Fit,
    model: &Sequential,
    data: &Dataset,
) -> Result<(), Fault> {
    check_labels(&path.name("loss"), fit.loss, model, data)?;
    let rows = data.x.len();
    let learned = learned_from(fit, rows);
    if fit.validation_split.is_some() && (learned == 0 || learned >= rows) {
        let message = format!("of {rows} rows this leaves none to learn from, or none to measure");
        return Err(Fault::new(&path.name("validation_split"), message));
    }
    check_start(&path.name("start"), fit, model, data)
}

/// Weights to start from have to be those of a layer of this model, in its shapes.
fn check_start(path: &Path, fit: &Fit, model: &Sequential, data: &Dataset) -> Result<(), Fault> {
    for (index, set) in fit.start.iter().enumerate() {
        let path = path.index(index);
        let mut inputs = model.inputs.unwrap_or(data.x[0].len());
        let mut shape = None;
        for Layer::Dense(dense) in &model.layers {
            if dense.name == set.layer {
                shape = Some((inputs, dense.units));
            }
            inputs = dense.units;
        }
        let Some((inputs, units)) = shape else {
            let message = format!("`{}` is no layer of `{}`", set.layer, model.name);
            return Err(Fault::new(&path.name("layer"), message));
        };
        if set.w.len() != inputs || set.w[0].len() != units {
            let message =
                format!("expected {inputs} rows of {units} numbers: a row for each input");
            return Err(Fault::new(&path.name("w"), message));
        }
        if set.b.len() != units {
            return Err(Fault::new(&path.name("b"), format!("expected {units} numbers")));
        }
    }
    Ok(())
}

pub(super) fn check_gradient(
    path: &Path,
    gradient: &Gradient,
    model: &Sequential,
    data: &Dataset,
) -> Result<(), Fault> {
    let [Layer::Dense(dense)] = model.layers.as_slice() else {
        let message = "only a model of a single layer can be worked out by hand like this";
        return Err(Fault::new(&path.name("model"), message));
    };
    let path_of_loss = path.name("loss");
    match (dense.units, dense.activation, gradient.loss) {
        (1, Activation::Linear | Activation::Sigmoid, Loss::MeanSquaredError) => (),
        (1, Activation::Sigmoid, Loss::BinaryCrossentropy) => (),
        (1, Activation::Linear, _) => {
            let message = "behind a linear unit only `mean_squared_error` is worked out by hand";
            return Err(Fault::new(&path_of_loss, message));
        }
        (1, Activation::Sigmoid, _) => {
            let message = "behind a sigmoid unit only `mean_squared_error` and \
                           `binary_crossentropy` are worked out by hand";
            return Err(Fault::new(&path_of_loss, message));
        }
        _ => {
            let message = "expected a model of one unit, linear or sigmoid";
            return Err(Fault::new(&path.name("model"), message));
        }
    }
    check_labels(&path_of_loss, gradient.loss, model, data)?;
    check_along(&path.name("along"), gradient.along.as_deref(), data.x[0].len())
}

/// `w` where there is one input, else `w[0]` and so on, or `b`.
fn check_along(path: &Path, along: Option<&str>, inputs: usize) -> Result<(), Fault> {
    let weight = |input: usize| if inputs == 1 { "w".to_owned() } else { format!("w[{input}]") };
    let names: Vec<String> = (0..inputs).map(weight).chain(["b".to_owned()]).collect();
    match along {
        Some(along) if !names.iter().any(|name| name == along) => {
            Err(Fault::new(path, format!("expected one of: {}", names.join(", "))))
        }
        None if inputs > 1 => {
            let message = "with several inputs there is no view from above: expected `along`";
            Err(Fault::new(path, message))
        }
        _ => Ok(()),
    }
}

fn check_labels(path: &Path, loss: Loss, model: &Sequential, data: &Dataset) -> Result<(), Fault> {
    let Some(Layer::Dense(last)) = model.layers.last() else { return Ok(()) };
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
