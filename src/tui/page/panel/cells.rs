//! The fields of a step, each in a cell: a row of the data, then settings of a fit, then the weights.

use std::ops::Range;

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::lab::{ParameterValue, Setting, Slide};
use crate::tui::field::Field;
use crate::tui::page::areas::SIDE_BY_SIDE;
use crate::tui::shown::Shown;
use crate::tui::style::Part;

/// A field and the columns that it takes, whatever its value is.
#[derive(Clone)]
pub(super) struct Cell {
    pub(super) field: Field,
    lead: String,
    value: String,
    /// What stands behind it.
    unit: String,
    pub(super) columns: Range<usize>,
}

/// The settings of the fit, if there is one, row by row.
pub(super) fn settings(shown: &Shown, width: u16) -> Vec<Vec<Cell>> {
    let mut flow = Flow::new(shown, width);
    for value in shown.outcome.training.iter().flat_map(|training| &training.settings) {
        let field = Field::Setting(value.setting);
        let text = format!("{:<1$}", value.value, setting_width(value.setting));
        let name = format!(" {} ", value.name);
        flow.add(field, &text, &name, &name);
    }
    flow.rows
}

/// The weights, row by row; each layer begins a row of its own, and what stands below each other is
/// in line.
pub(super) fn weights(shown: &Shown, width: u16) -> Vec<Vec<Cell>> {
    let mut flow = Flow::new(shown, width);
    let columns = if width < SIDE_BY_SIDE { FEW_COLUMNS } else { COLUMNS };
    let gap = if width < SIDE_BY_SIDE { "  " } else { "   " };
    let parameters = &shown.outcome.parameters;
    for layer in parameters.chunk_by(|a, b| a.parameter.layer == b.parameter.layer) {
        flow.start_row();
        let name = &layer[0].parameter.layer;
        let name_of = |value: &ParameterValue| {
            let held = if value.is_held { " held" } else { "" };
            format!("{}{held}", value.name)
        };
        let widest = layer.iter().map(|value| name_of(value).width()).max().unwrap_or(0);
        let indent = " ".repeat(1 + name.width() + gap.len());
        for (index, value) in layer.iter().enumerate() {
            let label = format!("{:<widest$} ", name_of(value));
            let first = if index == 0 { format!(" {name}{gap}") } else { indent.clone() };
            let field = Field::Weight(value.parameter.clone());
            let text = in_columns(value.value, columns);
            let further = format!("{}{label}", &gap[1..]);
            flow.add(field, &text, &format!("{first}{label}"), &further);
        }
    }
    flow.rows
}

/// The numbers that can be slid: where there are several, each in a row with what becomes of it, if
/// something does.
pub(super) fn slides(shown: &Shown, width: u16) -> Vec<Vec<Cell>> {
    let slides = &shown.outcome.slides;
    if slides.len() > 1 && slides.iter().all(|slide| slide.equation.is_empty()) {
        return side_by_side(shown, width);
    }
    let mut flow = Flow::new(shown, width);
    let columns = if width < SIDE_BY_SIDE { FEW_COLUMNS } else { COLUMNS };
    for (index, slide) in slides.iter().enumerate() {
        let of = if index == 0 { slide.of.clone() } else { " ".repeat(slide.of.width()) };
        let name = format!(" {of}   {} ", slide.label());
        flow.start_row();
        flow.add(Field::Slider(slide.slider), &in_columns(slide.value, columns), &name, &name);
        flow.say_behind(
            |room| if slides.len() == 1 { String::new() } else { becomes(slide, room) },
        );
    }
    flow.rows
}

/// The numbers that can be slid, one after the other.
fn side_by_side(shown: &Shown, width: u16) -> Vec<Vec<Cell>> {
    let mut flow = Flow::new(shown, width);
    for slide in &shown.outcome.slides {
        let text = in_columns(slide.value, SETTING_COLUMNS);
        let (first, further) =
            (format!(" {}   {} ", slide.of, slide.label()), format!(" {} ", slide.label()));
        flow.add(Field::Slider(slide.slider), &text, &first, &further);
    }
    flow.rows
}

/// As much of what becomes of a number as there is room for, the end of it first.
fn becomes(slide: &Slide, room: usize) -> String {
    let parts = slide.equation.iter();
    let parts: Vec<String> = parts
        .map(|part| part.iter().map(|piece| piece.text.as_str()).collect::<String>())
        .collect();
    let ends = (0..parts.len()).map(|from| format!("   {}", parts[from..].concat().trim_start()));
    ends.into_iter().find(|end| end.width() < room).unwrap_or_default()
}

/// The numbers of the row of data that is looked at, where they can be changed.
pub(super) fn point(shown: &Shown, width: u16) -> Vec<Vec<Cell>> {
    let mut flow = Flow::new(shown, width);
    let columns = if width < SIDE_BY_SIDE { FEW_COLUMNS } else { COLUMNS };
    for value in &shown.outcome.point {
        let row = format!(" {}   {} ", shown.outcome.row_name(value.coordinate.row), value.name);
        let further = format!("   {} ", value.name);
        let field = Field::Coordinate(value.coordinate);
        flow.add(field, &in_columns(value.value, columns), &row, &further);
    }
    flow.rows
}

/// The numbers of a prediction that are still to be given.
pub(super) fn guesses(shown: &Shown, width: u16) -> Vec<Vec<Cell>> {
    let mut flow = Flow::new(shown, width);
    let columns = if width < SIDE_BY_SIDE { FEW_COLUMNS } else { COLUMNS };
    for guess in &shown.outcome.guesses {
        let text = guess.value.map(|value| in_columns(value, columns));
        let text = text.unwrap_or_else(|| format!("{:<columns$}", " ?"));
        let field = Field::Guess(guess.index);
        flow.add(field, &text, &format!(" {} ", guess.name), &format!("   {} ", guess.name));
    }
    let unit = shown.outcome.guesses.first().map(|guess| guess.unit.as_str());
    if let Some(unit) = unit.filter(|unit| !unit.is_empty())
        && let Some(cell) = flow.rows.last_mut().and_then(|row| row.last_mut())
    {
        cell.unit = format!(" {unit}");
    }
    flow.rows
}

