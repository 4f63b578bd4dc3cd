//! Lists to choose from: the steps of the lesson, the lessons on the shelf.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::journal::Task;
use crate::lesson::text;
use crate::tui::finder::Finder;
use crate::tui::shelved::{Review, Shelved};
use crate::tui::shown::{REVIEW, Shown};
use crate::tui::style::Part;

use super::areas::SIDE_BY_SIDE;
use super::sheet::{Sheet, SheetLine};

/// The steps, with the cursor in view.
pub(super) fn steps(shown: &Shown, finder: &Finder, area: Rect) -> Sheet {
    let title = title(shown, finder, ("Steps", "○ open  ✓ done  – skipped"));
    Sheet::to_choose(title, or_nothing(shown, step_lines(shown, finder)), finder, area)
}

/// The shelf, with the cursor in view.
pub(super) fn lessons(shown: &Shown, finder: &Finder, area: Rect) -> Sheet {
    let words = ("Lessons", "Enter goes on where you were");
    let lines = or_nothing(shown, lesson_lines(shown, finder));
    Sheet::to_choose(title(shown, finder, words), lines, finder, area)
}

/// What the list is and how to find something in it, in a second line where one is too narrow.
fn title(
    shown: &Shown,
    finder: &Finder,
    (title, words): (&'static str, &'static str),
) -> Vec<Line<'static>> {
    let palette = shown.settings.palette();
    let is_narrow = shown.size.0 < SIDE_BY_SIDE;
    let looked_for = match finder.text.as_str() {
        "" if is_narrow => format!("   {words}"),
        "" => format!("   {words}     {TO_FIND}"),
        text => format!("   with {text}▏"),
    };
    let first = Line::from(vec![
        Span::styled(format!(" {title}"), palette.part(Part::Title)),
        Span::styled(looked_for, palette.part(Part::Muted)),
    ]);
    let indent = " ".repeat(title.len() + 4);
    let second = Line::styled(format!("{indent}{TO_FIND}"), palette.part(Part::Muted));
    let is_second = is_narrow && finder.text.is_empty();
    [first].into_iter().chain(is_second.then_some(second)).collect()
}

const TO_FIND: &str = "type to find";

fn or_nothing(shown: &Shown, lines: Vec<SheetLine>) -> Vec<SheetLine> {
    if !lines.is_empty() {
        return lines;
    }
    let style = shown.settings.palette().part(Part::Hint);
    let nothing = "Nothing has these letters in it. Esc shows all.";
    let wrapped = text::wrap_plain(nothing, usize::from(shown.size.0).saturating_sub(2));
    wrapped.into_iter().map(|line| (None, Line::styled(format!(" {line}"), style))).collect()
}

fn step_lines(shown: &Shown, finder: &Finder) -> Vec<SheetLine> {
    let palette = shown.settings.palette();
    let mut lines: Vec<SheetLine> = Vec::new();
    for (index, step) in shown.found().into_iter().enumerate() {
        let part = shown.contents[step].part.as_ref();
        if let Some(part) = part.filter(|_| finder.text.is_empty()) {
            if !lines.is_empty() {
                lines.push((None, Line::default()));
            }
            lines.push((None, Line::styled(format!(" {part}"), palette.part(Part::Strong))));
        }
        lines.push((Some(index), step_line(shown, step, index == finder.cursor)));
    }
    lines
}

fn step_line(shown: &Shown, index: usize, is_chosen: bool) -> Line<'static> {
    let palette = shown.settings.palette();
    let step = &shown.contents[index];
    let mark = match step.task {
        Task::Done => "✓",
        Task::Shown => "–",
        Task::Open if step.has_task => "○",
        Task::Open => " ",
    };
    let here = match index == shown.outcome.heading.index {
        true => "here",
        false if step.is_seen => "seen",
        false => "",
    };
    // Where the title is too long, it is not the word behind it that goes.
    let room = usize::from(shown.size.0).saturating_sub(BEFORE_A_STEP + "  here".len());
    let title = format!("{:>3}  {}", index + 1, in_one_line(&step.title, room));
    let style = if is_chosen { Part::Chosen } else { Part::Text };
    Line::from(vec![
        Span::styled(format!(" {mark} "), palette.part(Part::Good)),
        Span::styled(title, palette.part(style)),
        Span::styled(format!("  {here}"), palette.part(Part::Muted)),
    ])
}

