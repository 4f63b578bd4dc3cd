//! The arithmetic of the examples, lined up.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::lab::{Arithmetic, Piece};
use crate::tui::app::App;
use crate::tui::field::Field;
use crate::tui::theme::Part;

/// The arithmetic of the examples that are shown: all in the most detail that fits, so that what
/// belongs together stands in one column.
pub(super) fn example_lines(
    app: &App,
    arithmetic: &Arithmetic,
    shown: Range<usize>,
    width: usize,
) -> Vec<Line<'static>> {
    let lines = |detail| table(app, arithmetic, shown.clone(), detail);
    let fits = |lines: &Vec<Line<'_>>| lines.iter().all(|line| line.width() <= width);
    let details = [Detail::Full, Detail::Target, Detail::Short, Detail::Bare].map(lines);
    let few = || lines(Detail::Few).into_iter().map(|line| cut(line, width)).collect();
    details.into_iter().find(fits).unwrap_or_else(few)
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

fn table(
    app: &App,
    arithmetic: &Arithmetic,
    shown: Range<usize>,
    detail: Detail,
) -> Vec<Line<'static>> {
    let rows: Vec<Vec<Vec<Span<'static>>>> =
        shown.map(|example| columns(app, arithmetic, example, detail)).collect();
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
    app: &App,
    arithmetic: &Arithmetic,
    example: usize,
    detail: Detail,
) -> Vec<Vec<Span<'static>>> {
    let Some(written) = arithmetic.written(example) else { return Vec::new() };
    let theme = app.settings.theme;
    let looked = example == app.outcome.example;
    let base = theme.part(if looked { Part::Looked } else { Part::Text });
    let muted = theme.part(Part::Muted);
    let name = app.outcome.example_name(example);
    let pointer = if looked { "▸" } else { " " };
    let mut start = vec![Span::styled(format!(" {name} {pointer} "), base)];
    // The first piece is the name of the sum, then come three for each term and two for the bias.
    let sum = written.sum.as_slice();
    let few = if detail == Detail::Few && sum.len() > 9 { 4 } else { sum.len() };
    let first = &sum[usize::from(detail == Detail::Bare)..few];
    start.extend(first.iter().map(|piece| piece_span(app, arithmetic, piece, base)));
    if few < sum.len() {
        start.push(Span::styled(" + …", base));
    }

    let column = |gap: &str, text: Option<&String>, style: Style| {
        text.map(|text| vec![Span::styled(format!("{gap}{text}"), style)]).unwrap_or_default()
    };
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

/// A piece of a sum; the weight that is chosen is lit up.
fn piece_span(app: &App, arithmetic: &Arithmetic, piece: &Piece, base: Style) -> Span<'static> {
    let chosen = app.chosen.as_ref().and_then(Field::weight);
    let here = chosen.filter(|chosen| chosen.layer == arithmetic.layer).map(|chosen| chosen.place);
    let is_chosen = piece.place.is_some() && here == piece.place;
    let style = if is_chosen { app.settings.theme.part(Part::Chosen) } else { base };
    Span::styled(piece.text.clone(), style)
}
