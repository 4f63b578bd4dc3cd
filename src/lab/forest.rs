//! Forests: what the lab knows of many trees, each grown on rows that are drawn anew.

mod code;
mod drawn;
mod small;
mod told;

use std::sync::Arc;

use ndarray::ArrayView1;

use crate::lesson::Part;
use crate::lesson::format::{DecisionTree as OfOne, RandomForest as Settings, Slider};
use crate::nn::Tensor;
use crate::sklearn::metrics::{mean_squared_error, r2_score};
use crate::sklearn::{self, Table};
use crate::trees::{Drawn, Forest, Node, RandomForestClassifier, RandomForestRegressor, labels};

use super::data::Data;
use super::tensors::{decimal, in_float64};
use super::tree::DecisionTree;

pub(super) use code::{fitted, growing, tried};
pub(super) use drawn::{pictures, surface};

/// A forest as a variable of the code.
#[derive(Clone, Debug)]
pub(super) struct RandomForest {
    pub(super) settings: Settings,
    given: Arc<Given>,
    grown: Arc<Grown>,
    /// Each value that its step tries, with the forest that it gave.
    others: Arc<[(f64, Arc<Grown>)]>,
}

/// What a forest grows on, and what it is measured on.
#[derive(Debug)]
struct Given {
    train: Rows,
    beside: Option<Rows>,
    /// A tree on the same rows that asks nothing: it knows what everything is called.
    bare: DecisionTree,
}

/// The rows of a part of the data.
#[derive(Debug)]
struct Rows {
    part: Part,
    x: Table,
    y: Vec<f64>,
}

/// A forest that has grown, and how right it is.
#[derive(Debug)]
struct Grown {
    forest: Forest,
    /// Of each part that there is, that which is learned from first.
    measured: Vec<Measured>,
    /// About rows that were left out, where they are asked about.
    out_of_bag: Option<OutOfBag>,
}

/// How right a forest is on a part of the data.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measured {
    pub(super) part: Part,
    /// The share of right answers; of numbers R².
    score: f64,
    /// The share of wrong answers; of numbers half the mean squared error.
    pub(super) error: f64,
}

/// How right a forest is about rows that its trees have not drawn.
#[derive(Clone, Copy, Debug)]
struct OutOfBag {
    score: f64,
    /// How many rows every tree has drawn.
    unasked: usize,
}

impl RandomForest {
    /// Grows it on some data, once for each value that is tried, and measures it there and `beside`.
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
        let bare = DecisionTree::of(&alone, data)?;
        let train = Rows::of(Part::Train, data);
        let beside = beside.map(|(part, data)| Rows::of(part, data));
        Self::on(settings, Arc::new(Given { train, beside, bare }))
    }

    fn on(settings: &Settings, given: Arc<Given>) -> Result<Self, sklearn::Error> {
        let others: Arc<[_]> = given.grown_for_each(settings)?.into();
        let found = others.iter().find(|(value, _)| Some(*value) == settings.value());
        let grown = match found {
            Some((_, grown)) => grown.clone(),
            None => Arc::new(given.measured(settings, given.grown(settings)?)),
        };
        Ok(Self { settings: settings.clone(), given, grown, others })
    }

    /// The same at another value of what is tried.
    pub(super) fn at(&self, value: f64) -> Self {
        let settings = self.settings.at(value);
        let found = self.others.iter().find(|(value, _)| Some(*value) == settings.value());
        let grown = found.map_or_else(|| self.grown.clone(), |(_, grown)| grown.clone());
        Self { settings, grown, ..self.clone() }
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
        let settings = Settings { random_state, ..self.settings.clone() };
        if let Ok(new) = Self::on(&settings, self.given.clone()) {
            *self = new;
        }
    }

    /// Its name in the code.
    pub(super) fn name(&self) -> &str {
        &self.settings.name
    }

    /// Whether it tells classes from each other.
    pub(super) fn is_of_classes(&self) -> bool {
        self.given.bare.is_of_classes()
    }

    /// About how many numbers it keeps, with all that it tries.
    pub(super) fn numbers(&self) -> usize {
        let over = self.settings.over.as_ref().map(|over| over.slider);
        let kept: Vec<&Arc<Grown>> = match over {
            // The smaller ones are the beginning of the largest.
            Some(Slider::NEstimators) => self.others.last().map(|(_, it)| it).into_iter().collect(),
            Some(_) => self.others.iter().map(|(_, grown)| grown).collect(),
            None => vec![&self.grown],
        };
        let nodes = |drawn: &Arc<Drawn>| drawn.tree.nodes.len();
        kept.iter().flat_map(|grown| &grown.forest.trees).map(nodes).sum::<usize>()
            * NUMBERS_OF_A_NODE
    }

    /// What comes out for `x`, a row for each of its rows: of two classes the mean share of the second.
    pub(super) fn output(&self, x: &Tensor) -> Option<Tensor> {
        let forest = &self.grown.forest;
        let x = in_float64(x).filter(|x| x.ncols() == forest.n_features)?;
        let said = answers(&forest.values(&x), self.is_of_classes());
        Some(Tensor::from_shape_fn(vec![said.len(), 1], |at| said[at[0]] as f32))
    }

    /// How right it is on each part of the data.
    pub(super) fn measured(&self) -> &[Measured] {
        &self.grown.measured
    }

    /// Each value that its step tries, with how right the forest is that it gave.
    pub(super) fn measured_for_each(&self) -> impl Iterator<Item = (f64, &[Measured])> {
        self.others.iter().map(|(value, grown)| (*value, grown.measured.as_slice()))
    }

    /// How often its first tree has drawn each row of the data that it has grown on.
    pub(super) fn times_drawn(&self, data: &Data) -> Option<Vec<usize>> {
        let first = self.grown.forest.trees.first().filter(|first| first.rows.is_some())?;
        let Rows { x, y, .. } = &self.given.train;
        // Other parts of the data have other rows.
        let is_own = in_float64(&data.x).is_some_and(|rows| rows == *x);
        is_own.then(|| first.counts(y.len()))
    }

    /// What each tree says of a row: of two classes the share of the second in its leaf.
    fn votes(&self, row: &ArrayView1<'_, f64>) -> Vec<f64> {
        let vote = |drawn: &Arc<Drawn>| {
            let leaf = drawn.tree.nodes.get(drawn.tree.apply(*row));
            leaf.map(|leaf| self.answer(leaf)).unwrap_or_default()
        };
        self.grown.forest.trees.iter().map(vote).collect()
    }

    /// What a node of its trees says: of two classes the share of the second, else the mean.
    fn answer(&self, node: &Node) -> f64 {
        let output = usize::from(self.is_of_classes());
        node.value.get(output).copied().unwrap_or_default()
    }

    /// Its first tree, as one of its own.
    fn first(&self) -> Option<DecisionTree> {
        Some(self.given.bare.as_drawn(self.grown.forest.trees.first()?))
    }
}

