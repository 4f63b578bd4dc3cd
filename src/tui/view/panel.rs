//! The numbers of a step: every weight in a cell of its own, and the arithmetic of the examples
//! with these weights plugged in.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::lab::{Arithmetic, Array, ParameterValue, Piece, Shape, brief};
use crate::nn::print;

use super::super::app::App;
use super::super::screen::Target;
use super::super::theme::Part;

/// Draws the panel: the weights on top, as many examples below as there is room for.
pub(super) fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let panel = Panel::of(app, area);
    for (y, row) in (area.y..).zip(panel.cell_rows()) {
        weight_line(app, row).render(Rect { y, height: 1, ..area }, buffer);
    }
    if let Some((y, text)) = panel.shapes_at(app, area) {
        let x = area.right().saturating_sub(text.width() as u16 + 1);
        buffer.set_string(x, area.y + y, text, app.settings.theme.part(Part::Muted));
    }
    more(app, area, &panel.shown_rows, panel.all_rows, area.y, buffer);
    let Some(arithmetic) = &app.outcome.arithmetic else { return };
    let first = area.y + panel.cells.len() as u16;
    let room = usize::from(area.width).saturating_sub(2);
    let lines = example_lines(app, arithmetic, panel.examples.clone(), room);
    for (y, line) in (first..).zip(lines) {
        line.render(Rect { y, height: 1, width: room as u16, ..area }, buffer);
    }
    more(app, area, &panel.examples, arithmetic.rows.len(), first, buffer);
}

/// How many lines the panel would fill if it could.
pub(in super::super) fn wanted_rows(app: &App, width: u16) -> usize {
    let weights = flow(app, width).len();
    weights + app.outcome.arithmetic.as_ref().map_or(0, |arithmetic| arithmetic.rows.len())
}

/// What lies at a column and row of the panel.
pub(in super::super) fn target(app: &App, area: Rect, x: u16, y: u16) -> Option<Target> {
    let panel = Panel::of(app, area);
    let (x, y) = (usize::from(x), usize::from(y));
    if let Some(row) = panel.cell_rows().get(y) {
        let cell = row.iter().find(|cell| cell.columns.contains(&x))?;
        return Some(Target::Parameter(cell.value.parameter.clone()));
    }
    let example = panel.examples.start + y.checked_sub(panel.cells.len())?;
    panel.examples.contains(&example).then_some(Target::Example(example))
}

/// The shapes in play in one line: `X (2, 1) · w (1, 1) + b (1,) → (2, 1)`.
pub(in super::super) fn shapes(app: &App) -> String {
    let told = |Shape { name, array, shape }: &Shape| {
        let shape = print::shape_str(shape);
        match array {
            Array::Input => format!("{name} {shape}"),
            Array::Target => format!("   {name} {shape}"),
            Array::Kernel => format!(" · {name} {shape}"),
            Array::Bias => format!(" + {name} {shape}"),
            Array::Output => format!(" → {shape}"),
        }
    };
    app.outcome.shapes.iter().map(told).collect()
}

/// Whether there is room for the shapes beside the weights.
pub(in super::super) fn shows_shapes(app: &App, area: Rect) -> bool {
    !area.is_empty() && Panel::of(app, area).shapes_at(app, area).is_some()
}

/// The part of the weights and examples that is shown.
struct Panel {
    cells: Vec<Vec<Cell>>,
    shown_rows: Range<usize>,
    all_rows: usize,
    examples: Range<usize>,
}

/// A weight and the columns it takes.
#[derive(Clone)]
struct Cell {
    value: ParameterValue,
    lead: String,
    columns: Range<usize>,
}

impl Panel {
    fn of(app: &App, area: Rect) -> Self {
        let all = flow(app, area.width);
        let examples = app.outcome.arithmetic.as_ref().map_or(0, |a| a.rows.len());
        let rows = usize::from(area.height);
        let room = if examples == 0 { rows } else { rows.div_ceil(2).max(1) };
        let chosen = all.iter().position(|row| row.iter().any(|cell| is_chosen(app, &cell.value)));
        let (all_rows, shown_rows) = (all.len(), window(all.len(), room, chosen.unwrap_or(0)));
        let cells = all[shown_rows.clone()].to_vec();
        let examples = window(examples, rows - cells.len(), app.outcome.example);
        Self { cells, shown_rows, all_rows, examples }
    }

    fn cell_rows(&self) -> &[Vec<Cell>] {
        &self.cells
    }

    // The shapes stand at the right end of the first line that has room for them.
    fn shapes_at(&self, app: &App, area: Rect) -> Option<(u16, String)> {
        let text = shapes(app);
        let used = |row: &Vec<Cell>| row.last().map_or(0, |cell| cell.columns.end);
        let fits = |row: &Vec<Cell>| used(row) + text.width() + 3 <= usize::from(area.width);
        let row = self.cells.iter().position(fits)?;
        Some((row as u16, text))
    }
}

/// At most `room` of `count` things, among them the one at `at`.
fn window(count: usize, room: usize, at: usize) -> Range<usize> {
    let room = room.min(count);
    let start = (at + 1).saturating_sub(room).min(count - room);
    start..start + room
}

