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
}

/// All lines: a row of the arithmetic goes on in a further line where the width runs out.
pub(super) fn lines(shown: &Shown, width: u16) -> Vec<FillingLine> {
    let filling = shown.outcome.filling.as_ref().filter(|filling| filling.is_open);
    let rows = filling.iter().flat_map(|filling| &filling.rows);
    rows.flat_map(|row| of_row(shown, row, usize::from(width))).collect()
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
    let name = format!(" {}  ", shown.outcome.example_name(row.example));
    let indent = " ".repeat(name.width());
    let mut lines = vec![FillingLine::default()];
    let mut last = FillingLine::default();
    last.push(Span::styled(name, palette.part(Part::Text)));
    for slot in &row.slots {
        let (spans, blank) = match slot {
            Slot::Text(text) => (vec![Span::styled(text.clone(), palette.part(Part::Text))], None),
            Slot::Blank(blank) => (of_blank(shown, blank), Some(Field::Guess(blank.index))),
        };
        let wide: usize = spans.iter().map(Span::width).sum();
        if last.columns + wide > width && last.columns > indent.len() {
            lines.push(std::mem::take(&mut last));
            last.push(Span::raw(indent.clone()));
        }
        let from = last.columns;
        for span in spans {
            last.push(span);
        }
        last.blanks.extend(blank.map(|field| (from..last.columns, field)));
    }
    lines.push(last);
    lines.remove(0);
    lines
}

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
        Mark::Right => ("✓", Part::Good),
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
