//! The forests of a step as they grow, tree by tree.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use serde::Serialize;

use crate::lesson::format::{RandomForest as Settings, Slider, Tunable};
use crate::lesson::limits;
use crate::sklearn;
use crate::trees::{Drawn, Forest, GrowingForest, Node};

use super::grown::{Given, Grown};

/// How far the forests of a step have grown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Growing {
    /// How many trees there are, in all of them.
    pub trees: usize,
    /// How many there are to be.
    pub of: usize,
    /// How many forests there are to be, one for each value that is tried; all have as many trees.
    pub forests: usize,
}

impl Growing {
    /// Which forest it is, counted from 0, how many trees that has, and how many it is to have.
    pub fn forest(self) -> (usize, usize, usize) {
        let each = (self.of / self.forests.max(1)).max(1);
        let index = (self.trees / each).min(self.forests.saturating_sub(1));
        (index, self.trees - index * each, each)
    }

    /// How much of all that is, from 0 to 1.
    pub fn share(self) -> f64 {
        self.trees as f64 / self.of.max(1) as f64
    }
}

/// The forests of a step: one for each value that is tried, or one alone.
///
/// What comes of it hangs on its settings and its rows alone. How far that has been worked out is
/// behind a lock, so that all who hold it have every tree as soon as it is there.
#[derive(Debug)]
pub(super) struct Growth {
    given: Arc<Given>,
    /// How many trees there are to be, in all forests.
    trees: usize,
    forests: usize,
    /// Whether it did not grow at once.
    pub(super) is_long: bool,
    under_way: Mutex<UnderWay>,
    outcome: OnceLock<Result<Vec<Tried>, sklearn::Error>>,
}

/// The forest that a value gave, if one is tried.
type Tried = (Option<f64>, Arc<Grown>);

/// What has grown so far, and what is still to grow.
#[derive(Debug)]
struct UnderWay {
    trees: usize,
    /// How much work they were.
    work: usize,
    grown: Vec<Tried>,
    /// The settings of the forests that are still to be finished, the next of them last.
    left: Vec<Settings>,
    /// That next one, once it has begun.
    forest: Option<GrowingForest>,
}

impl Growth {
    /// Begins it, with as many trees as are not waited for.
    pub(super) fn begin(settings: &Settings, given: Arc<Given>) -> Self {
        let (trees, forests) = (settings.trees_in_all(), settings.forests());
        let left = last_first(settings);
        let under_way = UnderWay { trees: 0, work: 0, grown: Vec::new(), left, forest: None };
        let outcome = match given.check(settings) {
            Ok(()) => OnceLock::new(),
            Err(error) => OnceLock::from(Err(error)),
        };
        let mut growth = Self {
            given,
            trees,
            forests,
            is_long: false,
            under_way: Mutex::new(under_way),
            outcome,
        };
        while growth.lock().work < limits::FOREST_AT_ONCE && growth.grow(1) > 0 {}
        growth.is_long = growth.outcome.get().is_none();
        growth
    }

    /// Grows so many trees at most, and says how many.
    pub(super) fn grow(&self, most: usize) -> usize {
        let mut under_way = self.lock();
        let mut grown = 0;
        while grown < most && self.outcome.get().is_none() {
            grown += 1;
            if let Some(end) = under_way.grow_one(&self.given).transpose() {
                // Nobody else has the lock, so that nothing is there yet.
                let _ = self.outcome.set(end);
            }
        }
        grown
    }

    /// How far it has come, unless it is at its end.
    pub(super) fn growing(&self) -> Option<Growing> {
        if self.outcome.get().is_some() {
            return None;
        }
        Some(Growing { trees: self.lock().trees, of: self.trees, forests: self.forests })
    }

    /// All forests, once they have grown.
    pub(super) fn all(&self) -> &[Tried] {
        self.outcome.get().and_then(|outcome| outcome.as_ref().ok()).map_or(&[], Vec::as_slice)
    }

    /// The one that a value gave.
    pub(super) fn grown(&self, value: Option<f64>) -> Option<&Arc<Grown>> {
        self.all().iter().find(|(tried, _)| *tried == value).map(|(_, grown)| grown)
    }

    /// Why they cannot grow.
    pub(super) fn refusal(&self) -> Option<&sklearn::Error> {
        self.outcome.get()?.as_ref().err()
    }

    fn lock(&self) -> MutexGuard<'_, UnderWay> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl UnderWay {
    /// Grows a tree. After the last one of the last forest, gives all of them.
    ///
    /// # Errors
    /// In scikit-learn's words: the next one cannot begin, or its trees go too deep.
    fn grow_one(&mut self, given: &Arc<Given>) -> Result<Option<Vec<Tried>>, sklearn::Error> {
        let Some(settings) = self.left.last() else { return Ok(Some(Vec::new())) };
        let mut forest = match self.forest.take() {
            Some(forest) => forest,
            None => given.growing(settings)?,
        };
        let is_grown = forest.next().is_some();
        self.trees += usize::from(is_grown);
        self.work += forest.forest().trees.last().map_or(0, |drawn| work_of(drawn));
        if is_grown && forest.forest().trees.len() < forest.n_estimators() {
            self.forest = Some(forest);
            return Ok(None);
        }
        self.grown.extend(measured(given, settings, &forest.finish()?));
        self.left.pop();
        Ok(self.left.is_empty().then(|| std::mem::take(&mut self.grown)))
    }
}

/// The settings of each forest that has to grow, the first of them last. The smaller ones of several are
/// the beginning of the largest.
fn last_first(settings: &Settings) -> Vec<Settings> {
    let Some(over) = &settings.over else { return vec![settings.clone()] };
    let of_value = |value: &f64| settings.at(*value);
    match over.slider {
        Slider::NEstimators => over.values.last().map(of_value).into_iter().collect(),
        _ => over.values.iter().rev().map(of_value).collect(),
    }
}

/// What is tried with a forest that has grown, each of it measured.
fn measured(given: &Arc<Given>, settings: &Settings, forest: &Forest) -> Vec<Tried> {
    let of = |settings: &Settings, forest: Forest| {
        (settings.value(), Arc::new(Grown::of(given, settings, forest)))
    };
    match &settings.over {
        Some(over) if over.slider == Slider::NEstimators => {
            let first = |value: &f64| of(&settings.at(*value), forest.first(*value as usize));
            over.values.iter().map(first).collect()
        }
        _ => vec![of(settings, forest.clone())],
    }
}

/// How much work a tree was: every node has sorted its rows by each feature that it has looked at.
fn work_of(drawn: &Drawn) -> usize {
    let of_node = |node: &Node| {
        limits::NODE_WORK + node.n_node_samples * node.considered.len() * limits::SORT_WORK
    };
    limits::TREE_WORK + drawn.tree.nodes.iter().map(of_node).sum::<usize>()
}
