//! The first lines: lesson, step, and how much of the lesson is behind.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::lab::{Condition, Heading, brief};
use crate::tui::shown::Shown;
use crate::tui::style::Part;

use super::areas::SIDE_BY_SIDE;
use super::bar;

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
    let [full, empty] = bar::spans(palette, Part::Progress, full, width);
    Line::from(vec![Span::raw(" "), full, empty])
}

fn goal_in_brief(shown: &Shown, width: u16) -> Option<Line<'static>> {
    let verdict = shown.outcome.goal.as_ref()?;
    if shown.chosen.is_none() || width >= SIDE_BY_SIDE {
        return None;
    }
    let palette = shown.settings.palette();
    let condition = verdict.conditions.iter().find(|c| !c.met).or(verdict.conditions.first())?;
    let (mark, part) = match &verdict.conditions[..] {
        _ if verdict.is_met() => ("✓ reached".to_owned(), Part::Good),
        _ if shown.outcome.is_given_up() => ("– given up".to_owned(), Part::Muted),
        // Each of several is ticked by itself.
        all => (all.iter().map(|c| if c.met { '✓' } else { '○' }).collect(), Part::Question),
    };
    let Condition { name, stands, wanted, .. } = condition;
    let drawn = if condition.share.is_some() && !condition.met { BAR + 1 } else { 0 };
    let texts = if shown.outcome.is_done() {
        // How it stands helps no more.
        vec![(0, condition.asked()), (0, wanted.clone()), (0, String::new())]
    } else {
        vec![
            (drawn, format!("{name} {stands}, goal {wanted}")),
            (drawn, format!("{stands}, goal {wanted}")),
            (0, format!("{stands}, goal {wanted}")),
            (0, stands.clone()),
            (drawn, format!("{name} {}", condition.value.map(brief).unwrap_or_default())),
        ]
    };
    let room = usize::from(width).saturating_sub(mark.width() + 2);
    let fits = |(bar, text): &&(usize, String)| bar + text.width() <= room;
    let (bar, text) = texts.iter().find(fits).or(texts.last())?;
    let share = condition.share.filter(|_| *bar > 0);
    let [full, empty] = share.map_or_else(<[Span<'_>; 2]>::default, |share| {
        bar::spans(palette, Part::Progress, bar::short_of(share, BAR), BAR)
    });
    let gap = if share.is_some() { " " } else { "" };
    Some(Line::from(vec![
        Span::styled(format!(" {mark} "), palette.part(part)),
        full,
        empty,
        Span::raw(gap),
        Span::styled(text.clone(), palette.part(part)),
    ]))
}

const BAR: usize = 5;
