//! A forest that has grown: what it answers, and how right that is.

use std::sync::Arc;

use ndarray::ArrayView1;

use crate::lab::data::Data;
use crate::lab::tensors::{decimal, in_float64};
use crate::lab::tree::DecisionTree;
use crate::lesson::format::{
    DecisionTree as OfOne, RandomForest as Settings, Slider, Tunable, numbers_of_a_tree,
};
use crate::lesson::{Part, limits};
use crate::nn::Tensor;
use crate::sklearn::metrics::{mean_squared_error, r2_score};
use crate::sklearn::{self, Estimator, EstimatorError, Table};
use crate::trees::{
    Drawn, Forest, GrowingForest, Node, RandomForestClassifier, RandomForestRegressor, labels,
};

/// What a forest grows on, and what it is measured on.
#[derive(Debug)]
pub(super) struct Given {
    pub(super) train: Rows,
    beside: Option<Rows>,
    /// A tree on the same rows that asks nothing: it knows what everything is called.
    pub(super) bare: DecisionTree,
}

/// The rows of a part of the data.
#[derive(Debug)]
pub(super) struct Rows {
    part: Part,
    pub(super) x: Table,
    pub(super) y: Vec<f64>,
}

/// A forest that has grown, and how right it is.
#[derive(Debug)]
pub(in crate::lab) struct Grown {
    pub(super) given: Arc<Given>,
    /// Whether it is one of several, for values that are tried.
    pub(super) is_tried: bool,
    pub(super) forest: Forest,
    /// Of each part that there is, that which is learned from first.
    measured: Vec<Measured>,
    /// About rows that were left out, where they are asked about.
    pub(super) out_of_bag: Option<OutOfBag>,
}

/// How right a forest is on a part of the data.
#[derive(Clone, Copy, Debug)]
pub(in crate::lab) struct Measured {
    pub(in crate::lab) part: Part,
    /// The share of right answers; of numbers R².
    pub(super) score: f64,
    /// The share of wrong answers; of numbers half the mean squared error.
    pub(in crate::lab) error: f64,
}

/// How right a forest is about rows that its trees have not drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct OutOfBag {
    pub(super) score: f64,
    /// How many rows every tree has drawn.
    pub(super) unasked: usize,
}

impl Given {
    /// Some data, and what is measured `beside` it.
    ///
    /// # Errors
    /// In scikit-learn's words: what is given cannot be learned from.
    pub(super) fn of(
        settings: &Settings,
        data: &Data,
        beside: Option<(Part, &Data)>,
    ) -> Result<Self, sklearn::Error> {
        let alone = OfOne {
            name: settings.name.clone(),
            criterion: settings.criterion,
            questions: Some(Vec::new()),
            ..OfOne::default()
        };
        Ok(Self {
            train: Rows::of(Part::Train, data),
            beside: beside.map(|(part, data)| Rows::of(part, data)),
            bare: DecisionTree::of(&alone, data)?,
        })
    }

    /// Whether its targets are classes.
    pub(super) fn is_of_classes(&self) -> bool {
        self.bare.is_of_classes()
    }

    /// Refuses settings that cannot be, and those that would take too long or too much, for a learner may
    /// come to any.
    ///
    /// # Errors
    /// In scikit-learn's words: a setting cannot be. Or there are too many trees, too deep ones, or too
    /// many features to look at.
    pub(super) fn check(&self, settings: &Settings) -> Result<(), sklearn::Error> {
        let trees = settings.trees_in_all() / settings.forests();
        // However many trees there are to be, one is enough to see whether they can be.
        self.growing(&if trees > 1 {
            settings.with(Slider::NEstimators, 1.0)
        } else {
            settings.clone()
        })?;
        let (rows, of_a_tree) = (self.train.y.len(), self.work_of_a_tree(settings));
        let most = |factor: usize| limits::AT_ONCE_WORK.saturating_mul(factor) / of_a_tree;
        if settings.value_of(Slider::MaxDepth).is_some() {
            let levels = settings.levels(rows);
            check(self.estimator(), "max_depth", levels, most(levels))?;
        } else {
            let looked_at = settings.looked_at(self.train.x.ncols(), self.is_of_classes());
            check(self.estimator(), "max_features", looked_at, most(looked_at))?;
        }
        let kept = limits::LESSON_NUMBERS / numbers_of_a_tree(rows).max(1);
        let most = (limits::FOREST_WORK / of_a_tree).min(kept) / settings.forests();
        check(self.estimator(), "n_estimators", trees, most.min(limits::TREES))
    }

