//! A training at a step: how far it has come, and what the learner has done to it on the way.

mod before;
mod changes;
mod examples;
mod race;
mod rival;
mod settings;
mod step;
mod sweep;
mod trace;
mod tries;

use std::sync::Arc;

use ndarray::Axis;

use crate::lab::network::Variable;
use crate::lab::state::State;
use crate::lesson::format::Fit as Settings;
use crate::lesson::work::Size;
use crate::nn::{self, End, History, Layer, Loss, Sequential, Shuffle, Tensor, Validation};

pub(in crate::lab) use before::{Before, RUN_BEFORE};
pub(in crate::lab) use examples::Examples;
pub(in crate::lab) use rival::Rival;
pub use settings::{Setting, SettingValue, parse_setting};
pub(in crate::lab) use step::{Bench, edit, show};
pub(in crate::lab) use trace::Trace;

use sweep::Sweep;

/// A training as it stands between two batches.
#[derive(Clone, Debug)]
pub(in crate::lab) struct Training {
    /// The settings as the lesson has them.
    lesson: Settings,
    now: Moment,
    examples: Examples,
    /// What is measured on, where that is no share of what is learned from.
    validation: Option<Arc<(Tensor, Tensor)>>,
    seed: u64,
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
    /// The values of a setting that it tries, where it does.
    sweep: Option<Sweep>,
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
    /// How its code and its weights belong together.
    story: Story,
    /// The run that was started over from.
    before: Option<Arc<Before>>,
}

/// How the code of a training and its weights belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Story {
    /// The code tells how the weights came about.
    Whole,
    /// Something was changed on the way, which the code does not tell.
    Broken,
    /// It is that of a solution, which stands in no code if the learner has not asked for it.
    Solved,
}

impl Story {
    /// The same where training starts over.
    fn at_start(self) -> Self {
        if self == Self::Broken { Self::Whole } else { self }
    }
}

impl Training {
    /// A training of a model that has taken no step yet. It may validate with inputs and targets of
    /// their own.
    pub(in crate::lab) fn new(
        settings: &Settings,
        model: &Sequential,
        examples: Examples,
        validation: Option<(Tensor, Tensor)>,
        seed: u64,
    ) -> Result<Self, nn::Error> {
        let validation = validation.map(Arc::new);
        let sweep = settings.over.as_ref().map(|over| Sweep::new(over, model));
        let first = sweep.as_ref().and_then(|sweep| sweep.next(settings));
        let (origin, first) = first.unwrap_or_else(|| (model.clone(), settings.clone()));
        let learned = sweep::first(&examples, sweep::rows(settings.over.as_ref(), 0));
        let fit = first_fit(&first, &origin, &learned, validation.as_deref(), seed)?;
        let now = Moment {
            settings: settings.clone(),
            origin,
            fit,
            trace: Trace::default(),
            rivals: Vec::new(),
            sweep,
            moved_after: None,
            round: settings.epochs,
            rolls: 0,
            loss: None,
            is_changed: false,
            story: Story::Whole,
            before: None,
        };
        let mut training = Self { lesson: settings.clone(), now, examples, validation, seed };
        training.line_up()?;
        Ok(training)
    }

    /// The loss that it makes small.
    pub(in crate::lab) fn loss_named(&self) -> Loss {
        self.now.settings.loss
    }

