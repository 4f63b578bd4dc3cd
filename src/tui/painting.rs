//! Charts on the screen: cells with roles become cells with colours.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::chart::{Cell, Drawing};

use super::settings::Settings;
use super::theme::{Part, Theme};

/// Columns between text and chart.
pub(super) const DIVIDER: u16 = 2;

/// Draws a picture in an area of its own, with the line that parts it from the text.
pub(super) fn draw(settings: Settings, drawing: &Drawing, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    for y in area.top()..area.bottom() {
        buffer.set_string(area.x, y, "│", settings.theme.part(Part::Rule));
    }
    let left = area.x + DIVIDER;
    let width = area.width.saturating_sub(DIVIDER);
    let grid = fitted(drawing, area.height).draw(width, area.height, settings.chart());
    // Neighbours are mostly alike, and a screen has thousands of cells, most of them blank.
    let blank = Cell::default();
    let mut last = (blank, painted(settings.theme, blank));
    for (y, row) in (area.y..).zip(grid.rows()) {
        let cells = (left..).zip(row).filter(|(_, cell)| **cell != blank);
        for (x, cell) in cells.filter(|(_, cell)| cell.symbol != COVERED) {
            if last.0 != *cell {
                last = (*cell, painted(settings.theme, *cell));
            }
            if let Some(target) = buffer.cell_mut((x, y)) {
                target.set_char(last.1.0).set_style(last.1.1);
            }
        }
    }
}

/// A drawing for so many rows: where there are few, they go to the plot, for the text has said what
/// the axes are.
pub(super) fn fitted(drawing: &Drawing, rows: u16) -> Drawing {
    let mut drawing = drawing.clone();
    if let Drawing::Chart(chart) = &mut drawing
        && rows < FEW_ROWS
    {
        chart.x.label.clear();
        chart.title = None;
        if chart.series.len() > 1 {
            chart.y.label.clear();
        }
    }
    drawing
}

const FEW_ROWS: u16 = 11;

/// The chart as lines of text, for where it scrolls with the text.
pub(super) fn lines(
    settings: Settings,
    drawing: &Drawing,
    width: u16,
    height: u16,
) -> Vec<Line<'static>> {
    let grid = drawing.draw(width, height, settings.chart());
    let line = |row: &[Cell]| {
        row.iter()
            .filter(|cell| cell.symbol != COVERED)
            .map(|cell| painted(settings.theme, *cell))
            .map(|(symbol, style)| Span::styled(symbol.to_string(), style))
            .collect()
    };
    grid.rows().map(line).collect()
}

// What a chart puts behind a character that is two columns wide.
const COVERED: char = '\0';

/// The character of a cell and its colours. An upper half of another colour is painted as a block
/// in front of the rest.
fn painted(theme: Theme, cell: Cell) -> (char, Style) {
    let [upper, lower] = [cell.upper, cell.shade].map(|shade| theme.shade(shade?));
    let style = match lower {
        Some(color) => theme.role(cell.role).bg(color),
        None => theme.role(cell.role),
    };
    match upper.filter(|_| upper != lower) {
        Some(color) => (UPPER_HALF, style.fg(color)),
        None => (cell.symbol, style),
    }
}

const UPPER_HALF: char = '▀';
