//! A training at a step: how far it has come, and what the learner has done to it on the way.

mod rival;
mod settings;
mod step;
mod trace;

use std::sync::Arc;

use crate::lab::data::{Data, Moved};
use crate::lab::edit_error::EditError;
use crate::lab::state::State;
use crate::lesson::format::{Fit as Settings, FitChange};
use crate::lesson::limits;
use crate::lesson::work::{FitWork, Size};
use ndarray::Axis;

use crate::nn::{self, End, History, Layer, Sequential, Shuffle, Tensor, Validation};

pub(in crate::lab) use rival::Rival;
pub use settings::{Setting, SettingValue, parse_setting};
pub(in crate::lab) use step::{Bench, edit, show};
pub(in crate::lab) use trace::Trace;

/// A training as it stands between two batches.
#[derive(Clone, Debug)]
pub(in crate::lab) struct Training {
    /// The settings as the lesson has them.
    lesson: Settings,
    now: Moment,
    examples: Examples,
    seed: u64,
}

/// What is learned from: the data of a step, and its inputs as the model is given them.
#[derive(Clone, Debug)]
pub(in crate::lab) struct Examples {
    pub(in crate::lab) data: Arc<Data>,
    pub(in crate::lab) normalized: Option<Arc<Tensor>>,
    /// What the learner has changed about it, if it is not the lesson's own.
    pub(in crate::lab) moved: Option<Moved>,
}

impl Examples {
    /// Those of a state that has data.
    pub(in crate::lab) fn of(state: &State) -> Option<Self> {
        let (data, normalized) = (state.data.clone()?, state.normalized.clone());
        Some(Self { data, normalized, moved: state.moved.clone() })
    }

    /// Puts them into a state.
    pub(in crate::lab) fn show(&self, state: &mut State) {
        state.data = Some(Arc::clone(&self.data));
        state.normalized.clone_from(&self.normalized);
        state.moved.clone_from(&self.moved);
    }

    fn numbers(&self) -> usize {
        self.data.x.len() + self.data.y.len()
    }

    fn x(&self) -> &Tensor {
        self.normalized.as_deref().unwrap_or(&self.data.x)
    }

    fn y(&self) -> &Tensor {
        &self.data.y
    }
}

/// What of a training changes on the way.
#[derive(Clone, Debug)]
struct Moment {
    settings: Settings,
    /// The model with the weights that it starts over from.
    origin: Sequential,
    fit: nn::Fit,
    trace: Trace,
    /// The runs beside it, with other settings.
    rivals: Vec<Rival>,
    /// After how many epochs the data was changed last, if training had begun by then.
    moved_after: Option<usize>,
    /// How many epochs were asked for last.
    round: usize,
    /// How often its weights were drawn again.
    rolls: u64,
    /// The loss of what is learned from, as last looked at.
    loss: Option<f32>,
    /// Whether the learner has changed anything but how far it has come.
    is_changed: bool,
    /// The curve of the run that was started over from, as epochs and losses.
    before: Arc<[[f64; 2]]>,
}

impl Training {
    /// A training of a model that has taken no step yet.
    pub(in crate::lab) fn new(
        settings: &Settings,
        model: &Sequential,
        examples: Examples,
        seed: u64,
    ) -> Result<Self, nn::Error> {
        let fit = first_fit(settings, model, &examples, seed)?;
        let now = Moment {
            settings: settings.clone(),
            origin: model.clone(),
            fit,
            trace: Trace::default(),
            rivals: Vec::new(),
            moved_after: None,
            round: settings.epochs,
            rolls: 0,
            loss: None,
            is_changed: false,
            before: Arc::default(),
        };
        let mut training = Self { lesson: settings.clone(), now, examples, seed };
        training.line_up()?;
        Ok(training)
    }

    /// Takes as many batches as asked for, or as there are. Says how many.
    pub(in crate::lab) fn advance(&mut self, batches: usize) -> usize {
        let Moment { fit, trace, rivals, .. } = &mut self.now;
        for taken in 0..batches {
            let Some(batch) = fit.next_batch() else { return taken };
            trace.add(&batch, fit);
            for rival in rivals.iter_mut() {
                rival.follow(trace.epochs());
            }
        }
        batches
    }

    /// How many batches are left of the epoch that is under way.
    pub(in crate::lab) fn left_of_epoch(&self) -> usize {
        let (done, all) = self.now.fit.examples();
        (all - done).div_ceil(self.now.fit.batch_size())
    }

    /// The loss of all that is learned from, as last looked at.
    pub(in crate::lab) fn loss(&self) -> Option<f32> {
        self.now.loss
    }

