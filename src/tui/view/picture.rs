//! The chart on the screen: cells with roles become cells with colours.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::chart::{Cell, Drawing};

use crate::lab::Picture;

use super::super::app::App;
use super::super::screen::Screen;
use super::super::theme::Part;
use super::DIVIDER;

/// Draws the chart in an area of its own, with the line that parts it from the text, and below it
/// the loss, where there is room for it.
pub(super) fn beside(app: &App, screen: &Screen, buffer: &mut Buffer) {
    draw(app, app.picture(), screen.chart, buffer);
    draw(app, app.loss(), screen.loss, buffer);
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

fn draw(app: &App, picture: Option<&Picture>, area: Rect, buffer: &mut Buffer) {
    let Some(picture) = picture.filter(|_| !area.is_empty()) else { return };
    let drawing = fitted(&picture.drawing, area.height);
    for y in area.top()..area.bottom() {
        buffer.set_string(area.x, y, "│", app.settings.theme.part(Part::Rule));
    }
    let left = area.x + DIVIDER;
    let width = area.width.saturating_sub(DIVIDER);
    let grid = drawing.draw(width, area.height, app.settings.chart());
    for (y, row) in (area.y..).zip(grid.rows()) {
        for (x, cell) in (left..).zip(row).filter(|(_, cell)| cell.symbol != COVERED) {
            if let Some(target) = buffer.cell_mut((x, y)) {
                let (symbol, style) = painted(app, *cell);
                target.set_char(symbol).set_style(style);
            }
        }
    }
}

/// The chart as lines of text, for where it scrolls with the text.
pub(super) fn lines(app: &App, drawing: &Drawing, width: u16, height: u16) -> Vec<Line<'static>> {
    let grid = drawing.draw(width, height, app.settings.chart());
    let line = |row: &[Cell]| {
        row.iter()
            .filter(|cell| cell.symbol != COVERED)
            .map(|cell| painted(app, *cell))
            .map(|(symbol, style)| Span::styled(symbol.to_string(), style))
            .collect()
    };
    grid.rows().map(line).collect()
}

// What a chart puts behind a character that is two columns wide.
const COVERED: char = '\0';

/// The character of a cell and its colours. An upper half of another colour is painted as a block
/// in front of the rest.
fn painted(app: &App, cell: Cell) -> (char, Style) {
    let theme = app.settings.theme;
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
