//! The view: what the page looks like.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget, Wrap};
use unicode_width::UnicodeWidthStr;

use crate::ascii;
use crate::chart::Glyphs;

use super::app::App;
use super::message::Message;
use super::page::{Areas, Body, Footer, Page, Panel, SMALLEST, Sheet, Stage, StepPage};
use super::painting;
use super::palette::Palette;
use super::shown::Shown;
use super::style::Part;

impl Widget for &App {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        // Where it is drawn on another screen than it was laid out for, it is laid out once more.
        if (area.width, area.height) != self.shown().size {
            let mut app = self.clone();
            app.update(Message::Resize(area.width, area.height));
            return (&app).render(area, buffer);
        }
        let (shown, page) = (self.shown(), self.page());
        buffer.set_style(area, shown.settings.palette().backdrop());
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            too_small(area, buffer);
        } else {
            match &page.body {
                Body::Step(step) => draw_step(shown, page, step, buffer),
                Body::Sheet(sheet) => draw_sheet(shown, page, sheet, buffer),
            }
            draw_footer(shown.settings.palette(), page, buffer);
        }
        if shown.settings.glyphs == Glyphs::Ascii {
            fold(area, buffer);
        }
    }
}

fn draw_step(shown: &Shown, page: &Page, step: &StepPage, buffer: &mut Buffer) {
    let (areas, palette) = (&step.areas, shown.settings.palette());
    draw_lines(&step.header, areas.header, buffer);
    draw_scrolled(palette, &step.reading.lines, page.scroll, areas.reading, buffer);
    draw_stage(shown, &step.stage, buffer);
    draw_rule(shown, areas, buffer);
    draw_panel(palette, &step.panel, areas.panel, buffer);
}

/// Lines from the one that they are scrolled to, and where there are more.
fn draw_scrolled(
    palette: Palette,
    lines: &[Line<'_>],
    scroll: usize,
    area: Rect,
    buffer: &mut Buffer,
) {
    if area.is_empty() {
        return;
    }
    draw_lines(lines.get(scroll..).unwrap_or_default(), area, buffer);
    let mut mark = |text: &str, y: u16| {
        buffer.set_string(area.right().saturating_sub(1), y, text, palette.part(Part::Key));
    };
    if scroll > 0 {
        mark("▲", area.y);
    }
    if lines.len() > scroll + usize::from(area.height) {
        mark("▼", area.bottom() - 1);
    }
}

/// The pictures in their places, the line that parts them from the text, and their names.
fn draw_stage(shown: &Shown, stage: &Stage, buffer: &mut Buffer) {
    let palette = shown.settings.palette();
    if !stage.area.is_empty() && stage.area.x > 0 {
        for y in stage.area.top()..stage.area.bottom() {
            buffer.set_string(stage.area.x, y, "│", palette.part(Part::Rule));
        }
    }
    for tile in &stage.tiles {
        if let Some(picture) = shown.outcome.pictures.get(tile.picture) {
            painting::draw(shown.settings, &picture.drawing, tile.area, buffer);
        }
    }
    for tab in &stage.tabs {
        let is_looked_at = tab.picture == shown.looked_at();
        let part = if is_looked_at { Part::Key } else { Part::Muted };
        Span::styled(tab.name, palette.part(part)).render(tab.area, buffer);
    }
}

/// The line between a step and its numbers; where the divider meets it, it says so. Where both sides of
/// it are as the step before left them, it says that, too.
fn draw_rule(shown: &Shown, areas: &Areas, buffer: &mut Buffer) {
    let Areas { rule, stage, .. } = *areas;
    if rule.is_empty() {
        return;
    }
    let palette = shown.settings.palette();
    let cell = |x: u16| if !stage.is_empty() && x == stage.x && x > 0 { '┴' } else { '─' };
    let line: String = (rule.left()..rule.right()).map(cell).collect();
    Span::styled(line, palette.part(Part::Rule)).render(rule, buffer);
    if let Some(told) = before(shown) {
        let width = told.width() as u16;
        let x = rule.right().saturating_sub(width + 2).max(rule.left());
        let area = Rect { x, width: width.min(rule.right() - x), ..rule };
        Span::styled(told, palette.part(Part::Muted)).render(area, buffer);
    }
}

/// ` as step 3 left it `, where that is so and could be taken for what this step does.
fn before(shown: &Shown) -> Option<String> {
    let outcome = &shown.outcome;
    let has_model = outcome.tree.is_some() || outcome.arithmetic.is_some();
    let is_there = has_model || !outcome.pictures.is_empty();
    let is_told = outcome.is_before && outcome.acts && is_there && outcome.heading.index > 0;
    is_told.then(|| format!(" as step {} left it ", outcome.heading.index))
}

fn draw_panel(palette: Palette, panel: &Panel, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    draw_lines(&panel.lines, area, buffer);
    if let Some((row, shapes)) = &panel.shapes {
        let x = area.right().saturating_sub(Span::raw(shapes).width() as u16 + 1);
        buffer.set_string(x, area.y + *row as u16, shapes, palette.part(Part::Muted));
    }
    for (row, mark) in &panel.marks {
        let (x, y) = (area.right().saturating_sub(1), area.y + *row as u16);
        buffer.set_string(x, y, mark, palette.part(Part::Key));
    }
}

fn draw_sheet(shown: &Shown, page: &Page, sheet: &Sheet, buffer: &mut Buffer) {
    draw_lines(&sheet.title, sheet.head, buffer);
    let first = sheet.first.unwrap_or(page.scroll);
    draw_lines(sheet.lines.get(first..).unwrap_or_default(), sheet.area, buffer);
    if page.reach.below > 0 {
        let at = Rect { x: sheet.head.right().saturating_sub(7), width: 7, ..sheet.head };
        Span::styled("▼ more", shown.settings.palette().part(Part::Key)).render(at, buffer);
    }
}

fn draw_footer(palette: Palette, page: &Page, buffer: &mut Buffer) {
    let line = match &page.footer {
        Footer::Notice(notice) => Line::styled(format!(" {notice}"), palette.part(Part::Hint)),
        Footer::Keys(offers) => {
            let keys = offers.iter().flat_map(|offer| {
                let words = format!(" {}  ", offer.words);
                [
                    Span::styled(offer.keys, palette.part(Part::Key)),
                    Span::styled(words, palette.part(Part::Muted)),
                ]
            });
            [Span::raw(" ")].into_iter().chain(keys).collect()
        }
    };
    line.render(page.foot, buffer);
}

fn draw_lines(lines: &[Line<'_>], area: Rect, buffer: &mut Buffer) {
    for (line, row) in lines.iter().zip(area.rows()) {
        line.render(row, buffer);
    }
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
