//! Training as Keras code: `compile` and `fit`, and the progress that Keras prints.

use crate::lab::network::Training;
use crate::lab::python;
use crate::lab::state::State;
use crate::lesson::format::Fit;
use crate::nn::{self, EarlyStopping, Keep, Loss, Metric, Momentum, Monitor, Optimizer};

/// The lines that compile a model and fit it.
pub(super) fn fit(fit: &Fit, start: &State) -> Vec<String> {
    let x = start.data_name();
    let validation = fit.validation.map(|part| (start.name_of(part), format!("Y_{}", part.name())));
    let model = &fit.model;
    let mut lines = compile(&Rated::of(fit));
    lines.push(format!("history = {model}.fit({x}, Y_train,"));
    let mut more = format!("    batch_size={}, epochs={}", fit.batch_size, fit.epochs);
    for argument in arguments(fit, validation) {
        lines.push(more + ",");
        more = format!("    {argument}");
    }
    lines.push(more + ")");
    lines
}

/// A fit, and how its learning rate is written.
pub(super) struct Rated<'a> {
    fit: &'a Fit,
    rate: String,
}

impl<'a> Rated<'a> {
    /// With its own.
    pub(super) fn of(fit: &'a Fit) -> Self {
        Self { fit, rate: python::number(fit.optimizer().learning_rate()) }
    }

    /// With a variable of that name.
    pub(super) fn named(fit: &'a Fit, name: &str) -> Self {
        Self { fit, rate: name.to_owned() }
    }
}

/// The lines that compile a model.
pub(super) fn compile(Rated { fit, rate }: &Rated<'_>) -> Vec<String> {
    let optimizer = optimizer(&fit.optimizer(), rate);
    let mut lines = vec![format!("{}.compile({optimizer},", fit.model)];
    let metrics = fit.metric.map(|metric| format!("    metrics=[\"{}\"])", metric.name()));
    let close = if metrics.is_some() { "," } else { ")" };
    lines.push(format!("    loss={}{close}", loss(fit.loss)));
    lines.extend(metrics);
    lines
}

/// The last lines of Keras's progress, without the time that they took; nothing before the
/// first batch.
pub(super) fn progress(training: &Training) -> Option<String> {
    if training.is_at_start() {
        return None;
    }
    let fit = fit_of(training);
    let history = fit.history();
    let (done, all) = fit.examples();
    let batches = fit.batches();
    // Between two epochs Keras still shows the one that is over.
    let is_between = done == 0 && !history.loss.is_empty();
    let (epoch, batch) = if is_between {
        (history.loss.len(), batches)
    } else {
        (history.loss.len() + 1, done.div_ceil(fit.batch_size()).min(batches))
    };
    let full = if is_between { BAR } else { BAR * done / all.max(1) };
    let bar = "━".repeat(full) + &"─".repeat(BAR - full);
    let numbers = numbers(training, is_between).join(" - ");
    let line = format!("{batch}/{batches} {bar} {numbers}");
    // A single epoch gets no number.
    let is_one = fit.epochs() == 1;
    Some(if is_one { line } else { format!("Epoch {epoch}/{}\n{line}", fit.epochs()) })
}

/// How far the training has come in Keras, which goes on where a number is no longer finite.
fn fit_of(training: &Training) -> &nn::Fit {
    training.fit().beyond().unwrap_or(training.fit())
}

/// A number as Keras's progress shows it.
pub(super) fn shown(value: f32) -> String {
    if !value.is_finite() {
        return if value.is_nan() { "nan".to_owned() } else { value.to_string() };
    }
    if value.abs() > 1e-3 { format!("{value:.4}") } else { python::exponent(value, 4) }
}

const BAR: usize = 20;

/// What an epoch came to, in the order of the alphabet, as Keras has it.
fn numbers(training: &Training, is_between: bool) -> Vec<String> {
    let fit = fit_of(training);
    let history = fit.history();
    let name = fit.metric().map(Metric::name);
    let (loss, metric) = if is_between {
        (history.loss.last().copied().unwrap_or_default(), history.metric.last().copied())
    } else {
        fit.so_far()
    };
    let mut numbers = vec![("loss".to_owned(), loss)];
    numbers.extend(name.zip(metric).map(|(name, value)| (name.to_owned(), value)));
    if is_between {
        let metric = name.zip(history.val_metric.last());
        numbers.extend(metric.map(|(name, value)| (format!("val_{name}"), *value)));
        numbers.extend(history.val_loss.last().map(|value| ("val_loss".to_owned(), *value)));
    }
    numbers.sort_by(|(one, _), (other, _)| one.cmp(other));
    numbers.into_iter().map(|(name, value)| format!("{name}: {}", shown(value))).collect()
}

fn optimizer(optimizer: &Optimizer, rate: &str) -> String {
    match optimizer {
        Optimizer::Sgd { momentum: Momentum::None, .. } => format!("SGD(learning_rate={rate})"),
        Optimizer::Sgd { momentum: Momentum::Plain(momentum), .. } => {
            format!("SGD(learning_rate={rate}, momentum={})", python::number(*momentum))
        }
        Optimizer::Sgd { momentum: Momentum::Nesterov(momentum), .. } => {
            let momentum = python::number(*momentum);
            format!("SGD(learning_rate={rate}, momentum={momentum}, nesterov=True)")
        }
        Optimizer::RmsProp { .. } => format!("RMSprop(learning_rate={rate})"),
        Optimizer::Adam { .. } => format!("Adam(learning_rate={rate})"),
    }
}

fn loss(loss: Loss) -> String {
    match loss {
        Loss::BinaryCrossentropyFromLogits => "BinaryCrossentropy(from_logits=True)".to_owned(),
        Loss::CategoricalCrossentropyFromLogits => {
            "CategoricalCrossentropy(from_logits=True)".to_owned()
        }
        Loss::SparseCategoricalCrossentropyFromLogits => {
            "SparseCategoricalCrossentropy(from_logits=True)".to_owned()
        }
        other => format!("\"{}\"", other.name()),
    }
}

/// What Keras would not do by itself.
fn arguments(fit: &Fit, validation: Option<(String, String)>) -> Vec<String> {
    let mut arguments = Vec::new();
    if !fit.shuffle {
        arguments.push("shuffle=False".to_owned());
    }
    arguments.extend(fit.validation_split.map(|split| format!("validation_split={split:?}")));
    arguments.extend(validation.map(|(x, y)| format!("validation_data=({x}, {y})")));
    if let Some(EarlyStopping { monitor, patience, min_delta, keep }) = &fit.early_stopping {
        let metric = fit.metric.map_or("accuracy", Metric::name);
        let monitor = match monitor {
            Monitor::Loss => "loss".to_owned(),
            Monitor::Metric => metric.to_owned(),
            Monitor::ValLoss => "val_loss".to_owned(),
            Monitor::ValMetric => format!("val_{metric}"),
        };
        arguments.push(format!("callbacks=[EarlyStopping(monitor=\"{monitor}\""));
        let mut last = format!("    patience={patience}");
        if *min_delta != 0.0 {
            last = format!("{last}, min_delta={min_delta:?}");
        }
        if *keep == Keep::Best {
            last += ", restore_best_weights=True";
        }
        arguments.push(last + ")]");
    }
    arguments
}
