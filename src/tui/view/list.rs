//! The list of steps.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use crate::journal::Task;

use super::super::app::App;
use super::super::theme::Part;
use super::chrome;

/// Draws the list with the cursor in view.
pub(super) fn draw(app: &App, cursor: usize, area: Rect, buffer: &mut Buffer) {
    let [head, body, foot] =
        Layout::vertical([Constraint::Length(2), Constraint::Min(1), Constraint::Length(1)])
            .areas(area);
    let theme = app.settings.theme;
    let title = Line::from(vec![
        Span::styled(" Steps", theme.part(Part::Title)),
        Span::styled("   ○ open  ✓ done  – skipped", theme.part(Part::Muted)),
    ]);
    title.render(head, buffer);

    let (lines, at) = lines(app, cursor);
    let rows = usize::from(body.height);
    let first = (at + rows / 2).saturating_sub(rows - 1).min(lines.len().saturating_sub(rows));
    let shown: Vec<Line<'_>> = lines.into_iter().skip(first).take(rows).collect();
    Paragraph::new(shown).render(body, buffer);
    chrome::footer(app, foot, buffer);
}

/// The lines, and which of them has the cursor.
fn lines(app: &App, cursor: usize) -> (Vec<Line<'static>>, usize) {
    let theme = app.settings.theme;
    let mut lines = Vec::new();
    let mut at = 0;
    for (index, step) in app.lab.lesson().steps.iter().enumerate() {
        if let Some(part) = &step.part {
            if index > 0 {
                lines.push(Line::default());
            }
            lines.push(Line::styled(format!(" {part}"), theme.part(Part::Strong)));
        }
        if index == cursor {
            at = lines.len();
        }
        lines.push(line(app, index, cursor));
    }
    (lines, at)
}

fn line(app: &App, index: usize, cursor: usize) -> Line<'static> {
    let theme = app.settings.theme;
    let step = &app.lab.lesson().steps[index];
    let has_task = step.goal.is_some() || step.question.is_some();
    let mark = match app.lab.task(index) {
        Task::Done => "✓",
        Task::Shown => "–",
        Task::Open if has_task => "○",
        Task::Open => " ",
    };
    let here = if index == app.lab.position() { "here" } else { "" };
    let title = format!("{:>3}  {}", index + 1, step.title);
    let style = if index == cursor { Part::Chosen } else { Part::Text };
    Line::from(vec![
        Span::styled(format!(" {mark} "), theme.part(Part::Good)),
        Span::styled(title, theme.part(style)),
        Span::styled(format!("  {here}"), theme.part(Part::Muted)),
    ])
}
