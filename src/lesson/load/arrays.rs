//! Arrays of `NumPy` as a table: one of a `.npy`, or several beside each other of a `.npz`.

use std::io::Read;
use std::ops::Range;

use crate::lesson::harmless::quoted;
use crate::lesson::limits;

use super::archive::{Entry, entries};
use super::columns::Columns;
use super::gather::{Cell, Gather};
use super::gathered::Gathered;
use super::limited::told;
use super::npy::{CUT, HEAD_BYTES, Head};

/// What is gathered of the one array of a `.npy`, whose columns have numbers.
///
/// # Errors
/// What is wrong, to be put behind the name of the file.
pub(super) fn read_one(
    input: impl Read,
    gather: impl FnOnce(&Columns) -> Option<Gather>,
) -> Result<Option<Gathered>, String> {
    let bytes = all(input)?;
    let head = Head::read(&bytes).map_err(|message| format!(": {message}"))?;
    if bytes.len() < head.bytes() {
        return Err(format!(": {CUT}"));
    }
    let names = (0..head.columns).map(|column| format!("column {column}")).collect();
    let Some(gather) = gather(&Columns::of_a_table(names)) else { return Ok(None) };
    let array = Array { name: None, columns: 0..head.columns, head, bytes };
    gather_arrays(gather, &[array]).map(Some)
}

/// What is gathered of the arrays of a `.npz`, each of which has a name.
///
/// # Errors
/// What is wrong, to be put behind the name of the file.
pub(super) fn read_many(
    input: impl Read,
    gather: impl FnOnce(&Columns) -> Option<Gather>,
) -> Result<Option<Gathered>, String> {
    let archive = all(input)?;
    let entries = entries(&archive).map_err(|message| format!(": {message}"))?;
    let heads: Vec<Result<Head, String>> =
        entries.iter().map(|entry| Head::read(&entry.start(HEAD_BYTES))).collect();
    let columns = columns(&entries, &heads);
    let Some(gather) = gather(&columns) else { return Ok(None) };
    let mut room = limits::DATA_BYTES as usize;
    let mut arrays = Vec::new();
    for ((entry, head), (name, columns)) in entries.iter().zip(heads).zip(columns.arrays()) {
        if gather.takes(columns) {
            let unpacked = head.and_then(|head| {
                room = room.checked_sub(head.bytes()).ok_or("the arrays are too large together")?;
                Ok((entry.whole(head.bytes())?, head))
            });
            let (bytes, head) =
                unpacked.map_err(|message| format!(", array `{}`: {message}", quoted(name)))?;
            let (name, columns) = (Some(quoted(name)), columns.clone());
            arrays.push(Array { name, columns, head, bytes });
        }
    }
    gather_arrays(gather, &arrays).map(Some)
}

/// An array that is taken.
struct Array {
    /// What it is called, where there are several.
    name: Option<String>,
    /// Which columns of them all are its own.
    columns: Range<usize>,
    head: Head,
    bytes: Vec<u8>,
}

fn all(mut input: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|error| format!(": {}", told(&error)))?;
    Ok(bytes)
}

/// The columns of all arrays. One that cannot be read has a column, so that it can be named.
fn columns(entries: &[Entry<'_>], heads: &[Result<Head, String>]) -> Columns {
    let mut columns = Columns::default();
    for (entry, head) in entries.iter().zip(heads) {
        let name = entry.name.strip_suffix(".npy").unwrap_or(&entry.name);
        match head {
            Ok(head) if !head.is_flat => columns.add(name, head.columns),
            _ => columns.add_flat(name),
        }
    }
    columns
}

fn gather_arrays(mut gather: Gather, arrays: &[Array]) -> Result<Gathered, String> {
    let rows = arrays.first().map_or(0, |array| array.head.rows);
    if let Some(other) = arrays.iter().find(|array| array.head.rows != rows) {
        let name = |array: &Array| array.name.clone().unwrap_or_default();
        let (one, other, others) = (name(&arrays[0]), name(other), other.head.rows);
        return Err(format!(
            ": the array `{one}` has {rows} rows, `{other}` {others}: expected as many"
        ));
    }
    let cell = |row: usize, column: usize| {
        let array = arrays.iter().find(|array| array.columns.contains(&column));
        let number =
            array.map(|array| array.head.number(&array.bytes, row, column - array.columns.start));
        Ok(Cell::Number(number.unwrap_or(f64::NAN)))
    };
    let told = |column: Option<usize>, message: &str, row: Option<usize>| {
        let row = row.map(|row| format!(", row {row}")).unwrap_or_default();
        let array =
            arrays.iter().find(|array| column.is_some_and(|at| array.columns.contains(&at)));
        let place = array.zip(column).map(|(array, column)| {
            let name = array.name.as_ref().map(|name| format!(" of `{name}`"));
            format!(", column {}{}", column - array.columns.start, name.unwrap_or_default())
        });
        let counted = if row.is_empty() && place.is_none() { "" } else { ", counted from 0" };
        format!("{row}{}{counted}: {message}", place.unwrap_or_default())
    };
    for row in 0..rows {
        gather
            .add(|column| cell(row, column))
            .map_err(|wrong| told(wrong.column, &wrong.message, Some(row)))?;
    }
    gather.finish().map_err(|wrong| told(wrong.column, &wrong.message, None))
}
