//! `xgb.Booster`: all trees together.

use super::data::DMatrix;
use super::dump::{dump, name};
use super::error::{BoosterError, Error};
use super::objective::Objective;
use super::tree::{Node, Tree};

/// What a training has come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Booster {
    /// What the margins mean.
    pub objective: Objective,
    /// `base_score`: the prediction before the first tree.
    pub base_score: f32,
    /// The margin before the first tree.
    pub start: f32,
    /// A tree for each round.
    pub trees: Vec<Tree>,
    /// How many columns it was trained on.
    pub num_features: usize,
    /// Their names, if they have any.
    pub feature_names: Option<Vec<String>>,
    /// The best round so far, where early stopping watches.
    pub best: Option<Best>,
}

/// `best_iteration` and `best_score`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Best {
    /// `best_iteration`: the round, counted from 0.
    pub iteration: usize,
    /// `best_score`: the last metric of the last set in that round.
    pub score: f64,
}

/// The rounds whose trees are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rounds {
    /// All there are: what `booster.predict(data)` asks, also after early stopping.
    #[default]
    All,
    /// Those up to the best one, where early stopping has found one: what `XGBRegressor` and
    /// `XGBClassifier` ask, or `iteration_range=(0, booster.best_iteration + 1)`.
    Best,
    /// `iteration_range=(begin, end)`: without `end`; an `end` of 0 means the last round.
    Range(usize, usize),
}

/// `importance_type` of `get_score`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Importance {
    /// `weight`: how many splits ask about the feature.
    Weight,
    /// `gain`: what they gain on average.
    Gain,
    /// `cover`: what the rows they ask weigh on average.
    Cover,
    /// `total_gain`.
    TotalGain,
    /// `total_cover`.
    TotalCover,
}

impl Booster {
    /// `booster.predict(data)`: a value, or a chance, for each row.
    pub fn predict(&self, data: &DMatrix, rounds: Rounds) -> Result<Vec<f32>, Error> {
        Ok(self.transformed(self.margins(data, rounds)?))
    }

    /// `booster.predict(data, output_margin=True)`: what the trees add up to. Fewer columns than it
    /// was trained on count as missing.
    pub fn margins(&self, data: &DMatrix, rounds: Rounds) -> Result<Vec<f32>, Error> {
        self.check_names(data)?;
        if data.num_col() > self.num_features {
            let (known, given) = (self.num_features, data.num_col());
            return Err(BoosterError::Columns { known, given }.into());
        }
        self.added_up(data, rounds)
    }

    /// `booster.inplace_predict(x)`: the same of bare rows, which must be as wide as what it was
    /// trained on.
    pub fn inplace_predict<Row: AsRef<[f64]>>(
        &self,
        x: &[Row],
        rounds: Rounds,
    ) -> Result<Vec<f32>, Error> {
        let data = DMatrix::new(x)?;
        let (expected, got) = (self.num_features, data.num_col());
        if expected != got {
            return Err(BoosterError::FeatureShape { expected, got }.into());
        }
        Ok(self.transformed(self.added_up(&data, rounds)?))
    }

    /// `booster.predict(data, pred_leaf=True)`: the number of the leaf in each tree, row by row.
    pub fn leaves(&self, data: &DMatrix) -> Vec<Vec<usize>> {
        let leaf = |row: usize, tree: &Tree| tree.leaf(|feature| data.value(row, feature));
        let of_row = |row| self.trees.iter().map(|tree| leaf(row, tree)).collect();
        (0..data.num_row()).map(of_row).collect()
    }

    /// `booster.get_dump(with_stats=…)`: each tree as text.
    pub fn get_dump(&self, with_stats: bool) -> Vec<String> {
        let names = self.feature_names.as_deref();
        self.trees.iter().map(|tree| dump(tree, names, with_stats)).collect()
    }

    /// `booster.get_score(importance_type=…)`: the features that are asked about, and how much that
    /// is worth.
    pub fn get_score(&self, importance: Importance) -> Vec<(String, f32)> {
        let mut sums = vec![(0_usize, 0.0_f32); self.num_features];
        let nodes = self.trees.iter().flat_map(|tree| {
            tree.reached().into_iter().filter_map(|number| tree.nodes.get(number))
        });
        for node in nodes {
            let sum = node.split.and_then(|split| sums.get_mut(split.feature));
            if let Some((splits, sum)) = sum {
                *splits += 1;
                *sum += importance.of_node(node);
            }
        }
        let names = self.feature_names.as_deref();
        let asked = sums.into_iter().enumerate().filter(|(_, (splits, _))| *splits > 0);
        let worth = |splits: usize, sum: f32| {
            if importance.is_average() { sum / splits as f32 } else { sum }
        };
        asked.map(|(feature, (splits, sum))| (name(feature, names), worth(splits, sum))).collect()
    }

    /// `booster.best_iteration`, which only early stopping gives.
    pub fn best_iteration(&self) -> Result<usize, Error> {
        self.best.map(|best| best.iteration).ok_or_else(|| BoosterError::NoBest.into())
    }

    /// `booster.num_boosted_rounds()`.
    pub const fn num_boosted_rounds(&self) -> usize {
        self.trees.len()
    }

    /// Data is to have the names that it was trained with.
    pub(super) fn check_names(&self, data: &DMatrix) -> Result<(), Error> {
        let Some(expected) = &self.feature_names else { return Ok(()) };
        match data.feature_names() {
            None => Err(BoosterError::NamesMissing { expected: expected.clone() }.into()),
            Some(given) if given == expected => Ok(()),
            Some(given) => {
                let (expected, given) = (expected.clone(), given.to_vec());
                Err(BoosterError::NamesMismatch { expected, given }.into())
            }
        }
    }

    fn added_up(&self, data: &DMatrix, rounds: Rounds) -> Result<Vec<f32>, Error> {
        let mut margins = vec![self.start; data.num_row()];
        self.asked(rounds)?.iter().for_each(|tree| add(tree, data, &mut margins));
        Ok(margins)
    }

    fn transformed(&self, margins: Vec<f32>) -> Vec<f32> {
        margins.into_iter().map(|margin| self.objective.transform(margin)).collect()
    }

    fn asked(&self, rounds: Rounds) -> Result<&[Tree], Error> {
        let count = self.trees.len();
        let (begin, end) = match rounds {
            Rounds::All => (0, count),
            Rounds::Best => (0, self.best.map_or(count, |best| best.iteration + 1)),
            Rounds::Range(begin, 0) => (begin, count),
            Rounds::Range(begin, end) => (begin, end),
        };
        if end > count {
            return Err(BoosterError::RoundsEnd { end, count }.into());
        }
        self.trees.get(begin..end).ok_or_else(|| BoosterError::RoundsOrder { begin, end }.into())
    }
}

/// Adds what a tree says of each row to its margin.
pub(super) fn add(tree: &Tree, data: &DMatrix, margins: &mut [f32]) {
    for (row, margin) in margins.iter_mut().enumerate() {
        *margin += tree.predict(|feature| data.value(row, feature));
    }
}

impl Importance {
    fn of_node(self, node: &Node) -> f32 {
        match self {
            Self::Weight => 1.0,
            Self::Gain | Self::TotalGain => node.gain,
            Self::Cover | Self::TotalCover => node.stats.sum_hess as f32,
        }
    }

    const fn is_average(self) -> bool {
        matches!(self, Self::Gain | Self::Cover)
    }
}
