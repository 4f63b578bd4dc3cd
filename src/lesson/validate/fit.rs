//! Whether the numbers of a fit make sense by themselves.

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::format::{Fit, FitChange, OptimizerName};
use crate::lesson::limits;
use crate::lesson::path::Path;
use crate::nn::{EarlyStopping, Monitor};

use super::{check_table, within};

pub(super) fn check_fit(path: &Path, fit: &Fit, faults: &mut Faults) {
    check_numbers(path, fit.learning_rate, Some(fit.batch_size), Some(fit.epochs), faults);
    faults.check(check_momentum(path, fit));
    if fit.validation_split.is_some_and(|split| !(split > 0.0 && split < 1.0)) {
        let message = "expected a share of the data between 0 and 1, such as 0.2";
        faults.note(Fault::new(&path.name("validation_split"), message));
    }
    if let Some(stopping) = &fit.early_stopping {
        faults.check(check_stopping(&path.name("early_stopping"), fit, stopping));
    }
    for (index, set) in fit.start.iter().enumerate() {
        faults.check(check_table(&path.name("start").index(index).name("w"), &set.w));
    }
}

pub(super) fn check_change(path: &Path, change: &FitChange, faults: &mut Faults) {
    check_numbers(path, change.learning_rate, change.batch_size, change.epochs, faults);
}

fn check_numbers(
    path: &Path,
    rate: Option<f32>,
    batch_size: Option<usize>,
    epochs: Option<usize>,
    faults: &mut Faults,
) {
    if rate.is_some_and(|rate| rate.is_nan() || rate <= 0.0) {
        let message = "a learning rate has to be above 0: at 0 nothing is learned, below it \
                       training goes uphill";
        faults.note(Fault::new(&path.name("learning_rate"), message));
    }
    if batch_size == Some(0) {
        faults.note(Fault::new(&path.name("batch_size"), "a batch has at least 1 example"));
    }
    let path = path.name("epochs");
    if epochs == Some(0) {
        faults.note(Fault::new(&path, "expected at least 1 epoch"));
    }
    faults.check(within(&path, "epochs", epochs.unwrap_or(1), limits::EPOCHS));
}

fn check_momentum(path: &Path, fit: &Fit) -> Result<(), Fault> {
    let Some(momentum) = fit.momentum else {
        let message = "`nesterov` is a way of momentum: expected `momentum` beside it";
        return if fit.nesterov {
            Err(Fault::new(&path.name("nesterov"), message))
        } else {
            Ok(())
        };
    };
    let path = path.name("momentum");
    if fit.optimizer != OptimizerName::Sgd {
        return Err(Fault::new(&path, "only `sgd` has a momentum to set"));
    }
    if !(0.0..1.0).contains(&momentum) {
        return Err(Fault::new(&path, "expected a momentum from 0 to below 1"));
    }
    Ok(())
}

fn check_stopping(path: &Path, fit: &Fit, stopping: &EarlyStopping) -> Result<(), Fault> {
    let path = path.name("monitor");
    let validates = fit.validation_split.is_some();
    match stopping.monitor {
        Monitor::ValLoss | Monitor::ValMetric if !validates => Err(Fault::new(
            &path,
            "nothing is validated: expected `validation_split` in the fit, or `monitor = \"loss\"`",
        )),
        Monitor::Metric | Monitor::ValMetric if fit.metric.is_none() => {
            Err(Fault::new(&path, "nothing is measured: expected `metric` in the fit"))
        }
        _ => Ok(()),
    }
}
