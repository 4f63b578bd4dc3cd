//! `run.decision_tree = …`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::limits;
use crate::lesson::over::Over;
use crate::lesson::path::Path;
use crate::lesson::python_names::check_name;
use crate::lesson::size;
use crate::lesson::sizes::within;
use crate::lesson::slider::Slider;
use crate::lesson::spent::{Span, Spent, within_seconds};
use crate::lesson::tunable::Tunable;
use crate::sklearn::Size;
use crate::trees::{Criterion, Settings};

use super::words::Words;

/// `run.decision_tree = { name = "tree", max_depth = 2 }`: a tree of questions that grows on the data,
/// as scikit-learn's `DecisionTreeClassifier` does it; where the targets are no classes, as its
/// `DecisionTreeRegressor`. It tells two classes from each other.
///
/// The learner changes every number that is set here. With `questions` nothing grows: the tree asks
/// these, and the learner asks on. An empty list is a single leaf. What a setting cannot be, scikit-learn says when the step is run.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionTree {
    /// The variable that holds it in the code.
    pub name: String,
    /// What a question makes small: `entropy`, or `gini`, which it is for classes if it is left out; of
    /// measured targets it is always `squared_error`. Where `questions` are asked and this is left out,
    /// nothing is said of it, nor of what a question gains.
    pub criterion: Option<CriterionName>,
    /// The most questions on a way; left out, as many as there are.
    #[serde(default, deserialize_with = "size::optional")]
    pub max_depth: Option<Size>,
    /// The fewest rows that are asked, or their share; left out, 2.
    #[serde(default, deserialize_with = "size::optional")]
    pub min_samples_split: Option<Size>,
    /// The fewest rows on each side of a question, or their share; left out, 1.
    #[serde(default, deserialize_with = "size::optional")]
    pub min_samples_leaf: Option<Size>,
    /// What a leaf has to be worth, or its branch is pruned; left out, nothing.
    pub ccp_alpha: Option<f64>,
    /// Which of equally good questions is taken; left out, 0.
    #[serde(default)]
    pub random_state: i64,
    /// The questions that are asked, instead of those that a tree would find.
    pub questions: Option<Vec<AskedQuestion>>,
    /// Values of one setting to try, one after the other: the learner moves along them, and everything
    /// follows: `over = { max_depth = [1, 2, 3] }`; of `min_samples_split`, `min_samples_leaf` and
    /// `ccp_alpha` likewise.
    pub over: Option<Over>,
}

/// What a question makes small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionName {
    /// The share of rows that would be named wrongly if they were named by lot.
    Gini,
    /// How many yes-or-no answers it takes to name a row's class, in bits.
    Entropy,
    /// The mean squared distance from the mean, of measured targets.
    SquaredError,
}

/// `{ node = 1, feature = 0, threshold = 0.5 }`: a question at a place of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedQuestion {
    /// The place: 1 is the root, and below a place p are 2p, where yes leads, and 2p + 1.
    pub node: u64,
    /// The feature that is asked about, counted from 0.
    pub feature: usize,
    /// The largest value that is answered with yes.
    pub threshold: f64,
}

impl DecisionTree {
    /// Whether it is told how mixed its nodes are, and what its questions gain.
    pub fn tells_impurity(&self) -> bool {
        self.questions.is_none() || self.criterion.is_some()
    }

    /// The settings in scikit-learn's terms, for targets that are classes or not.
    pub fn settings(&self, is_of_classes: bool) -> Settings {
        let criterion = match self.criterion {
            _ if !is_of_classes => Criterion::SquaredError,
            Some(CriterionName::Entropy) => Criterion::Entropy,
            Some(CriterionName::Gini | CriterionName::SquaredError) | None => Criterion::Gini,
        };
        let own = Settings::new(criterion, self.random_state);
        Settings {
            max_depth: self.max_depth,
            min_samples_split: self.min_samples_split.unwrap_or(own.min_samples_split),
            min_samples_leaf: self.min_samples_leaf.unwrap_or(own.min_samples_leaf),
            ccp_alpha: self.ccp_alpha.unwrap_or(own.ccp_alpha),
            ..own
        }
    }
}

impl Tunable for DecisionTree {
    const SETTINGS: &'static [Slider] = &TRIED;