/// The cells of all weights, row by row.
fn flow(app: &App, width: u16) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut layer = "";
    let mut column = 0;
    for value in &app.outcome.parameters {
        let is_new = value.parameter.layer != layer;
        layer = &value.parameter.layer;
        let lead = match (is_new, column) {
            (true, _) => format!(" {layer}   {} ", value.name),
            (false, 0) => format!("     {} ", value.name),
            (false, _) => format!("   {} ", value.name),
        };
        let needs = lead.width() + cell_text(app, value).width();
        if is_new || column + needs >= usize::from(width) {
            rows.push(Vec::new());
            column = 0;
        }
        let columns = column..column + needs;
        column += needs;
        rows.last_mut().into_iter().for_each(|row| {
            row.push(Cell { value: value.clone(), lead: lead.clone(), columns: columns.clone() });
        });
    }
    rows
}

fn weight_line(app: &App, row: &[Cell]) -> Line<'static> {
    let theme = app.settings.theme;
    let mut spans = Vec::new();
    for cell in row {
        spans.push(Span::styled(cell.lead.clone(), theme.part(Part::Muted)));
        let part = match (is_chosen(app, &cell.value), app.typing()) {
            (true, Some(typing)) if typing.value().is_err() => Part::Wrong,
            (true, _) => Part::Chosen,
            (false, _) => Part::Strong,
        };
        spans.push(Span::styled(cell_text(app, &cell.value), theme.part(part)));
    }
    Line::from(spans)
}

/// The text in the cell of a weight: its value, or the number that is being typed, with its
/// cursor, and a question mark while it cannot be read.
fn cell_text(app: &App, value: &ParameterValue) -> String {
    let typing = app.typing().filter(|typing| typing.parameter == value.parameter);
    match typing {
        Some(typing) => {
            let (left, right): (String, String) = (
                typing.text.chars().take(typing.cursor).collect(),
                typing.text.chars().skip(typing.cursor).collect(),
            );
            let doubt = if typing.value().is_err() { " ?" } else { "" };
            format!("[ {left}▏{right}{doubt} ]")
        }
        None if is_chosen(app, value) => format!("[ {} ]", exact(value.value)),
        None => format!("  {}  ", exact(value.value)),
    }
}

fn is_chosen(app: &App, value: &ParameterValue) -> bool {
    app.chosen.as_ref() == Some(&value.parameter)
}

// As many digits as Python shows, where the cell has room for them.
fn exact(value: f32) -> String {
    let text = value.to_string();
    match value.abs() {
        _ if text.len() <= 10 => text,
        0.001..1000.0 => format!("{value:.6}"),
        _ => brief(f64::from(value)),
    }
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
}

/// The arithmetic of the examples that are shown: all in the most detail that fits, so that what
/// belongs together stands in one column.
fn example_lines(
    app: &App,
    arithmetic: &Arithmetic,
    shown: Range<usize>,
    width: usize,
) -> Vec<Line<'static>> {
    let lines = |detail| table(app, arithmetic, shown.clone(), detail);
    let fits = |lines: &Vec<Line<'_>>| lines.iter().all(|line| line.width() <= width);
    let details = [Detail::Full, Detail::Target, Detail::Short].map(lines);
    details.into_iter().find(fits).unwrap_or_else(|| lines(Detail::Bare))
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
    // The first piece is the name of the sum.
    let sum = written.sum.iter().skip(usize::from(detail == Detail::Bare));
    start.extend(sum.map(|piece| piece_span(app, arithmetic, piece, base)));

    let column = |gap: &str, text: Option<&String>, style: Style| {
        text.map(|text| vec![Span::styled(format!("{gap}{text}"), style)]).unwrap_or_default()
    };
    let mut columns = vec![start, column(" ", Some(&written.result), base)];
    if matches!(detail, Detail::Short | Detail::Bare) {
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
    let chosen = app.chosen.as_ref().filter(|chosen| chosen.layer == arithmetic.layer);
    let is_chosen = piece.place.is_some() && chosen.map(|chosen| chosen.place) == piece.place;
    let style = if is_chosen { app.settings.theme.part(Part::Chosen) } else { base };
    Span::styled(piece.text.clone(), style)
}

/// Says where there are more lines than the ones that stand from `top` on: the last column is kept
/// free for that.
fn more(app: &App, area: Rect, shown: &Range<usize>, all: usize, top: u16, buffer: &mut Buffer) {
    if shown.is_empty() {
        return;
    }
    let bottom = top + shown.len() as u16 - 1;
    let mark = match (shown.start > 0, shown.end < all) {
        (true, true) if top == bottom => [(top, "↕"), (bottom, "↕")],
        (above, below) => {
            [(top, if above { "▲" } else { "" }), (bottom, if below { "▼" } else { "" })]
        }
    };
    for (y, sign) in mark.into_iter().filter(|(_, sign)| !sign.is_empty()) {
        let style = app.settings.theme.part(Part::Key);
        buffer.set_string(area.right().saturating_sub(1), y, sign, style);
    }
}
