//! Which columns of a file a data set takes.

use std::ops::Range;

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::harmless::{quoted, steers};
use crate::lesson::limits;
use crate::lesson::nearest::nearest;
use crate::lesson::path::Path;

use super::form::{Column, Form, Given};

/// All columns of a file: by name, and arrays of several by the name of the array.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Columns {
    names: Vec<String>,
    arrays: Vec<(String, Range<usize>)>,
}

/// The columns of a data set, in their order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    pub(super) x: Vec<Taken>,
    pub(super) y: Vec<Taken>,
    /// The column that says which rows belong together.
    pub(super) group: Option<Taken>,
}

/// A column that is taken from a file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Taken {
    /// Which it is in the file, counted from 0.
    pub(super) column: usize,
    pub(super) name: String,
    /// Whether it becomes one column for each of its values.
    pub(super) is_one_hot: bool,
}

impl Plan {
    /// The columns that a data set names, where they are there. What is wrong is noted.
    pub(super) fn new(
        path: &Path,
        form: &Form,
        columns: &Columns,
        faults: &mut Faults,
    ) -> Option<Self> {
        let x = columns.taken(&path.name("x"), &form.x, faults);
        let y = columns.taken(&path.name("y"), &form.y, faults);
        let group = form.group.as_ref().map(|group| {
            let at = faults.check(columns.single(&path.name("group"), group));
            at.map(|column| columns.take(column))
        });
        let (mut x, y) = (x?, y?);
        for (index, name) in form.one_hot.iter().enumerate() {
            let path = path.name("one_hot").index(index);
            let column = faults.check(columns.single(&path, name))?;
            let Some(taken) = x.iter_mut().find(|taken| taken.column == column) else {
                faults.note(Fault::new(&path, "expected a column that `x` names"));
                return None;
            };
            taken.is_one_hot = true;
        }
        match group {
            Some(group) => Some(Self { x, y, group: Some(group?) }),
            None => Some(Self { x, y, group: None }),
        }
    }
}

impl Columns {
    /// Those of a table, each with its name.
    pub(super) fn of_a_table(names: Vec<String>) -> Self {
        Self { names, arrays: Vec::new() }
    }

    /// Adds an array of so many columns.
    pub(super) fn add(&mut self, array: &str, columns: usize) {
        let start = self.names.len();
        self.names.extend((0..columns).map(|column| format!("{array}[{column}]")));
        self.arrays.push((array.to_owned(), start..start + columns));
    }

    /// Adds an array of one axis: it is a column.
    pub(super) fn add_flat(&mut self, array: &str) {
        let start = self.names.len();
        self.names.push(array.to_owned());
        self.arrays.push((array.to_owned(), start..start + 1));
    }