    /// How much work all trees are, about.
    pub(super) fn work(&self, settings: &Settings) -> usize {
        self.work_of_a_tree(settings).saturating_mul(settings.trees_in_all())
    }

    fn estimator(&self) -> Estimator {
        if self.is_of_classes() {
            Estimator::RandomForestClassifier
        } else {
            Estimator::RandomForestRegressor
        }
    }

    fn work_of_a_tree(&self, settings: &Settings) -> usize {
        let (rows, features) = self.train.x.dim();
        settings.work_of_a_tree(rows, features, self.is_of_classes()).max(1)
    }

    /// A forest before its first tree.
    ///
    /// # Errors
    /// In scikit-learn's words: a setting cannot be, or what is given cannot be learned from.
    pub(super) fn growing(&self, settings: &Settings) -> Result<GrowingForest, sklearn::Error> {
        let Rows { x, y, .. } = &self.train;
        let (own, trees) = (settings.settings(self.is_of_classes()), settings.trees());
        if self.is_of_classes() {
            RandomForestClassifier::new(own, trees).growing(x, &labels(y)?)
        } else {
            RandomForestRegressor::new(own, trees).growing(x, y)
        }
    }
}

impl Grown {
    /// A forest that has grown on what was given, measured on each part of it.
    pub(super) fn of(given: &Arc<Given>, settings: &Settings, forest: Forest) -> Self {
        let is_of_classes = given.is_of_classes();
        let forest = if is_of_classes { of_two(forest, &given.train.y) } else { forest };
        let measure = |rows: &Rows| {
            let said = answers(&forest.values(&rows.x), is_of_classes);
            let [score, error] = measures(&rows.y, &said, is_of_classes);
            Measured { part: rows.part, score, error }
        };
        let parts = [&given.train].into_iter().chain(&given.beside);
        let out_of_bag = settings.trees().oob_score.then(|| {
            let (shares, unasked) = forest.out_of_bag(&given.train.x);
            let said = answers(&shares, is_of_classes);
            OutOfBag { score: measures(&given.train.y, &said, is_of_classes)[0], unasked }
        });
        let (given, is_tried) = (given.clone(), settings.over.is_some());
        Self { measured: parts.map(measure).collect(), given, is_tried, out_of_bag, forest }
    }

    /// Whether it tells classes from each other.
    pub(super) fn is_of_classes(&self) -> bool {
        self.given.is_of_classes()
    }

    /// How right it is on each part of the data.
    pub(in crate::lab) fn measured(&self) -> &[Measured] {
        &self.measured
    }

    /// What comes out for `x`, a row for each of its rows: of two classes the mean share of the second.
    pub(in crate::lab) fn output(&self, x: &Tensor) -> Option<Tensor> {
        let x = in_float64(x).filter(|x| x.ncols() == self.forest.n_features)?;
        let said = answers(&self.forest.values(&x), self.is_of_classes());
        Some(Tensor::from_shape_fn(vec![said.len(), 1], |at| said[at[0]] as f32))
    }

