//! Lists to choose from: the steps of the lesson, the lessons on the shelf.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use unicode_width::UnicodeWidthStr;

use crate::journal::Task;
use crate::lesson::text;

use super::super::app::{App, Mode};
use super::super::finder::Finder;
use super::super::screen::SIDE_BY_SIDE;
use super::super::shelved::Shelved;
use super::super::theme::Part;
use super::chrome;

/// Draws the steps with the cursor in view.
pub(super) fn steps(app: &App, finder: &Finder, area: Rect, buffer: &mut Buffer) {
    draw(
        app,
        finder,
        ("Steps", "○ open  ✓ done  – skipped     type to find"),
        &step_lines(app, finder),
        area,
        buffer,
    );
}

/// Draws the shelf with the cursor in view.
pub(super) fn lessons(app: &App, finder: &Finder, area: Rect, buffer: &mut Buffer) {
    draw(
        app,
        finder,
        ("Lessons", "Enter goes on where you were     type to find"),
        &lesson_lines(app, finder),
        area,
        buffer,
    );
}

/// Which of the things that are found lies in a row of the screen, counted from 0.
pub(super) fn found_at(app: &App, row: u16) -> Option<usize> {
    let (finder, lines) = match &app.mode {
        Mode::List(finder) => (finder, step_lines(app, finder)),
        Mode::Shelf(finder) => (finder, lesson_lines(app, finder)),
        _ => return None,
    };
    let area = Rect::new(0, 0, app.size.0, app.size.1);
    let [_, body, _] = areas(area);
    let line = usize::from(row.checked_sub(body.y)?) + first(finder, &lines, body);
    lines.get(line)?.0
}

/// A line, and which of the things that are found it belongs to.
type Listed = (Option<usize>, Line<'static>);

fn draw(
    app: &App,
    finder: &Finder,
    (title, words): (&'static str, &'static str),
    lines: &[Listed],
    area: Rect,
    buffer: &mut Buffer,
) {
    let [head, body, foot] = areas(area);
    let theme = app.settings.theme;
    let looked_for = match finder.text.as_str() {
        "" => format!("   {words}"),
        text => format!("   with {text}▏"),
    };
    let title = Line::from(vec![
        Span::styled(format!(" {title}"), theme.part(Part::Title)),
        Span::styled(looked_for, theme.part(Part::Muted)),
    ]);
    title.render(head, buffer);
    if lines.is_empty() {
        let nothing = " Nothing has these letters in it. Esc shows all.";
        Line::styled(nothing, theme.part(Part::Hint)).render(body, buffer);
    }
    let rows = usize::from(body.height);
    let shown = lines.iter().skip(first(finder, lines, body)).take(rows);
    Paragraph::new(shown.map(|(_, line)| line.clone()).collect::<Vec<_>>()).render(body, buffer);
    chrome::footer(app, foot, buffer);
}

fn areas(area: Rect) -> [Rect; 3] {
    Layout::vertical([Constraint::Length(2), Constraint::Min(1), Constraint::Length(1)]).areas(area)
}

/// The first line that is shown: the cursor stays in the middle where there is more than fits.
fn first(finder: &Finder, lines: &[Listed], body: Rect) -> usize {
    let rows = usize::from(body.height);
    let at = lines.iter().position(|(index, _)| *index == Some(finder.cursor)).unwrap_or(0);
    (at + rows / 2).saturating_sub(rows.saturating_sub(1)).min(lines.len().saturating_sub(rows))
}

fn step_lines(app: &App, finder: &Finder) -> Vec<Listed> {
    let theme = app.settings.theme;
    let mut lines: Vec<Listed> = Vec::new();
    for (index, step) in app.found_steps(finder).into_iter().enumerate() {
        let part = app.lab.lesson().steps[step].part.as_ref();
        if let Some(part) = part.filter(|_| finder.text.is_empty()) {
            if !lines.is_empty() {
                lines.push((None, Line::default()));
            }
            lines.push((None, Line::styled(format!(" {part}"), theme.part(Part::Strong))));
        }
        lines.push((Some(index), step_line(app, step, index == finder.cursor)));
    }
    lines
}

fn step_line(app: &App, index: usize, is_chosen: bool) -> Line<'static> {
    let theme = app.settings.theme;
    let step = &app.lab.lesson().steps[index];
    let has_task = step.goal.is_some() || step.question.is_some();
    let mark = match app.lab.task(index) {
        Task::Done => "✓",
        Task::Shown => "–",
        Task::Open if has_task => "○",
        Task::Open => " ",
    };
    let here = match index == app.lab.position() {
        true => "here",
        false if app.lab.is_seen(index) => "seen",
        false => "",
    };
    let title = format!("{:>3}  {}", index + 1, step.title);
    let style = if is_chosen { Part::Chosen } else { Part::Text };
    Line::from(vec![
        Span::styled(format!(" {mark} "), theme.part(Part::Good)),
        Span::styled(title, theme.part(style)),
        Span::styled(format!("  {here}"), theme.part(Part::Muted)),
    ])
}

fn lesson_lines(app: &App, finder: &Finder) -> Vec<Listed> {
    let found = app.found_lessons(finder);
    let lines = found.into_iter().enumerate().flat_map(|(index, lesson)| {
        let lines = three_lines(app, &app.shelf[lesson], index == finder.cursor);
        lines.map(|line| (Some(index), line))
    });
    lines.collect()
}

/// A lesson: its title and how much of it is done, what it is about, and a line between.
fn three_lines(app: &App, lesson: &Shelved, is_chosen: bool) -> [Line<'static>; 3] {
    let theme = app.settings.theme;
    let width = usize::from(app.size.0);
    let style = if is_chosen { Part::Chosen } else { Part::Strong };
    let widest = app.shelf.iter().map(|lesson| lesson.title.width()).max().unwrap_or(0);
    let gap = widest.min(width / 3).saturating_sub(lesson.title.width());
    let full = (lesson.seen * BAR).div_ceil(lesson.steps.max(1)).min(BAR);
    let standing = if width < SIDE_BY_SIDE.into() { in_brief(lesson) } else { in_full(lesson) };
    let first = Line::from(vec![
        Span::raw(" "),
        Span::styled(format!(" {} ", lesson.title), theme.part(style)),
        Span::raw(" ".repeat(gap + 2)),
        Span::styled("━".repeat(full), theme.part(Part::Progress)),
        Span::styled("─".repeat(BAR - full), theme.part(Part::Rule)),
        Span::styled(format!("  {standing}"), theme.part(Part::Muted)),
    ]);
    let about = match text::wrap_plain(&lesson.about, width.saturating_sub(5)).as_slice() {
        [line] => line.clone(),
        [line, ..] => format!("{line} …"),
        [] => String::new(),
    };
    [first, Line::styled(format!("  {about}"), theme.part(Part::Text)), Line::default()]
}

const BAR: usize = 10;

fn in_brief(lesson: &Shelved) -> String {
    format!("{}/{}", lesson.seen, lesson.steps)
}

fn in_full(lesson: &Shelved) -> String {
    let Shelved { steps, seen, tasks, done, skipped, .. } = lesson;
    if *seen == 0 {
        return format!("{steps} steps");
    }
    let skipped = if *skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
    format!("{seen}/{steps} steps seen, {done}/{tasks} tasks done{skipped}")
}
