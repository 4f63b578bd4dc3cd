//! The first lines: lesson, step, and how much of the lesson is behind.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::lab::Heading;
use crate::tui::shown::Shown;
use crate::tui::style::Part;

use super::areas::SIDE_BY_SIDE;

/// The lines of the header, as many as there are rows for.
pub(super) fn lines(shown: &Shown, area: Rect) -> Vec<Line<'static>> {
    // On a narrow screen the goal scrolls away while a weight is changed, and it is what one looks
    // at.
    match goal_in_brief(shown, area.width) {
        Some(goal) => vec![goal],
        None if area.height > 1 => vec![title(shown, area.width), bar(shown, area.width)],
        None => vec![title(shown, area.width)],
    }
}

/// The step, counted from 0, that a column of the bar stands for.
pub(super) fn step_of_bar(heading: &Heading, column: u16, width: u16) -> usize {
    let width = usize::from(width).saturating_sub(2).max(1);
    let at = usize::from(column).saturating_sub(1);
    (at * heading.steps / width).min(heading.steps - 1)
}

fn title(shown: &Shown, width: u16) -> Line<'static> {
    let palette = shown.settings.palette();
    let Heading { lesson, part, index, steps, title, .. } = &shown.outcome.heading;
    let right = format!("{}/{steps}  {title}", index + 1);
    let width = usize::from(width);
    let lefts = [
        part.as_ref().map(|part| format!("{lesson} · {part}")),
        Some(lesson.clone()),
        Some(String::new()),
    ];
    let fits = |left: &String| left.width() + right.width() + 4 <= width;
    let left = lefts.into_iter().flatten().find(fits).unwrap_or_default();
    let gap = match left.width() {
        0 => 0,
        left => width.saturating_sub(left + right.width() + 2),
    };
    Line::from(vec![
        Span::raw(" "),
        Span::styled(left, palette.part(Part::Muted)),
        Span::raw(" ".repeat(gap)),
        Span::styled(right, palette.part(Part::Title)),
        Span::raw(" "),
    ])
}

fn bar(shown: &Shown, width: u16) -> Line<'static> {
    let palette = shown.settings.palette();
    let Heading { index, steps, .. } = shown.outcome.heading;
    let width = usize::from(width).saturating_sub(2);
    let full = width * (index + 1) / steps.max(1);
    Line::from(vec![
        Span::raw(" "),
        Span::styled("━".repeat(full), palette.part(Part::Progress)),
        Span::styled("─".repeat(width - full), palette.part(Part::Rule)),
    ])
}

fn goal_in_brief(shown: &Shown, width: u16) -> Option<Line<'static>> {
    let verdict = shown.outcome.goal.as_ref()?;
    if shown.chosen.is_none() || width >= SIDE_BY_SIDE {
        return None;
    }
    let condition = verdict.conditions.iter().find(|c| !c.met).or(verdict.conditions.first())?;
    let (mark, part) =
        if verdict.is_met() { ("✓ reached", Part::Good) } else { ("○", Part::Question) };
    let stands = format!("{}, goal {}", condition.stands, condition.wanted);
    let named = format!(" {mark} {} {stands}", condition.name);
    let fits = named.width() <= usize::from(width);
    let text = if fits { named } else { format!(" {mark} {stands}") };
    Some(Line::styled(text, shown.settings.palette().part(part)))
}
