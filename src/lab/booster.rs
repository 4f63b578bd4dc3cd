//! Boosters: what the lab knows of one small tree after another, each fitted to what is still wrong.

mod code;
mod drawn;
mod round;
mod told;

use std::sync::Arc;

use crate::lesson::Part;
use crate::lesson::format::{Booster as Settings, Slider, Tunable};
use crate::lesson::limits;
use crate::nn::Tensor;
use crate::trees::boosting::{
    self, Boosting, DMatrix, Error, Metric, Params, Round, Training, TrainingError, Tree,
};

use super::data::Data;
use super::tensors::{decimal, in_float64};
use super::tree::Names;

pub(super) use code::{refused, trained, tried};
pub(super) use drawn::{pictures, surface};

/// A booster as a variable of the code.
#[derive(Clone, Debug)]
pub(super) struct Booster {
    pub(super) settings: Settings,
    given: Arc<Given>,
    trained: Arc<Trained>,
    /// Each value that its step tries, with what it gave.
    others: Arc<[(f64, Arc<Trained>)]>,
    /// So many of its rounds are looked at.
    shown: usize,
    /// Why the settings that it has now give nothing. Its rounds are those that it had before.
    refused: Option<Error>,
}

/// What a booster learns from, and what it is measured on.
#[derive(Debug)]
struct Given {
    train: DMatrix,
    beside: Option<(Part, DMatrix)>,
    names: Names,
}

/// All rounds of a training.
#[derive(Debug)]
struct Trained {
    params: Params,
    booster: boosting::Booster,
    rounds: Vec<Round>,
    /// How wrong it is before the first tree and after each, on each part in turn.
    scores: Vec<Vec<f64>>,
}

impl Booster {
    /// Trains it on some data, once for each value that is tried, and measures it there and `beside`.
    ///
    /// # Errors
    /// In `XGBoost`'s words: what is given cannot be learned from, or a setting cannot be what it is.
    pub(super) fn of(
        settings: &Settings,
        data: &Data,
        beside: Option<(Part, &Data)>,
    ) -> Result<Self, Error> {
        Self::on(settings, Arc::new(Given::of(data, beside)?))
    }

    fn on(settings: &Settings, given: Arc<Given>) -> Result<Self, Error> {
        let (rows, columns) = (given.train.num_row(), given.train.num_col());
        if settings.work(rows, columns) > limits::AT_ONCE_WORK {
            let rounds = settings.num_boost_round;
            return Err(TrainingError::TooMuch { rows, columns, rounds }.into());
        }
        let tried = settings.over.as_ref().map(|over| (over.slider, &over.values));
        let value = tried.and_then(|(slider, _)| Some((slider, settings.value_of(slider)?)));
        let settings =
            value.map_or_else(|| settings.clone(), |(slider, at)| settings.with(slider, at));
        let other = |slider| {
            let (settings, given) = (&settings, &given);
            move |value: &f64| Ok((*value, given.trained(&settings.with(slider, *value))?))
        };
        let others: Vec<_> = match tried {
            Some((slider, values)) => {
                values.iter().map(other(slider)).collect::<Result<_, Error>>()?
            }
            None => Vec::new(),
        };
        let found = others.iter().find(|(at, _)| value.is_some_and(|(_, value)| value == *at));
        let trained = match found {
            Some((_, trained)) => Arc::clone(trained),
            None => given.trained(&settings)?,
        };
        let ran = trained.booster.trees.len();
        let shown = settings.round.unwrap_or(ran).min(ran);
        Ok(Self { settings, given, trained, others: others.into(), shown, refused: None })
    }

