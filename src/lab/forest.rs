//! Forests: what the lab knows of many trees, each grown on rows that are drawn anew.

mod code;
mod drawn;
mod grown;
mod growth;
mod small;
mod told;

use std::sync::Arc;

use crate::lesson::format::{RandomForest as Settings, Slider, Tunable};
use crate::lesson::{Part, limits};
use crate::sklearn;
use crate::trees::Drawn;

use super::data::Data;

pub(super) use code::{fitted, growing, tried};
pub(super) use drawn::{pictures, surface};
pub(super) use grown::{Grown, Measured};
pub use growth::Growing;

use grown::Given;
use growth::Growth;

/// A forest as a variable of the code.
#[derive(Clone, Debug)]
pub(super) struct RandomForest {
    pub(super) settings: Settings,
    given: Arc<Given>,
    growth: Arc<Growth>,
}

impl RandomForest {
    /// Begins to grow it on some data, once for each value that is tried, to be measured there and
    /// `beside`. A small one has grown at once, and one with settings that cannot be never grows.
    ///
    /// # Errors
    /// In scikit-learn's words: what is given cannot be learned from.
    pub(super) fn of(
        settings: &Settings,
        data: &Data,
        beside: Option<(Part, &Data)>,
    ) -> Result<Self, sklearn::Error> {
        Ok(Self::on(settings, Arc::new(Given::of(settings, data, beside)?)))
    }

    fn on(settings: &Settings, given: Arc<Given>) -> Self {
        let growth = Arc::new(Growth::begin(settings, given.clone()));
        Self { settings: settings.clone(), given, growth }
    }

    /// The same at another value of what is tried.
    pub(super) fn at(&self, value: f64) -> Self {
        Self { settings: self.settings.at(value), ..self.clone() }
    }

    /// The same with another value of a setting. What scikit-learn does not take says nothing.
    pub(super) fn with(&self, slider: Slider, value: f64) -> Self {
        match &self.settings.over {
            Some(over) if over.slider == slider => self.at(value),
            _ => Self::on(&self.settings.with(slider, value), self.given.clone()),
        }
    }

    /// Whether it would grow in hardly any time with another value of a setting.
    pub(super) fn is_light_with(&self, slider: Slider, value: f64) -> bool {
        let is_tried = self.settings.over.as_ref().is_some_and(|over| over.slider == slider);
        is_tried || self.given.work(&self.settings.with(slider, value)) <= limits::REGRESSION_WORK
    }

    /// The same on other data. What cannot be learned from changes nothing.
    pub(super) fn follow(&mut self, data: &Data, beside: Option<(Part, &Data)>) {
        if let Ok(new) = Self::of(&self.settings, data, beside) {
            *self = new;
        }
    }

    /// Draws rows and features again, by the next `random_state`.
    pub(super) fn draw_again(&mut self) {
        let random_state = (self.settings.random_state + 1).rem_euclid(STATES);
        *self = Self::on(&self.settings.drawn_by(random_state), self.given.clone());
    }

    /// Its name in the code.
    pub(super) fn name(&self) -> &str {
        &self.settings.name
    }

    /// Whether it tells classes from each other.
    pub(super) fn is_of_classes(&self) -> bool {
        self.given.is_of_classes()
    }

    /// The forest, once it has grown.
    pub(super) fn grown(&self) -> Option<&Arc<Grown>> {
        self.growth.grown(self.settings.value())
    }

    /// How far it has come, unless it has grown.
    pub(super) fn growing(&self) -> Option<Growing> {
        self.growth.growing()
    }

    /// Whether it did not grow at once.
    pub(super) fn is_long(&self) -> bool {
        self.growth.is_long
    }

    /// Grows it on by so many trees at most, for all who hold it. Says how many there were.
    pub(super) fn grow(&self, trees: usize) -> usize {
        self.growth.grow(trees)
    }

    /// Why it cannot grow.
    pub(super) fn refusal(&self) -> Option<&sklearn::Error> {
        self.growth.refusal()
    }

    /// About how many numbers it keeps, with all that it tries.
    pub(super) fn numbers(&self) -> usize {
        let over = self.settings.over.as_ref().map(|over| over.slider);
        let all = self.growth.all();
        let kept = match over {
            // The smaller ones are the beginning of the largest.
            Some(Slider::NEstimators) => &all[all.len().saturating_sub(1)..],
            _ => all,
        };
        // While it grows it has its rows column by column as well.
        let own = self.growing().map_or(0, |_| self.given.train.x.len());
        let nodes = |drawn: &Arc<Drawn>| drawn.tree.nodes.len();
        let trees = kept.iter().flat_map(|(_, grown)| &grown.forest.trees);
        own + trees.map(nodes).sum::<usize>() * NUMBERS_OF_A_NODE
    }

    /// How right it is on each part of the data.
    pub(super) fn measured(&self) -> &[Measured] {
        self.grown().map_or(&[], |grown| grown.measured())
    }

    /// Each value that its step tries, with how right the forest is that it gave.
    pub(super) fn measured_for_each(&self) -> impl Iterator<Item = (f64, &[Measured])> {
        self.growth.all().iter().filter_map(|(value, grown)| Some(((*value)?, grown.measured())))
    }
}

/// The numbers that NumPy takes as a `random_state`.
const STATES: i64 = 1 << 32;
/// A node and its question, in numbers of four bytes.
const NUMBERS_OF_A_NODE: usize = 40;
