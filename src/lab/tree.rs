//! Trees of questions: what the lab knows of them. They grow, or the learner asks.

mod asking;
mod code;
mod drawn;
mod mixed;
mod names;
mod picture;
mod told;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::journal::{Parameter, Place};
use crate::lesson::format::{AskedQuestion, DecisionTree as Settings, Tunable};
use crate::lesson::measure::TreeMeasure;
use crate::nn::Tensor;
use crate::sklearn::{self, Table};
use crate::trees::{
    Criterion, DecisionTreeClassifier, DecisionTreeRegressor, Drawn, Node, Question, Samples,
    Target, Tree, by_hand, labels,
};

use super::data::Data;
use super::edit_error::EditError;
use super::parameter::ParameterValue;
use super::tensors::{decimal, in_float64};

pub use asking::Along;
pub(super) use code::{
    call, defined, edited, error_code, fitted, growing, score_code, target, tried,
};
pub(super) use drawn::{pictures, surface};
pub(super) use names::Names;
pub use told::ToldTree;

/// A tree as a variable of the code.
#[derive(Clone, Debug)]
pub(super) struct DecisionTree {
    pub(super) settings: Settings,
    /// What it stands on.
    samples: Samples,
    criterion: Criterion,
    names: Names,
    /// What it asks, by place.
    questions: Arc<BTreeMap<u64, Question>>,
    tree: Arc<Tree>,
    /// What has grown, where something has; the learner may have changed the tree since.
    grown: Option<Arc<Tree>>,
    /// Each value that its step tries, with the tree that it gave.
    others: Arc<[(f64, Arc<Tree>)]>,
    /// Why it could not grow with these settings.
    refused: Option<sklearn::Error>,
}

impl DecisionTree {
    /// Grows it on some data, once for each value that is tried, or asks the questions of the lesson. With
    /// settings that cannot be it does not grow.
    ///
    /// # Errors
    /// In scikit-learn's words: what is given cannot be learned from.
    pub(super) fn of(settings: &Settings, data: &Data) -> Result<Self, sklearn::Error> {
        let (x, y) = (in_float64(&data.x).unwrap_or_default(), targets(data));
        let names = Names::of(data);
        let is_of_classes = names.is_of_classes();
        let criterion = settings.settings(is_of_classes).criterion;
        let samples = samples(&x, &y, is_of_classes)?;
        let mut tree = Self {
            settings: settings.clone(),
            samples,
            criterion,
            names,
            questions: Arc::default(),
            tree: Arc::default(),
            grown: None,
            others: Arc::default(),
            refused: None,
        };
        if let Some(questions) = &settings.questions {
            tree.take_up(questions);
            return Ok(tree);
        }
        tree.refused = tree.grow(&x, &y).err();
        Ok(tree)
    }

    fn grow(&mut self, x: &Table, y: &[f64]) -> Result<(), sklearn::Error> {
        let is_of_classes = self.is_of_classes();
        let grow = |settings: &Settings| grown(settings, x, y, is_of_classes).map(Arc::new);
        let other = |value: &f64| Ok((*value, grow(&self.settings.at(*value))?));
        let values = self.settings.over.iter().flat_map(|over| &over.values);
        let others = values.map(other).collect::<Result<Vec<_>, sklearn::Error>>()?;
        let own = match self.settings.value() {
            Some(value) => grow(&self.settings.at(value))?,
            None => grow(&self.settings)?,
        };
        self.others = others.into();
        self.grow_as(own);
        Ok(())
    }

    /// A tree of a forest that has grown on the same data, as one of its own.
    pub(super) fn as_drawn(&self, drawn: &Drawn) -> Self {
        let mut tree = self.clone();
        let counts = drawn.counts(tree.samples.n_samples());
        tree.samples = tree.samples.drawn(counts.into_iter().map(|count| count as f64).collect());
        tree.grow_as(Arc::new(drawn.tree.clone()));
        tree
    }

    /// The same at another value of what is tried.
    pub(super) fn at(&self, value: f64) -> Self {
        let mut tree = Self { settings: self.settings.at(value), ..self.clone() };
        let settled = tree.settings.value();
        let found = self.others.iter().find(|(value, _)| Some(*value) == settled);
        if let Some((_, grown)) = found {
            tree.grow_as(grown.clone());
        }
        tree
    }