    /// The same with another value of a setting: its rounds are only looked at, all else trains it anew.
    pub(super) fn with(&self, slider: Slider, value: f64) -> Self {
        if slider == Slider::NumBoostRound {
            let shown = (value.round().max(0.0) as usize).min(self.ran());
            return Self { shown, ..self.clone() };
        }
        let settings = self.settings.with(slider, value);
        let tried = self.settings.over.as_ref().filter(|over| over.slider == slider);
        let nearest = tried.and_then(|over| over.nearest(value));
        if let Some(nearest) = nearest.filter(|_| self.refused.is_none()) {
            let found = self.others.iter().find(|(value, _)| *value == nearest);
            let trained = found.map_or_else(|| self.trained.clone(), |(_, it)| it.clone());
            let settings = settings.with(slider, nearest);
            return self.at_the_same_round(Self { settings, trained, ..self.clone() });
        }
        match Self::on(&settings, self.given.clone()) {
            Ok(new) => self.at_the_same_round(new),
            Err(error) => Self { settings, refused: Some(error), ..self.clone() },
        }
    }

    /// The same on other data. What cannot be learned from changes nothing.
    pub(super) fn follow(&mut self, data: &Data, beside: Option<(Part, &Data)>) {
        let Ok(given) = Given::of(data, beside).map(Arc::new) else { return };
        match Self::on(&self.settings, given.clone()) {
            Ok(new) => *self = self.at_the_same_round(new),
            Err(error) => (self.given, self.refused) = (given, Some(error)),
        }
    }

    /// Its name in the code.
    pub(super) fn name(&self) -> &str {
        &self.settings.name
    }

    /// Whether it tells classes from each other.
    pub(super) fn is_of_classes(&self) -> bool {
        self.given.names.is_of_classes()
    }

    /// Where each of its settings is that the learner can change.
    pub(super) fn cells(&self) -> Vec<(Slider, f64)> {
        let value = |(slider, value)| match slider {
            Slider::NumBoostRound => (slider, self.shown as f64),
            _ => (slider, value),
        };
        self.settings.cells().into_iter().map(value).collect()
    }

    /// Whether its settings are not taken: then it says nothing.
    pub(super) fn is_refused(&self) -> bool {
        self.refused.is_some()
    }

    /// Whether a round is looked at, and not what is said before the first.
    pub(super) fn is_begun(&self) -> bool {
        self.shown > 0
    }

    /// How many rounds there are.
    pub(super) fn ran(&self) -> usize {
        self.trained.booster.trees.len()
    }

    /// About how many numbers it keeps.
    pub(super) fn numbers(&self) -> usize {
        let all = self.others.iter().map(|(_, trained)| trained);
        let all = all.chain(self.others.is_empty().then_some(&self.trained));
        let nodes = all.flat_map(|trained| &trained.booster.trees).map(|tree| tree.nodes.len());
        nodes.sum::<usize>() * NUMBERS_OF_A_NODE
    }

    /// What comes out for `x`, a row for each of its rows: of two classes the chance of the second.
    pub(super) fn output(&self, x: &Tensor) -> Option<Tensor> {
        if self.is_refused() {
            return None;
        }
        let columns = *x.shape().get(1)?;
        let rows =
            x.len().checked_div(columns).filter(|_| columns == self.given.names.features.len())?;
        let x = x.as_standard_layout();
        let numbers = x.as_slice()?;
        let objective = self.trained.booster.objective;
        Some(Tensor::from_shape_fn(vec![rows, 1], |at| {
            let row = &numbers[at[0] * columns..][..columns];
            objective.transform(self.margin(self.shown, |feature| row[feature]))
        }))
    }

    /// What it is measured with, and how wrong it is after so many rounds, on each part.
    pub(super) fn measured(&self) -> (Metric, &[f64]) {
        (self.metric(), &self.trained.scores[self.shown.min(self.ran())])
    }

    /// Each value that its step tries, with how wrong what it gave is after as many rounds, or at its own
    /// end.
    pub(super) fn measured_for_each(&self) -> impl Iterator<Item = (f64, &[f64])> {
        // Whoever looks at the last round compares the last rounds.
        let is_last = self.is_at_the_end();
        let at = move |trained: &Trained| {
            let ran = trained.booster.trees.len();
            if is_last { ran } else { self.shown.min(ran) }
        };
        self.others.iter().map(move |(value, it)| (*value, it.scores[at(it)].as_slice()))
    }

    /// The parts that it is measured on, in order.
    pub(super) fn parts(&self) -> impl Iterator<Item = Part> {
        [Part::Train].into_iter().chain(self.given.beside.iter().map(|(part, _)| *part))
    }

