//! Splits: which rows to learn from, and which to be asked about
//! (<https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.train_test_split.html>).
//!
//! The rows are given as places in the file, in the order scikit-learn puts them.

use super::error::{Error, EstimatorError, InputError, SplitError};
use super::generator::RandomState;
use crate::arrays::float_repr;

/// How many rows go to a part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Size {
    /// A share of all, between 0 and 1: `test_size=0.25`.
    Share(f64),
    /// So many: `test_size=3`.
    Count(i64),
}

/// How large the two parts are. What is not given is the rest; a fourth is for the test if nothing is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sizes {
    /// `test_size`; a share is rounded up to whole rows.
    pub test: Option<Size>,
    /// `train_size`; a share is rounded down.
    pub train: Option<Size>,
}

impl Sizes {
    /// A test part of that size, and all the rest to learn from.
    pub const fn test(size: Size) -> Self {
        Self { test: Some(size), train: None }
    }
}

/// The order in which rows are dealt out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Shuffled by that seed, from 0 to 4294967295: `random_state=1`.
    Shuffled {
        /// The seed.
        random_state: i64,
    },
    /// As they stand: `shuffle=False`. The test rows are the last.
    AsTheyStand,
}

/// Places of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The rows to learn from.
    pub train: Vec<usize>,
    /// The rows to be asked about.
    pub test: Vec<usize>,
}

/// Places of rows, in three parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreeParts {
    /// The rows to learn from.
    pub train: Vec<usize>,
    /// The rows to choose a model by.
    pub cv: Vec<usize>,
    /// The rows to report on.
    pub test: Vec<usize>,
}

/// `train_test_split(np.arange(n_samples), …)`: shuffled, the first rows are the test, those after
/// them the training.
pub fn train_test_split(n_samples: usize, sizes: Sizes, order: Order) -> Result<Split, Error> {
    check_size("test_size", sizes.test)?;
    check_size("train_size", sizes.train)?;
    let seed = match order {
        Order::Shuffled { random_state } => Some(seed(random_state)?),
        Order::AsTheyStand => None,
    };
    let counts = counts(n_samples, sizes, 0.25)?;
    Ok(match seed {
        Some(seed) => dealt(n_samples, &counts, seed),
        None => Split {
            train: (0..counts.train).collect(),
            test: (counts.train..counts.train + counts.test).collect(),
        },
    })
}

/// `train_test_split` twice, as one does it for three parts: first `rest` from all, then `test` from
/// that rest, both in the same order.
pub fn train_cv_test_split(
    n_samples: usize,
    rest: Size,
    test: Size,
    order: Order,
) -> Result<ThreeParts, Error> {
    let first = train_test_split(n_samples, Sizes::test(rest), order)?;
    let second = train_test_split(first.test.len(), Sizes::test(test), order)?;
    let rows = |places: &[usize]| places.iter().map(|place| first.test[*place]).collect();
    Ok(ThreeParts { cv: rows(&second.train), test: rows(&second.test), train: first.train })
}

/// `GroupShuffleSplit(1, …)`: whole groups go to one side; the rows of each side stay in file order
/// (<https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.GroupShuffleSplit.html>).
///
/// Sizes count groups, not rows; a fifth of the groups is for the test if nothing is given.
pub fn group_split<G: Ord>(groups: &[G], sizes: Sizes, random_state: i64) -> Result<Split, Error> {
    if groups.is_empty() {
        return Err(InputError::Empty { shape: "(0,)".to_owned() }.into());
    }
    let mut names: Vec<&G> = groups.iter().collect();
    names.sort_unstable();
    names.dedup();
    let counts = counts(names.len(), sizes, 0.2)?;
    let seed = u32::try_from(random_state).map_err(|_| Error::from(SplitError::Seed))?;
    let split = dealt(names.len(), &counts, seed);
    let rows = |side: &[usize]| -> Vec<usize> {
        let mut is_on_side = vec![false; names.len()];
        for group in side {
            is_on_side[*group] = true;
        }
        let is_in =
            |row: &usize| names.binary_search(&&groups[*row]).is_ok_and(|at| is_on_side[at]);
        (0..groups.len()).filter(is_in).collect()
    };
    Ok(Split { train: rows(&split.train), test: rows(&split.test) })
}