/// A row of cells as it stands on the screen.
pub(super) fn line(shown: &Shown, row: &[Cell]) -> Line<'static> {
    let palette = shown.settings.palette();
    let mut spans = Vec::with_capacity(2 * row.len());
    for cell in row {
        spans.push(Span::styled(cell.lead.clone(), palette.part(Part::Muted)));
        let part = match (is_chosen(shown, &cell.field), shown.typing()) {
            (true, Some(typing)) if typing.edit().is_err() => Part::Wrong,
            (true, _) => Part::Chosen,
            (false, _) if shown.is_held(&cell.field) => Part::Muted,
            (false, _) => Part::Strong,
        };
        spans.push(Span::styled(cell.value.clone(), palette.part(part)));
        spans.push(Span::styled(cell.unit.clone(), palette.part(Part::Muted)));
    }
    Line::from(spans)
}

pub(super) fn is_chosen(shown: &Shown, field: &Field) -> bool {
    shown.chosen.as_ref() == Some(field)
}

/// Cells set one after the other, and in a new row where the width runs out. Where they are depends
/// on no value, so that nothing moves while values change.
struct Flow<'a> {
    shown: &'a Shown,
    width: usize,
    rows: Vec<Vec<Cell>>,
    column: usize,
}

impl<'a> Flow<'a> {
    fn new(shown: &'a Shown, width: u16) -> Self {
        Self { shown, width: usize::from(width), rows: Vec::new(), column: 0 }
    }

    fn start_row(&mut self) {
        self.rows.push(Vec::new());
        self.column = 0;
    }

    /// Says something behind the last cell, in the columns that are left.
    fn say_behind(&mut self, words: impl Fn(usize) -> String) {
        let words = words(self.width.saturating_sub(self.column));
        let last = self.rows.last_mut().and_then(|row| row.last_mut());
        if let Some(cell) = last {
            cell.unit = words;
        }
    }

    /// Adds a cell; `first` stands before it at the start of a row, `further` elsewhere.
    fn add(&mut self, field: Field, text: &str, first: &str, further: &str) {
        let value_width = text.width() + 2;
        let is_full = self.column + further.width() + value_width >= self.width;
        if self.rows.is_empty() || (is_full && self.column > 0) {
            self.start_row();
        }
        let lead = if self.column == 0 { first } else { further };
        let columns = self.column..self.column + lead.width() + value_width;
        self.column = columns.end;
        let value = cell_text(self.shown, &field, text);
        let cell = Cell { field, lead: lead.to_owned(), value, unit: String::new(), columns };
        self.rows.last_mut().into_iter().for_each(|row| row.push(cell.clone()));
    }
}

/// The text in a cell: its value, or the number that is being typed, with its cursor, and a
/// question mark while it cannot be read.
pub(super) fn cell_text(shown: &Shown, field: &Field, value: &str) -> String {
    let typing = shown.typing().filter(|typing| typing.field == *field);
    match typing {
        Some(typing) => {
            let (left, right): (String, String) = (
                typing.text.chars().take(typing.cursor).collect(),
                typing.text.chars().skip(typing.cursor).collect(),
            );
            let doubt = if typing.edit().is_err() { " ?" } else { "" };
            format!("[{}]", windowed(&left, &format!("{right}{doubt}"), value.width()))
        }
        None if is_chosen(shown, field) => format!("[{value}]"),
        None => format!(" {value} "),
    }
}

/// As much of a number as a cell has room for, with the cursor between what is left and right of it
/// in sight.
fn windowed(left: &str, right: &str, columns: usize) -> String {
    let all: Vec<char> = left.chars().chain(['▏']).chain(right.chars()).collect();
    let first = (left.chars().count() + 1).saturating_sub(columns);
    let seen: String = all.iter().skip(first).take(columns).collect();
    format!("{seen:<columns$}")
}

/// A number in the columns that any number gets: a place for its sign, and as many digits as Python
/// shows, where there is room for them.
fn in_columns(value: f32, columns: usize) -> String {
    let sign = if value.is_sign_negative() { '-' } else { ' ' };
    format!("{sign}{:<1$}", digits(value.abs(), columns - 1), columns - 1)
}

fn digits(value: f32, room: usize) -> String {
    let text = value.to_string();
    let before_point = 1 + value.log10().max(0.0) as usize;
    match value {
        _ if text.len() <= room => text,
        0.001.. if before_point + 2 <= room => {
            let places = room - 1 - before_point;
            let rounded = format!("{value:.places$}");
            // 999.99 may have become 1000.0.
            if rounded.len() > room { format!("{value:.0$}", places - 1) } else { rounded }
        }
        0.001.. if before_point <= room => format!("{value:.0}"),
        // The mantissa and the exponent, `1.` and `e-38`, leave so many digits behind the point.
        _ => format!("{value:.0$e}", room.saturating_sub(6).min(3)),
    }
}

/// The columns of a weight with its sign, and those on a narrow screen.
const COLUMNS: usize = 10;
const FEW_COLUMNS: usize = 7;
/// The columns of one of several settings.
const SETTING_COLUMNS: usize = 5;

/// The columns of a setting.
const fn setting_width(setting: Setting) -> usize {
    match setting {
        Setting::LearningRate => 7,
        Setting::Epochs => 5,
        Setting::BatchSize => 5,
        Setting::Optimizer => 7,
    }
}
