//! A table as text: a line with the names of the columns, then a row in each line.

use std::io::{BufRead, BufReader, Cursor, Read};

use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder};

use crate::lesson::harmless::quoted;

use super::columns::Columns;
use super::gather::{Cell, Gather, Wrong};
use super::gathered::Gathered;
use super::limited::told;

/// What is gathered of a table, if anything is, given the names of its columns. What stands between
/// cells, a comma, a semicolon or a tab, is found out.
///
/// # Errors
/// What is wrong and where, to be put behind the name of the file.
pub(super) fn read(
    input: impl Read,
    gather: impl FnOnce(&Columns) -> Option<Gather>,
) -> Result<Option<Gathered>, String> {
    let mut input = BufReader::new(input);
    let first = first_line(&mut input)?;
    let separator = separator(&first);
    let whole = Cursor::new(first).chain(input);
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(whole);
    let columns = Columns::of_a_table(names(&mut reader)?);
    let names = columns.names();
    let Some(mut gather) = gather(&columns) else { return Ok(None) };
    let mut row = ByteRecord::new();
    while reader.read_byte_record(&mut row).map_err(|error| unread(&error))? {
        let place = |wrong: Wrong| at(&row, names, &wrong);
        check_length(&row, names).map_err(place)?;
        gather.add(|column| cell(&row, column)).map_err(place)?;
    }
    gather.finish().map(Some).map_err(|wrong| match wrong.column {
        Some(column) => {
            format!(", column {} (`{}`): {}", column + 1, quoted(&names[column]), wrong.message)
        }
        None => format!(": {}", wrong.message),
    })
}

/// The first line with something in it, with its end, and the empty ones before it.
fn first_line(input: &mut impl BufRead) -> Result<Vec<u8>, String> {
    let mut lines = Vec::new();
    let mut input = input.take(FIRST_LINE);
    loop {
        let start = lines.len();
        let read = input.read_until(b'\n', &mut lines);
        if read.map_err(|error| format!(": {}", told(&error)))? == 0 {
            return Err(
                ": this file is empty: expected a line with the names of the columns, then \
                        a row in each line"
                    .to_owned(),
            );
        }
        let line = lines[start..].trim_ascii();
        if !line.is_empty() && line != BOM {
            return Ok(lines);
        }
    }
}

/// A line with more names than there may be columns ends somewhere.
const FIRST_LINE: u64 = 1024 * 1024;
const BOM: &[u8] = "\u{feff}".as_bytes();

/// What stands most often between names; in a file with one column it does not matter.
fn separator(line: &[u8]) -> u8 {
    let line = line.trim_ascii_start().split(|byte| *byte == b'\r').next().unwrap_or(line);
    let count = |separator: u8| {
        let mut is_quoted = false;
        let counts = line.iter().filter(|byte| {
            is_quoted ^= **byte == b'"';
            !is_quoted && **byte == separator
        });
        counts.count()
    };
    // Of several that come equally often it is the last.
    [b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

fn names<R: Read>(reader: &mut Reader<R>) -> Result<Vec<String>, String> {
    let mut head = ByteRecord::new();
    reader.read_byte_record(&mut head).map_err(|error| unread(&error))?;
    let name = |(column, name): (usize, &[u8])| match str::from_utf8(name) {
        Ok(name) => Ok(name.trim().trim_start_matches('\u{feff}').to_owned()),
        Err(_) => Err(format!(", line 1, column {}: {NOT_UTF_8}", column + 1)),
    };
    let names: Vec<String> = head.iter().enumerate().map(name).collect::<Result<_, _>>()?;
    // Columns may be called 0, 1, 2 and so on; other numbers are a row.
    let is_counted = |(column, name): (usize, &String)| name.parse() == Ok(column);
    let are_numbers = names.iter().all(|name| name.parse::<f64>().is_ok());
    if are_numbers && !names.iter().enumerate().all(is_counted) {
        return Err(
            ", line 1: here are numbers: expected the names of the columns, such as x0,x1,y"
                .to_owned(),
        );
    }
    Ok(names)
}

const NOT_UTF_8: &str = "this is not text in UTF-8: save the file as CSV in UTF-8";

fn check_length(row: &ByteRecord, names: &[String]) -> Result<(), Wrong> {
    let (cells, wanted) = (row.len(), names.len());
    if cells == wanted {
        return Ok(());
    }
    let message =
        format!("this row has {cells} cells, and the first line has {wanted}: expected as many");
    Err(Wrong { column: None, message })
}

fn cell(row: &ByteRecord, column: usize) -> Result<Cell<'_>, String> {
    let bytes = row.get(column).unwrap_or_default();
    let text = str::from_utf8(bytes).map_err(|_| NOT_UTF_8.to_owned())?;
    Ok(Cell::Text(text.trim()))
}

/// What is wrong in a row, with its place.
fn at(row: &ByteRecord, names: &[String], wrong: &Wrong) -> String {
    let line = row.position().map_or(0, csv::Position::line);
    let column = wrong.column.map(|column| {
        let name = names.get(column).map_or("", String::as_str);
        format!(", column {} (`{}`)", column + 1, quoted(name))
    });
    format!(", line {line}{}: {}", column.unwrap_or_default(), wrong.message)
}

fn unread(error: &csv::Error) -> String {
    match error.kind() {
        ErrorKind::Io(error) => format!(": {}", told(error)),
        _ => format!(": {error}"),
    }
}
