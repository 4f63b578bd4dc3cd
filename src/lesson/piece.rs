//! Reading one piece of a lesson: its head, a data set, a step. What is wrong in a field of it is
//! noted and taken out, and the rest is read again, until it can be read.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeString, DeTable, DeValue, Error, ValueDeserializer};

use super::explain::{Kind, explain, kind};
use super::fault::{Fault, Faults};
use super::path::Path;

/// The piece, as far as it can be read, or nothing of it. What was left out is noted as well.
pub(super) fn read<'de, T: Deserialize<'de>>(
    path: &Path,
    mut value: Spanned<DeValue<'de>>,
    faults: &mut Faults,
) -> Option<T> {
    let mut guessed = Guess::Every;
    loop {
        let spare = (is_small(&value) && !faults.is_full()).then(|| value.clone());
        let error = match T::deserialize(ValueDeserializer::from(value)) {
            Ok(piece) => return Some(piece),
            Err(error) => error,
        };
        let Some(mut rest) = spare else {
            faults.note(Fault::at(path, error.span(), explain(&error)));
            return None;
        };
        note(path, &error, &rest, &mut guessed, faults);
        mend(path, &error, &mut rest, faults)?;
        value = rest;
    }
}

/// Whether every unknown field of a piece so far had a name near by that was meant.
#[derive(Clone, Copy, PartialEq)]
enum Guess {
    Every,
    NotEvery,
}

/// Notes a fault, unless it is that a field is missing which stands there under a wrong name.
fn note(
    path: &Path,
    error: &Error,
    piece: &Spanned<DeValue<'_>>,
    guessed: &mut Guess,
    faults: &mut Faults,
) {
    let is_told = match kind(error) {
        Kind::Missing(name) if is_at(error, piece) => {
            *guessed == Guess::Every && !faults.is_unread(&path.name(&name))
        }
        Kind::Missing(_) => {
            entry(error, piece).is_none_or(|name| !faults.is_unread(&path.name(&name)))
        }
        Kind::Unknown(None) => {
            *guessed = Guess::NotEvery;
            true
        }
        Kind::Unknown(Some(_)) | Kind::Other => true,
    };
    if is_told {
        faults.note(Fault::at(path, error.span(), explain(error)));
    }
}

/// Takes out what a fault is about, or puts in what is missing. Nothing if neither can be done.
fn mend(
    path: &Path,
    error: &Error,
    piece: &mut Spanned<DeValue<'_>>,
    faults: &mut Faults,
) -> Option<()> {
    let name = match kind(error) {
        Kind::Missing(name) if is_at(error, piece) => name,
        Kind::Unknown(guess) => {
            let name = entry(error, piece)?;
            faults.leave_out(&path.name(&name));
            if let Some(guess) = guess.filter(|_| is_own(error, piece)) {
                faults.leave_out(&path.name(&guess));
            }
            return take_key(piece.get_mut(), &error.span()?);
        }
        Kind::Missing(_) | Kind::Other => entry(error, piece)?,
    };
    faults.leave_out(&path.name(&name));
    let DeValue::Table(table) = piece.get_mut() else { return None };
    table.remove(name.as_str());
    if let Some(value) = stand_in(&name) {
        table.insert(Spanned::new(0..0, DeString::Owned(name)), Spanned::new(0..0, value));
    }
    Some(())
}

/// A value for a field that has to be there.
fn stand_in(name: &str) -> Option<DeValue<'static>> {
    match name {
        "id" | "title" | "about" => Some(DeValue::String(DeString::default())),
        "format" => Some(DeValue::Integer(DeInteger::default())),
        "x" | "y" => Some(DeValue::Array(DeArray::default())),
        _ => None,
    }
}

/// Whether a fault is one of the piece as a whole.
fn is_at(error: &Error, piece: &Spanned<DeValue<'_>>) -> bool {
    error.span() == Some(piece.span())
}

/// Whether a fault is one of the piece's own field, not of a field further down.
fn is_own(error: &Error, piece: &Spanned<DeValue<'_>>) -> bool {
    let DeValue::Table(table) = piece.get_ref() else { return false };
    table.keys().any(|key| error.span() == Some(key.span()))
}

/// The field of the piece that a fault lies in.
fn entry(error: &Error, piece: &Spanned<DeValue<'_>>) -> Option<String> {
    let (DeValue::Table(table), Some(span)) = (piece.get_ref(), error.span()) else { return None };
    let mut entries = table.iter();
    let is_there = |key: &Spanned<DeString<'_>>, value| key.span() == span || holds(value, &span);
    let (name, _) = entries.find(|(key, value)| is_there(key, value))?;
    Some(name.get_ref().to_string())
}

// A table in several lines has no bytes of its own beyond its head.
fn holds(value: &Spanned<DeValue<'_>>, span: &Range<usize>) -> bool {
    let own = value.span();
    (own.start <= span.start && span.end <= own.end)
        || match value.get_ref() {
            DeValue::Array(array) => array.iter().any(|value| holds(value, span)),
            DeValue::Table(table) => {
                table.iter().any(|(key, value)| key.span() == *span || holds(value, span))
            }
            _ => false,
        }
}

/// Takes out the field whose name stands at some bytes, however far down.
fn take_key(value: &mut DeValue<'_>, span: &Range<usize>) -> Option<()> {
    match value {
        DeValue::Array(array) => array.iter_mut().find_map(|value| take_key(value.get_mut(), span)),
        DeValue::Table(table) => take_key_of(table, span),
        _ => None,
    }
}

fn take_key_of(table: &mut DeTable<'_>, span: &Range<usize>) -> Option<()> {
    let own = table.keys().find(|key| key.span() == *span).map(|key| key.get_ref().to_string());
    match own {
        Some(name) => table.remove(name.as_str()).map(drop),
        None => table.iter_mut().find_map(|(_, value)| take_key(value.get_mut(), span)),
    }
}

/// Whether a piece can be kept a second time while it is read.
fn is_small(value: &Spanned<DeValue<'_>>) -> bool {
    fn left(value: &DeValue<'_>, room: usize) -> Option<usize> {
        let room = room.checked_sub(1)?;
        match value {
            DeValue::Array(array) => {
                array.iter().try_fold(room, |room, value| left(value.get_ref(), room))
            }
            DeValue::Table(table) => {
                table.iter().try_fold(room, |room, (_, value)| left(value.get_ref(), room))
            }
            _ => Some(room),
        }
    }
    left(value.get_ref(), SMALL).is_some()
}

/// Values in a piece that is small: far more than anyone types, and a megabyte or two.
const SMALL: usize = 10_000;