    fn is_at_the_end(&self) -> bool {
        self.shown == self.ran()
    }

    fn metric(&self) -> Metric {
        Metric::of(self.trained.booster.objective)
    }

    /// What the first trees add up to for a row, by its numbers.
    fn margin(&self, rounds: usize, value: impl Fn(usize) -> f32) -> f32 {
        let booster = &self.trained.booster;
        let trees = booster.trees.iter().take(rounds);
        trees.fold(booster.start, |margin, tree| margin + tree.predict(&value))
    }

    /// The tree of the round that is looked at; before the first there is none.
    fn tree(&self) -> Option<&Tree> {
        self.trained.booster.trees.get(self.shown.checked_sub(1)?)
    }

    /// Whoever looks at the last round goes on to do so.
    fn at_the_same_round(&self, new: Self) -> Self {
        let shown = if self.is_at_the_end() { new.ran() } else { self.shown.min(new.ran()) };
        Self { shown, refused: None, ..new }
    }
}

impl Given {
    fn of(data: &Data, beside: Option<(Part, &Data)>) -> Result<Self, Error> {
        let names = names(data);
        let train = matrix(data, &names)?;
        let beside = beside.map(|(part, data)| Ok::<_, Error>((part, matrix(data, &names)?)));
        Ok(Self { train, beside: beside.transpose()?, names })
    }

    /// The largest label: what is far smaller is no more than rounding.
    fn scale(&self) -> f32 {
        self.train.label().iter().fold(0.0, |most, label| label.abs().max(most))
    }

    fn trained(&self, settings: &Settings) -> Result<Arc<Trained>, Error> {
        let params = settings.params(self.names.is_of_classes());
        let watched = Training::watching(Part::Train.name(), &self.train);
        let watched = match &self.beside {
            Some((part, data)) => watched.and(part.name(), data),
            None => watched,
        };
        let watched = watched.stopping_after(settings.early_stopping_rounds.unwrap_or(0));
        let rounds = settings.num_boost_round;
        let mut boosting = Boosting::new(&params, &self.train, rounds, watched)?;
        let rounds: Vec<Round> = boosting.by_ref().collect();
        let booster = boosting.into_booster();
        let first = self.before_the_first(&booster);
        let after = rounds.iter().map(|round| round.scores.iter().map(|it| it.value).collect());
        let scores = [first].into_iter().chain(after).collect();
        Ok(Arc::new(Trained { params, booster, rounds, scores }))
    }

    /// How wrong it is before the first tree, on each part.
    fn before_the_first(&self, booster: &boosting::Booster) -> Vec<f64> {
        let metric = Metric::of(booster.objective);
        let parts = [&self.train].into_iter().chain(self.beside.iter().map(|(_, data)| data));
        let says = booster.objective.transform(booster.start);
        parts.map(|data| metric.evaluate(&vec![says; data.num_row()], data.label())).collect()
    }
}

fn matrix(data: &Data, names: &Names) -> Result<DMatrix, Error> {
    let x = in_float64(&data.x).unwrap_or_default();
    let rows: Vec<Vec<f64>> = x.rows().into_iter().map(|row| row.to_vec()).collect();
    let y: Vec<f64> = data.y.iter().map(|y| decimal(*y)).collect();
    DMatrix::new(&rows)?.with_label(&y)?.with_feature_names(&names.features)
}

/// The names of some data as `XGBoost` takes them: each another one, and none with its own signs.
pub(super) fn names(data: &Data) -> Names {
    let names = Names::of(data);
    let mut taken: Vec<String> = Vec::new();
    for name in names.features.iter() {
        let plain: String = name.chars().filter(|c| !"[]<".contains(*c)).collect();
        let numbered = (2_usize..).map(|number| format!("{plain} {number}"));
        let mut all = [plain.clone()].into_iter().chain(numbered);
        taken.extend(all.find(|name| !taken.contains(name)));
    }
    Names { features: taken.into(), ..names }
}

/// A node and its question, in numbers of four bytes.
const NUMBERS_OF_A_NODE: usize = 16;
