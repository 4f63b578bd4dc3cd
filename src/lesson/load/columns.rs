//! Which columns of a file a data set takes.

use std::ops::Range;

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::harmless::{quoted, steers};
use crate::lesson::limits;
use crate::lesson::nearest::nearest;
use crate::lesson::path::Path;

use super::form::{Column, Form, Given};

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
        names: &[String],
        faults: &mut Faults,
    ) -> Option<Self> {
        let names = Names(names);
        let x = names.taken(&path.name("x"), &form.x, faults);
        let y = names.taken(&path.name("y"), &form.y, faults);
        let group = form.group.as_ref().map(|group| {
            let at = faults.check(names.find(&path.name("group"), group));
            at.map(|column| names.take(column))
        });
        let (mut x, y) = (x?, y?);
        for (index, name) in form.one_hot.iter().enumerate() {
            let path = path.name("one_hot").index(index);
            let column = faults.check(names.find(&path, name))?;
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

/// The names of all columns of a file.
struct Names<'a>(&'a [String]);

impl Names<'_> {
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
        Taken { column, name: self.0[column].clone(), is_one_hot: false }
    }

    /// A column by its name, or all from one to another: `p0..p63`.
    fn range(&self, path: &Path, name: &str) -> Result<Range<usize>, Fault> {
        let is_whole = self.0.iter().any(|known| known == name);
        let Some((from, to)) = name.split_once("..").filter(|_| !is_whole) else {
            let column = self.find(path, name)?;
            return Ok(column..column + 1);
        };
        let (from, to) = (self.find(path, from)?, self.find(path, to)?);
        if to < from {
            return Err(Fault::new(path, "the first of these columns stands behind the last"));
        }
        Ok(from..to + 1)
    }

    fn number(&self, path: &Path, number: usize) -> Result<Range<usize>, Fault> {
        if number < self.0.len() {
            return Ok(number..number + 1);
        }
        let message = format!("there are columns 0 to {}", self.0.len().saturating_sub(1));
        Err(Fault::new(path, message))
    }

    fn find(&self, path: &Path, name: &str) -> Result<usize, Fault> {
        let all = || self.0.iter().enumerate().filter(|(_, known)| *known == name);
        let name = quoted(name);
        match (all().next(), all().count()) {
            (Some((column, _)), 1) => Ok(column),
            (Some(_), _) => {
                let message =
                    format!("several columns of the file are called `{name}`: rename one");
                Err(Fault::new(path, message))
            }
            (None, _) if self.are_numbers() => Err(Fault::new(
                path,
                "the first line of the file has numbers: expected the names of its columns there",
            )),
            (None, _) => {
                let message = match nearest(&name, self.0.iter().map(String::as_str)) {
                    Some(known) => format!("\nDid you mean `{}`?", quoted(known)),
                    None => format!(": expected one of {}", self.some()),
                };
                Err(Fault::new(path, format!("the file has no column `{name}`{message}")))
            }
        }
    }

    /// Names become labels: none may steer a terminal, or be without end.
    fn readable(&self, path: &Path, range: Range<usize>) -> Result<Range<usize>, Fault> {
        let is_readable = |name: &String| {
            !name.chars().any(steers) && name.chars().count() <= limits::LABEL_CHARS
        };
        match self.0[range.clone()].iter().position(|name| !is_readable(name)) {
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

    /// Whether there is a row of numbers where the names should be.
    fn are_numbers(&self) -> bool {
        self.0.iter().all(|name| name.parse::<f64>().is_ok())
    }

    /// The first names, as an author would write them.
    fn some(&self) -> String {
        let shown = self.0.iter().take(SHOWN).map(|name| format!("\"{}\"", quoted(name)));
        let more = if self.0.len() > SHOWN { ", …" } else { "" };
        format!("[{}{more}]", shown.collect::<Vec<_>>().join(", "))
    }
}

/// So many names are an example; all of them would be a file.
const SHOWN: usize = 12;
