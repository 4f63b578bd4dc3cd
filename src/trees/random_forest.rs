//! The forests of scikit-learn
//! (<https://scikit-learn.org/stable/modules/generated/sklearn.ensemble.RandomForestClassifier.html>).

use crate::sklearn::input::{check_lengths, fitted};
use crate::sklearn::metrics::r2_score;
use crate::sklearn::{Category, Error, Estimator, Size, Table};

use super::decision_tree::accuracy;
use super::forest::{Forest, GrowingForest, Trees};
use super::impurity::Criterion;
use super::input::{check_asked, classes, numbers};
use super::settings::{MaxFeatures, Settings, repr};
use super::tree::largest;

/// `RandomForestClassifier`: says the class with the largest mean share.
#[derive(Debug, Clone, PartialEq)]
pub struct RandomForestClassifier {
    /// What is set about its trees.
    pub settings: Settings,
    /// What is set about the forest.
    pub trees: Trees,
    fitted: Option<(Forest, Vec<Category>)>,
}

/// `RandomForestRegressor`: says the mean of what its trees say.
#[derive(Debug, Clone, PartialEq)]
pub struct RandomForestRegressor {
    /// What is set about its trees.
    pub settings: Settings,
    /// What is set about the forest.
    pub trees: Trees,
    fitted: Option<Forest>,
}

const CLASSIFIER: Estimator = Estimator::RandomForestClassifier;
const REGRESSOR: Estimator = Estimator::RandomForestRegressor;

impl RandomForestClassifier {
    /// With those settings.
    pub const fn new(settings: Settings, trees: Trees) -> Self {
        Self { settings, trees, fitted: None }
    }

    /// scikit-learn's own settings: each node looks at √d features.
    pub const fn own(random_state: i64) -> Settings {
        let settings = Settings::new(Criterion::Gini, random_state);
        Settings { max_features: MaxFeatures::Sqrt, ..settings }
    }

    /// How Python shows it: what differs from the defaults.
    pub fn repr(&self) -> String {
        shown(CLASSIFIER, &self.settings, self.trees, &Self::own(0))
    }

    /// A forest that is about to grow on these rows, tree by tree.
    ///
    /// # Errors
    /// In scikit-learn's words: settings, rows or labels that cannot be.
    pub fn growing(&self, x: &Table, y: &[Category]) -> Result<GrowingForest, Error> {
        GrowingForest::new(&self.settings, self.trees, x, classes(y).1, CLASSIFIER)
    }

    /// Grows all trees.
    pub fn fit(&mut self, x: &Table, y: &[Category]) -> Result<&Forest, Error> {
        let forest = self.growing(x, y)?.finish()?;
        Ok(&self.fitted.insert((forest, classes(y).0)).0)
    }

    /// The trees, or the error of a forest that was not fitted.
    pub fn forest(&self) -> Result<&Forest, Error> {
        Ok(&self.fitted()?.0)
    }

    /// `classes_`: the labels that occurred, in order.
    pub fn classes(&self) -> Result<&[Category], Error> {
        Ok(&self.fitted()?.1)
    }

    /// The mean share of each class: shape (rows, classes).
    pub fn predict_proba(&self, x: &Table) -> Result<Table, Error> {
        let forest = self.forest()?;
        check_asked(x, forest.n_features, CLASSIFIER)?;
        Ok(forest.values(x))
    }

    /// The class with the largest mean share, for each row.
    pub fn predict(&self, x: &Table) -> Result<Vec<Category>, Error> {
        Ok(named(&self.predict_proba(x)?, self.classes()?))
    }

    /// The share of right answers.
    pub fn score(&self, x: &Table, y: &[Category]) -> Result<f64, Error> {
        accuracy(&self.predict(x)?, y)
    }

    /// `oob_score_`: the share of right answers about rows that were left out, `x` and `y` being those of
    /// the training.
    pub fn oob_score(&self, x: &Table, y: &[Category]) -> Result<f64, Error> {
        check_lengths(&[x.nrows(), y.len()])?;
        let (shares, _) = self.forest()?.out_of_bag(x);
        accuracy(&named(&shares, self.classes()?), y)
    }

    fn fitted(&self) -> Result<&(Forest, Vec<Category>), Error> {
        fitted(self.fitted.as_ref(), CLASSIFIER)
    }
}

impl RandomForestRegressor {
    /// With those settings.
    pub const fn new(settings: Settings, trees: Trees) -> Self {
        Self { settings, trees, fitted: None }
    }

    /// scikit-learn's own settings: each node looks at all features.
    pub const fn own(random_state: i64) -> Settings {
        let settings = Settings::new(Criterion::SquaredError, random_state);
        Settings { max_features: MaxFeatures::Size(Size::Share(1.0)), ..settings }
    }

    /// How Python shows it: what differs from the defaults.
    pub fn repr(&self) -> String {
        shown(REGRESSOR, &self.settings, self.trees, &Self::own(0))
    }

    /// A forest that is about to grow on these rows, tree by tree.
    ///
    /// # Errors
    /// In scikit-learn's words: settings, rows or targets that cannot be.
    pub fn growing(&self, x: &Table, y: &[f64]) -> Result<GrowingForest, Error> {
        GrowingForest::new(&self.settings, self.trees, x, numbers(y)?, REGRESSOR)
    }

    /// Grows all trees.
    pub fn fit(&mut self, x: &Table, y: &[f64]) -> Result<&Forest, Error> {
        let forest = self.growing(x, y)?.finish()?;
        Ok(self.fitted.insert(forest))
    }

    /// The trees, or the error of a forest that was not fitted.
    pub fn forest(&self) -> Result<&Forest, Error> {
        fitted(self.fitted.as_ref(), REGRESSOR)
    }

    /// The mean of what the trees say, for each row.
    pub fn predict(&self, x: &Table) -> Result<Vec<f64>, Error> {
        let forest = self.forest()?;
        check_asked(x, forest.n_features, REGRESSOR)?;
        Ok(forest.values(x).into_iter().collect())
    }

    /// R² of what it predicts.
    pub fn score(&self, x: &Table, y: &[f64]) -> Result<f64, Error> {
        Ok(r2_score(y, &self.predict(x)?)?.value)
    }

    /// `oob_score_`: R² of what it says about rows that were left out, `x` and `y` being those of the
    /// training.
    pub fn oob_score(&self, x: &Table, y: &[f64]) -> Result<f64, Error> {
        let (said, _) = self.forest()?.out_of_bag(x);
        Ok(r2_score(y, &said.into_iter().collect::<Vec<f64>>())?.value)
    }
}

/// The class with the largest share of each row.
fn named(shares: &Table, classes: &[Category]) -> Vec<Category> {
    let class = |row: ndarray::ArrayView1<'_, f64>| classes.get(largest(&row.to_vec())).cloned();
    shares.rows().into_iter().filter_map(class).collect()
}

fn shown(owner: Estimator, settings: &Settings, trees: Trees, own: &Settings) -> String {
    let mut changed = settings.changed(own);
    changed.extend(trees.changed());
    changed.sort_unstable();
    repr(owner.name(), &changed)
}