    /// The same on other data. What cannot be learned from changes nothing.
    pub(super) fn follow(&mut self, data: &Data) {
        let Ok(new) = Self::of(&self.settings, data) else { return };
        let own = self.is_by_hand().then(|| self.questions.clone());
        *self = new;
        if let Some(questions) = own {
            self.questions = questions;
            self.ask_all();
        }
    }

    /// What its classes are called; of numbers none.
    pub(super) fn classes(&self) -> &[String] {
        &self.names.classes
    }

    /// Its name in the code.
    pub(super) fn name(&self) -> &str {
        &self.settings.name
    }

    /// Why it could not grow with these settings.
    pub(super) fn refusal(&self) -> Option<&sklearn::Error> {
        self.refused.as_ref()
    }

    /// Whether its questions are not those that it would find.
    pub(super) fn is_by_hand(&self) -> bool {
        self.grown.as_ref().is_none_or(|grown| !Arc::ptr_eq(grown, &self.tree))
    }

    /// Whether it tells classes from each other.
    pub(super) fn is_of_classes(&self) -> bool {
        self.names.is_of_classes()
    }

    /// About how many numbers it keeps.
    pub(super) fn numbers(&self) -> usize {
        NUMBERS_OF_A_NODE * self.tree.nodes.len()
    }

    /// The threshold at a place.
    pub(super) fn read(&self, parameter: &Parameter) -> Result<f32, EditError> {
        let Place::Node { place } = parameter.place else { return Err(EditError::NoSuchParameter) };
        let split = self.node(place).and_then(|node| node.split).ok_or(EditError::NoQuestion)?;
        Ok(brief_threshold(split.threshold))
    }

    /// Asks these questions and no others.
    pub(super) fn take_up(&mut self, questions: &[AskedQuestion]) {
        let question = |asked: &AskedQuestion| {
            let AskedQuestion { node, feature, threshold } = *asked;
            // Rows are float32, and what is asked of them by hand as well.
            (node, Question { feature, threshold: f64::from(threshold as f32) })
        };
        self.questions = Arc::new(questions.iter().map(question).collect());
        self.ask_all();
    }

    /// Every node as a cell: its threshold, or its answer where it asks nothing.
    pub(super) fn parameters(&self) -> Vec<ParameterValue> {
        let nodes = self.tree.nodes.iter().zip(self.tree.places());
        let cell = |(node, place): (&Node, Option<u64>)| {
            let place = place?;
            let answer = || (self.answer(node) * ROUND).round() / ROUND;
            let threshold = |split: crate::trees::Split| brief_threshold(split.threshold).into();
            let value = node.split.map_or_else(answer, threshold);
            Some(ParameterValue {
                parameter: self.parameter(place),
                name: self.told_question(node),
                value: value as f32,
                // A leaf has no number to be moved.
                nudge: if node.split.is_some() { 1.0 } else { 0.0 },
                before: None,
                is_held: false,
            })
        };
        nodes.filter_map(cell).take(SHOWN).collect()
    }

    /// What comes out for `x`, a row for each of its rows: of two classes the share of the second.
    pub(super) fn output(&self, x: &Tensor) -> Option<Tensor> {
        let x = in_float64(x).filter(|x| x.ncols() == self.samples.n_features())?;
        let answer = |row| self.tree.nodes.get(self.tree.apply(row)).map(|leaf| self.answer(leaf));
        let answers: Option<Vec<f64>> = x.rows().into_iter().map(answer).collect();
        let answers = answers?;
        Some(Tensor::from_shape_fn(vec![answers.len(), 1], |at| answers[at[0]] as f32))
    }

    /// How it measures.
    pub(super) fn measure(&self, measure: TreeMeasure) -> f64 {
        let root = self.tree.nodes.first();
        let total = root.map_or(1.0, |root| root.weighted_n_node_samples);
        let of_leaf = |leaf: &Node| leaf.weighted_n_node_samples / total * leaf.impurity;
        let leaves = self.tree.nodes.iter().filter(|node| node.split.is_none());
        match measure {
            TreeMeasure::Depth => self.tree.depth() as f64,
            TreeMeasure::Leaves => self.tree.n_leaves() as f64,
            TreeMeasure::Impurity => leaves.map(of_leaf).sum(),
            TreeMeasure::Gain => root.and_then(|root| self.gain(root)).unwrap_or_default(),
        }
    }

