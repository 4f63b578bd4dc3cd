//! The code of a fit that tries the values of a setting: a model for each, in a loop.

use ndarray::ArrayBase;

use crate::lab::network::Training;
use crate::lab::python;
use crate::lab::state::State;
use crate::lab::statement::Statement;
use crate::lesson::format::{Fit, Over, Slider};
use crate::nn::{Activation, Layer, Sequential};

use super::code;

/// What measures a model, then the loop, and what it has printed so far.
pub(super) fn statements(
    fit: &Fit,
    over: &Over,
    start: &State,
    training: Option<&Training>,
) -> Vec<Statement> {
    let model = start.network(&fit.model).and_then(|variable| variable.model());
    let Some((model, data)) = model.zip(start.learned_from()) else { return Vec::new() };
    let error = Statement::silent(error(&fit.model, model, data.has_labels()));
    let mut code = vec![format!("for {} in [{}]:", over.slider.name(), values(over).join(", "))];
    let body =
        [definition(fit, over, model), code::compile(&rated(fit, over)), run(fit, over, start)];
    code.extend(body.concat().into_iter().map(|line| format!("    {line}")));
    let tried = training.and_then(Training::tried);
    let lines = tried.iter().flat_map(|tried| &tried.tried).map(|errors| {
        let others = errors.others.map(|error| format!(" {}", python::rounded(error, 4)));
        let value = python::tried(over.slider, errors.value);
        format!("{value} {}{}", python::rounded(errors.train, 4), others.unwrap_or_default())
    });
    vec![error, Statement::text(code, &lines.collect::<Vec<_>>().join("\n"))]
}

fn values(over: &Over) -> Vec<String> {
    over.values.iter().map(|value| python::tried(over.slider, *value)).collect()
}

/// The lines that say how wrong a model is.
fn error(name: &str, model: &Sequential, has_labels: bool) -> Vec<String> {
    let outputs = match model.layers.last() {
        Some(Layer::Dense(dense)) => dense.units,
        _ => 1,
    };
    let wrong = match (has_labels, outputs) {
        (true, 1) => "(p[:, 0] > 0.5) != (Y[:, 0] > 0.5)",
        (true, _) => "p.argmax(axis=1) != Y[:, 0]",
        (false, _) => "(p - Y) ** 2 / 2",
    };
    vec![
        "def error(X, Y):".to_owned(),
        format!("    p = {name}.predict(X, verbose=0)"),
        format!("    return np.mean({wrong})"),
    ]
}

/// The lines that make the model anew.
fn definition(fit: &Fit, over: &Over, model: &Sequential) -> Vec<String> {
    let mut lines = vec![format!("{} = Sequential([", fit.model)];
    let dense = model.layers.iter().filter_map(|layer| match layer {
        Layer::Dense(dense) => Some(dense),
        Layer::Normalization(_) => None,
    });
    for (index, layer) in dense.enumerate() {
        if index == 0 {
            let inputs = layer.kernel().map_or(1, ArrayBase::nrows);
            lines.push(format!("    Input(shape=({inputs},)),"));
        }
        let units = match over.slider {
            Slider::Units if index == 0 => "units".to_owned(),
            _ => layer.units.to_string(),
        };
        let activation = match layer.activation {
            Activation::Linear => "linear",
            other => other.name(),
        };
        let l2 = layer.l2().map(|l2| match over.slider {
            Slider::L2 => "l2".to_owned(),
            _ => python::number(l2),
        });
        let end = l2.map(|l2| format!(",\n          kernel_regularizer=L2({l2})"));
        let line =
            format!("    Dense({units}, activation=\"{activation}\"{}),", end.unwrap_or_default());
        lines.extend(line.split('\n').map(str::to_owned));
    }
    lines.push("])".to_owned());
    lines
}

/// The fit with the name of what is tried in place of its learning rate.
fn rated<'a>(fit: &'a Fit, over: &Over) -> code::Rated<'a> {
    match over.slider {
        Slider::LearningRate => code::Rated::named(fit, "learning_rate"),
        _ => code::Rated::of(fit),
    }
}

/// The lines that train it, and print how wrong it is then.
fn run(fit: &Fit, over: &Over, start: &State) -> Vec<String> {
    let rows = if over.slider == Slider::Rows { "[:rows]" } else { "" };
    let (x, name) = (start.data_name(), &fit.model);
    let others = fit
        .validation
        .map(|part| format!(",\n    round(error({}, Y_{}), 4)", start.name_of(part), part.name()));
    let print = format!(
        "print({}, round(error({x}{rows}, Y_train{rows}), 4){})",
        over.slider.name(),
        others.unwrap_or_default()
    );
    let mut lines = vec![
        format!("{name}.fit({x}{rows}, Y_train{rows},"),
        format!("    batch_size={}, epochs={},", fit.batch_size, fit.epochs),
        "    verbose=0)".to_owned(),
    ];
    lines.extend(print.split('\n').map(str::to_owned));
    lines
}
