//! `run.fit = …`.

mod change;

use serde::Deserialize;

use crate::lesson::architecture::Architecture;
use crate::lesson::dataset::Dataset;
use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::labels::check_labels;
use crate::lesson::limits;
use crate::lesson::over::Over;
use crate::lesson::part::Part;
use crate::lesson::path::Path;
use crate::lesson::sizes::{check_table, within};
use crate::lesson::slider::Slider;
use crate::lesson::spent::{PASSES, Span, Spent, within_seconds};
use crate::lesson::work::{FitWork, Schedule, learned_from};
use crate::nn::{self, EarlyStopping, Loss, Metric, Momentum, Monitor};

use super::set_weights::SetWeights;
use super::words::Words;

pub use change::{FitChange, OptimizerName};

/// `run.fit = { model = "model", loss = "mean_squared_error", learning_rate = 0.1, epochs = 100 }`.
///
/// It stands for Keras's `compile` and `fit`. The learner runs it, batch by batch or all at once;
/// whoever goes on before its end gets it finished.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fit {
    /// Which model.
    pub model: String,
    /// What is to become small: `mean_squared_error`, `mean_absolute_error`,
    /// `binary_crossentropy`, `categorical_crossentropy` or `sparse_categorical_crossentropy`,
    /// the last three also with `(from_logits=True)` behind the name.
    pub loss: Loss,
    /// How it is made small: `sgd`, `rmsprop` or `adam`.
    #[serde(default)]
    pub optimizer: OptimizerName,
    /// How long the steps are. Left out, it is Keras's for this optimizer.
    pub learning_rate: Option<f32>,
    /// How much of the last step goes into the next, from 0 to 1; for `sgd` only.
    pub momentum: Option<f32>,
    /// Whether momentum looks one step ahead.
    #[serde(default)]
    pub nesterov: bool,
    /// What is measured beside the loss: `accuracy`, for one.
    pub metric: Option<Metric>,
    /// How many examples make a batch. More than there are makes one batch of all.
    #[serde(default = "batch_size")]
    pub batch_size: usize,
    /// How many times training goes through all examples.
    #[serde(default = "epochs")]
    pub epochs: usize,
    /// Whether each epoch takes the examples in a new order.
    #[serde(default = "yes")]
    pub shuffle: bool,
    /// The last part of the data, from 0 to 1, that is not learned from but measured on.
    pub validation_split: Option<f64>,
    /// The part of split data that is measured on after each epoch: `validation = "cv"`.
    pub validation: Option<Part>,
    /// Whether training ends when a number no longer gets better:
    /// `{ monitor = "val_loss", patience = 10, min_delta = 0.0, keep = "best" }`.
    pub early_stopping: Option<EarlyStopping>,
    /// Whether it is a mistake on purpose: a loss that does not go with what comes out of the model,
    /// or with the targets. What Keras makes of it is what there is to see.
    #[serde(default)]
    pub mistake: bool,
    /// Weights to start from: `[{ layer = "L1", w = [[0.0]], b = [0.0] }]`. Left out, training
    /// goes on from the weights that there are.
    #[serde(default)]
    pub start: Vec<SetWeights>,
    /// Other settings that run beside it from the same weights, to be compared:
    /// `[{ learning_rate = 0.5 }, { optimizer = "adam" }]`. At most two, with as many epochs as the
    /// fit itself. Only the fit itself changes the model.
    #[serde(default)]
    pub race: Vec<FitChange>,
    /// Values of a setting to try, with a model for each, one after the other: `{ l2 = [0.0, 0.1] }`,
    /// `{ units = [2, 6, 25] }`, `{ learning_rate = [0.01, 0.1] }` or `{ rows = [25, 100] }`. The
    /// learner moves along them once they are trained, and everything follows.
    pub over: Option<Over>,
}

impl Fit {
    /// The optimizer with all its numbers.
    pub fn optimizer(&self) -> nn::Optimizer {
        let optimizer = self.optimizer.with_defaults();
        let rate = self.learning_rate.unwrap_or_else(|| optimizer.learning_rate());
        match optimizer {
            nn::Optimizer::Sgd { .. } => {
                nn::Optimizer::Sgd { learning_rate: rate, momentum: self.momentum() }
            }
            other => other.with_learning_rate(rate),
        }
    }

    /// Whether something is measured on that is not learned from.
    pub fn validates(&self) -> bool {
        self.validation_split.is_some() || self.validation.is_some()
    }