    /// What the question of a node takes away of its impurity.
    fn gain(&self, node: &Node) -> Option<f64> {
        let split = node.split?;
        let side = |number: usize| {
            let side = &self.tree.nodes[number];
            side.weighted_n_node_samples / node.weighted_n_node_samples * side.impurity
        };
        let gain = node.impurity - side(split.left) - side(split.right);
        // What is left of rounding is no gain.
        Some(if gain.abs() < ROUNDING * node.impurity { 0.0 } else { gain })
    }

    /// What a node says: of two classes the share of the second, else the mean.
    fn answer(&self, node: &Node) -> f64 {
        let share = if self.is_of_classes() { node.value.get(1) } else { node.value.first() };
        share.copied().unwrap_or_default()
    }

    fn node(&self, place: u64) -> Option<&Node> {
        self.tree.nodes.get(self.number(place)?)
    }

    fn number(&self, place: u64) -> Option<usize> {
        self.tree.places().iter().position(|other| *other == Some(place))
    }

    fn split_at(&self, place: u64) -> Option<crate::trees::Split> {
        self.node(place)?.split
    }

    fn rows_at(&self, place: u64) -> Option<Vec<u32>> {
        let number = self.number(place)?;
        self.tree.rows(&self.samples).into_iter().nth(number)
    }

    fn parameter(&self, place: u64) -> Parameter {
        Parameter { layer: self.settings.name.clone(), place: Place::Node { place } }
    }

    fn grow_as(&mut self, tree: Arc<Tree>) {
        self.questions = Arc::new(asked(&tree));
        self.grown = Some(tree.clone());
        self.tree = tree;
    }

    fn ask_all(&mut self) {
        let ask = |place: u64| self.questions.get(&place).copied();
        self.tree = Arc::new(by_hand(&self.samples, self.criterion, ask));
    }
}

/// The questions of a tree, by place, as far as places go.
fn asked(tree: &Tree) -> BTreeMap<u64, Question> {
    let nodes = tree.nodes.iter().zip(tree.places());
    let question = |(node, place): (&Node, Option<u64>)| {
        let split = node.split?;
        Some((place?, Question { feature: split.feature, threshold: split.threshold }))
    };
    nodes.filter_map(question).collect()
}

fn grown(
    settings: &Settings,
    x: &Table,
    y: &[f64],
    is_of_classes: bool,
) -> Result<Tree, sklearn::Error> {
    let own = settings.settings(is_of_classes);
    if !is_of_classes {
        return DecisionTreeRegressor::new(own).fit(x, y).cloned();
    }
    let mut tree = DecisionTreeClassifier::new(own).fit(x, &labels(y)?)?.clone();
    // Where all rows are of one class, there is a share for it alone.
    let is_second = y.first().is_some_and(|y| *y > 0.5);
    let shares = if is_second { [0.0, 1.0] } else { [1.0, 0.0] };
    let alone = tree.nodes.iter_mut().filter(|node| node.value.len() == 1);
    alone.for_each(|node| node.value = shares.to_vec());
    Ok(tree)
}

fn samples(x: &Table, y: &[f64], is_of_classes: bool) -> Result<Samples, sklearn::Error> {
    let target = if is_of_classes {
        labels(y)?;
        Target::Classes { codes: y.iter().map(|y| u32::from(*y > 0.5)).collect(), count: 2 }
    } else {
        Target::Numbers(y.to_vec())
    };
    Ok(Samples::new(x, target))
}

fn targets(data: &Data) -> Vec<f64> {
    data.y.iter().map(|y| decimal(*y)).collect()
}

/// A threshold in the digits that anyone reads: the middle of two float32 numbers has many more.
fn brief_threshold(threshold: f64) -> f32 {
    format!("{threshold:.5e}").parse().unwrap_or(threshold as f32)
}

/// The share of an impurity that is no more than rounding.
const ROUNDING: f64 = 1e-12;
/// A share is told to four places.
const ROUND: f64 = 1e4;
/// A node and its question, in numbers of four bytes.
const NUMBERS_OF_A_NODE: usize = 40;
// More cells than anyone can look through would only slow every frame down.
const SHOWN: usize = 512;