    /// The arrays, and which columns are theirs.
    pub(super) fn arrays(&self) -> &[(String, Range<usize>)] {
        &self.arrays
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    fn taken(&self, path: &Path, given: &Given, faults: &mut Faults) -> Option<Vec<Taken>> {
        let columns = match given {
            Given::Columns(columns) => columns,
            Given::Rows(_) => {
                let message = "the numbers are in the file: expected names of its columns, such as";
                faults.note(Fault::new(path, format!("{message} {}", self.some())));
                return None;
            }
        };
        let mut taken = Some(Vec::new());
        for (index, column) in columns.iter().enumerate() {
            let place = if columns.len() == 1 { path.clone() } else { path.index(index) };
            let range = match column {
                Column::Name(name) => self.range(&place, name),
                Column::Number(number) => self.number(&place, *number),
            };
            match faults.check(range.and_then(|range| self.readable(&place, range))) {
                Some(range) => taken.iter_mut().for_each(|taken| {
                    taken.extend(range.clone().map(|column| self.take(column)));
                }),
                None => taken = None,
            }
        }
        let count = taken.as_ref().map_or(0, Vec::len);
        if count > limits::FEATURES {
            let message =
                format!("{count} columns are too many: the limit is {}", limits::FEATURES);
            faults.note(Fault::new(path, message));
            return None;
        }
        taken
    }

    fn take(&self, column: usize) -> Taken {
        Taken { column, name: self.names[column].clone(), is_one_hot: false }
    }

    /// What has a name, or all from one name to another: `p0..p63`.
    fn range(&self, path: &Path, name: &str) -> Result<Range<usize>, Fault> {
        let is_whole = self.all(name).next().is_some();
        let Some((from, to)) = name.split_once("..").filter(|_| !is_whole) else {
            return self.find(path, name);
        };
        let (from, to) = (self.find(path, from)?, self.find(path, to)?);
        if to.start < from.start {
            return Err(Fault::new(path, "the first of these columns stands behind the last"));
        }
        Ok(from.start..to.end)
    }

    fn number(&self, path: &Path, number: usize) -> Result<Range<usize>, Fault> {
        if number < self.names.len() {
            return Ok(number..number + 1);
        }
        let message = format!("there are columns 0 to {}", self.names.len().saturating_sub(1));
        Err(Fault::new(path, message))
    }

    /// A single column by its name.
    fn single(&self, path: &Path, name: &str) -> Result<usize, Fault> {
        let range = self.find(path, name)?;
        match range.len() {
            1 => Ok(range.start),
            _ => Err(Fault::new(path, format!("`{}` has several columns", quoted(name)))),
        }
    }

    /// A column, or an array with all that it has; a number is that of a column without a name.
    fn find(&self, path: &Path, name: &str) -> Result<Range<usize>, Fault> {
        let (first, count) = (self.all(name).next(), self.all(name).count());
        match (first, name.parse()) {
            (Some(range), _) if count == 1 => Ok(range),
            (Some(_), _) => {
                let name = quoted(name);
                let message =
                    format!("several columns of the file are called `{name}`: rename one");
                Err(Fault::new(path, message))
            }
            (None, Ok(number)) => self.number(path, number),
            (None, Err(_)) => {
                let message = match nearest(name, self.known()) {
                    Some(known) => format!("\nDid you mean `{}`?", quoted(known)),
                    None => format!(": expected one of {}", self.some()),
                };
                let name = quoted(name);
                Err(Fault::new(path, format!("the file has no column `{name}`{message}")))
            }
        }
    }

    /// Everything of that name: there should be one.
    fn all(&self, name: &str) -> impl Iterator<Item = Range<usize>> {
        let arrays = self.arrays.iter().filter(move |(array, _)| array == name);
        let is_array = move |column: usize| {
            self.arrays.iter().any(|(array, range)| *range == (column..column + 1) && array == name)
        };
        let columns = self.names.iter().enumerate().filter(move |(_, known)| *known == name);
        let columns = columns.filter(move |(column, _)| !is_array(*column));
        arrays.map(|(_, range)| range.clone()).chain(columns.map(|(at, _)| at..at + 1))
    }

    /// Names become labels: none may steer a terminal, or be without end.
    fn readable(&self, path: &Path, range: Range<usize>) -> Result<Range<usize>, Fault> {
        let is_readable = |name: &String| {
            !name.chars().any(steers) && name.chars().count() <= limits::LABEL_CHARS
        };
        match self.names[range.clone()].iter().position(|name| !is_readable(name)) {
            None => Ok(range),
            Some(at) => {
                let message = format!(
                    "the name of column {} of the file is no line of at most {} characters",
                    range.start + at + 1,
                    limits::LABEL_CHARS
                );
                Err(Fault::new(path, message))
            }
        }
    }

    /// The names to choose from: those of arrays, where there are arrays.
    fn known(&self) -> impl Iterator<Item = &str> {
        let arrays = self.arrays.iter().map(|(name, _)| name.as_str());
        let columns = self.names.iter().filter(|_| self.arrays.is_empty()).map(String::as_str);
        arrays.chain(columns)
    }

    /// The first names, as an author would write them.
    fn some(&self) -> String {
        let shown = self.known().take(SHOWN).map(|name| format!("\"{}\"", quoted(name)));
        let more = if self.known().count() > SHOWN { ", …" } else { "" };
        format!("[{}{more}]", shown.collect::<Vec<_>>().join(", "))
    }
}

/// So many names are an example; all of them would be a file.
const SHOWN: usize = 12;
