//! Charts on the screen: cells with roles become cells with colours.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::chart::{Cell, Drawing, Glyphs, Ramp, Role, Tone};

use super::palette::{Hue, Palette};
use super::settings::Settings;
use super::theme::Theme;

/// Draws a picture in an area of its own.
pub(super) fn draw(settings: Settings, drawing: &Drawing, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let grid = fitted(drawing, area.height).draw(area.width, area.height, settings.chart());
    // Neighbours are mostly alike, and a screen has thousands of cells, most of them blank.
    let blank = Cell::default();
    let mut last = (blank, painted(settings, blank));
    for (y, row) in (area.y..).zip(grid.rows()) {
        let cells = (area.x..).zip(row).filter(|(_, cell)| **cell != blank);
        for (x, cell) in cells.filter(|(_, cell)| cell.symbol != COVERED) {
            if last.0 != *cell {
                last = (*cell, painted(settings, *cell));
            }
            if let Some(target) = buffer.cell_mut((x, y)) {
                // It is blank already.
                if last.1.0 != ' ' {
                    target.set_char(last.1.0);
                }
                target.set_style(last.1.1);
            }
        }
    }
}

/// A drawing for so many rows: where there are few, they go to the plot, for the text has said what
/// the axes are.
pub(super) fn fitted(drawing: &Drawing, rows: u16) -> Cow<'_, Drawing> {
    let Drawing::Chart(chart) = drawing else { return Cow::Borrowed(drawing) };
    if rows >= FEW_ROWS {
        return Cow::Borrowed(drawing);
    }
    let mut chart = chart.clone();
    chart.x.label.clear();
    chart.title = None;
    if chart.series.len() > 1 {
        chart.y.label.clear();
    }
    Cow::Owned(Drawing::Chart(chart))
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
            .map(|cell| painted(settings, *cell))
            .map(|(symbol, style)| Span::styled(symbol.to_string(), style))
            .collect()
    };
    grid.rows().map(line).collect()
}

/// What a chart puts behind a character that is two columns wide.
pub(super) const COVERED: char = '\0';

/// What stands for a cell whose upper half has another colour: that half in front of the rest.
pub(super) const UPPER_HALF: char = '▀';

/// The character of a cell and its colours. An upper half of another colour is painted as a block
/// in front of the rest.
pub(super) fn painted(settings: Settings, cell: Cell) -> (char, Style) {
    let palette = settings.palette();
    let style = palette.role(cell.role);
    let Some(tone) = cell.shade.or(cell.upper) else { return (cell.symbol, style) };
    if cell.symbol != ' ' {
        return (cell.symbol, on_tone(palette, cell.role, tone));
    }
    let [upper, lower] = [cell.upper, cell.shade].map(|tone| palette.tone(tone?));
    match (upper.filter(|_| upper != lower), lower) {
        (Some(upper), Some(lower)) => (UPPER_HALF, style.fg(upper).bg(lower)),
        (Some(upper), None) => (UPPER_HALF, style.fg(upper)),
        (None, Some(lower)) => (' ', style.bg(lower)),
        // A blank within words is none of the places that are shaded.
        (None, None) if is_written(cell.role) => (' ', Style { bg: palette.bare(), ..style }),
        (None, None) => covered(settings, tone),
    }
}

fn is_written(role: Role) -> bool {
    matches!(role, Role::Label | Role::Title | Role::Crosshair)
}

/// A character on a shade: lines follow the ground, marks keep their colours, and what has none is
/// not left to the terminal, which does not know of the ground.
fn on_tone(palette: Palette, role: Role, tone: Tone) -> Style {
    let style = palette.role(role);
    // Where shade is coverage, a mark stands on the bare ground.
    let Some(ground) = palette.tone(tone) else { return Style { bg: palette.bare(), ..style } };
    if tone.ramp == Ramp::Amount && matches!(role, Role::Model | Role::Rival(_)) {
        // The way of a run is told from others and from contours by its colour.
        return Style { bg: palette.road(tone), ..style };
    }
    if keeps_its_colour(role) {
        let own = style.fg.or(palette.hue(Hue::Line));
        return Style { fg: own, bg: palette.halo(tone), ..style };
    }
    // On a light shade its own colour would be too faint.
    let own = style.fg.filter(|_| role == Role::Model && palette.theme != Theme::Light);
    let ink = palette.ink(tone).or(own).or(palette.hue(Hue::Line));
    Style { fg: ink, bg: Some(ground), ..style }
}

/// Whether something on a shade is told by its colour, or is text that goes on beside the shade.
fn keeps_its_colour(role: Role) -> bool {
    matches!(role, Role::Class(_) | Role::Crosshair | Role::Label | Role::Title)
}

/// A shaded place where the terminal has too few colours for its tone.
fn covered(settings: Settings, tone: Tone) -> (char, Style) {
    let (quarters, color) = settings.palette().coverage(tone);
    let characters = match settings.glyphs {
        Glyphs::Unicode => [' ', '░', '▒', '▓', '█'],
        Glyphs::Ascii => [' ', ',', ';', '%', '#'],
    };
    let style = Style { fg: color, bg: settings.palette().bare(), ..Style::new() };
    (characters[quarters.min(4)], style)
}
