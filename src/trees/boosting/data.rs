//! `xgb.DMatrix`: what is learned from, and what is asked about.

use super::error::{DataError, Error};
use super::limits;

/// Rows of numbers with the labels that belong to them. NaN is a number that is missing.
///
/// Numbers are kept as float32, as `XGBoost` works with, column by column.
#[derive(Debug, Clone, PartialEq)]
pub struct DMatrix {
    rows: usize,
    columns: Vec<Vec<f32>>,
    label: Vec<f32>,
    feature_names: Option<Vec<String>>,
}

impl DMatrix {
    /// `xgb.DMatrix(x)`: a row for each example. Rows of different lengths are refused, and so is
    /// what is infinite as float32.
    pub fn new<Row: AsRef<[f64]>>(x: &[Row]) -> Result<Self, Error> {
        let width = x.first().map_or(0, |row| row.as_ref().len());
        if x.iter().any(|row| row.as_ref().len() != width) {
            return Err(DataError::Ragged { rows: x.len() }.into());
        }
        limits::check_data(x.len(), width)?;
        let number =
            |row: &Row, column: usize| row.as_ref().get(column).map_or(f32::NAN, |n| narrow(*n));
        let column = |column| x.iter().map(|row| number(row, column)).collect();
        let columns: Vec<Vec<f32>> = (0..width).map(column).collect();
        if columns.iter().flatten().any(|number| number.is_infinite()) {
            return Err(DataError::Infinite.into());
        }
        Ok(Self { rows: x.len(), columns, label: Vec::new(), feature_names: None })
    }

    /// `xgb.DMatrix(x, label=y)`: a label for each row. An empty list is none at all.
    pub fn with_label(mut self, y: &[f64]) -> Result<Self, Error> {
        if !y.is_empty() && y.len() != self.rows {
            return Err(DataError::LabelSize { labels: y.len(), rows: self.rows }.into());
        }
        self.label = y.iter().map(|label| narrow(*label)).collect();
        if self.label.iter().all(|label| label.is_finite()) {
            return Ok(self);
        }
        Err(DataError::LabelNotFinite.into())
    }

    /// `xgb.DMatrix(x, feature_names=names)`: a name for each column, each another one, without
    /// `[`, `]` and `<`.
    pub fn with_feature_names<Name: AsRef<str>>(mut self, names: &[Name]) -> Result<Self, Error> {
        let names: Vec<String> = names.iter().map(|name| name.as_ref().to_owned()).collect();
        if names.len() != self.num_col() {
            let (wanted, given) = (self.num_col(), names.len());
            return Err(DataError::FeatureNames { wanted, given }.into());
        }
        let twice = twice(&names);
        if !twice.is_empty() {
            return Err(DataError::DuplicateNames { names: twice }.into());
        }
        if names.iter().any(|name| name.contains(['[', ']', '<'])) {
            return Err(DataError::NameCharacters.into());
        }
        self.feature_names = Some(names);
        Ok(self)
    }

    /// `num_row()`.
    pub const fn num_row(&self) -> usize {
        self.rows
    }

    /// `num_col()`.
    pub const fn num_col(&self) -> usize {
        self.columns.len()
    }

    /// `get_label()`: empty where no labels were given.
    pub fn label(&self) -> &[f32] {
        &self.label
    }

    /// `feature_names`, if there are any.
    pub fn feature_names(&self) -> Option<&[String]> {
        self.feature_names.as_deref()
    }

    /// The numbers of a column; of one that is not there, none.
    pub fn column(&self, feature: usize) -> &[f32] {
        self.columns.get(feature).map_or(&[], Vec::as_slice)
    }

    /// One number; NaN where it is missing, or where there is no such place.
    pub fn value(&self, row: usize, feature: usize) -> f32 {
        self.column(feature).get(row).copied().unwrap_or(f32::NAN)
    }
}

/// As float32; what is too large becomes infinite, and is refused for that.
const fn narrow(number: f64) -> f32 {
    number as f32
}

/// The names that are there more than once, each once, sorted.
fn twice(names: &[String]) -> Vec<String> {
    let mut sorted: Vec<&String> = names.iter().collect();
    sorted.sort();
    let again = sorted.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone());
    let mut again: Vec<String> = again.collect();
    again.dedup();
    again
}
