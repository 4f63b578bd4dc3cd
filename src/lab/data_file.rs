//! Numbers that are too many to type: code reads them from a file beside it.

use std::fmt::Write;
use std::sync::Arc;

use crate::nn::Tensor;

use super::data::Data;
use super::python;

/// A file that code reads with `np.loadtxt`: numbers with commas between them, row by row.
#[derive(Clone, Debug)]
pub struct DataFile {
    /// What it is called: `roasts.csv`.
    pub name: String,
    numbers: Numbers,
}

/// What stands in it. Outcomes are made anew with every key, so that the numbers are shared.
#[derive(Clone, Debug)]
enum Numbers {
    /// A data set: in each row the inputs, then the targets.
    Set(Arc<Data>),
    /// One array.
    Array(Arc<Tensor>),
}

impl DataFile {
    /// The first line of every such file begins like this. `np.loadtxt` passes it over.
    pub const START: &'static str = "# layerlab: ";

    /// That of a data set.
    pub(super) fn of_set(name: String, set: &Arc<Data>) -> Self {
        Self { name, numbers: Numbers::Set(Arc::clone(set)) }
    }

    /// That of one array.
    pub(super) fn of_array(name: String, array: &Tensor) -> Self {
        Self { name, numbers: Numbers::Array(Arc::new(array.clone())) }
    }

    /// What stands in the file.
    pub fn text(&self) -> String {
        let tables: Vec<&Tensor> = match &self.numbers {
            Numbers::Set(set) => vec![&set.x, &set.y],
            Numbers::Array(array) => vec![array],
        };
        let mut text = format!("{}{}\n", Self::START, self.name);
        let rows = tables.first().map_or(0, |table| table.shape().first().copied().unwrap_or(0));
        for row in 0..rows {
            let row = tables.iter().flat_map(|table| table.index_axis(ndarray::Axis(0), row));
            let numbers: Vec<String> = row.copied().map(python::number).collect();
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{}", numbers.join(","));
        }
        text
    }
}

impl PartialEq for DataFile {
    fn eq(&self, other: &Self) -> bool {
        let is_same = match (&self.numbers, &other.numbers) {
            (Numbers::Set(one), Numbers::Set(other)) => {
                Arc::ptr_eq(one, other) || one.is_same(other)
            }
            (Numbers::Array(one), Numbers::Array(other)) => one == other,
            _ => false,
        };
        is_same && self.name == other.name
    }
}
