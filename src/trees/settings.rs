//! What can be set about a tree, in scikit-learn's words.

use super::grow::Limits;
use super::impurity::Criterion;
use crate::arrays::{float_repr, str_repr};
use crate::sklearn::{Error, Estimator, EstimatorError, Size};

/// What can be set about a tree. The same numbers always give the same tree: unlike in scikit-learn
/// there is no tree without a `random_state`.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How impurity is measured.
    pub criterion: Criterion,
    /// The most questions on a way; without it, as many as there are.
    pub max_depth: Option<Size>,
    /// The fewest rows that are asked, or their share of all.
    pub min_samples_split: Size,
    /// The fewest rows on each side of a question, or their share of all.
    pub min_samples_leaf: Size,
    /// How many features a node looks at.
    pub max_features: MaxFeatures,
    /// The least that a question must take away, times the node's share of all rows.
    pub min_impurity_decrease: f64,
    /// What a leaf must be worth, or its branch is pruned.
    pub ccp_alpha: f64,
    /// Which of equally good questions is taken; and, where not all features are looked at, which.
    pub random_state: i64,
}

/// How many features a node looks at, of d.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum MaxFeatures {
    /// `None`: all.
    #[default]
    All,
    /// `"sqrt"`: √d, rounded down.
    Sqrt,
    /// `"log2"`: log₂ d, rounded down.
    Log2,
    /// So many, or that share.
    Size(Size),
}

impl Settings {
    /// scikit-learn's own, with that criterion.
    pub const fn new(criterion: Criterion, random_state: i64) -> Self {
        Self {
            criterion,
            max_depth: None,
            min_samples_split: Size::Count(2),
            min_samples_leaf: Size::Count(1),
            max_features: MaxFeatures::All,
            min_impurity_decrease: 0.0,
            ccp_alpha: 0.0,
            random_state,
        }
    }

    /// What they come to for so many rows and features.
    ///
    /// # Errors
    /// In scikit-learn's words: a number that cannot be.
    pub fn resolve(
        &self,
        owner: Estimator,
        n_samples: usize,
        n_features: usize,
    ) -> Result<Limits, Error> {
        self.check(owner)?;
        let leaf = count(self.min_samples_leaf, n_samples);
        let split = count(self.min_samples_split, n_samples).max(2);
        Ok(Limits {
            criterion: self.criterion,
            max_depth: self.max_depth.map_or(usize::MAX, |depth| count(depth, 0)),
            min_samples_split: split.max(leaf.saturating_mul(2)),
            min_samples_leaf: leaf,
            max_features: self.max_features.of(n_features),
            min_impurity_decrease: self.min_impurity_decrease,
        })
    }

    /// Every setting, in the order of their names.
    fn check(&self, owner: Estimator) -> Result<(), Error> {
        let check = |parameter, is_right: bool, wanted, given: String| {
            let owner = owner.name();
            let error = EstimatorError::InvalidParameter { parameter, owner, wanted, given };
            if is_right { Ok(()) } else { Err(error) }
        };
        let cost = |parameter, number: f64| {
            let is_right = number >= 0.0 && number.is_finite();
            check(parameter, is_right, "a float in the range [0.0, inf)", float_repr(number))
        };
        let (split, leaf) = (self.min_samples_split, self.min_samples_leaf);
        cost("ccp_alpha", self.ccp_alpha)?;
        if let Some(depth) = self.max_depth {
            check("max_depth", is_count(depth, 1), DEPTH, depth.repr())?;
        }
        if let MaxFeatures::Size(size) = self.max_features {
            let is_right = is_count(size, 1) || is_share(size) || is_all(size);
            check("max_features", is_right, FEATURES, size.repr())?;
        }
        cost("min_impurity_decrease", self.min_impurity_decrease)?;
        check("min_samples_leaf", is_count(leaf, 1) || is_share(leaf), LEAF, leaf.repr())?;
        let is_right = is_count(split, 2) || is_share(split) || is_all(split);
        Ok(check("min_samples_split", is_right, SPLIT, split.repr())?)
    }

