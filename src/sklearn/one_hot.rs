//! One column for each word: 1 where it is the word of the row, 0 elsewhere
//! (<https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.OneHotEncoder.html>).
//!
//! Numbers for words would give them an order and distances that they do not have.

use std::fmt;

use super::Table;
use super::error::{Error, EstimatorError, InputError};
use super::estimator::Estimator;
use super::input::{check_lengths, fitted, input_names};
use super::limits;
use crate::arrays::str_repr;

/// What can be told apart in a column: whole numbers in their order, then words in that of the
/// alphabet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// A whole number, such as a class.
    Int(i64),
    /// A word.
    Word(String),
}

impl Category {
    /// As Python shows it in a list.
    pub fn repr(&self) -> String {
        match self {
            Self::Int(number) => format!("np.int64({number})"),
            Self::Word(word) => str_repr(word),
        }
    }
}

impl From<i64> for Category {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<&str> for Category {
    fn from(word: &str) -> Self {
        Self::Word(word.to_owned())
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(number) => number.fmt(f),
            Self::Word(word) => word.fmt(f),
        }
    }
}

/// `OneHotEncoder(sparse_output=False)`: shapes (rows, columns) → (rows, all categories together).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OneHotEncoder {
    categories: Option<Vec<Vec<Category>>>,
}

impl OneHotEncoder {
    /// An encoder that knows no category yet.
    pub const fn new() -> Self {
        Self { categories: None }
    }

    /// How Python shows it.
    pub fn repr(&self) -> String {
        format!("{}(sparse_output=False)", Estimator::OneHotEncoder)
    }

    /// Learns the categories of each column. `columns` are given one after another, each of all rows.
    pub fn fit(&mut self, columns: &[Vec<Category>]) -> Result<&[Vec<Category>], Error> {
        check(columns)?;
        let sorted = |column: &Vec<Category>| {
            let mut categories = column.clone();
            categories.sort_unstable();
            categories.dedup();
            categories
        };
        Ok(self.categories.insert(columns.iter().map(sorted).collect()))
    }

    /// `categories_`: those of each column, in order.
    pub fn categories(&self) -> Result<&[Vec<Category>], Error> {
        fitted(self.categories.as_ref(), Estimator::OneHotEncoder).map(Vec::as_slice)
    }

    /// A table of 0 and 1. More than [`limits::NUMBERS`] numbers are refused.
    pub fn transform(&self, columns: &[Vec<Category>]) -> Result<Table, Error> {
        let categories = self.categories()?;
        let rows = check(columns)?;
        let (given, wanted) = (columns.len(), categories.len());
        if given != wanted {
            let estimator = Estimator::OneHotEncoder;
            return Err(EstimatorError::Width { given, wanted, estimator }.into());
        }
        let width = categories.iter().map(Vec::len).sum();
        limits::check(rows, width)?;
        let mut table = Table::zeros((rows, width));
        let mut start = 0;
        for (column, (words, known)) in columns.iter().zip(categories).enumerate() {
            for (row, word) in words.iter().enumerate() {
                let at = known.binary_search(word).map_err(|_| unknown(words, known, column))?;
                table[[row, start + at]] = 1.0;
            }
            start += known.len();
        }
        Ok(table)
    }

    /// `fit`, then `transform` of the same rows.
    pub fn fit_transform(&mut self, columns: &[Vec<Category>]) -> Result<Table, Error> {
        self.fit(columns)?;
        self.transform(columns)
    }

    /// The way back: the columns of words of a table of 0 and 1. Of a row with several 1 in a column's
    /// place, or other numbers, the first of the largest counts.
    pub fn inverse_transform(&self, table: &Table) -> Result<Vec<Vec<Category>>, Error> {
        let categories = self.categories()?;
        let (given, wanted) = (table.ncols(), categories.iter().map(Vec::len).sum());
        if given != wanted {
            return Err(EstimatorError::ShapeBack { given, wanted }.into());
        }
        let mut columns = Vec::new();
        let mut start = 0;
        for known in categories {
            let part = start..start + known.len();
            let is_empty = |row: &usize| part.clone().all(|idx| table[[*row, idx]] == 0.0);
            let rows: Vec<usize> = (0..table.nrows()).filter(is_empty).collect();
            if !rows.is_empty() {
                return Err(EstimatorError::AllZeros { rows }.into());
            }
            let largest = |row| {
                let larger = |a: usize, b: usize| {
                    if table[[row, b]] > table[[row, a]] { b } else { a }
                };
                part.clone().reduce(larger).map(|idx| known[idx - start].clone())
            };
            columns.push((0..table.nrows()).filter_map(largest).collect());
            start = part.end;
        }
        Ok(columns)
    }

    /// `get_feature_names_out()`: `x0_cat`, or with the names given for the inputs, `ear_pointy`.
    pub fn feature_names_out(&self, names: Option<&[String]>) -> Result<Vec<String>, Error> {
        let categories = self.categories()?;
        let names = input_names(names, categories.len())?;
        let joined = |(name, known): (&String, &Vec<Category>)| -> Vec<String> {
            known.iter().map(|category| format!("{name}_{category}")).collect()
        };
        Ok(names.iter().zip(categories).flat_map(joined).collect())
    }
}

/// At least one row in columns of the same length; how many there are.
fn check(columns: &[Vec<Category>]) -> Result<usize, Error> {
    let lengths: Vec<usize> = columns.iter().map(Vec::len).collect();
    check_lengths(&lengths)?;
    match lengths.first() {
        Some(0) => {
            let shape = format!("(0, {})", columns.len());
            Err(InputError::Empty { shape }.into())
        }
        // What Python has of no columns is an empty list.
        None => Err(InputError::NotATable { ndim: 1, shown: "[]".to_owned() }.into()),
        Some(rows) => Ok(*rows),
    }
}

fn unknown(words: &[Category], known: &[Category], column: usize) -> Error {
    let mut unknown: Vec<&Category> =
        words.iter().filter(|word| known.binary_search(word).is_err()).collect();
    unknown.sort_unstable();
    unknown.dedup();
    let words = unknown.into_iter().map(Category::repr).collect();
    EstimatorError::UnknownCategories { words, column }.into()
}
