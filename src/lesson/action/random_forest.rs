//! `run.random_forest = …`.

use serde::Deserialize;

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::limits;
use crate::lesson::max_features;
use crate::lesson::over::Over;
use crate::lesson::path::Path;
use crate::lesson::python_names::check_name;
use crate::lesson::size;
use crate::lesson::sizes::within;
use crate::lesson::slider::Slider;
use crate::lesson::spent::{Span, Spent, within_seconds};
use crate::lesson::tunable::Tunable;
use crate::sklearn::Size;
use crate::trees::{
    Criterion, MaxFeatures, RandomForestClassifier, RandomForestRegressor, Settings, Trees,
};

use super::decision_tree::CriterionName;
use super::words::Words;

/// `run.random_forest = { name = "forest" }`: many trees, each grown on rows that are drawn anew, as
/// scikit-learn's `RandomForestClassifier` does it; where the targets are no classes, as its
/// `RandomForestRegressor`. It tells two classes from each other.
///
/// The learner changes every number that is set here. What a setting cannot be, scikit-learn says when
/// the step is run.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RandomForest {
    /// The variable that holds it in the code.
    pub name: String,
    /// How many trees; left out, 100.
    #[serde(default, deserialize_with = "size::optional")]
    pub n_estimators: Option<Size>,
    /// What a question makes small: `entropy`, or `gini`, which it is for classes if it is left out; of
    /// measured targets it is always `squared_error`.
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
    /// How many features, drawn anew, a node looks at: `"sqrt"` or `"log2"` of all, `"all"`, so many, or
    /// that share. Left out, `"sqrt"` for classes and all for measured targets.
    #[serde(default, deserialize_with = "max_features::optional")]
    pub max_features: Option<MaxFeatures>,
    /// Whether each tree draws its rows, as many as there are, with repetition; left out, true. Else
    /// each learns from all.
    pub bootstrap: Option<bool>,
    /// Whether each row is asked of the trees that have not drawn it; left out, false.
    pub oob_score: Option<bool>,
    /// Which rows are drawn, and which features; left out, 0.
    #[serde(default)]
    pub random_state: i64,
    /// Values of one setting to try, one after the other: the learner moves along them, and everything
    /// follows: `over = { n_estimators = [1, 3, 10] }`; of `max_depth`, `min_samples_split`,
    /// `min_samples_leaf` and `max_features`, as a count, likewise.
    pub over: Option<Over>,
}

impl RandomForest {
    /// The same with another draw.
    #[must_use]
    pub fn drawn_by(&self, random_state: i64) -> Self {
        Self { random_state, ..self.clone() }
    }

    /// What is set about its trees in scikit-learn's terms, for targets that are classes or not.
    pub fn settings(&self, is_of_classes: bool) -> Settings {
        let own = if is_of_classes {
            RandomForestClassifier::own(self.random_state)
        } else {
            RandomForestRegressor::own(self.random_state)
        };
        let is_entropy = is_of_classes && self.criterion == Some(CriterionName::Entropy);
        Settings {
            criterion: if is_entropy { Criterion::Entropy } else { own.criterion },
            max_depth: self.max_depth,
            min_samples_split: self.min_samples_split.unwrap_or(own.min_samples_split),
            min_samples_leaf: self.min_samples_leaf.unwrap_or(own.min_samples_leaf),
            max_features: self.max_features.unwrap_or(own.max_features),
            ..own
        }
    }

    /// What is set about the forest.
    pub fn trees(&self) -> Trees {
        let own = Trees::default();
        Trees {
            n_estimators: self.n_estimators.unwrap_or(own.n_estimators),
            bootstrap: self.bootstrap.unwrap_or(own.bootstrap),
            oob_score: self.oob_score.unwrap_or(own.oob_score),
        }
    }

    /// How much work a tree is, about, on so many rows with so many features, where all that is tried
    /// counts: on every level all rows are sorted by each feature that is looked at.
    pub(crate) fn work_of_a_tree(
        &self,
        rows: usize,
        features: usize,
        is_of_classes: bool,
    ) -> usize {
        let looked_at = self.looked_at(features, is_of_classes);
        rows.saturating_mul(looked_at).saturating_mul(self.levels(rows) * limits::SORT_WORK)
    }

    /// How many trees grow in all, for all values that are tried.
    pub(crate) fn trees_in_all(&self) -> usize {
        let most = self.over.as_ref().filter(|over| over.slider == Slider::NEstimators);
        let trees = match (most.and_then(|over| over.values.last()), self.trees().n_estimators) {
            (Some(most), _) => *most as usize,
            (None, Size::Count(count)) => usize::try_from(count).unwrap_or(0).max(1),
            (None, Size::Share(_)) => 1,
        };
        trees.saturating_mul(self.forests())
    }

