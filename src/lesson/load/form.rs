//! What a file says of a data set: `[data.houses]`.

use std::fmt;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

use crate::lesson::dataset::ImageSize;
use crate::lesson::generate::Generate;

/// A data set as a lesson says it: with its numbers, or with where they are.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lesson) struct Form {
    /// The inputs, shape (examples, features): `[[1.0], [2.0]]`. Of a file, the names of its
    /// columns: `["x0", "x1"]`, or `"p0..p63"` for all from one to another.
    pub(super) x: Given,
    /// The targets, shape (examples, outputs), as many rows as `x`. Of a file, a column or several.
    pub(super) y: Given,
    /// A file beside the lesson that has the numbers: `"clouds.csv"`.
    pub(super) file: Option<String>,
    /// Data that is made by a formula, in place of `x` and `y`:
    /// `{ name = "moons", rows = 200, noise = 0.2, seed = 3 }`.
    pub(super) generate: Option<Generate>,
    /// What the first feature is, with its unit. It stands below the chart. Left out, it is the
    /// name of its column.
    pub(super) x_label: Option<String>,
    /// What the second feature is, where there are two.
    pub(super) x2_label: Option<String>,
    /// What the target is, with its unit.
    pub(super) y_label: Option<String>,
    /// The part of the x axis that the chart shows: `[from, to]`. Left out, it fits the data.
    #[serde(default, deserialize_with = "range")]
    pub(super) x_range: Option<[f64; 2]>,
    /// The part of the y axis that the chart shows. With two features it is the second one's.
    #[serde(default, deserialize_with = "range")]
    pub(super) y_range: Option<[f64; 2]>,
    /// What each class is called, where `y` is a class number: `["no", "yes"]` for 0 and 1. With
    /// classes, the chart gives each class a mark of its own.
    #[serde(default)]
    pub(super) classes: Vec<String>,
    /// What stands in an empty cell of an input: `"mean"` or `"most_frequent"` of its column, or a
    /// number.
    pub(super) missing: Option<Missing>,
    /// Columns of `x` of which each becomes one column for every value that it has.
    #[serde(default)]
    pub(super) one_hot: Vec<String>,
    /// What all inputs are divided by: `16.0` for pixels from 0 to 16.
    pub(super) divide: Option<f32>,
    /// The column of a file that says which rows belong together.
    pub(super) group: Option<String>,
    /// What picture each row of `x` is: `{ rows = 8, columns = 8 }`.
    pub(super) image: Option<ImageSize>,
    /// Where the data is from, and its licence. It stands above the code that takes it up.
    pub(super) source: Option<String>,
}

/// Numbers, or where they are in a file.
#[derive(Clone, Debug)]
pub(super) enum Given {
    Rows(Vec<Vec<f32>>),
    Columns(Vec<Column>),
}

impl Given {
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Rows(rows) if rows.is_empty())
    }
}

/// Names of columns in a file.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Column {
    /// By name, or all from one name to another.
    Name(String),
    /// By number, counted from 0.
    Number(usize),
}

/// What stands in an empty cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Missing {
    Mean,
    MostFrequent,
    Number(f32),
}

/// One thing in the brackets of `x`.
enum Item {
    Row(Vec<f32>),
    Column(Column),
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(GivenVisitor)
    }
}

struct GivenVisitor;

impl<'de> Visitor<'de> for GivenVisitor {
    type Value = Given;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rows of numbers, such as [[1.0], [2.0]], or names of columns in a file")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Given, E> {
        Ok(Given::Columns(vec![Column::Name(name.to_owned())]))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Given, E> {
        Ok(Given::Columns(vec![Column::Number(position(number)?)]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Given, A::Error> {
        let (mut rows, mut columns) = (Vec::new(), Vec::new());
        while let Some(item) = seq.next_element()? {
            match item {
                Item::Row(row) => rows.push(row),
                Item::Column(column) => columns.push(column),
            }
        }
        match (rows.is_empty(), columns.is_empty()) {
            (false, false) => Err(Error::custom("expected either rows or names of columns")),
            (_, true) => Ok(Given::Rows(rows)),
            (true, false) => Ok(Given::Columns(columns)),
        }
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ItemVisitor)
    }
}

struct ItemVisitor;

impl<'de> Visitor<'de> for ItemVisitor {
    type Value = Item;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row of numbers in brackets, or the name of a column")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Item, E> {
        Ok(Item::Column(Column::Name(name.to_owned())))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Item, E> {
        Ok(Item::Column(Column::Number(position(number)?)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Item, A::Error> {
        Ok(Item::Row(Vec::deserialize(SeqAccessDeserializer::new(seq))?))
    }
}

fn position<E: Error>(number: i64) -> Result<usize, E> {
    usize::try_from(number).map_err(|_| E::custom("columns are counted from 0"))
}

impl<'de> Deserialize<'de> for Missing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MissingVisitor)
    }
}

struct MissingVisitor;

impl Visitor<'_> for MissingVisitor {
    type Value = Missing;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"mean\", \"most_frequent\" or a number")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Missing, E> {
        match name {
            "mean" => Ok(Missing::Mean),
            "most_frequent" => Ok(Missing::MostFrequent),
            other => Err(E::unknown_variant(other, &["mean", "most_frequent"])),
        }
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Missing, E> {
        Ok(Missing::Number(number as f32))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Missing, E> {
        Ok(Missing::Number(number as f32))
    }
}

// A third number would be dropped in silence.
fn range<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<[f64; 2]>, D::Error> {
    let numbers = Vec::<f64>::deserialize(deserializer)?;
    let range = numbers.try_into().map_err(|_| D::Error::custom("expected [from, to]"))?;
    Ok(Some(range))
}