impl Given {
    /// A forest for each value that is tried. The smaller of several are the beginning of the largest.
    fn grown_for_each(
        &self,
        settings: &Settings,
    ) -> Result<Vec<(f64, Arc<Grown>)>, sklearn::Error> {
        let Some(over) = &settings.over else { return Ok(Vec::new()) };
        let measured = |value: f64, forest: Forest| {
            (value, Arc::new(self.measured(&settings.at(value), forest)))
        };
        if let (Slider::NEstimators, Some(most)) = (over.slider, over.values.last()) {
            let all = self.grown(&settings.at(*most))?;
            let first = |value: &f64| measured(*value, all.first(*value as usize));
            return Ok(over.values.iter().map(first).collect());
        }
        let grow = |value: &f64| Ok(measured(*value, self.grown(&settings.at(*value))?));
        over.values.iter().map(grow).collect()
    }

    fn grown(&self, settings: &Settings) -> Result<Forest, sklearn::Error> {
        let Rows { x, y, .. } = &self.train;
        let (own, trees) = (settings.settings(self.bare.is_of_classes()), settings.trees());
        if self.bare.is_of_classes() {
            let forest = RandomForestClassifier::new(own, trees).growing(x, &labels(y)?)?;
            Ok(of_two(forest.finish()?, y))
        } else {
            RandomForestRegressor::new(own, trees).growing(x, y)?.finish()
        }
    }

    fn measured(&self, settings: &Settings, forest: Forest) -> Grown {
        let is_of_classes = self.bare.is_of_classes();
        let measure = |rows: &Rows| {
            let said = answers(&forest.values(&rows.x), is_of_classes);
            let [score, error] = measures(&rows.y, &said, is_of_classes);
            Measured { part: rows.part, score, error }
        };
        let parts = [&self.train].into_iter().chain(&self.beside);
        let out_of_bag = settings.trees().oob_score.then(|| {
            let (shares, unasked) = forest.out_of_bag(&self.train.x);
            let said = answers(&shares, is_of_classes);
            OutOfBag { score: measures(&self.train.y, &said, is_of_classes)[0], unasked }
        });
        Grown { measured: parts.map(measure).collect(), out_of_bag, forest }
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

/// The numbers that NumPy takes as a `random_state`.
const STATES: i64 = 1 << 32;
/// A node and its question, in numbers of four bytes.
const NUMBERS_OF_A_NODE: usize = 40;