    /// Looks at the loss of all that is learned from, unless that would take too long.
    pub(in crate::lab) fn look_at_loss(&mut self) {
        let work = self.now.fit.examples().1 * self.now.origin.count_params().unwrap_or(0);
        self.now.loss = (work <= LOSS_WORK).then(|| self.now.fit.loss());
    }

    /// What is learned from: inputs as the model is given them, and targets.
    pub(in crate::lab) fn learned(&self) -> (Tensor, Tensor) {
        self.first_learned(usize::MAX)
    }

    /// The way of two of its weights, counted as they are kept, from where it began.
    pub(in crate::lab) fn way(&self, of: [usize; 2]) -> Vec<[f64; 2]> {
        self.way_through(of, self.trace().weights())
    }

    /// The same of a run beside it.
    pub(in crate::lab) fn way_of(&self, rival: &Rival, of: [usize; 2]) -> Vec<[f64; 2]> {
        self.way_through(of, rival.weights())
    }

    fn way_through<'a>(
        &self,
        of: [usize; 2],
        steps: impl Iterator<Item = &'a [f32]>,
    ) -> Vec<[f64; 2]> {
        let layers = self.now.origin.layers.iter().filter_map(|layer| match layer {
            Layer::Dense(dense) => Some(dense.get_weights()),
            Layer::Normalization(_) => None,
        });
        let origin: Vec<f32> = layers.flatten().flatten().collect();
        let two = |weights: &[f32]| of.map(|index| weights.get(index).map(|w| f64::from(*w)));
        let all = std::iter::once(two(&origin)).chain(steps.map(two));
        all.map_while(|[x, y]| Some([x?, y?])).collect()
    }

    /// The first of it, at most so many rows.
    pub(in crate::lab) fn first_learned(&self, most: usize) -> (Tensor, Tensor) {
        let rows = self.now.fit.examples().1.min(most);
        let first = |table: &Tensor| table.slice_axis(Axis(0), (..rows).into()).to_owned();
        (first(self.examples.x()), first(self.examples.y()))
    }

    /// The loss on the way, as epochs and losses.
    pub(in crate::lab) fn curve(&self) -> Vec<[f64; 2]> {
        trace::curve(&self.now.fit, &self.now.trace)
    }

    /// The runs beside this one.
    pub(in crate::lab) fn rivals(&self) -> &[Rival] {
        &self.now.rivals
    }

    /// What this run is called among those of a race; none where there is no race.
    pub(in crate::lab) fn name(&self) -> Option<String> {
        let all: Vec<&Settings> = self.now.rivals.iter().map(Rival::settings).collect();
        (!all.is_empty()).then(|| rival::name(&self.now.settings, &all))
    }

    /// What a run beside it is called: by what it does otherwise.
    pub(in crate::lab) fn name_of(&self, rival: &Rival) -> String {
        rival::name(rival.settings(), &[&self.now.settings])
    }

    /// How many multiplications a batch takes, there and back.
    pub(in crate::lab) fn batch_work(&self) -> usize {
        let rows = self.now.fit.batch_size().min(self.now.fit.examples().1);
        3 * rows * self.now.origin.count_params().unwrap_or(0)
            + self.work_beside(&self.now.settings)
    }

    /// What is learned from.
    pub(in crate::lab) fn examples(&self) -> &Examples {
        &self.examples
    }

    /// Learns from the data of a state from here on, or, if that cannot be, goes on as it was.
    fn learn_from(&mut self, state: &State) -> Result<(), EditError> {
        let Some(examples) = Examples::of(state) else { return Ok(()) };
        if Arc::ptr_eq(&examples.data, &self.examples.data) {
            return Ok(());
        }
        let (x, y) = (examples.x(), examples.y());
        let mut now = self.now.clone();
        let refused = |_: nn::Error| EditError::NothingToLearn;
        now.fit.set_examples(x, y).map_err(refused)?;
        for rival in &mut now.rivals {
            rival.learn_from(x, y).map_err(refused)?;
        }
        let begun = now.trace.batches() > 0;
        now.moved_after = begun.then(|| now.fit.history().loss.len());
        now.is_changed = true;
        (self.now, self.examples) = (now, examples);
        Ok(())
    }

    /// After how many epochs the data was changed last, if training had begun by then.
    pub(in crate::lab) fn moved_after(&self) -> Option<usize> {
        self.now.moved_after
    }

    /// The model with the weights of this moment.
    pub(in crate::lab) fn model(&mut self) -> &Sequential {
        self.now.fit.model()
    }

    pub(in crate::lab) fn settings(&self) -> &Settings {
        &self.now.settings
    }

    pub(in crate::lab) fn fit(&self) -> &nn::Fit {
        &self.now.fit
    }

    pub(in crate::lab) fn trace(&self) -> &Trace {
        &self.now.trace
    }

    pub(in crate::lab) fn history(&self) -> &History {
        self.now.fit.history()
    }

    pub(in crate::lab) fn end(&self) -> Option<End> {
        self.now.fit.end()
    }

    pub(in crate::lab) fn rolls(&self) -> u64 {
        self.now.rolls
    }

    /// The model with the weights that it starts over from.
    pub(in crate::lab) fn origin(&self) -> &Sequential {
        &self.now.origin
    }

    /// Whether no batch has been taken yet.
    pub(in crate::lab) fn is_at_start(&self) -> bool {
        self.now.trace.batches() == 0
    }

    /// The curve of the run before, which was started over from.
    pub(in crate::lab) fn before(&self) -> &[[f64; 2]] {
        &self.now.before
    }

    /// Whether the learner has changed anything but how far it has come.
    pub(in crate::lab) fn is_changed(&self) -> bool {
        self.now.is_changed
    }

    /// Starts over from the weights that it started from.
    pub(in crate::lab) fn start_over(&mut self) -> Result<(), nn::Error> {
        let fit = self.fit_of(&self.now.settings, &self.now.origin)?;
        self.now.before = self.run_before();
        self.now.fit = fit;
        self.now.trace = Trace::default();
        self.line_up()
    }

    /// Starts over from other weights, drawn again.
    pub(in crate::lab) fn start_over_from(
        &mut self,
        model: &Sequential,
        rolls: u64,
    ) -> Result<(), nn::Error> {
        let fit = self.fit_of(&self.now.settings, model)?;
        self.now = Moment {
            fit,
            origin: model.clone(),
            trace: Trace::default(),
            rolls,
            is_changed: true,
            before: self.run_before(),
            ..self.now.clone()
        };
        self.line_up()
    }

    /// Starts over from a model with settings that are the lesson's own: as it began, or as its
    /// solution has it.
    pub(in crate::lab) fn reset(
        &mut self,
        settings: Settings,
        model: &Sequential,
    ) -> Result<(), nn::Error> {
        let fit = self.fit_of(&settings, model)?;
        self.now = Moment {
            round: settings.epochs,
            settings,
            origin: model.clone(),
            fit,
            trace: Trace::default(),
            is_changed: false,
            before: Arc::default(),
            ..self.now.clone()
        };
        self.line_up()
    }

    /// Whether it is as the lesson has it, with no batch taken.
    pub(in crate::lab) fn is_as_at_first(&self) -> bool {
        self.is_at_start() && !self.now.is_changed && self.now.settings == self.lesson
    }

    /// The settings as the lesson has them.
    pub(in crate::lab) fn lesson(&self) -> &Settings {
        &self.lesson
    }

    /// The change that gives it as many epochs again as were asked for last.
    pub(in crate::lab) fn more_epochs(&self) -> FitChange {
        let done = match self.end() {
            Some(End::Stopped) => self.history().loss.len(),
            _ => self.now.settings.epochs,
        };
        FitChange { epochs: Some(done + self.now.round), ..FitChange::default() }
    }

    /// Gives it more epochs, of which no learner has asked for a number.
    pub(in crate::lab) fn add_epochs(&mut self, change: &FitChange) {
        let round = self.now.round;
        self.change(change);
        self.now.round = round;
    }

    /// Changes how the training goes on from here.
    pub(in crate::lab) fn change(&mut self, change: &FitChange) {
        self.now.round = change.epochs.unwrap_or(self.now.round);
        let settings = self.changed(change);
        let fit = &mut self.now.fit;
        if change.optimizer.is_some() {
            fit.set_optimizer(settings.optimizer());
        }
        fit.set_learning_rate(settings.optimizer().learning_rate());
        fit.set_batch_size(settings.batch_size);
        fit.set_epochs(settings.epochs);
        self.now.rivals.iter_mut().for_each(|rival| rival.set_epochs(settings.epochs));
        self.now.settings = settings;
        self.now.is_changed = true;
    }

    /// Whether a change can be made: it has to stay within the limits of a fit, with at most so
    /// many epochs.
    pub(in crate::lab) fn check(&self, change: &FitChange, epochs: usize) -> Result<(), EditError> {
        let settings = self.changed(change);
        let work = |fit: &Settings| FitWork::of(self.size(), fit, self.rows()).is_allowed();
        let is_within = work(&settings)
            && self.race(settings.epochs).all(|fit| work(&fit))
            && self.work_beside(&settings) <= limits::BATCH_WORK;
        let rate = settings.optimizer().learning_rate();
        if rate.is_nan() || rate <= 0.0 {
            return Err(EditError::NotPositive);
        }
        if settings.batch_size == 0 || settings.epochs == 0 {
            return Err(EditError::NotACount);
        }
        // An epoch that has begun cannot be taken back by a smaller number.
        let begun = self.now.trace.epochs().ceil() as usize;
        if settings.epochs < begun && settings.epochs < self.now.settings.epochs {
            return Err(EditError::EpochsBehind);
        }
        let is_allowed = is_within && settings.epochs <= epochs;
        if is_allowed { Ok(()) } else { Err(EditError::TooMuchWork) }
    }

    /// Puts all runs of a race at the start.
    fn line_up(&mut self) -> Result<(), nn::Error> {
        let begin = |settings: &Settings| self.fit_of(settings, &self.now.origin);
        let race = self.race(self.now.settings.epochs);
        let all = race.map(|settings| Rival::new(settings, begin));
        self.now.rivals = all.collect::<Result<_, _>>()?;
        self.now.moved_after = None;
        Ok(())
    }

    /// The work of the runs beside this one while it takes a batch with such settings.
    fn work_beside(&self, settings: &Settings) -> usize {
        let epochs = settings.epochs.max(1);
        let rivals = self.race(epochs).map(|fit| FitWork::of(self.size(), &fit, self.rows()).all);
        let batches = self.rows().div_ceil(settings.batch_size.max(1)).max(1);
        rivals.map(|all| all / epochs / batches).sum()
    }

    /// The settings of the runs beside this one, with so many epochs.
    fn race(&self, epochs: usize) -> impl Iterator<Item = Settings> {
        let changed = move |change| Settings { epochs, ..self.lesson.changed(change) };
        self.lesson.race.iter().map(changed)
    }

    /// The curve of the run that is about to be started over from; one that has not begun leaves
    /// that of the run before.
    fn run_before(&self) -> Arc<[[f64; 2]]> {
        if self.is_at_start() { self.now.before.clone() } else { self.curve().into() }
    }

    /// The size of its model.
    fn size(&self) -> Size {
        let layers = self.now.origin.layers.iter().filter_map(|layer| match layer {
            Layer::Dense(dense) => Some((dense.units, dense.activation)),
            Layer::Normalization(_) => None,
        });
        Size::of(self.examples.x().shape().get(1).copied().unwrap_or(1), layers)
    }

    /// How many rows there are to learn from and to validate with.
    fn rows(&self) -> usize {
        self.examples.x().shape().first().copied().unwrap_or(0)
    }

    /// The settings with a change; back at the lesson's optimizer, with the lesson's momentum.
    pub(in crate::lab) fn changed(&self, change: &FitChange) -> Settings {
        let changed = self.now.settings.changed(change);
        if change.optimizer != Some(self.lesson.optimizer) {
            return changed;
        }
        Settings { momentum: self.lesson.momentum, nesterov: self.lesson.nesterov, ..changed }
    }

    /// Puts other weights into the model; training goes on from them.
    pub(in crate::lab) fn set_weights(&mut self, weights: &[Tensor]) -> Result<(), nn::Error> {
        self.now.fit.set_weights(weights)?;
        // Before the first batch they are what it starts from.
        if self.now.trace.batches() == 0 {
            self.now.origin.set_weights(weights)?;
            self.line_up()?;
        }
        self.now.is_changed = true;
        Ok(())
    }

    /// How many numbers it keeps, about.
    pub(in crate::lab) fn numbers(&self) -> usize {
        let history = self.history();
        let epochs = 2 * (history.loss.len() + history.val_loss.len());
        let params = self.now.fit.count_params();
        let way = if params <= trace::WEIGHTS { trace::MOST * params } else { 0 };
        let run = self.size().kept() + epochs + 2 * self.rows() + trace::NUMBERS + way;
        let moved = self.examples.moved.as_ref().map_or(0, |_| self.examples.numbers());
        (run + moved) * (1 + self.now.rivals.len())
    }

    fn fit_of(&self, settings: &Settings, model: &Sequential) -> Result<nn::Fit, nn::Error> {
        let settings_of_fit = fit_settings(settings, self.seed);
        self.now.fit.again(&model.get_weights(), settings.optimizer(), &settings_of_fit)
    }
}

/// Multiplications that may be done for each frame.
const LOSS_WORK: usize = 1_000_000;

fn first_fit(
    settings: &Settings,
    model: &Sequential,
    examples: &Examples,
    seed: u64,
) -> Result<nn::Fit, nn::Error> {
    let mut model = model.clone();
    model.compile(settings.optimizer(), settings.loss, settings.metric);
    nn::Fit::new(model, examples.x(), examples.y(), &fit_settings(settings, seed))
}

fn fit_settings(settings: &Settings, seed: u64) -> nn::Settings {
    nn::Settings {
        batch_size: settings.batch_size,
        epochs: settings.epochs,
        shuffle: if settings.shuffle { Shuffle::Seed(seed) } else { Shuffle::Off },
        validation: settings.validation_split.map_or(Validation::None, Validation::Split),
        early_stopping: settings.early_stopping,
    }
}
