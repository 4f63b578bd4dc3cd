//! A sheet of lines over the whole screen: a list to choose from, or the keys.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::finder::Finder;

use super::rows;

/// Lines over the whole screen, with a title above them.
#[derive(Clone, Debug)]
pub(in crate::tui) struct Sheet {
    /// As many lines as there are rows in the head.
    pub(in crate::tui) title: Vec<Line<'static>>,
    pub(in crate::tui) head: Rect,
    pub(in crate::tui) area: Rect,
    pub(in crate::tui) lines: Vec<Line<'static>>,
    /// Which of the things to choose from each line belongs to, counted from 0 among those that are
    /// found; empty where there is nothing to choose.
    choices: Vec<Option<usize>>,
    /// The first line that is seen, where the choice says which.
    pub(in crate::tui) first: Option<usize>,
}

/// A line, and which of the things to choose from it belongs to.
pub(super) type SheetLine = (Option<usize>, Line<'static>);

impl Sheet {
    /// Lines to be scrolled.
    pub(super) fn of(title: Vec<Line<'static>>, lines: Vec<Line<'static>>, area: Rect) -> Self {
        let (head, rest) = rows::first(area, 2);
        let (area, _) = rows::last(rest, 1);
        Self { title, head, area, lines, choices: Vec::new(), first: None }
    }

    /// Lines to choose from; the chosen one stays in the middle where there are more than fit,
    /// unless the learner has hold of them.
    pub(super) fn to_choose(
        title: Vec<Line<'static>>,
        listed: Vec<SheetLine>,
        finder: &Finder,
        area: Rect,
    ) -> Self {
        let (choices, lines): (Vec<_>, Vec<_>) = listed.into_iter().unzip();
        let sheet = Self::of(title, lines, area);
        let at = choices.iter().position(|choice| *choice == Some(finder.cursor)).unwrap_or(0);
        let middle = (at + 1).saturating_sub(sheet.rows().div_ceil(2));
        let lowest = (at + 1).saturating_sub(sheet.rows());
        let first = finder.held.map_or(middle, |first| first.max(lowest).min(at));
        let last = sheet.lines.len().saturating_sub(sheet.rows());
        Self { choices, first: Some(first.min(last)), ..sheet }
    }

    /// How many lines are seen at once.
    pub(in crate::tui) fn rows(&self) -> usize {
        usize::from(self.area.height)
    }

    /// Which of the things to choose from lies in a row of the screen.
    pub(super) fn line_at(&self, row: u16) -> Option<usize> {
        let line = usize::from(row.checked_sub(self.area.y)?) + self.first?;
        *self.choices.get(line)?
    }
}
