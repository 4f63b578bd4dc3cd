//! The arithmetic of the examples, lined up.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::journal::Place;
use crate::lab::{Arithmetic, Piece, Progress, Shows, Written};
use crate::tui::field::Field;
use crate::tui::shown::Shown;
use crate::tui::style::Part;

/// The arithmetic of the examples that are shown: all in the most detail that fits, so that what
/// belongs together stands in one column.
pub(super) fn lines(
    shown: &Shown,
    arithmetic: &Arithmetic,
    part: Range<usize>,
    width: usize,
) -> Vec<Line<'static>> {
    let write = |example| Some((example, arithmetic.written(example)?));
    let examples: Vec<(usize, Written)> = part.filter_map(write).collect();
    let writer = Writer::of(shown, arithmetic);
    let lines = |detail| writer.table(&examples, detail);
    let fits = |lines: &Vec<Line<'_>>| lines.iter().all(|line| line.width() <= width);
    let details = [Detail::Full, Detail::Target, Detail::Short, Detail::Bare];
    let few = || lines(Detail::Few).into_iter().map(|line| cut(line, width)).collect();
    details.into_iter().map(lines).find(fits).unwrap_or_else(few)
}

/// A line in so many columns: what is left of a number that was cut would be another number.
fn cut(line: Line<'static>, width: usize) -> Line<'static> {
    if line.width() <= width {
        return line;
    }
    let mut room = width.saturating_sub(2);
    let mut spans = Vec::new();
    for span in line.spans {
        if span.width() > room {
            break;
        }
        room -= span.width();
        spans.push(span);
    }
    spans.push(Span::raw(" …"));
    Line::from(spans)
}

/// How much of an example's arithmetic is written out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// With the target, and the error where the output is no probability.
    Full,
    /// Without the error.
    Target,
    /// Only how the output comes about.
    Short,
    /// The same, without saying that the sum is called z.
    Bare,
    /// Of a long sum only its first term and its end: what comes out is worth more.
    Few,
}

/// What the lines of all examples have in common.
struct Writer<'a> {
    shown: &'a Shown,
    /// The columns of an example's name.
    name: usize,
    /// The columns of a number that a training changes: as many as any takes, once it has begun.
    number: usize,
    /// The columns of an input, where it is one of those numbers.
    input: usize,
    /// The weight of this unit that is chosen.
    chosen: Option<Place>,
}

impl<'a> Writer<'a> {
    fn of(shown: &'a Shown, arithmetic: &Arithmetic) -> Self {
        let chosen = shown.chosen.as_ref().and_then(Field::weight);
        let last = arithmetic.rows.len().saturating_sub(1);
        let has_begun = shown.outcome.training.as_ref().is_some_and(Progress::has_begun);
        let first_layer = shown.outcome.parameters.first().map(|first| &first.parameter.layer);
        let is_data = first_layer.is_none_or(|layer| *layer == arithmetic.layer);
        let number = if has_begun { NUMBER } else { 0 };
        Self {
            shown,
            name: shown.outcome.example_name(last).width(),
            number,
            input: if is_data { 0 } else { number },
            chosen: chosen.filter(|chosen| chosen.layer == arithmetic.layer).map(|c| c.place),
        }
    }

    fn table(&self, examples: &[(usize, Written)], detail: Detail) -> Vec<Line<'static>> {
        let rows: Vec<Vec<Vec<Span<'static>>>> = examples
            .iter()
            .map(|(example, written)| self.columns(*example, written, detail))
            .collect();
        let width = |spans: &[Span<'_>]| spans.iter().map(Span::width).sum::<usize>();
        let count = rows.first().map_or(0, Vec::len);
        let widest: Vec<usize> = (0..count)
            .map(|column| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0))
            .collect();
        let line = |row: Vec<Vec<Span<'static>>>| {
            let padded = row.into_iter().zip(&widest).flat_map(|(mut spans, widest)| {
                let gap = widest - width(&spans);
                spans.push(Span::raw(" ".repeat(gap)));
                spans
            });
            Line::from(padded.collect::<Vec<_>>())
        };
        rows.into_iter().map(line).collect()
    }

    /// One example's arithmetic, cut where it is to line up with that of the others.
    fn columns(
        &self,
        example: usize,
        written: &Written,
        detail: Detail,
    ) -> Vec<Vec<Span<'static>>> {
        let palette = self.shown.settings.palette();
        let looked = example == self.shown.outcome.example;
        let base = palette.part(if looked { Part::Looked } else { Part::Text });
        let muted = palette.part(Part::Muted);
        let column = |gap: &str, text: Option<&String>, style: Style| {
            let text = text.map(|text| format!("{gap}{text:<0$}", self.number));
            text.map(|text| vec![Span::styled(text, style)]).unwrap_or_default()
        };
        let start = self.start(example, written, detail, base);
        let mut columns = vec![start, column(" ", Some(&written.result), base)];
        if matches!(detail, Detail::Short | Detail::Bare | Detail::Few) {
            columns.push(column(" ", written.activated_briefly.as_ref(), base));
            return columns;
        }
        columns.push(column("   ", written.activated.as_ref(), base));
        columns.push(column("   ", written.target.as_ref(), muted));
        let error = written.error.as_ref().filter(|_| detail == Detail::Full);
        columns.push(column("   ", error, muted));
        columns
    }

    /// The name of an example, and its sum.
    fn start(
        &self,
        example: usize,
        written: &Written,
        detail: Detail,
        base: Style,
    ) -> Vec<Span<'static>> {
        let name = self.shown.outcome.example_name(example);
        let pointer = if example == self.shown.outcome.example { "▸" } else { " " };
        let mut start = vec![Span::styled(format!(" {name:<0$} {pointer} ", self.name), base)];
        // The first piece is the name of the sum, then come four for each term and two for the bias.
        let sum = written.sum.as_slice();
        let few = if detail == Detail::Few && sum.len() > 11 { 5 } else { sum.len() };
        let first = &sum[usize::from(detail == Detail::Bare)..few];
        start.extend(first.iter().map(|piece| self.piece(piece, base)));
        if few < sum.len() {
            start.push(Span::styled(" + …", base));
        }
        start
    }

    /// A piece of a sum; the weight that is chosen is lit up.
    fn piece(&self, piece: &Piece, base: Style) -> Span<'static> {
        let (width, is_chosen) = match piece.shows {
            Shows::Weight(place) => (self.number, self.chosen == Some(place)),
            Shows::Input => (self.input, false),
            Shows::Sign | Shows::Slid => (0, false),
        };
        let style = if is_chosen { self.shown.settings.palette().part(Part::Chosen) } else { base };
        Span::styled(format!("{:<width$}", piece.text), style)
    }
}

/// `0.001862` is as long as they come.
const NUMBER: usize = 8;