    /// What differs from scikit-learn's own, as Python shows it, each by its name. `features` is what
    /// the estimator itself looks at.
    pub(super) fn changed(&self, own: &Self) -> Vec<(&'static str, String)> {
        let mut changed = Vec::new();
        let mut note = |name, is_changed: bool, repr: String| {
            if is_changed {
                changed.push((name, repr));
            }
        };
        note("ccp_alpha", self.ccp_alpha != own.ccp_alpha, float_repr(self.ccp_alpha));
        note("criterion", self.criterion != own.criterion, str_repr(self.criterion.name()));
        let depth = self.max_depth.map_or_else(|| "None".to_owned(), Size::repr);
        note("max_depth", self.max_depth != own.max_depth, depth);
        note("max_features", self.max_features != own.max_features, self.max_features.repr());
        note(
            "min_impurity_decrease",
            self.min_impurity_decrease != own.min_impurity_decrease,
            float_repr(self.min_impurity_decrease),
        );
        let (leaf, split) = (self.min_samples_leaf, self.min_samples_split);
        note("min_samples_leaf", leaf != own.min_samples_leaf, leaf.repr());
        note("min_samples_split", split != own.min_samples_split, split.repr());
        note("random_state", true, self.random_state.to_string());
        changed
    }
}

impl MaxFeatures {
    /// What it comes to for so many features.
    pub fn of(self, n_features: usize) -> usize {
        match self {
            Self::All => n_features,
            Self::Sqrt => n_features.isqrt().max(1),
            Self::Log2 => n_features.checked_ilog2().unwrap_or_default().max(1) as usize,
            Self::Size(Size::Share(share)) => ((share * n_features as f64) as usize).max(1),
            Self::Size(Size::Count(count)) => usize::try_from(count).unwrap_or(1),
        }
    }

    /// As Python shows it.
    pub fn repr(self) -> String {
        match self {
            Self::All => "None".to_owned(),
            Self::Sqrt => "'sqrt'".to_owned(),
            Self::Log2 => "'log2'".to_owned(),
            Self::Size(size) => size.repr(),
        }
    }
}

/// A seed that NumPy takes.
pub(super) fn check_random_state(random_state: i64, owner: Estimator) -> Result<u32, Error> {
    u32::try_from(random_state).map_err(|_| {
        EstimatorError::InvalidParameter {
            parameter: "random_state",
            owner: owner.name(),
            wanted: "an int in the range [0, 4294967295], an instance of \
                'numpy.random.mtrand.RandomState' or None",
            given: random_state.to_string(),
        }
        .into()
    })
}

/// An estimator as Python shows it: as many settings in a line as fit into 80 columns, the next line
/// under the first.
pub(super) fn repr(name: &str, changed: &[(&'static str, String)]) -> String {
    let indent = name.len() + 1;
    let (mut text, mut room) = (format!("{name}("), LINE - indent);
    for (idx, (parameter, value)) in changed.iter().enumerate() {
        let setting = format!("{parameter}={value}");
        let is_last = idx + 1 == changed.len();
        let width = setting.chars().count() + if is_last { 1 } else { 2 };
        if room < width && idx > 0 {
            text.truncate(text.trim_end().len());
            text.push('\n');
            text.push_str(&" ".repeat(indent));
            room = LINE - indent;
        }
        room = room.saturating_sub(width);
        text.push_str(&setting);
        text.push_str(if is_last { "" } else { ", " });
    }
    text + ")"
}

const LINE: usize = 80;

fn count(size: Size, n_samples: usize) -> usize {
    match size {
        Size::Count(count) => usize::try_from(count).unwrap_or_default(),
        Size::Share(share) => (share * n_samples as f64).ceil() as usize,
    }
}

fn is_count(size: Size, least: i64) -> bool {
    matches!(size, Size::Count(count) if count >= least)
}

fn is_share(size: Size) -> bool {
    matches!(size, Size::Share(share) if share > 0.0 && share < 1.0)
}

fn is_all(size: Size) -> bool {
    size == Size::Share(1.0)
}

const DEPTH: &str = "an int in the range [1, inf) or None";
const FEATURES: &str = "an int in the range [1, inf), a float in the range (0.0, 1.0], a str among \
    {'log2', 'sqrt'} or None";
const LEAF: &str = "an int in the range [1, inf) or a float in the range (0.0, 1.0)";
const SPLIT: &str = "an int in the range [2, inf) or a float in the range (0.0, 1.0]";
