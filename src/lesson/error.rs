//! What is wrong with a lesson file, and where.

use std::borrow::Cow;
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
        let message = told(&message.into());
        let file = printable(&without_middle(file, FILE_CHARS));
        Self { file, message, place: None, part: None }
    }

    /// A fault at a range of bytes of `source`.
    pub fn at(file: &str, source: &str, span: Range<usize>, message: impl Into<String>) -> Self {
        let place = Some(Place::of(source, span));
        Self { place, ..Self::whole(file, message) }
    }

    /// The same, in a named part of the lesson.
    pub(super) fn in_part(self, part: Option<String>) -> Self {
        Self { part: part.map(|part| quoted(&part)), ..self }
    }
}

// The first line is one that editors know how to follow: `file:line:column: what is wrong`.
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
        let (message, advice) = message.split_once('\n').unwrap_or((message, ""));
        writeln!(f, "{file}:{line}:{column}: {part}{message}")?;
        writeln!(f, " {line} | {text}")?;
        write!(f, " {:margin$} | {before}{}", "", "^".repeat(*length))?;
        if advice.is_empty() { Ok(()) } else { write!(f, "\n{advice}") }
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

/// Somebody's words as an error quotes them: [`printable`], and the middle left out where they are
/// longer than a name can be.
pub fn quoted(text: &str) -> String {
    printable(&without_middle(text, QUOTED_CHARS))
}

const QUOTED_CHARS: usize = 200;

/// A message that may quote anything in words that are not ours: nothing of it steers a terminal,
/// and where it is long its middle is left out, for what is wrong stands at its start and what
/// would be right at its end.
pub fn told(message: &str) -> String {
    printable_lines(&without_middle(message, MESSAGE_CHARS))
}

const MESSAGE_CHARS: usize = 1_200;
/// No system opens a file by a longer path, so that every one that is open is named in full.
const FILE_CHARS: usize = 4_096;

fn without_middle(text: &str, most: usize) -> Cow<'_, str> {
    let chars = text.chars().count();
    if chars <= most {
        return Cow::Borrowed(text);
    }
    let half = most / 2;
    let end = text.chars().skip(chars - half);
    Cow::Owned(text.chars().take(half).chain(['…']).chain(end).collect())
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