    /// The same fit with a change.
    #[must_use]
    pub fn changed(&self, change: &FitChange) -> Self {
        // Only one optimizer has a momentum.
        let mut fit = match change.optimizer {
            Some(optimizer) if optimizer != self.optimizer => {
                Self { optimizer, momentum: None, nesterov: false, ..self.clone() }
            }
            _ => self.clone(),
        };
        fit.learning_rate = change.learning_rate.or(fit.learning_rate);
        fit.batch_size = change.batch_size.unwrap_or(fit.batch_size);
        fit.epochs = change.epochs.unwrap_or(fit.epochs);
        fit
    }

    fn momentum(&self) -> Momentum {
        match self.momentum {
            None | Some(0.0) => Momentum::None,
            Some(momentum) if self.nesterov => Momentum::Nesterov(momentum),
            Some(momentum) => Momentum::Plain(momentum),
        }
    }
}

impl Words for Fit {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        let path = path.name("fit");
        self.numbers().check(&path, faults);
        faults.check(check_momentum(&path, self));
        if self.validation_split.is_some_and(|split| !(split > 0.0 && split < 1.0)) {
            let message = "expected a share of the data between 0 and 1, such as 0.2";
            faults.note(Fault::new(&path.name("validation_split"), message));
        }
        faults.check(check_validation(&path.name("validation"), self));
        if let Some(stopping) = &self.early_stopping {
            faults.check(check_stopping(&path.name("early_stopping"), self, stopping));
        }
        check_race(&path.name("race"), self, faults);
        faults.check(check_over(&path.name("over"), self));
        for (index, set) in self.start.iter().enumerate() {
            faults.check(check_table(&path.name("start").index(index).name("w"), &set.w));
        }
    }

    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        let path = path.name("fit");
        let model = known.check_model(&path.name("model"), &self.model)?;
        let data = known.check_data(&path)?;
        for (index, set) in self.start.iter().enumerate() {
            known.check_layer(&path.name("start").index(index).name("layer"), &set.layer)?;
        }
        if let Some(part) = self.validation {
            known.check_part(&path.name("validation"), part)?;
        }
        let Some((model, data)) = model.zip(data) else { return Ok(()) };
        self.check_fits(&path, model, data)
    }

    fn spend(&self, path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        let path = path.name("fit");
        let runs = 1 + self.race.len() + self.over.as_ref().map_or(0, |over| over.values.len());
        let epochs = self.epochs.saturating_mul(runs);
        spent.add_epochs(&path.name("epochs"), epochs)?;
        if let Some(data) = spent.data() {
            let row = data.x[0].len() + data.y[0].len() + ORDER;
            let run = spent.subject().kept() + data.x.len() * row + TRACE;
            spent.add_numbers(run * runs);
        }
        for _ in 1..self.over.as_ref().map_or(1, |over| over.values.len()) {
            self.train(&path, spent)?;
        }
        self.train(&path, spent)?;
        let mut beside = 0;
        for (index, change) in self.race.iter().enumerate() {
            let path = path.name("race").index(index);
            let run = self.changed(change);
            run.train(&path, spent)?;
            beside += run.work_of_an_epoch(spent) / self.batches(spent);
            // While the fit takes a batch, those beside it come as far.
            within_seconds(&path, Span::Batch, beside)?;
        }
        Ok(())
    }

    fn check_change(
        &self,
        path: &Path,
        change: &FitChange,
        known: &Known<'_>,
    ) -> Result<(), Fault> {
        let fit = self.changed(change);
        let model = known.check_model(path, &fit.model)?;
        let Some((model, data)) = model.zip(known.check_data(path)?) else { return Ok(()) };
        fit.check_fits(path, model, data)
    }

    fn spend_again(
        &self,
        path: &Path,
        change: &FitChange,
        spent: &mut Spent<'_>,
    ) -> Result<(), Fault> {
        self.changed(change).train(path, spent)
    }

    fn schedule(&self) -> Option<Schedule> {
        Some(self.into())
    }

    fn validates(&self) -> bool {
        Self::validates(self)
    }

    fn over(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    fn slides(&self) -> Vec<(Slider, f32)> {
        let first = |over: &Over| Some((over.slider, *over.values.first()? as f32));
        self.over.iter().filter_map(first).collect()
    }

    fn works_on(&self) -> Option<&str> {
        Some(&self.model)
    }

    fn rows_needed(&self) -> usize {
        // Of fewer all would be held back.
        (1..limits::ROWS).find(|rows| learned_from(self, *rows) > 0).unwrap_or(limits::ROWS)
    }

    fn loss(&self) -> Option<Loss> {
        Some(self.loss)
    }
}

impl Fit {
    fn numbers(&self) -> FitChange {
        FitChange {
            optimizer: None,
            learning_rate: self.learning_rate,
            batch_size: Some(self.batch_size),
            epochs: Some(self.epochs),
        }
    }

