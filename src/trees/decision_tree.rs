//! Decision trees
//! (<https://scikit-learn.org/stable/modules/tree.html>, BSD-3-Clause, whose algorithm is followed).
//!
//! X has shape (rows, features); y has a label or a number for each row.

use crate::sklearn::input::fitted;
use crate::sklearn::metrics::r2_score;
use crate::sklearn::{Category, Error, Estimator, EstimatorError, InputError, RandomState, Table};

use super::export::Text;
use super::grow::Growing;
use super::impurity::Criterion;
use super::input::{check_asked, check_x, classes, numbers};
use super::prune::pruned;
use super::samples::{Samples, Target};
use super::settings::{Settings, check_random_state, repr};
use super::tree::Tree;

/// `DecisionTreeClassifier`: says the class that most rows of a leaf have.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionTreeClassifier {
    /// What is set about it.
    pub settings: Settings,
    fitted: Option<(Tree, Vec<Category>)>,
}

/// `DecisionTreeRegressor`: says the mean of a leaf.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionTreeRegressor {
    /// What is set about it.
    pub settings: Settings,
    fitted: Option<Tree>,
}

const CLASSIFIER: Estimator = Estimator::DecisionTreeClassifier;
const REGRESSOR: Estimator = Estimator::DecisionTreeRegressor;

impl DecisionTreeClassifier {
    /// With those settings.
    pub const fn new(settings: Settings) -> Self {
        Self { settings, fitted: None }
    }

    /// How Python shows it: what differs from the defaults.
    pub fn repr(&self) -> String {
        repr(CLASSIFIER.name(), &self.settings.changed(&Settings::new(Criterion::Gini, 0)))
    }

    /// A tree that is about to grow on these rows, node by node. It is not pruned.
    ///
    /// # Errors
    /// In scikit-learn's words: settings, rows or labels that cannot be.
    pub fn growing(&self, x: &Table, y: &[Category]) -> Result<Growing, Error> {
        growing(&self.settings, x, classes(y).1, CLASSIFIER)
    }

    /// Grows the tree, and prunes it.
    pub fn fit(&mut self, x: &Table, y: &[Category]) -> Result<&Tree, Error> {
        let tree = pruned(&grown(self.growing(x, y)?, CLASSIFIER)?, self.settings.ccp_alpha);
        Ok(&self.fitted.insert((tree, classes(y).0)).0)
    }

    /// `tree_`, or the error of one that was not fitted.
    pub fn tree(&self) -> Result<&Tree, Error> {
        Ok(&self.fitted()?.0)
    }

    /// `classes_`: the labels that occurred, in order.
    pub fn classes(&self) -> Result<&[Category], Error> {
        Ok(&self.fitted()?.1)
    }

    /// The share of each class in the leaf of each row: shape (rows, classes).
    pub fn predict_proba(&self, x: &Table) -> Result<Table, Error> {
        let (tree, classes) = self.fitted()?;
        check_asked(x, tree.n_features, CLASSIFIER)?;
        Ok(values(tree, x, classes.len()))
    }

    /// The class with the largest share, for each row; of equals the first.
    pub fn predict(&self, x: &Table) -> Result<Vec<Category>, Error> {
        let (tree, classes) = self.fitted()?;
        check_asked(x, tree.n_features, CLASSIFIER)?;
        let class = |leaf: usize| classes.get(tree.nodes[leaf].class()).cloned();
        Ok(leaves(tree, x).filter_map(class).collect())
    }

    /// The number of the leaf that each row comes to.
    pub fn apply(&self, x: &Table) -> Result<Vec<usize>, Error> {
        let tree = self.tree()?;
        check_asked(x, tree.n_features, CLASSIFIER)?;
        Ok(leaves(tree, x).collect())
    }

    /// The share of right answers.
    pub fn score(&self, x: &Table, y: &[Category]) -> Result<f64, Error> {
        accuracy(&self.predict(x)?, y)
    }

    /// The tree as text.
    ///
    /// # Errors
    /// In scikit-learn's words: it was not fitted, or there are more or fewer names than features.
    pub fn export_text(&self, text: &Text<'_>) -> Result<String, Error> {
        let (tree, classes) = self.fitted()?;
        // Of a single class, scikit-learn writes its number and not its name.
        let own: Vec<String> = match classes.as_slice() {
            [_] => vec!["0".to_owned()],
            classes => classes.iter().map(Category::to_string).collect(),
        };
        let class_names = if text.class_names.is_empty() { &own } else { text.class_names };
        export(tree, &Text { class_names, ..text.clone() })
    }

    fn fitted(&self) -> Result<&(Tree, Vec<Category>), Error> {
        fitted(self.fitted.as_ref(), CLASSIFIER)
    }
}

impl DecisionTreeRegressor {
    /// With those settings.
    pub const fn new(settings: Settings) -> Self {
        Self { settings, fitted: None }
    }