    /// How often its first tree has drawn each row of the data that it has grown on.
    pub(in crate::lab) fn times_drawn(&self, data: &Data) -> Option<Vec<usize>> {
        let first = self.forest.trees.first().filter(|first| first.rows.is_some())?;
        let Rows { x, y, .. } = &self.given.train;
        // Other parts of the data have other rows.
        let is_own = in_float64(&data.x).is_some_and(|rows| rows == *x);
        is_own.then(|| first.counts(y.len()))
    }

    /// What each tree says of a row: of two classes the share of the second in its leaf.
    pub(super) fn votes(&self, row: &ArrayView1<'_, f64>) -> Vec<f64> {
        let vote = |drawn: &Arc<Drawn>| {
            let leaf = drawn.tree.nodes.get(drawn.tree.apply(*row));
            leaf.map(|leaf| self.answer(leaf)).unwrap_or_default()
        };
        self.forest.trees.iter().map(vote).collect()
    }

    /// What a node of its trees says: of two classes the share of the second, else the mean.
    pub(super) fn answer(&self, node: &Node) -> f64 {
        let output = usize::from(self.is_of_classes());
        node.value.get(output).copied().unwrap_or_default()
    }

    /// Its first tree, as one of its own.
    pub(super) fn first(&self) -> Option<DecisionTree> {
        Some(self.given.bare.as_drawn(self.forest.trees.first()?))
    }
}

impl Rows {
    fn of(part: Part, data: &Data) -> Self {
        let x = in_float64(&data.x).unwrap_or_default();
        Self { part, x, y: data.y.iter().map(|y| decimal(*y)).collect() }
    }
}

/// The same with a share for each of two classes, where the rows have only one of them.
fn of_two(forest: Forest, y: &[f64]) -> Forest {
    if forest.outputs != 1 {
        return forest;
    }
    let is_second = y.first().is_some_and(|y| *y > 0.5);
    let shares = if is_second { vec![0.0, 1.0] } else { vec![1.0, 0.0] };
    let widened = |drawn: Arc<Drawn>| {
        let mut drawn = Arc::unwrap_or_clone(drawn);
        drawn.tree.nodes.iter_mut().for_each(|node| node.value.clone_from(&shares));
        Arc::new(drawn)
    };
    Forest { trees: forest.trees.into_iter().map(widened).collect(), outputs: 2, ..forest }
}

fn check(
    estimator: Estimator,
    parameter: &'static str,
    given: usize,
    most: usize,
) -> Result<(), sklearn::Error> {
    if given <= most {
        return Ok(());
    }
    Err(EstimatorError::TooMuch { estimator, parameter, given, most }.into())
}

/// What means come to, row by row: of two classes the mean share of the second, else the mean.
fn answers(means: &Table, is_of_classes: bool) -> Vec<f64> {
    means.rows().into_iter().map(|row| answer(&row, is_of_classes)).collect()
}

/// What the means of a row come to. A share is above 0.5, also as a float32, where it is the larger of
/// both, and nowhere else.
fn answer(means: &ArrayView1<'_, f64>, is_of_classes: bool) -> f64 {
    match (is_of_classes, means.get(0), means.get(1)) {
        (true, Some(first), Some(second)) if second > first => {
            second.max(f64::from(0.5_f32.next_up()))
        }
        (true, _, Some(second)) => second.min(0.5),
        (_, Some(mean), _) => *mean,
        (_, None, _) => f64::NAN,
    }
}

/// How right, and how wrong, answers are: of classes the shares of right and wrong ones, of numbers R²
/// and half the mean squared error.
fn measures(y: &[f64], said: &[f64], is_of_classes: bool) -> [f64; 2] {
    if !is_of_classes {
        let score = r2_score(y, said).map_or(f64::NAN, |score| score.value);
        return [score, mean_squared_error(y, said).unwrap_or(f64::NAN) / 2.0];
    }
    let is_right = |(said, y): &(&f64, &f64)| (**said > 0.5) == (**y > 0.5);
    let right = said.iter().zip(y).filter(is_right).count();
    let score = right as f64 / y.len() as f64;
    [score, 1.0 - score]
}
