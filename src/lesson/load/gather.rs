//! Gathering a data set row by row: cells become numbers, gaps are filled, words become columns.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::lesson::harmless::quoted;
use crate::lesson::limits;
use crate::lesson::table::Table;

use super::columns::{Plan, Taken};
use super::form::Missing;
use super::gathered::Gathered;

/// A data set that is being gathered.
#[derive(Debug)]
pub(super) struct Gather {
    plan: Plan,
    missing: Option<Missing>,
    /// How many numbers there may be.
    room: usize,
    x: Vec<f32>,
    y: Vec<f32>,
    /// The words of each column of `x` that has words.
    words: Vec<Words>,
    groups: Words,
    group_of: Vec<u32>,
}

/// What stands in a file at one place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cell<'a> {
    /// Empty, or with what stands there.
    Text(&'a str),
    /// Of an array; what is no number is an empty cell.
    Number(f64),
}

/// What is wrong in a row.
#[derive(Debug)]
pub(super) struct Wrong {
    /// The column of the file, counted from 0, where it is one.
    pub(super) column: Option<usize>,
    pub(super) message: String,
}

impl Gather {
    /// With at most so many numbers.
    pub(super) fn new(plan: Plan, missing: Option<Missing>, room: usize) -> Self {
        let words = plan.x.iter().map(|_| Words::default()).collect();
        Self {
            plan,
            missing,
            room: room.min(limits::DATA_NUMBERS),
            x: Vec::new(),
            y: Vec::new(),
            words,
            groups: Words::default(),
            group_of: Vec::new(),
        }
    }

    /// Whether any of some columns is taken.
    pub(super) fn takes(&self, columns: &Range<usize>) -> bool {
        let Plan { x, y, group } = &self.plan;
        x.iter().chain(y).chain(group).any(|taken| columns.contains(&taken.column))
    }

    /// Adds a row, whose cells are asked for by column.
    pub(super) fn add<'a>(
        &mut self,
        cell: impl Fn(usize) -> Result<Cell<'a>, String>,
    ) -> Result<(), Wrong> {
        self.check_room()?;
        for (taken, words) in self.plan.x.iter().zip(&mut self.words) {
            let wrong = |message| Wrong { column: Some(taken.column), message };
            let cell = cell(taken.column).map_err(wrong)?;
            let number = if taken.is_one_hot {
                words.code(cell).map(|code| code as f32)
            } else {
                number(cell, self.missing.is_some())
            };
            self.x.push(number.map_err(wrong)?);
        }
        for taken in &self.plan.y {
            let wrong = |message| Wrong { column: Some(taken.column), message };
            let number = cell(taken.column).and_then(|cell| number(cell, false));
            self.y.push(number.map_err(wrong)?);
        }
        if let Some(taken) = &self.plan.group {
            let wrong = |message| Wrong { column: Some(taken.column), message };
            let cell = cell(taken.column).map_err(wrong)?;
            self.group_of.push(self.groups.code(cell).map_err(wrong)?);
        }
        Ok(())
    }

    /// All rows together.
    pub(super) fn finish(mut self) -> Result<Gathered, Wrong> {
        if self.y.is_empty() {
            return Err(Wrong::of("there is no row below the names: expected at least one"));
        }
        if let Some(missing) = self.missing {
            fill(&mut self.x, &self.plan.x, missing)?;
        }
        let targets: Vec<String> = self.plan.y.into_iter().map(|taken| taken.name).collect();
        let (x, features) = if self.plan.x.iter().any(|taken| taken.is_one_hot) {
            spread(&self.x, &self.plan.x, &self.words, self.room)?
        } else {
            (self.x, self.plan.x.into_iter().map(|taken| taken.name).collect())
        };
        let places = self.groups.places();
        let group = |code: u32| places.get(code as usize).copied().unwrap_or_default() as u32;
        Ok(Gathered {
            x: Table::new(x, features.len()),
            y: Table::new(self.y, targets.len()),
            features,
            targets,
            groups: self.group_of.into_iter().map(group).collect(),
        })
    }

    fn check_room(&self) -> Result<(), Wrong> {
        let columns = self.plan.x.len() + self.plan.y.len();
        if self.y.len() >= limits::DATA_ROWS * self.plan.y.len() {
            let message = format!("there are more than {} rows, the limit", limits::DATA_ROWS);
            return Err(Wrong::of(&format!("{message}: expected fewer")));
        }
        if self.x.len() + self.y.len() + columns > self.room {
            return Err(Wrong::too_many(self.room));
        }
        Ok(())
    }
}

impl Wrong {
    fn of(message: &str) -> Self {
        Self { column: None, message: message.to_owned() }
    }

    fn too_many(limit: usize) -> Self {
        Self::of(&format!("more than {limit} numbers are too many: expected fewer rows or columns"))
    }
}

/// The number in a cell; of an empty one, where it may be, no number.
fn number(cell: Cell<'_>, may_be_empty: bool) -> Result<f32, String> {
    let text = match cell {
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Number(number) if number.is_nan() => Cow::Borrowed(""),
        Cell::Number(number) if (number as f32).is_finite() => return Ok(number as f32),
        Cell::Number(number) => Cow::Owned(number.to_string()),
    };
    if text.is_empty() {
        let message = "this cell is empty: fill it in, take the row out, or say with `missing` what \
                       stands for an empty cell of x";
        return if may_be_empty { Ok(f32::NAN) } else { Err(message.to_owned()) };
    }
    match text.parse::<f32>() {
        Ok(number) if number.is_finite() => Ok(number),
        Ok(_) => Err(format!(
            "expected a finite number that fits float32, and there is {}",
            quoted(&text)
        )),
        Err(_) => {
            Err(format!("expected a number, and there is `{}`{}", quoted(&text), advice(&text)))
        }
    }
}