    /// How Python shows it: what differs from the defaults.
    pub fn repr(&self) -> String {
        repr(REGRESSOR.name(), &self.settings.changed(&Settings::new(Criterion::SquaredError, 0)))
    }

    /// A tree that is about to grow on these rows, node by node. It is not pruned.
    ///
    /// # Errors
    /// In scikit-learn's words: settings, rows or targets that cannot be.
    pub fn growing(&self, x: &Table, y: &[f64]) -> Result<Growing, Error> {
        growing(&self.settings, x, numbers(y)?, REGRESSOR)
    }

    /// Grows the tree, and prunes it.
    pub fn fit(&mut self, x: &Table, y: &[f64]) -> Result<&Tree, Error> {
        let tree = pruned(&grown(self.growing(x, y)?, REGRESSOR)?, self.settings.ccp_alpha);
        Ok(self.fitted.insert(tree))
    }

    /// `tree_`, or the error of one that was not fitted.
    pub fn tree(&self) -> Result<&Tree, Error> {
        fitted(self.fitted.as_ref(), REGRESSOR)
    }

    /// The mean of the leaf of each row.
    pub fn predict(&self, x: &Table) -> Result<Vec<f64>, Error> {
        let tree = self.tree()?;
        check_asked(x, tree.n_features, REGRESSOR)?;
        Ok(leaves(tree, x).map(|leaf| tree.nodes[leaf].value[0]).collect())
    }

    /// The number of the leaf that each row comes to.
    pub fn apply(&self, x: &Table) -> Result<Vec<usize>, Error> {
        let tree = self.tree()?;
        check_asked(x, tree.n_features, REGRESSOR)?;
        Ok(leaves(tree, x).collect())
    }

    /// R²: 1 less the squared error, as a share of that of the mean.
    pub fn score(&self, x: &Table, y: &[f64]) -> Result<f64, Error> {
        Ok(r2_score(y, &self.predict(x)?)?.value)
    }

    /// The tree as text.
    ///
    /// # Errors
    /// In scikit-learn's words: it was not fitted, or there are more or fewer names than features.
    pub fn export_text(&self, text: &Text<'_>) -> Result<String, Error> {
        export(self.tree()?, &Text { class_names: &[], ..text.clone() })
    }
}

fn growing(
    settings: &Settings,
    x: &Table,
    target: Target,
    owner: Estimator,
) -> Result<Growing, Error> {
    let limits = settings.resolve(owner, x.nrows(), x.ncols())?;
    check_x(x, owner)?;
    let (labels, samples) = (target.len(), x.nrows());
    if labels != samples {
        return Err(InputError::Labels { labels, samples }.into());
    }
    let seed = tree_seed(check_random_state(settings.random_state, owner)?);
    Ok(Growing::new(Samples::new(x, target), limits, seed))
}

/// Grows to the end.
fn grown(mut growing: Growing, estimator: Estimator) -> Result<Tree, Error> {
    growing.by_ref().for_each(drop);
    growing.check(estimator)?;
    Ok(growing.finish())
}

/// The seed of a tree's own generator, which its `random_state` draws.
pub(super) fn tree_seed(random_state: u32) -> u32 {
    let drawn = RandomState::new(random_state).randint(0..LARGEST, 1);
    drawn.first().map_or(0, |seed| *seed as u32)
}

/// Seeds are drawn below it.
pub(super) const LARGEST: i64 = i32::MAX as i64;

fn leaves(tree: &Tree, x: &Table) -> impl Iterator<Item = usize> {
    x.rows().into_iter().map(|row| tree.apply(row))
}

/// What the leaf of each row says: shape (rows, outputs).
pub(super) fn values(tree: &Tree, x: &Table, outputs: usize) -> Table {
    let mut values = Table::zeros((x.nrows(), outputs));
    for (mut value, leaf) in values.rows_mut().into_iter().zip(leaves(tree, x)) {
        value.iter_mut().zip(&tree.nodes[leaf].value).for_each(|(value, share)| *value = *share);
    }
    values
}

/// The share of labels that are the same.
pub(super) fn accuracy(predicted: &[Category], y: &[Category]) -> Result<f64, Error> {
    if predicted.len() != y.len() {
        return Err(InputError::Lengths { lengths: vec![y.len(), predicted.len()] }.into());
    }
    let right = predicted.iter().zip(y).filter(|(predicted, label)| predicted == label).count();
    Ok(right as f64 / y.len() as f64)
}

fn export(tree: &Tree, text: &Text<'_>) -> Result<String, Error> {
    match text.feature_names {
        Some(names) if names.len() != tree.n_features => {
            let (wanted, given) = (tree.n_features, names.len());
            Err(EstimatorError::TreeNames { wanted, given }.into())
        }
        _ => Ok(text.of(tree)),
    }
}