    fn trials(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    fn given(&self, slider: Slider) -> Option<f64> {
        match slider {
            // Where questions are asked, nothing grows.
            _ if self.questions.is_some() => None,
            Slider::MaxDepth => self.max_depth.map(size::number),
            Slider::MinSamplesSplit => self.min_samples_split.map(size::number),
            Slider::MinSamplesLeaf => self.min_samples_leaf.map(size::number),
            Slider::CcpAlpha => self.ccp_alpha,
            _ => None,
        }
    }

    fn with(&self, slider: Slider, value: f64) -> Self {
        let mut changed = self.clone();
        let replace = |size: &mut Option<Size>| *size = Some(size::in_place_of(*size, value));
        match slider {
            Slider::MaxDepth => replace(&mut changed.max_depth),
            Slider::MinSamplesSplit => replace(&mut changed.min_samples_split),
            Slider::MinSamplesLeaf => {
                // All rows are no share of them that a leaf could have.
                changed.min_samples_leaf = self.min_samples_leaf.filter(|_| value < 1.0);
                replace(&mut changed.min_samples_leaf);
            }
            Slider::CcpAlpha => changed.ccp_alpha = Some(value),
            _ => (),
        }
        changed
    }
}

impl Words for DecisionTree {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        let path = path.name("decision_tree");
        faults.check(check_name(&path.name("name"), &self.name));
        let over = self.over.as_ref().map(|over| over.check(&path.name("over"), &TRIED));
        faults.check(over.unwrap_or(Ok(())));
        if let (Some(_), Some(_)) = (&self.over, &self.questions) {
            let message = "nothing grows where `questions` are asked: take this out, or those";
            faults.note(Fault::new(&path.name("over"), message));
        }
        faults.check(check_questions(&path, self.questions.as_deref().unwrap_or_default()));
    }

    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        let path = path.name("decision_tree");
        known.take_regression(&path.name("name"), &self.name)?;
        let Some(data) = known.check_trees(&path, "a tree")? else { return Ok(()) };
        let is_of_squares = self.criterion == Some(CriterionName::SquaredError);
        if is_of_squares && !data.classes.is_empty() {
            let message = "expected `gini` or `entropy`, for the targets are classes";
            return Err(Fault::new(&path.name("criterion"), message));
        }
        let features = data.x[0].len();
        let is_strange = |question: &AskedQuestion| question.feature >= features;
        let questions = self.questions.as_deref().unwrap_or_default();
        if let Some(index) = questions.iter().position(is_strange) {
            let path = path.name("questions").index(index).name("feature");
            let strange = questions[index].feature;
            let message = format!("there is no feature {strange}: the data has {features}");
            return Err(Fault::new(&path, message));
        }
        Ok(())
    }

    fn estimator(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn spend(&self, path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        let (path, rows) = (path.name("decision_tree"), spent.rows());
        let inputs = spent.data().map_or(1, |data| data.x[0].len());
        let values = 1 + self.over.as_ref().map_or(0, |over| over.values.len());
        // On every level all rows are sorted by each feature; without luck a tree is as deep as its rows.
        let levels = self.questions.as_ref().map_or(rows.min(DEEP), Vec::len).max(1);
        let work = rows
            .saturating_mul(inputs)
            .saturating_mul(levels * limits::SORT_WORK)
            .saturating_mul(values);
        within_seconds(&path, Span::Tree, work)?;
        spent.add_work(work);
        spent.add_numbers(values * 16 * rows);
        Ok(())
    }

    fn over(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    fn slides(&self) -> Vec<(Slider, f32)> {
        self.cells().into_iter().map(|(slider, value)| (slider, value as f32)).collect()
    }
}

/// Refuses places that there are not, and two questions at one place.
pub(in crate::lesson) fn check_questions(
    path: &Path,
    questions: &[AskedQuestion],
) -> Result<(), Fault> {
    let path = path.name("questions");
    within(&path, "questions", questions.len(), limits::QUESTIONS)?;
    let mut asked: BTreeMap<u64, usize> = BTreeMap::new();
    for (index, question) in questions.iter().enumerate() {
        let place = path.index(index).name("node");
        if question.node == 0 || question.node >= 1 << limits::TREE_DEPTH {
            let message = format!(
                "expected a place from 1, the root, to {}: below p are 2p and 2p + 1",
                (1_u64 << limits::TREE_DEPTH) - 1
            );
            return Err(Fault::new(&place, message));
        }
        if asked.insert(question.node, index).is_some() {
            return Err(Fault::new(&place, "this place has a question already"));
        }
        if !question.threshold.is_finite() {
            let message = "expected a number that is not infinite";
            return Err(Fault::new(&path.index(index).name("threshold"), message));
        }
    }
    Ok(())
}

/// What of it can be tried value by value, and changed.
const TRIED: [Slider; 4] =
    [Slider::MaxDepth, Slider::MinSamplesSplit, Slider::MinSamplesLeaf, Slider::CcpAlpha];

/// How deep a tree grows where its data means anything, about.
const DEEP: usize = 32;
