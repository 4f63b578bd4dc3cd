//! Random forests (Breiman 2001, <https://doi.org/10.1023/A:1010933404324>;
//! <https://scikit-learn.org/stable/modules/ensemble.html#forest>, BSD-3-Clause, whose algorithm is
//! followed): many trees, each on rows that are drawn anew, with repetition.
//!
//! A forest answers with the mean of what its trees answer. A row that a tree has not drawn can be asked
//! about as if it were new: that is the out-of-bag estimate.

use std::sync::Arc;

use crate::sklearn::input::check_lengths;
use crate::sklearn::{Error, Estimator, EstimatorError, RandomState, Size, Table};

use super::decision_tree::{LARGEST, tree_seed, values};
use super::grow::{Growing, Limits};
use super::input::check_x;
use super::limits::{VALUES, check_trees};
use super::prune::pruned;
use super::samples::{Samples, Target};
use super::settings::{Settings, check_random_state};
use super::tree::{Tree, shared_out};

/// What can be set about a forest beside its trees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trees {
    /// How many trees.
    pub n_estimators: Size,
    /// Whether each tree draws its rows, as many as there are, with repetition; or learns from all.
    pub bootstrap: bool,
    /// Whether the rows that were left out are asked about.
    pub oob_score: bool,
}

impl Default for Trees {
    fn default() -> Self {
        Self { n_estimators: Size::Count(100), bootstrap: true, oob_score: false }
    }
}

/// A forest that has grown, or is growing.
#[derive(Debug, Clone, PartialEq)]
pub struct Forest {
    /// Its trees, in the order they grew.
    pub trees: Vec<Arc<Drawn>>,
    /// How many features a row has.
    pub n_features: usize,
    /// How many numbers it answers with: a share for each class, or one.
    pub outputs: usize,
}

/// A tree of a forest.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// Its `random_state`.
    pub random_state: u32,
    /// The rows it has drawn, in the order of drawing; without bootstrap, none.
    pub rows: Option<Arc<[u32]>>,
    /// What has grown on them.
    pub tree: Tree,
}

impl Drawn {
    /// How often each of `n` rows was drawn.
    pub fn counts(&self, n: usize) -> Vec<usize> {
        match &self.rows {
            None => vec![1; n],
            Some(rows) => counted(rows, n),
        }
    }
}

impl Forest {
    /// Its first trees: the forest of so many, as each tree hangs on those before it for its
    /// `random_state` alone.
    #[must_use]
    pub fn first(&self, trees: usize) -> Self {
        Self { trees: self.trees.iter().take(trees).cloned().collect(), ..*self }
    }

    /// The mean of what the trees say of each row: shape (rows, outputs).
    pub fn values(&self, x: &Table) -> Table {
        let mut mean = Table::zeros((x.nrows(), self.outputs));
        for drawn in &self.trees {
            mean += &values(&drawn.tree, x, self.outputs);
        }
        mean / self.trees.len().max(1) as f64
    }

    /// The same of the rows it has grown on, each asked of the trees that have not drawn it. A row that
    /// all have drawn gets 0; how many of those there are comes with it.
    pub fn out_of_bag(&self, x: &Table) -> (Table, usize) {
        let mut mean = Table::zeros((x.nrows(), self.outputs));
        let mut asked = vec![0_u32; x.nrows()];
        for drawn in &self.trees {
            let said = values(&drawn.tree, x, self.outputs);
            let counts = drawn.counts(x.nrows());
            for row in (0..x.nrows()).filter(|row| counts[*row] == 0) {
                mean.row_mut(row).scaled_add(1.0, &said.row(row));
                asked[row] += 1;
            }
        }
        for (mut row, asked) in mean.rows_mut().into_iter().zip(&asked) {
            row /= f64::from((*asked).max(1));
        }
        (mean, asked.iter().filter(|asked| **asked == 0).count())
    }

    /// The mean of the trees' importances, of those that ask anything, shared out.
    pub fn feature_importances(&self) -> Vec<f64> {
        let mut sums = vec![0.0; self.n_features];
        let asking = self.trees.iter().filter(|drawn| drawn.tree.nodes.len() > 1);
        let count = asking.clone().count().max(1) as f64;
        for drawn in asking {
            let importances = drawn.tree.feature_importances();
            sums.iter_mut().zip(importances).for_each(|(sum, importance)| *sum += importance);
        }
        for sum in &mut sums {
            *sum /= count;
        }
        shared_out(sums)
    }
}

/// A forest that grows: each step makes a tree, and gives its number.
#[derive(Debug, Clone)]
pub struct GrowingForest {
    samples: Samples,
    limits: Limits,
    ccp_alpha: f64,
    bootstrap: bool,
    /// The `random_state` of each tree.
    seeds: Vec<u32>,
    forest: Forest,
    owner: Estimator,
    /// How many values the nodes of all trees have together.
    values: usize,
}

