//! A place in a file: a line, a column, and what stands there.

use std::ops::Range;

use super::harmless::printable;

/// A place in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    /// How many characters are meant, at least 1.
    pub length: usize,
    /// The line itself, or, of a long one, what is around the place.
    pub text: String,
    /// The column at which that text begins: 1, unless it is of a long line.
    pub from: usize,
}

impl Place {
    /// The place of a range of bytes.
    pub(super) fn of(source: &str, span: Range<usize>) -> Self {
        let start = floor_char(source, span.start);
        let end = floor_char(source, span.end.max(start));
        let line_start = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = source[start..].find('\n').map_or(source.len(), |offset| start + offset);
        let marked = source[start..end.min(line_end).max(start)].chars().take(MARKED).count();
        let column = source[line_start..start].chars().count() + 1;
        let from = column.saturating_sub(AROUND).max(1);
        let line = source[line_start..line_end].chars();
        let text: String = line.skip(from - 1).take(column - from + MARKED + AROUND).collect();
        Self {
            line: source[..start].matches('\n').count() + 1,
            column,
            length: marked.max(1),
            text: printable(&text),
            from,
        }
    }
}

/// More carets than this say nothing more.
const MARKED: usize = 80;
/// Wider than what is drawn, so that a line that is cut is always seen to be.
const AROUND: usize = 400;

fn floor_char(source: &str, index: usize) -> usize {
    let index = index.min(source.len());
    (0..=index).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0)
}