/// A mark and a number.
const BEFORE_A_STEP: usize = 8;

fn lesson_lines(shown: &Shown, finder: &Finder) -> Vec<SheetLine> {
    let lines = shown.found().into_iter().enumerate().flat_map(|(index, found)| {
        let is_chosen = index == finder.cursor;
        let lines = match (shown.shelf.lessons.get(found), shown.shelf.review) {
            (Some(lesson), _) => three_lines(shown, lesson, is_chosen).to_vec(),
            (None, Some(review)) => lines_of_review(shown, review, is_chosen).to_vec(),
            (None, None) => Vec::new(),
        };
        lines.into_iter().map(move |line| (Some(index), line))
    });
    lines.collect()
}

/// The review: how many questions are due, and what it is.
fn lines_of_review(shown: &Shown, review: Review, is_chosen: bool) -> [Line<'static>; 3] {
    let palette = shown.settings.palette();
    let style = if is_chosen { Part::Chosen } else { Part::Strong };
    let due = match review.due {
        0 => "nothing is due".to_owned(),
        1 => "1 question is due".to_owned(),
        due => format!("{due} questions are due"),
    };
    let gap = widest_title(shown).saturating_sub(REVIEW.width());
    let first = Line::from(vec![
        Span::raw(" "),
        Span::styled(format!(" {REVIEW} "), palette.part(style)),
        Span::raw(" ".repeat(gap + 2)),
        Span::styled(due, palette.part(Part::Muted)),
    ]);
    let about = in_one_line("Questions from your lessons, asked again", width_of_about(shown));
    [first, Line::styled(format!("  {about}"), palette.part(Part::Text)), Line::default()]
}

/// How wide the titles of the lessons are, as far as there is room.
fn widest_title(shown: &Shown) -> usize {
    let widest = shown.shelf.lessons.iter().map(|lesson| lesson.title.width()).max().unwrap_or(0);
    widest.min(usize::from(shown.size.0) / 3)
}

fn width_of_about(shown: &Shown) -> usize {
    usize::from(shown.size.0).saturating_sub(3)
}

/// A lesson: its title and how much of it is done, what it is about, and a line between.
fn three_lines(shown: &Shown, lesson: &Shelved, is_chosen: bool) -> [Line<'static>; 3] {
    let palette = shown.settings.palette();
    let width = usize::from(shown.size.0);
    let style = if is_chosen { Part::Chosen } else { Part::Strong };
    let gap = widest_title(shown).saturating_sub(lesson.title.width());
    let full = (lesson.seen * BAR).div_ceil(lesson.steps.max(1)).min(BAR);
    let standing = if width < SIDE_BY_SIDE.into() { in_brief(lesson) } else { in_full(lesson) };
    let first = Line::from(vec![
        Span::raw(" "),
        Span::styled(format!(" {} ", lesson.title), palette.part(style)),
        Span::raw(" ".repeat(gap + 2)),
        Span::styled("━".repeat(full), palette.part(Part::Progress)),
        Span::styled("─".repeat(BAR - full), palette.part(Part::Rule)),
        Span::styled(format!("  {standing}"), palette.part(Part::Muted)),
    ]);
    let about = in_one_line(&lesson.about, width_of_about(shown));
    [first, Line::styled(format!("  {about}"), palette.part(Part::Text)), Line::default()]
}

const BAR: usize = 10;

/// As many words as there is room for.
fn in_one_line(words: &str, room: usize) -> String {
    if words.width() <= room {
        return words.to_owned();
    }
    let first = text::wrap_plain(words, room.saturating_sub(2)).into_iter().next();
    format!("{} …", first.unwrap_or_default().trim_end())
}

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
