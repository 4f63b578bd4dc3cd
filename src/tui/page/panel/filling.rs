//! Arithmetic with blanks, each of them a cell to type into.

use std::ops::Range;

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::lab::{BlankValue, FilledRow, Mark, Slot};
use crate::tui::field::Field;
use crate::tui::page::target::Target;
use crate::tui::shown::Shown;
use crate::tui::style::Part;

use super::cells;

/// A line of it, and the blanks that lie in which of its columns.
#[derive(Clone, Default)]
pub(super) struct FillingLine {
    spans: Vec<Span<'static>>,
    pub(super) blanks: Vec<(Range<usize>, Field)>,
    columns: usize,
}

impl FillingLine {
    pub(super) fn line(&self) -> Line<'static> {
        Line::from(self.spans.clone())
    }

    pub(super) fn targets(&self) -> impl Iterator<Item = (Range<usize>, Target)> {
        let target = |(columns, field): (Range<usize>, Field)| (columns, Target::Field(field));
        self.blanks.clone().into_iter().map(target)
    }

    fn push(&mut self, span: Span<'static>) {
        self.columns += span.width();
        self.spans.push(span);
    }

    /// Adds a token; at the start of a line, after so many columns, without the blanks before it.
    fn add(&mut self, token: &Token, start: usize) {
        let from = self.columns;
        for span in token.spans.clone() {
            let is_first = self.columns == start && token.blank.is_none();
            let text = if is_first { span.content.trim_start() } else { &span.content };
            self.push(Span::styled(text.to_owned(), span.style));
        }
        self.blanks.extend(token.blank.clone().map(|field| (from..self.columns, field)));
    }
}

/// All lines: a row of the arithmetic goes on in a further line where the width runs out.
pub(super) fn lines(shown: &Shown, width: u16) -> Vec<FillingLine> {
    let filling = shown.outcome.filling.as_ref().filter(|filling| filling.is_open);
    let rows = filling.iter().flat_map(|filling| &filling.rows);
    // The last column says where there are more lines.
    rows.flat_map(|row| of_row(shown, row, usize::from(width.saturating_sub(2)))).collect()
}

/// The line in which the blank is that is chosen, counted from 0.
pub(super) fn chosen(shown: &Shown, lines: &[FillingLine]) -> usize {
    let is_here = |line: &FillingLine| {
        line.blanks.iter().any(|(_, field)| shown.chosen.as_ref() == Some(field))
    };
    lines.iter().position(is_here).unwrap_or(0)
}

fn of_row(shown: &Shown, row: &FilledRow, width: usize) -> Vec<FillingLine> {
    let palette = shown.settings.palette();
    let name = format!(" {}  ", shown.outcome.filled_name(row.about));
    let indent = Span::raw(" ".repeat(name.width()));
    let room = width.saturating_sub(indent.width());
    let mut lines = vec![FillingLine::default()];
    let mut last = FillingLine::default();
    last.push(Span::styled(name, palette.part(Part::Text)));
    for term in terms(shown, row).chunk_by(|_, next| next.joint != Joint::Operator) {
        let is_whole = term.iter().map(Token::width).sum::<usize>() <= room;
        for part in term.chunk_by(|_, next| is_whole || next.joint == Joint::Fast) {
            let wide: usize = part.iter().map(Token::width).sum();
            let is_begun = last.columns > indent.width();
            if is_begun && last.columns + wide > width {
                lines.push(std::mem::take(&mut last));
                last.push(indent.clone());
            }
            for token in part {
                last.add(token, indent.width());
            }
        }
    }
    lines.push(last);
    lines.remove(0);
    lines
}

/// What is never parted: a blank, or characters up to the next sign.
struct Token {
    spans: Vec<Span<'static>>,
    blank: Option<Field>,
    joint: Joint,
}

/// How it hangs on what stands before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// A line may end before it: it begins with a plus, a minus, an equals sign or a gap.
    Operator,
    /// It begins with a times, where a line ends only if it must.
    Times,
    /// It belongs to it.
    Fast,
}

impl Token {
    fn width(&self) -> usize {
        self.spans.iter().map(Span::width).sum()
    }
}

fn terms(shown: &Shown, row: &FilledRow) -> Vec<Token> {
    let style = shown.settings.palette().part(Part::Text);
    let of_text = |text: &str| -> Vec<Token> {
        let token = |(joint, text): (Joint, String)| Token {
            spans: vec![Span::styled(text, style)],
            blank: None,
            joint,
        };
        pieces(text).into_iter().map(token).collect()
    };
    let of_slot = |slot: &Slot| match slot {
        Slot::Text(text) => of_text(text),
        Slot::Blank(blank) => vec![Token {
            spans: of_blank(shown, blank),
            blank: Some(Field::Guess(blank.index)),
            joint: Joint::Fast,
        }],
    };
    row.slots.iter().flat_map(of_slot).collect()
}

/// Characters in pieces, each with the sign that it begins with.
fn pieces(text: &str) -> Vec<(Joint, String)> {
    let joint_at = |at: usize| {
        let begins = |sign: &str| text[at..].starts_with(sign);
        let is_gap = begins(GAP) && !text[..at].ends_with(' ');
        if is_gap || OPERATORS.into_iter().any(begins) {
            Joint::Operator
        } else if begins(TIMES) {
            Joint::Times
        } else {
            Joint::Fast
        }
    };
    let mut pieces: Vec<(Joint, String)> = Vec::new();
    for (at, c) in text.char_indices() {
        match (joint_at(at), pieces.last_mut()) {
            (Joint::Fast, Some((_, last))) => last.push(c),
            (joint, _) => pieces.push((joint, c.to_string())),
        }
    }
    pieces
}

const OPERATORS: [&str; 3] = [" + ", " - ", " = "];
const TIMES: &str = " · ";
const GAP: &str = "   ";

/// A blank: framed, with a mark behind it once something stands in it.
fn of_blank(shown: &Shown, blank: &BlankValue) -> Vec<Span<'static>> {
    let field = Field::Guess(blank.index);
    let value = blank.value.map(|value| value.to_string()).unwrap_or_default();
    let text = format!("{value:^WIDTH$}");
    let is_chosen = cells::is_chosen(shown, &field);
    let typed = shown.typing().filter(|typing| typing.field == field);
    let text = match typed {
        Some(_) => cells::cell_text(shown, &field, &text),
        None => format!("[{text}]"),
    };
    let (mark, part) = match blank.mark {
        _ if typed.is_some() => (" ", Part::Chosen),
        Mark::Right | Mark::Shown => ("✓", Part::Good),
        Mark::Wrong if is_chosen => ("✗", Part::Wrong),
        Mark::Wrong => ("✗", Part::Bad),
        Mark::Untried | Mark::Chosen if is_chosen => (" ", Part::Chosen),
        Mark::Untried | Mark::Chosen => (" ", Part::Question),
    };
    let style = shown.settings.palette().part(part);
    vec![Span::styled(text, style), Span::styled(mark, style)]
}

/// As wide as most numbers.
const WIDTH: usize = 7;