    /// Refuses labels that the loss cannot compare, and weights that are not the model's.
    fn check_fits(&self, path: &Path, model: &Architecture, data: &Dataset) -> Result<(), Fault> {
        if !self.mistake {
            check_labels(&path.name("loss"), self.loss, model, data)?;
        }
        let rows = data.x.len();
        let learned = learned_from(self, rows);
        if self.validation_split.is_some() && (learned == 0 || learned >= rows) {
            let message =
                format!("of {rows} rows this leaves none to learn from, or none to measure");
            return Err(Fault::new(&path.name("validation_split"), message));
        }
        for (index, set) in self.start.iter().enumerate() {
            self.check_start(&path.name("start").index(index), set, model, data)?;
        }
        Ok(())
    }

    /// Weights to start from have to be those of a layer of this model, in its shapes.
    fn check_start(
        &self,
        path: &Path,
        set: &SetWeights,
        model: &Architecture,
        data: &Dataset,
    ) -> Result<(), Fault> {
        let Some((inputs, units)) = model.shape_of(&set.layer, data.x[0].len()) else {
            let message = format!("`{}` is no layer of `{}`", set.layer, self.model);
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
        Ok(())
    }

    fn work_of_an_epoch(&self, spent: &Spent<'_>) -> usize {
        FitWork::of(spent.subject(), self, spent.rows()).all / self.epochs.max(1)
    }

    fn batches(&self, spent: &Spent<'_>) -> usize {
        learned_from(self, spent.rows()).div_ceil(self.batch_size.max(1)).max(1)
    }

    fn train(&self, path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        let rows = spent.rows();
        let work = FitWork::of(spent.subject(), self, rows);
        within_seconds(&path.name("batch_size"), Span::Batch, work.batch)?;
        within_seconds(&path.name("epochs"), Span::Fit, work.all)?;
        spent.add_work(work.all);
        let learned = learned_from(self, rows);
        spent.add_work(PASSES * learned.saturating_mul(spent.subject().forward()));
        Ok(())
    }
}

impl From<&Fit> for Schedule {
    fn from(fit: &Fit) -> Self {
        let Fit { batch_size, epochs, validation_split, .. } = *fit;
        Self { batch_size, epochs, validation_split }
    }
}

fn check_race(path: &Path, fit: &Fit, faults: &mut Faults) {
    if faults.check(within(path, "runs in a race", fit.race.len(), limits::RACE)).is_none() {
        return;
    }
    for (index, change) in fit.race.iter().enumerate() {
        let path = path.index(index);
        change.check(&path, faults);
        if change.epochs.is_some() {
            let message = "all runs of a race have the epochs of the fit: take `epochs` out";
            faults.note(Fault::new(&path.name("epochs"), message));
        } else if fit.changed(change) == *fit {
            let message = "expected a setting that is not that of the fit itself";
            faults.note(Fault::new(&path, message));
        }
    }
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

fn check_over(path: &Path, fit: &Fit) -> Result<(), Fault> {
    let Some(over) = &fit.over else { return Ok(()) };
    if !fit.race.is_empty() {
        return Err(Fault::new(path, "expected `over` or `race`, not both"));
    }
    over.check(path, &[Slider::L2, Slider::Units, Slider::LearningRate, Slider::Rows])
}

fn check_validation(path: &Path, fit: &Fit) -> Result<(), Fault> {
    let message = match fit.validation {
        Some(Part::Train) => "this part is learned from: expected `cv` or `test`",
        Some(_) if fit.validation_split.is_some() => {
            "expected `validation` or `validation_split`, not both"
        }
        _ => return Ok(()),
    };
    Err(Fault::new(path, message))
}

fn check_stopping(path: &Path, fit: &Fit, stopping: &EarlyStopping) -> Result<(), Fault> {
    let path = path.name("monitor");
    let validates = fit.validates();
    match stopping.monitor {
        Monitor::ValLoss | Monitor::ValMetric if !validates => Err(Fault::new(
            &path,
            "nothing is validated: expected `validation_split` or `validation` in the fit, or \
             `monitor = \"loss\"`",
        )),
        Monitor::Metric | Monitor::ValMetric if fit.metric.is_none() => {
            Err(Fault::new(&path, "nothing is measured: expected `metric` in the fit"))
        }
        _ => Ok(()),
    }
}

/// Numbers that a fit keeps for each row beside it, and for its curve.
const ORDER: usize = 2;
const TRACE: usize = 44 * 1024;

const fn batch_size() -> usize {
    32
}

const fn epochs() -> usize {
    1
}

const fn yes() -> bool {
    true
}
