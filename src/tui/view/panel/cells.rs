//! The fields of a step, each in a cell: settings of a fit, then the weights.

use std::ops::Range;

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::lab::brief;
use crate::tui::app::App;
use crate::tui::field::Field;
use crate::tui::theme::Part;

/// A field and the columns that it takes.
#[derive(Clone)]
pub(super) struct Cell {
    pub(super) field: Field,
    lead: String,
    value: String,
    pub(super) columns: Range<usize>,
}

/// The settings of the fit, if there is one, row by row.
pub(super) fn settings(app: &App, width: u16) -> Vec<Vec<Cell>> {
    let mut flow = Flow::new(width);
    for value in app.outcome.training.iter().flat_map(|training| &training.settings) {
        let (field, name) = (Field::Setting(value.setting), value.name);
        flow.add(app, field, &value.value, &format!(" {name} "), &format!("  {name} "));
    }
    flow.rows
}

/// The weights, row by row; each layer begins a row of its own.
pub(super) fn weights(app: &App, width: u16) -> Vec<Vec<Cell>> {
    let mut flow = Flow::new(width);
    let mut layer = "";
    for value in &app.outcome.parameters {
        let is_new = value.parameter.layer != layer;
        layer = &value.parameter.layer;
        if is_new {
            flow.start_row();
        }
        let first = if is_new { format!(" {layer}   ") } else { "     ".to_owned() };
        let (field, name) = (Field::Weight(value.parameter.clone()), &value.name);
        let text = exact(value.value);
        flow.add(app, field, &text, &format!("{first}{name} "), &format!("   {name} "));
    }
    flow.rows
}

/// A row of cells as it stands on the screen.
pub(super) fn line(app: &App, row: &[Cell]) -> Line<'static> {
    let theme = app.settings.theme;
    let mut spans = Vec::new();
    for cell in row {
        spans.push(Span::styled(cell.lead.clone(), theme.part(Part::Muted)));
        let part = match (is_chosen(app, &cell.field), app.typing()) {
            (true, Some(typing)) if typing.edit().is_err() => Part::Wrong,
            (true, _) => Part::Chosen,
            (false, _) => Part::Strong,
        };
        spans.push(Span::styled(cell.value.clone(), theme.part(part)));
    }
    Line::from(spans)
}

pub(super) fn is_chosen(app: &App, field: &Field) -> bool {
    app.chosen.as_ref() == Some(field)
}

/// Cells set one after the other, and in a new row where the width runs out.
struct Flow {
    width: usize,
    rows: Vec<Vec<Cell>>,
    column: usize,
}

impl Flow {
    fn new(width: u16) -> Self {
        Self { width: usize::from(width), rows: Vec::new(), column: 0 }
    }

    fn start_row(&mut self) {
        self.rows.push(Vec::new());
        self.column = 0;
    }

    /// Adds a cell; `first` stands before it at the start of a row, `further` elsewhere.
    fn add(&mut self, app: &App, field: Field, text: &str, first: &str, further: &str) {
        let value = cell_text(app, &field, text);
        let is_full = self.column + further.width() + value.width() >= self.width;
        if self.rows.is_empty() || (is_full && self.column > 0) {
            self.start_row();
        }
        let lead = if self.column == 0 { first } else { further };
        let needs = lead.width() + value.width();
        let columns = self.column..self.column + needs;
        self.column += needs;
        let cell = Cell { field, lead: lead.to_owned(), value, columns };
        self.rows.last_mut().into_iter().for_each(|row| row.push(cell.clone()));
    }
}

/// The text in a cell: its value, or the number that is being typed, with its cursor, and a
/// question mark while it cannot be read.
fn cell_text(app: &App, field: &Field, value: &str) -> String {
    let typing = app.typing().filter(|typing| typing.field == *field);
    match typing {
        Some(typing) => {
            let (left, right): (String, String) = (
                typing.text.chars().take(typing.cursor).collect(),
                typing.text.chars().skip(typing.cursor).collect(),
            );
            let doubt = if typing.edit().is_err() { " ?" } else { "" };
            format!("[ {left}▏{right}{doubt} ]")
        }
        None if is_chosen(app, field) => format!("[ {value} ]"),
        None => format!("  {value}  "),
    }
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