/// What to do about a word where a number should be.
fn advice(text: &str) -> &'static str {
    match text.replacen(',', ".", 1).parse::<f32>() {
        Ok(_) => ": write a point in place of the comma",
        Err(_) => "",
    }
}

/// The different words of a column.
#[derive(Debug, Default)]
struct Words {
    codes: BTreeMap<String, u32>,
}

impl Words {
    /// The number of a word in the order in which they came, from 1; an empty cell is 0.
    fn code(&mut self, cell: Cell<'_>) -> Result<u32, String> {
        let word = match cell {
            Cell::Text(word) => Cow::Borrowed(word),
            Cell::Number(number) if number.is_nan() => Cow::Borrowed(""),
            Cell::Number(number) => Cow::Owned(number.to_string()),
        };
        if word.is_empty() {
            return Ok(0);
        }
        if let Some(code) = self.codes.get(word.as_ref()) {
            return Ok(*code);
        }
        let code = self.codes.len() as u32 + 1;
        if code as usize > limits::DATA_WORDS {
            let limit = limits::DATA_WORDS;
            return Err(format!("this column has more than {limit} different values, the limit"));
        }
        self.codes.insert(word.into_owned(), code);
        Ok(code)
    }

    /// The words in the order that Python sorts them in: as numbers where all are numbers.
    fn sorted(&self) -> Vec<(&str, u32)> {
        let mut words: Vec<(&str, u32)> =
            self.codes.iter().map(|(word, code)| (word.as_str(), *code)).collect();
        let number = |word: &str| word.parse::<f64>().ok();
        if words.iter().all(|(word, _)| number(word).is_some()) {
            words.sort_by(|(one, _), (other, _)| {
                number(one).partial_cmp(&number(other)).unwrap_or(Ordering::Equal)
            });
        }
        words
    }

    /// The place of each code among the sorted words, an empty cell behind them all.
    fn places(&self) -> Vec<usize> {
        let sorted = self.sorted();
        let mut places = vec![sorted.len(); sorted.len() + 1];
        for (place, (_, code)) in sorted.iter().enumerate() {
            places[*code as usize] = place;
        }
        places
    }
}

/// Fills the gaps in every column by itself.
fn fill(x: &mut [f32], columns: &[Taken], missing: Missing) -> Result<(), Wrong> {
    for (at, taken) in columns.iter().enumerate() {
        let mut cells = x.iter_mut().skip(at).step_by(columns.len());
        if !cells.any(|cell| cell.is_nan()) {
            continue;
        }
        let known = x.iter().skip(at).step_by(columns.len()).filter(|cell| !cell.is_nan());
        let value = match missing {
            Missing::Number(number) => Some(number),
            Missing::Mean => mean(known),
            Missing::MostFrequent => most_frequent(known),
        };
        let Some(value) = value else {
            let message = "this column is empty from top to bottom: take it out of `x`";
            return Err(Wrong { column: Some(taken.column), message: message.to_owned() });
        };
        let cells = x.iter_mut().skip(at).step_by(columns.len());
        cells.filter(|cell| cell.is_nan()).for_each(|cell| *cell = value);
    }
    Ok(())
}

fn mean<'a>(known: impl Iterator<Item = &'a f32>) -> Option<f32> {
    let (sum, count) =
        known.fold((0.0, 0_u32), |(sum, n), number| (sum + f64::from(*number), n + 1));
    (count > 0).then(|| (sum / f64::from(count)) as f32)
}

/// The number that comes most often; of several, the smallest, as scikit-learn has it.
fn most_frequent<'a>(known: impl Iterator<Item = &'a f32>) -> Option<f32> {
    let mut known: Vec<f32> = known.copied().collect();
    known.sort_unstable_by(f32::total_cmp);
    let runs = known.chunk_by(|one, other| one == other);
    // Of several longest runs `max_by_key` takes the last, so that they are gone through from behind.
    runs.rev().max_by_key(|run| run.len()).map(|run| run[0])
}

/// Columns with words as one column for each word, and what all columns are called then.
fn spread(
    x: &[f32],
    columns: &[Taken],
    words: &[Words],
    room: usize,
) -> Result<(Vec<f32>, Vec<String>), Wrong> {
    let mut names = Vec::new();
    for (taken, words) in columns.iter().zip(words) {
        if taken.is_one_hot {
            let column = |(word, _): &(&str, u32)| format!("{}={}", taken.name, quoted(word));
            names.extend(words.sorted().iter().map(column));
        } else {
            names.push(taken.name.clone());
        }
    }
    if names.len() > limits::FEATURES {
        let (count, limit) = (names.len(), limits::FEATURES);
        let message =
            format!("with one_hot there are {count} columns of x, and the limit is {limit}");
        return Err(Wrong::of(&message));
    }
    if names.is_empty() {
        return Err(Wrong::of("the columns of `one_hot` are empty from top to bottom"));
    }
    let rows = x.len() / columns.len().max(1);
    if rows * names.len() > room {
        return Err(Wrong::too_many(room));
    }
    let places: Vec<Vec<usize>> = words.iter().map(Words::places).collect();
    let mut wide = Vec::with_capacity(rows * names.len());
    for row in x.chunks_exact(columns.len()) {
        for ((number, taken), places) in row.iter().zip(columns).zip(&places) {
            if !taken.is_one_hot {
                wide.push(*number);
                continue;
            }
            let place = places[*number as usize];
            wide.extend((0..places.len() - 1).map(|at| f32::from(u8::from(at == place))));
        }
    }
    Ok((wide, names))
}
