//! What is wrong with a lesson file, and where.

use std::fmt;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

/// A fault in a lesson, told so that its author can mend it.
#[derive(Clone, Debug, PartialEq)]
pub struct LessonError {
    /// The file, as it was named.
    pub file: String,
    /// What is wrong, and what would be right.
    pub message: String,
    /// Where it is, if it is at a place in the file.
    pub place: Option<Place>,
    /// What it is a part of, as far as that is known: ``step `fit`, run.fit.epochs``.
    pub part: Option<String>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    /// How many characters are meant, at least 1.
    pub length: usize,
    /// The line itself.
    pub text: String,
}

impl LessonError {
    /// A fault of the file as a whole.
    pub fn whole(file: &str, message: impl Into<String>) -> Self {
        let message = printable_lines(&message.into());
        Self { file: printable(file), message, place: None, part: None }
    }

    /// A fault at a range of bytes of `source`.
    pub fn at(file: &str, source: &str, span: Range<usize>, message: impl Into<String>) -> Self {
        let place = Some(Place::of(source, span));
        let message = printable_lines(&message.into());
        Self { file: printable(file), message, place, part: None }
    }

    /// The same, in a named part of the lesson.
    pub(super) fn in_part(self, part: Option<String>) -> Self {
        Self { part: part.map(|part| printable(&part)), ..self }
    }
}

impl fmt::Display for LessonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, message, place, part } = self;
        let Some(Place { line, column, length, text }) = place else {
            return write!(f, "{file}: {message}");
        };
        let margin = line.to_string().len();
        let before: String = text.chars().take(column - 1).collect();
        let before = " ".repeat(before.width());
        let part = part.as_ref().map(|part| format!("{part}: ")).unwrap_or_default();
        writeln!(f, "{file}, line {line}, column {column}:")?;
        writeln!(f, " {line} | {text}")?;
        writeln!(f, " {:margin$} | {before}{}", "", "^".repeat(*length))?;
        write!(f, "{part}{message}")
    }
}

impl std::error::Error for LessonError {}

impl Place {
    fn of(source: &str, span: Range<usize>) -> Self {
        let start = floor_char(source, span.start);
        let end = floor_char(source, span.end.max(start));
        let line_start = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = source[start..].find('\n').map_or(source.len(), |offset| start + offset);
        let length = source[start..end.min(line_end).max(start)].chars().count().max(1);
        Self {
            line: source[..start].matches('\n').count() + 1,
            column: source[line_start..start].chars().count() + 1,
            length,
            text: shorten(&printable(&source[line_start..line_end])),
        }
        .within_text()
    }

    // A line may have been shortened: then the marker stays inside what is shown of it.
    fn within_text(mut self) -> Self {
        let room = self.text.chars().count() + 1;
        self.length = self.length.min(room.saturating_sub(self.column).max(1));
        self
    }
}

fn floor_char(source: &str, index: usize) -> usize {
    let index = index.min(source.len());
    (0..=index).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0)
}

const LINE_CHARS: usize = 200;

fn shorten(line: &str) -> String {
    if line.chars().count() <= LINE_CHARS {
        return line.to_owned();
    }
    line.chars().take(LINE_CHARS).chain(['…']).collect()
}

/// The text in one line, with every character that could steer a terminal replaced by `\u{fffd}`.
pub fn printable(text: &str) -> String {
    text.chars().map(harmless).collect()
}

/// The same, but line breaks stay.
fn printable_lines(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { c } else { harmless(c) }).collect()
}

/// Whether a character could steer a terminal or turn text around: control characters and the
/// bidirectional overrides.
pub(super) fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn harmless(c: char) -> char {
    match c {
        '\t' => ' ',
        c if steers(c) => '\u{fffd}',
        c => c,
    }
}