    /// Takes as many batches as asked for, or as there are. Says how many.
    pub(in crate::lab) fn advance(&mut self, batches: usize) -> usize {
        for taken in 0..batches {
            let Moment { fit, trace, rivals, .. } = &mut self.now;
            let Some(batch) = fit.next_batch() else { return taken };
            trace.add(&batch, fit);
            for rival in rivals.iter_mut() {
                rival.follow(trace.epochs());
            }
            self.go_on_to_the_next();
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

    /// The loss of what is held back to validate with, at the weights that the model has in a state.
    pub(in crate::lab) fn validation_loss(&self, state: &State) -> Option<f32> {
        let model = state.network(&self.now.settings.model).and_then(Variable::model)?;
        self.now.fit.validation_loss(model)
    }

    /// What is learned from: inputs as the model is given them, and targets.
    pub(in crate::lab) fn learned(&self) -> (Tensor, Tensor) {
        self.first_learned(usize::MAX)
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

    /// Why it is over, if it is: with several values to try, once all are done.
    pub(in crate::lab) fn end(&self) -> Option<End> {
        let is_last = self.values_done().is_none_or(|(done, all)| done == all);
        self.now.fit.end().filter(|_| is_last)
    }

    pub(in crate::lab) fn rolls(&self) -> u64 {
        self.now.rolls
    }

    /// The model with the weights that it starts over from.
    pub(in crate::lab) fn origin(&self) -> &Sequential {
        &self.now.origin
    }

    /// Whether its code leads to its weights, up to what is drawn at random. Keras goes on where a
    /// number is no longer finite.
    pub(in crate::lab) fn is_told(&self) -> bool {
        let Moment { fit, story, .. } = &self.now;
        *story == Story::Whole
            && self.now.moved_after.is_none()
            && !matches!(fit.end(), Some(End::NotFinite { .. }))
    }

    /// Whether no batch has been taken yet.
    pub(in crate::lab) fn is_at_start(&self) -> bool {
        self.now.trace.batches() == 0 && self.values_done().is_none_or(|(done, _)| done == 0)
    }

    /// The run before, which was started over from.
    pub(in crate::lab) fn before(&self) -> Option<&Before> {
        self.now.before.as_deref()
    }

    /// Whether the learner has changed anything but how far it has come.
    pub(in crate::lab) fn is_changed(&self) -> bool {
        self.now.is_changed
    }

    /// Starts over from the weights that it started from.
    pub(in crate::lab) fn start_over(&mut self) -> Result<(), nn::Error> {
        if let Some(sweep) = &self.now.sweep {
            self.now.sweep = Some(sweep.anew(&sweep.base));
            return self.begin_with_the_next();
        }
        let fit = self.fit_of(&self.now.settings, &self.now.origin)?;
        self.now.story = self.now.story.at_start();
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
        if let Some(sweep) = &self.now.sweep {
            self.now.sweep = Some(sweep.anew(model));
            (self.now.rolls, self.now.is_changed) = (rolls, true);
            return self.begin_with_the_next();
        }
        let fit = self.fit_of(&self.now.settings, model)?;
        let before = self.run_before();
        self.now = Moment {
            fit,
            origin: model.clone(),
            trace: Trace::default(),
            rolls,
            is_changed: true,
            story: self.now.story.at_start(),
            before,
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
        if let Some(sweep) = &self.now.sweep {
            self.now.sweep = Some(sweep.anew(model));
            self.now.settings = settings;
            self.now.is_changed = false;
            return self.begin_with_the_next();
        }
        let fit = self.fit_of(&settings, model)?;
        self.now = Moment {
            round: settings.epochs,
            settings,
            origin: model.clone(),
            fit,
            trace: Trace::default(),
            is_changed: false,
            story: Story::Whole,
            before: None,
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

    /// The run that is about to be started over from; one that has not begun leaves the run before.
    fn run_before(&mut self) -> Option<Arc<Before>> {
        if self.is_at_start() {
            return self.now.before.clone();
        }
        let left = self.model().clone();
        let Moment { origin, trace, .. } = &self.now;
        Some(Arc::new(Before::new(self.curve(), left, origin.clone(), trace.clone())))
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

    /// How many numbers it keeps, about.
    pub(in crate::lab) fn numbers(&self) -> usize {
        let history = self.history();
        let epochs = 2 * (history.loss.len() + history.val_loss.len());
        let params = self.now.fit.count_params();
        let way = if params <= trace::WEIGHTS { trace::MOST * params } else { 0 };
        let run = self.size().kept() + epochs + 2 * self.rows() + trace::NUMBERS + way;
        let tried = self.now.sweep.as_ref().map_or(0, Sweep::numbers);
        let moved = self.examples.moved.as_ref().map_or(0, |_| self.examples.numbers());
        tried + (run + moved) * (1 + self.now.rivals.len() + usize::from(self.now.before.is_some()))
    }

    /// A fit from its very start, of a model of its own.
    fn first_fit(&self, settings: &Settings, model: &Sequential) -> Result<nn::Fit, nn::Error> {
        let done = self.values_done().map_or(0, |(done, _)| done);
        let learned = sweep::first(&self.examples, sweep::rows(settings.over.as_ref(), done));
        first_fit(settings, model, &learned, self.validation.as_deref(), self.seed)
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
    (x, y): &(Tensor, Tensor),
    validation: Option<&(Tensor, Tensor)>,
    seed: u64,
) -> Result<nn::Fit, nn::Error> {
    let mut model = model.clone();
    let mut fit_settings = fit_settings(settings, seed);
    if let Some(data) = validation {
        fit_settings.validation = Validation::Data(Box::new(data.clone()));
    }
    model.compile(settings.optimizer(), settings.loss, settings.metric);
    nn::Fit::new(model, x, y, &fit_settings)
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