fn dealt(n: usize, counts: &Counts, seed: u32) -> Split {
    let order = RandomState::new(seed).permutation(n);
    let (test, rest) = order.split_at(counts.test);
    Split { train: rest[..counts.train].to_vec(), test: test.to_vec() }
}

/// How many rows a part has.
struct Counts {
    train: usize,
    test: usize,
}

/// `_validate_shuffle_split` of scikit-learn, with its errors in its order.
fn counts(n_samples: usize, sizes: Sizes, default_test: f64) -> Result<Counts, Error> {
    let test_size = match sizes {
        Sizes { test: None, train: None } => Some(Size::Share(default_test)),
        Sizes { test, .. } => test,
    };
    for (name, size) in [("test_size", test_size), ("train_size", sizes.train)] {
        if let Some(size) = size
            && !is_possible(size, n_samples)
        {
            return Err(SplitError::SizeOutOfRange { name, size: size.repr(), n_samples }.into());
        }
    }
    if let (Some(Size::Share(test)), Some(Size::Share(train))) = (test_size, sizes.train)
        && train + test > 1.0
    {
        return Err(SplitError::SharesAboveOne { sum: train + test }.into());
    }
    let test = test_size.map(|size| size.count(n_samples, f64::ceil));
    let train = sizes.train.map(|size| size.count(n_samples, f64::floor));
    let (train, test) = match (train, test) {
        (None, test) => {
            let test = test.unwrap_or(0);
            (n_samples.saturating_sub(test), test)
        }
        (Some(train), None) => (train, n_samples.saturating_sub(train)),
        (Some(train), Some(test)) => (train, test),
    };
    if train + test > n_samples {
        return Err(SplitError::MoreThanAll { sum: train + test, n_samples }.into());
    }
    if train == 0 {
        let repr = |size: Option<Size>| size.map_or_else(|| "None".to_owned(), Size::repr);
        let (test_size, train_size) = (repr(test_size), repr(sizes.train));
        return Err(SplitError::NothingToTrain { n_samples, test_size, train_size }.into());
    }
    Ok(Counts { train, test })
}

fn is_possible(size: Size, n_samples: usize) -> bool {
    match size {
        Size::Share(share) => 0.0 < share && share < 1.0,
        Size::Count(count) => 0 < count && (count as u64) < n_samples as u64,
    }
}

impl Size {
    /// As Python shows it.
    pub fn repr(self) -> String {
        match self {
            Self::Share(share) => float_repr(share),
            Self::Count(count) => count.to_string(),
        }
    }

    fn count(self, n_samples: usize, round: fn(f64) -> f64) -> usize {
        match self {
            Self::Share(share) => round(share * n_samples as f64) as usize,
            Self::Count(count) => count as usize,
        }
    }
}

/// What is refused before the rows are counted.
fn check_size(parameter: &'static str, size: Option<Size>) -> Result<(), Error> {
    let is_wrong = |size: &Size| match *size {
        Size::Share(share) => !(0.0 < share && share < 1.0),
        Size::Count(count) => count < 1,
    };
    match size.filter(is_wrong) {
        None => Ok(()),
        Some(size) => Err(EstimatorError::InvalidParameter {
            parameter,
            owner: "train_test_split",
            wanted: "a float in the range (0.0, 1.0), an int in the range [1, inf) or None",
            given: size.repr(),
        }
        .into()),
    }
}

fn seed(random_state: i64) -> Result<u32, Error> {
    u32::try_from(random_state).map_err(|_| {
        let wanted = "an int in the range [0, 4294967295], an instance of \
                      'numpy.random.mtrand.RandomState' or None";
        let given = random_state.to_string();
        EstimatorError::InvalidParameter {
            parameter: "random_state",
            owner: "train_test_split",
            wanted,
            given,
        }
        .into()
    })
}
