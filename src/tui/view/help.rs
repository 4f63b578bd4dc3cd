//! The help: the table of keys, and what the marks on the screen mean.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};
use unicode_width::UnicodeWidthStr;

use crate::lesson::text;

use super::super::app::App;
use super::super::keys::{BINDINGS, Binding, When};
use super::super::theme::Part;
use super::chrome;

/// Draws the help, from the line that it is scrolled to.
pub(super) fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    let [head, body, foot] = areas(area);
    Line::styled(" Keys", app.settings.theme.part(Part::Title)).render(head, buffer);
    let lines = lines(app);
    let more = lines.len() > app.scroll + usize::from(body.height);
    let shown: Vec<Line<'_>> =
        lines.into_iter().skip(app.scroll).take(usize::from(body.height)).collect();
    Paragraph::new(shown).render(body, buffer);
    if more {
        let at = Rect { x: area.right().saturating_sub(7), width: 7, ..head };
        Span::styled("▼ more", app.settings.theme.part(Part::Key)).render(at, buffer);
    }
    chrome::footer(app, foot, buffer);
}

/// How many lines of the help are seen at once.
pub(in super::super) fn rows(area: Rect) -> usize {
    usize::from(areas(area)[1].height)
}

/// Every line of the help, at the width of the app's screen.
pub(in super::super) fn lines(app: &App) -> Vec<Line<'static>> {
    let width = usize::from(app.size.0);
    let mut lines = Vec::new();
    for (title, whens) in GROUPS {
        lines.push(Line::styled(format!(" {title}"), app.settings.theme.part(Part::Strong)));
        for binding in BINDINGS.iter().filter(|binding| whens.contains(&binding.when)) {
            lines.extend(binding_lines(app, binding, width));
        }
        lines.push(Line::default());
    }
    for note in NOTES {
        let wrapped = text::wrap_plain(note, width.saturating_sub(2).min(76));
        lines.extend(wrapped.into_iter().map(|line| Line::raw(format!(" {line}"))));
    }
    lines
}

const GROUPS: [(&str, &[When]); 7] = [
    ("At a step", &[When::Reading, When::Asked, When::Hinted, When::Solvable]),
    ("With weights", &[When::Weights, When::Chosen]),
    ("With a training", &[When::Waiting, When::Training, When::Pictures]),
    ("While a number is typed", &[When::Typing]),
    ("In the list of steps, on the shelf", &[When::List, When::Searching]),
    ("In the list and in this help", &[When::Help, When::Overlay]),
    ("Anywhere", &[When::Always]),
];

const NOTES: [&str; 4] = [
    "The weights of a step are in the lines at the bottom. The chosen one is lit up there, and \
     wherever the arithmetic uses it.",
    "▸ marks the example that is looked at. On the chart, dotted lines meet where the model \
     answers for it.",
    "What you change stays with its step: go back, and it is still there. Later steps start from \
     what you left.",
    "The mouse works too: click a weight, an example, an answer or a point; the wheel scrolls.",
];

const KEY_COLUMN: usize = 14;

fn areas(area: Rect) -> [Rect; 3] {
    Layout::vertical([Constraint::Length(2), Constraint::Min(1), Constraint::Length(1)]).areas(area)
}

fn binding_lines(app: &App, binding: &Binding, width: usize) -> Vec<Line<'static>> {
    let theme = app.settings.theme;
    let room = width.saturating_sub(KEY_COLUMN + 2).clamp(10, 76);
    let wrapped = text::wrap_plain(binding.help, room);
    let shown = binding.shown(app.settings.glyphs);
    let key = |first: bool| if first { shown } else { "" };
    let line = |(index, words): (usize, String)| {
        let key = key(index == 0);
        let pad = KEY_COLUMN.saturating_sub(key.width());
        Line::from(vec![
            Span::styled(format!(" {key}"), theme.part(Part::Key)),
            Span::raw(" ".repeat(pad)),
            Span::raw(words),
        ])
    };
    wrapped.into_iter().enumerate().map(line).collect()
}