impl GrowingForest {
    pub(super) fn new(
        settings: &Settings,
        trees: Trees,
        x: &Table,
        target: Target,
        owner: Estimator,
    ) -> Result<Self, Error> {
        let limits = settings.resolve(owner, x.nrows(), x.ncols())?;
        let n_estimators = trees.check(owner)?;
        let seed = check_random_state(settings.random_state, owner)?;
        check_x(x, owner)?;
        check_lengths(&[x.nrows(), target.len()])?;
        if trees.oob_score && !trees.bootstrap {
            return Err(EstimatorError::OutOfBag.into());
        }
        check_trees(x.nrows(), x.ncols(), n_estimators, owner)?;
        let seeds = RandomState::new(seed).randint(0..LARGEST, n_estimators);
        let seeds = seeds.into_iter().map(|seed| seed as u32).collect();
        let (n_features, outputs) = (x.ncols(), target.outputs());
        let forest = Forest { trees: Vec::new(), n_features, outputs };
        let (samples, ccp_alpha) = (Samples::new(x, target), settings.ccp_alpha);
        Ok(Self {
            samples,
            limits,
            ccp_alpha,
            bootstrap: trees.bootstrap,
            seeds,
            forest,
            owner,
            values: 0,
        })
    }

    /// The forest so far.
    pub const fn forest(&self) -> &Forest {
        &self.forest
    }

    /// How many trees it will have.
    pub fn n_estimators(&self) -> usize {
        self.seeds.len()
    }

    /// Grows to the end.
    ///
    /// # Errors
    /// Its trees go too deep for so many rows.
    pub fn finish(mut self) -> Result<Forest, Error> {
        self.by_ref().for_each(drop);
        if self.forest.trees.len() < self.seeds.len() {
            return Err(EstimatorError::TooDeep { estimator: self.owner }.into());
        }
        Ok(self.forest)
    }

    /// A tree, unless it goes too deep.
    fn tree(&mut self, random_state: u32) -> Option<Drawn> {
        let n = self.samples.n_samples();
        let rows: Option<Arc<[u32]>> = self.bootstrap.then(|| bootstrap(random_state, n));
        let weights =
            |rows: &Arc<[u32]>| counted(rows, n).into_iter().map(|count| count as f64).collect();
        let samples = match &rows {
            Some(rows) => self.samples.drawn(weights(rows)),
            None => self.samples.clone(),
        };
        let mut growing = Growing::new(samples, self.limits, tree_seed(random_state));
        growing.by_ref().for_each(drop);
        self.values += growing.values(self.forest.n_features);
        growing.check(self.owner).ok()?;
        Some(Drawn { random_state, rows, tree: pruned(&growing.finish(), self.ccp_alpha) })
    }
}

impl Iterator for GrowingForest {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let number = self.forest.trees.len();
        let random_state = *self.seeds.get(number)?;
        if self.values > VALUES {
            return None;
        }
        let tree = self.tree(random_state)?;
        self.forest.trees.push(Arc::new(tree));
        Some(number)
    }
}

impl Trees {
    fn check(self, owner: Estimator) -> Result<usize, Error> {
        match self.n_estimators {
            Size::Count(count) if count >= 1 => Ok(usize::try_from(count).unwrap_or(usize::MAX)),
            given => Err(EstimatorError::InvalidParameter {
                parameter: "n_estimators",
                owner: owner.name(),
                wanted: "an int in the range [1, inf)",
                given: given.repr(),
            }
            .into()),
        }
    }

    pub(super) fn changed(self) -> Vec<(&'static str, String)> {
        let own = Self::default();
        let shown = |is_true: bool| if is_true { "True" } else { "False" }.to_owned();
        [
            ("bootstrap", self.bootstrap != own.bootstrap, shown(self.bootstrap)),
            ("n_estimators", self.n_estimators != own.n_estimators, self.n_estimators.repr()),
            ("oob_score", self.oob_score != own.oob_score, shown(self.oob_score)),
        ]
        .into_iter()
        .filter_map(|(name, is_changed, repr)| is_changed.then_some((name, repr)))
        .collect()
    }
}

/// The rows that a tree draws of `n`: so many, with repetition.
fn bootstrap(random_state: u32, n: usize) -> Arc<[u32]> {
    let rows = RandomState::new(random_state).randint(0..n as i64, n);
    rows.into_iter().map(|row| row as u32).collect()
}

fn counted(rows: &[u32], n: usize) -> Vec<usize> {
    let mut counts = vec![0; n];
    for row in rows {
        if let Some(count) = counts.get_mut(*row as usize) {
            *count += 1;
        }
    }
    counts
}
