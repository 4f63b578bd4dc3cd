//! The view: what the model looks like.

pub(super) mod boxes;
pub(super) mod help;
pub(super) mod panel;
pub(super) mod reading;

mod chrome;
mod list;
mod picture;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget, Wrap};

use crate::ascii;
use crate::chart::Glyphs;

use super::app::{App, Mode};
use super::message::Message;
use super::screen::{self, SMALLEST};

/// Columns between text and chart.
pub(super) const DIVIDER: u16 = 2;

impl Widget for &App {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            too_small(area, buffer);
        } else {
            match self.mode {
                Mode::Help => help::draw(self, area, buffer),
                Mode::List(ref finder) => list::steps(self, finder, area, buffer),
                Mode::Shelf(ref finder) => list::lessons(self, finder, area, buffer),
                Mode::Reading | Mode::Typing(_) => step(self, area, buffer),
            }
        }
        if self.settings.glyphs == Glyphs::Ascii {
            fold(area, buffer);
        }
    }
}

/// What the key below a column of the footer does.
pub(super) fn key_at(app: &App, column: u16) -> Option<Message> {
    let foot = Rect::new(0, app.size.1.saturating_sub(1), app.size.0, 1);
    chrome::key_at(app, foot, column)
}

/// Which of the things in the list that is open lies in a row of the screen.
pub(super) fn line_of_list(app: &App, row: u16) -> Option<usize> {
    list::found_at(app, row)
}

fn step(app: &App, area: Rect, buffer: &mut Buffer) {
    let screen = screen::arrange(app, area);
    chrome::header(app, screen.header, buffer);
    reading::draw(app, &screen, buffer);
    picture::beside(app, &screen, buffer);
    chrome::rule(app, screen.rule, screen.chart, buffer);
    panel::draw(app, screen.panel, buffer);
    chrome::footer(app, screen.footer, buffer);
}

fn too_small(area: Rect, buffer: &mut Buffer) {
    let (columns, rows) = SMALLEST;
    let text = format!(
        "This terminal is {} × {}. The lab needs {columns} × {rows}. Make it larger, or press q \
         and use: layerlab run LESSON",
        area.width, area.height
    );
    Paragraph::new(Line::from(text)).wrap(Wrap { trim: true }).render(area, buffer);
}

fn fold(area: Rect, buffer: &mut Buffer) {
    for position in area.positions() {
        let Some(cell) = buffer.cell_mut(position) else { continue };
        let folded = ascii::fold_text(cell.symbol());
        if folded != cell.symbol() {
            cell.set_symbol(&folded);
        }
    }
}