    /// How many forests grow. The smaller ones of several are the beginning of the largest.
    pub(crate) fn forests(&self) -> usize {
        let tried = self.over.as_ref().filter(|over| over.slider != Slider::NEstimators);
        tried.map_or(1, |over| over.values.len().max(1))
    }

    /// The most questions on a way through its trees, about, on so many rows.
    pub(crate) fn levels(&self, rows: usize) -> usize {
        let own = match self.max_depth {
            Some(Size::Count(depth)) => usize::try_from(depth).unwrap_or(DEEP),
            _ => DEEP,
        };
        let tried = self.over.as_ref().filter(|over| over.slider == Slider::MaxDepth);
        let deepest = tried.and_then(|over| over.values.last()).map_or(own, |most| *most as usize);
        rows.min(DEEP).min(deepest).max(1)
    }

    /// How many of the features a node looks at.
    pub(crate) fn looked_at(&self, features: usize, is_of_classes: bool) -> usize {
        if self.over.as_ref().is_some_and(|over| over.slider == Slider::MaxFeatures) {
            return features;
        }
        self.settings(is_of_classes).max_features.of(features).min(features)
    }
}

impl Tunable for RandomForest {
    const SETTINGS: &'static [Slider] = &TRIED;

    fn trials(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    fn given(&self, slider: Slider) -> Option<f64> {
        let size = match slider {
            Slider::NEstimators => self.n_estimators,
            Slider::MaxDepth => self.max_depth,
            Slider::MinSamplesSplit => self.min_samples_split,
            Slider::MinSamplesLeaf => self.min_samples_leaf,
            Slider::MaxFeatures => match self.max_features {
                Some(MaxFeatures::Size(size)) => Some(size),
                _ => None,
            },
            _ => None,
        };
        size.map(size::number)
    }

    fn with(&self, slider: Slider, value: f64) -> Self {
        let mut changed = self.clone();
        let replace = |size: &mut Option<Size>| *size = Some(size::in_place_of(*size, value));
        match slider {
            Slider::NEstimators => replace(&mut changed.n_estimators),
            Slider::MaxDepth => replace(&mut changed.max_depth),
            Slider::MinSamplesSplit => replace(&mut changed.min_samples_split),
            Slider::MinSamplesLeaf => {
                // All rows are no share of them that a leaf could have.
                changed.min_samples_leaf = self.min_samples_leaf.filter(|_| value < 1.0);
                replace(&mut changed.min_samples_leaf);
            }
            Slider::MaxFeatures => {
                let size = match self.max_features {
                    Some(MaxFeatures::Size(size)) => Some(size),
                    _ => None,
                };
                let size = size::in_place_of(size, value);
                changed.max_features = Some(MaxFeatures::Size(size));
            }
            _ => (),
        }
        changed
    }
}

impl Words for RandomForest {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        let path = path.name("random_forest");
        faults.check(check_name(&path.name("name"), &self.name));
        if let Some(Size::Count(count)) = self.n_estimators {
            let count = usize::try_from(count).unwrap_or(0);
            faults.check(within(&path.name("n_estimators"), "trees", count, limits::TREES));
        }
        let over = self.over.as_ref().map(|over| over.check(&path.name("over"), &TRIED));
        faults.check(over.unwrap_or(Ok(())));
    }

    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        let path = path.name("random_forest");
        known.take_regression(&path.name("name"), &self.name)?;
        known.check_trees(&path, "a forest").map(drop)
    }

    fn estimator(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn spend(&self, path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        let (path, rows, trees) = (path.name("random_forest"), spent.rows(), self.trees_in_all());
        let data = spent.data();
        let of_a_tree = data
            .map_or(0, |data| self.work_of_a_tree(rows, data.x[0].len(), !data.classes.is_empty()));
        within_seconds(&path, Span::TreeOfForest, of_a_tree)?;
        let work = of_a_tree.saturating_mul(trees);
        within_seconds(&path, Span::Forest, work)?;
        spent.add_work(work);
        spent.add_numbers(trees.saturating_mul(numbers_of_a_tree(rows)));
        Ok(())
    }

    fn over(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    fn slides(&self) -> Vec<(Slider, f32)> {
        self.cells().into_iter().map(|(slider, value)| (slider, value as f32)).collect()
    }
}

/// About how many numbers a tree keeps that grows on so many rows, in numbers of four bytes.
pub(crate) const fn numbers_of_a_tree(rows: usize) -> usize {
    NUMBERS_OF_A_ROW.saturating_mul(rows)
}

/// What of it can be tried value by value, and changed.
const TRIED: [Slider; 5] = [
    Slider::NEstimators,
    Slider::MaxDepth,
    Slider::MinSamplesSplit,
    Slider::MinSamplesLeaf,
    Slider::MaxFeatures,
];

/// How deep a tree grows where its data means anything, about.
const DEEP: usize = 32;
/// A row in the leaves of a tree, in numbers of four bytes.
const NUMBERS_OF_A_ROW: usize = 16;
