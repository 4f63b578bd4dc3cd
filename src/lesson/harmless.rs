//! Words that are not ours, made fit to be shown: nothing in them steers a terminal, and they end.

use std::borrow::Cow;

/// The text in one line, with every character that could steer a terminal replaced by `\u{fffd}`.
pub fn printable(text: &str) -> String {
    text.chars().map(harmless).collect()
}

/// Somebody's words as an error quotes them: [`printable`], and the middle left out where they are
/// longer than a name can be.
pub fn quoted(text: &str) -> String {
    printable(&without_middle(text, QUOTED_CHARS))
}

/// A message that may quote anything in words that are not ours: nothing of it steers a terminal,
/// and where it is long its middle is left out, for what is wrong stands at its start and what
/// would be right at its end.
pub fn told(message: &str) -> String {
    let lines = without_middle(message, MESSAGE_CHARS);
    lines.chars().map(|c| if c == '\n' { c } else { harmless(c) }).collect()
}

/// The name of a file. No system opens a file by a longer path than this has room for, so that
/// every one that is open is named in full.
pub(super) fn file_name(file: &str) -> String {
    printable(&without_middle(file, FILE_CHARS))
}

/// Whether a character could steer a terminal or turn text around: control characters and the
/// bidirectional overrides.
pub(super) fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

const QUOTED_CHARS: usize = 200;
const MESSAGE_CHARS: usize = 1_200;
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

fn harmless(c: char) -> char {
    match c {
        '\t' => ' ',
        c if steers(c) => '\u{fffd}',
        c => c,
    }
}
