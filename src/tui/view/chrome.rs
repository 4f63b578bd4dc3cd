//! What frames every step: the header with its progress, the rule and the footer with the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::super::app::App;
use super::super::keys::{BINDINGS, Binding, counts};
use super::super::message::Message;
use super::super::screen::SIDE_BY_SIDE;
use super::super::theme::Part;

/// Draws where the learner is: lesson, step, and how much of the lesson is behind.
pub(super) fn header(app: &App, area: Rect, buffer: &mut Buffer) {
    let theme = app.settings.theme;
    let lesson = app.lab.lesson();
    let (position, steps) = (app.lab.position(), lesson.steps.len());
    let right = format!("{}/{steps}  {}", position + 1, app.lab.step().title);
    let width = usize::from(area.width);
    let part = lesson.steps[..=position].iter().rev().find_map(|step| step.part.as_deref());
    let lefts = [
        part.map(|part| format!("{} · {part}", lesson.title)),
        Some(lesson.title.clone()),
        Some(String::new()),
    ];
    let fits = |left: &String| left.width() + right.width() + 4 <= width;
    let left = lefts.into_iter().flatten().find(fits).unwrap_or_default();
    let gap = match left.width() {
        0 => 0,
        left => width.saturating_sub(left + right.width() + 2),
    };
    if let Some(goal) = goal_in_brief(app, area) {
        return goal.render(Rect { height: 1, ..area }, buffer);
    }
    let line = Line::from(vec![
        Span::raw(" "),
        Span::styled(left, theme.part(Part::Muted)),
        Span::raw(" ".repeat(gap)),
        Span::styled(right, theme.part(Part::Title)),
        Span::raw(" "),
    ]);
    line.render(Rect { height: 1, ..area }, buffer);
    if area.height > 1 {
        progress(app, Rect { y: area.y + 1, height: 1, ..area }, buffer);
    }
}

/// Draws the line between a step and its numbers; where the divider meets it, it says so.
pub(super) fn rule(app: &App, area: Rect, chart: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let line: String = (area.left()..area.right())
        .map(|x| if !chart.is_empty() && x == chart.x { '┴' } else { '─' })
        .collect();
    Span::styled(line, app.settings.theme.part(Part::Rule)).render(area, buffer);
}

/// Draws the keys that count now, as many as fit, or what there is to tell.
pub(super) fn footer(app: &App, area: Rect, buffer: &mut Buffer) {
    let theme = app.settings.theme;
    let typing_trouble = app.typing().and_then(|typing| typing.edit().err());
    let trouble = typing_trouble.map(|error| format!("{error}. Esc puts back"));
    let notice = app.notice.clone().or(trouble);
    if let Some(notice) = notice {
        let style = theme.part(Part::Hint);
        Line::styled(format!(" {notice}"), style).render(area, buffer);
        return;
    }
    let mut spans = vec![Span::raw(" ")];
    for (keys, words, _) in offers(app, area) {
        spans.push(Span::styled(keys, theme.part(Part::Key)));
        spans.push(Span::styled(format!(" {words}  "), theme.part(Part::Muted)));
    }
    Line::from(spans).render(area, buffer);
}

/// What the key in a column of the footer does: of two keys, such as ←/→, the nearer one.
pub(super) fn key_at(app: &App, area: Rect, column: u16) -> Option<Message> {
    if app.notice.is_some() {
        return None;
    }
    let mut left = 1;
    for offer in offers(app, area) {
        let (right, middle) = (left + width(&offer), left + offer.0.width() / 2);
        if (left..right).contains(&usize::from(column)) {
            let keys = offer.2.keys;
            let second = keys.get(1).filter(|_| offer.0.contains('/'));
            let is_second = usize::from(column) > middle;
            let key = second.filter(|_| is_second).or(keys.first())?;
            return Some(key.2.clone());
        }
        left = right;
    }
    None
}

/// The keys that count now, as many as fit.
fn offers(app: &App, area: Rect) -> Vec<Offer> {
    let shown: Vec<Offer> = BINDINGS.iter().filter_map(|binding| offer(app, binding)).collect();
    // Help and quit come last in the table. Help must not fall off the end, nor, where there is
    // room, the way out.
    let kept = if area.width < SIDE_BY_SIDE { 1 } else { 2 };
    let (most, last) = shown.split_at(shown.len().saturating_sub(kept));
    let reserved: usize = last.iter().map(width).sum();
    let mut room = usize::from(area.width).saturating_sub(1 + reserved);
    let fitting = most.iter().take_while(|offer| {
        let fits = width(offer) <= room;
        room = room.saturating_sub(width(offer));
        fits
    });
    fitting.chain(last).copied().collect()
}

fn progress(app: &App, area: Rect, buffer: &mut Buffer) {
    let theme = app.settings.theme;
    let (done, steps) = (app.lab.position() + 1, app.lab.lesson().steps.len());
    let width = usize::from(area.width).saturating_sub(2);
    let full = width * done / steps;
    let line = Line::from(vec![
        Span::raw(" "),
        Span::styled("━".repeat(full), theme.part(Part::Progress)),
        Span::styled("─".repeat(width - full), theme.part(Part::Rule)),
    ]);
    line.render(area, buffer);
}

// On a narrow screen the goal scrolls away while a weight is changed, and it is what one looks at.
fn goal_in_brief(app: &App, area: Rect) -> Option<Line<'static>> {
    let verdict = app.outcome.goal.as_ref()?;
    if app.chosen.is_none() || area.width >= SIDE_BY_SIDE {
        return None;
    }
    let theme = app.settings.theme;
    let condition = verdict.conditions.iter().find(|c| !c.met).or(verdict.conditions.first())?;
    let (mark, part) =
        if verdict.is_met() { ("✓ reached", Part::Good) } else { ("○", Part::Question) };
    let stands = format!("{}, goal {}", condition.stands, condition.wanted);
    let named = format!(" {mark} {} {stands}", condition.name);
    let fits = named.width() <= usize::from(area.width);
    let text = if fits { named } else { format!(" {mark} {stands}") };
    Some(Line::styled(text, theme.part(part)))
}

/// Keys, what they do, and where that stands.
type Offer = (&'static str, &'static str, &'static Binding);

fn offer(app: &App, binding: &'static Binding) -> Option<Offer> {
    let (words, when) = binding.footer?;
    let shown = binding.shown(app.settings.glyphs);
    (counts(app, binding.when) && counts(app, when)).then_some((shown, words, binding))
}

fn width((keys, words, _): &Offer) -> usize {
    keys.width() + words.width() + 3
}
