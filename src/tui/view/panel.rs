//! The numbers of a step: how far its training has come, every setting and weight in a cell of its
//! own, and the arithmetic of the examples with these weights plugged in.

mod arithmetic;
mod cells;
mod training;

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::lab::{Array, Shape};
use crate::nn::print;

use super::super::app::App;
use super::super::screen::Target;
use super::super::theme::Part;
use cells::Cell;

/// Draws the panel from top to bottom: the training, its settings, the weights, and what there is
/// to say, or else as many examples as there is room for.
pub(super) fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let panel = Panel::of(app, area);
    let mut y = area.y;
    let mut put = |line: Line<'_>, width: u16, buffer: &mut Buffer| {
        line.render(Rect { y, height: 1, width, ..area }, buffer);
        y += 1;
    };
    for line in panel.status.iter().take(usize::from(area.height)) {
        put(line.clone(), area.width, buffer);
    }
    for row in panel.cell_rows() {
        put(cells::line(app, row), area.width, buffer);
    }
    if let Some((row, text)) = panel.shapes_at(app, area) {
        let x = area.right().saturating_sub(text.width() as u16 + 1);
        buffer.set_string(x, area.y + row, text, app.settings.theme.part(Part::Muted));
    }
    let top = area.y + (panel.status.len() + panel.settings.len()) as u16;
    more(app, area, &panel.shown_weights, panel.all_weights, top, buffer);
    let room = area.width.saturating_sub(2);
    let first = area.y + panel.rows_above() as u16;
    for line in &panel.findings {
        put(line.clone(), area.width, buffer);
    }
    let Some(arithmetic) = app.outcome.arithmetic.as_ref().filter(|_| panel.findings.is_empty())
    else {
        return;
    };
    let lines =
        arithmetic::example_lines(app, arithmetic, panel.examples.clone(), usize::from(room));
    for line in lines {
        put(line, room, buffer);
    }
    more(app, area, &panel.examples, arithmetic.rows.len(), first, buffer);
}

/// How many lines the panel would fill if it could.
pub(in super::super) fn wanted_rows(app: &App, width: u16) -> usize {
    let status = training::status(app, width).len();
    let fields = cells::settings(app, width).len() + cells::weights(app, width).len();
    status + fields + app.outcome.arithmetic.as_ref().map_or(0, |a| a.rows.len())
}

/// What lies at a column and row of the panel.
pub(in super::super) fn target(app: &App, area: Rect, x: u16, y: u16) -> Option<Target> {
    let panel = Panel::of(app, area);
    let (x, y) = (usize::from(x), usize::from(y).checked_sub(panel.status.len())?);
    if let Some(row) = panel.cell_rows().nth(y) {
        let cell = row.iter().find(|cell| cell.columns.contains(&x))?;
        return Some(Target::Field(cell.field.clone()));
    }
    let example = panel.examples.start + y.checked_sub(panel.cell_rows().count())?;
    let is_there = panel.findings.is_empty() && panel.examples.contains(&example);
    is_there.then_some(Target::Example(example))
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

/// The part of everything that is shown.
struct Panel {
    status: Vec<Line<'static>>,
    settings: Vec<Vec<Cell>>,
    weights: Vec<Vec<Cell>>,
    shown_weights: Range<usize>,
    all_weights: usize,
    findings: Vec<Line<'static>>,
    examples: Range<usize>,
}

impl Panel {
    fn of(app: &App, area: Rect) -> Self {
        let rows = usize::from(area.height);
        let status = training::status(app, area.width);
        let mut settings = cells::settings(app, area.width);
        // On the smallest screens only the row with the chosen setting is there.
        if status.len() + settings.len() >= rows {
            let kept = chosen_row(app, &settings).unwrap_or(0);
            settings = settings.drain(..).skip(kept).take(1).collect();
        }
        let rows = rows.saturating_sub(status.len() + settings.len());
        let all = cells::weights(app, area.width);
        let findings = training::findings(app, area.width);
        let examples = app.outcome.arithmetic.as_ref().map_or(0, |a| a.rows.len());
        // What keeps a model from learning is said in full, down to a single line of weights.
        let half = rows.div_ceil(2);
        let room = match findings.len() {
            0 if examples == 0 => rows,
            0 => half,
            lines => half.min(rows.saturating_sub(lines)).max(rows.min(1)),
        };
        let at = chosen_row(app, &all).unwrap_or(0);
        let (all_weights, shown_weights) = (all.len(), window(all.len(), room, at));
        let weights = all[shown_weights.clone()].to_vec();
        let left = rows - weights.len();
        let examples = window(examples, left, app.outcome.example);
        let findings = findings.into_iter().take(left).collect();
        Self { status, settings, weights, shown_weights, all_weights, findings, examples }
    }

    fn cell_rows(&self) -> impl Iterator<Item = &Vec<Cell>> {
        self.settings.iter().chain(&self.weights)
    }

    fn rows_above(&self) -> usize {
        self.status.len() + self.settings.len() + self.weights.len()
    }

    // The shapes stand at the right end of the first line that has room for them.
    fn shapes_at(&self, app: &App, area: Rect) -> Option<(u16, String)> {
        let text = shapes(app);
        let used = |row: &Vec<Cell>| row.last().map_or(0, |cell| cell.columns.end);
        let fits = |row: &Vec<Cell>| used(row) + text.width() + 3 <= usize::from(area.width);
        let row = self.weights.iter().position(fits)?;
        Some(((self.status.len() + self.settings.len() + row) as u16, text))
    }
}

fn chosen_row(app: &App, rows: &[Vec<Cell>]) -> Option<usize> {
    rows.iter().position(|row| row.iter().any(|cell| cells::is_chosen(app, &cell.field)))
}

/// At most `room` of `count` things, among them the one at `at`.
fn window(count: usize, room: usize, at: usize) -> Range<usize> {
    let room = room.min(count);
    let start = (at + 1).saturating_sub(room).min(count - room);
    start..start + room
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
