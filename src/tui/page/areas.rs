//! Where everything goes on a screen of a given size.

use ratatui::layout::Rect;

use crate::lab::{Fold, Printed, Statement};
use crate::lesson::format::Show;
use crate::lesson::text;
use crate::tui::shown::{Shown, View};

use super::{boxes, rows};

/// The smallest screen that a step can be worked on.
pub(in crate::tui) const SMALLEST: (u16, u16) = (40, 12);
/// From this width on, text and chart stand side by side.
pub(super) const SIDE_BY_SIDE: u16 = 72;
/// Lines of text wider than this are hard to read.
const READABLE: u16 = 76;
/// From so many rows on there is a bar below the title, and a rule above the panel.
const ROOMY: u16 = 16;

/// The areas of a screen. An area that is not there has no rows.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::tui) struct Areas {
    pub(in crate::tui) header: Rect,
    pub(in crate::tui) reading: Rect,
    /// Beside the text.
    pub(in crate::tui) stage: Rect,
    pub(in crate::tui) rule: Rect,
    pub(in crate::tui) panel: Rect,
    pub(super) arrangement: Arrangement,
}

/// Where the chart of a step stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Arrangement {
    /// There is none, or no room for it beside what Keras prints.
    #[default]
    TextOnly,
    /// Beside the text.
    SideBySide,
    /// Below the text, in the same scrolling column.
    Stacked,
    /// The picture has the whole screen.
    Alone,
}

/// The rows that a panel would fill if it could.
#[derive(Clone, Copy, Debug)]
pub(super) struct WantedRows {
    /// With all that it has.
    pub(super) all: usize,
    /// With what is worth more than a larger picture.
    pub(super) of_worth: usize,
}

impl Areas {
    /// The areas of a step whose panel would show so much if it could.
    pub(super) fn of(shown: &Shown, wanted: WantedRows, area: Rect) -> Self {
        let is_roomy = area.height >= ROOMY;
        let panel_rows = panel_rows(shown, wanted, area.height);
        let (header, rest) = rows::first(area, if is_roomy { 2 } else { 1 });
        let (rest, _) = rows::last(rest, 1);
        let (rest, panel) = rows::last(rest, panel_rows);
        let (body, rule) = rows::last(rest, u16::from(panel_rows > 0 && is_roomy));
        let arrangement = arrangement(shown, area.width);
        let (reading, stage) = match arrangement {
            Arrangement::TextOnly | Arrangement::Stacked => (body, Rect::default()),
            Arrangement::SideBySide => {
                let columns = text_columns(area.width);
                let left = Rect { width: columns, ..body };
                (left, Rect { x: left.right(), width: body.width - columns, ..body })
            }
            Arrangement::Alone => (Rect::default(), body),
        };
        Self { header, reading, stage, rule, panel, arrangement }
    }

    /// The same without the picture, where a step that is to be read would take more lines beside
    /// it than are seen at once. `lines` are those without the reply to an answer.
    pub(super) fn yielding(self, shown: &Shown, lines: usize) -> Option<Self> {
        let is_beside = self.arrangement == Arrangement::SideBySide;
        let is_cut = lines + self.longest_reply(shown) > usize::from(self.reading.height);
        let width = self.reading.width + self.stage.width;
        (shown.outcome.show == Show::Text && is_beside && is_cut).then_some(Self {
            reading: Rect { width, ..self.reading },
            stage: Rect::default(),
            arrangement: Arrangement::TextOnly,
            ..self
        })
    }

    /// The lines of the longest reply to an answer: nothing is to move for any of them.
    fn longest_reply(&self, shown: &Shown) -> usize {
        let replies = shown.outcome.question.iter().flat_map(|question| &question.replies);
        let lines =
            replies.map(|reply| 1 + text::wrap(&text::parse(reply), self.text_width()).len());
        lines.max().unwrap_or(0)
    }

    /// How wide the text of the reading may run.
    pub(super) fn text_width(&self) -> usize {
        usize::from(self.reading.width.saturating_sub(2).min(READABLE))
    }
}

fn arrangement(shown: &Shown, width: u16) -> Arrangement {
    let room = usize::from(text_columns(width).saturating_sub(2));
    match shown.picture() {
        None => Arrangement::TextOnly,
        Some(_) if shown.view == View::Picture => Arrangement::Alone,
        Some(_) if width < SIDE_BY_SIDE => Arrangement::Stacked,
        Some(_) if shown.term.is_none() && widest_box(shown) > room => Arrangement::TextOnly,
        Some(_) => Arrangement::SideBySide,
    }
}

/// The columns for the text where pictures stand beside it: nearly all further room is theirs.
fn text_columns(width: u16) -> u16 {
    match width.checked_sub(WIDTH_OF_OLD) {
        None => (u32::from(width) * 46 / 80).max(40) as u16,
        Some(more) => (46 + more / 12).min(TEXT_MOST),
    }
}

/// Eighty columns, as terminals have had for ever.
const WIDTH_OF_OLD: u16 = 80;
const TEXT_MOST: u16 = 60;

// What Keras draws as a box cannot be broken into lines, so it gets the whole width.
fn widest_box(shown: &Shown) -> usize {
    let boxed = |entry: &Statement| match &entry.printed {
        Printed::Text(text) => {
            let boxes = text.lines().filter(|line| boxes::is_box(line));
            boxes.map(|line| line.chars().count()).max().unwrap_or(0)
        }
        _ => 0,
    };
    if shown.outcome.fold == Fold::Folded {
        return 0;
    }
    shown.outcome.console.iter().map(boxed).max().unwrap_or(0)
}

fn panel_rows(shown: &Shown, wanted: WantedRows, height: u16) -> u16 {
    // A number that is being changed has to be seen.
    if shown.view == View::Picture && shown.chosen.is_none() {
        return 0;
    }
    let most = if height >= ROOMY { (height - 4) / 4 } else { 2 };
    // Further rows are the picture's first, then those of what is worth more than a larger one.
    let further = height.saturating_sub(HEIGHT_OF_OLD) / 3;
    let worth = |others: u16| match further {
        0 => 0,
        _ => wanted.of_worth.min(usize::from(ROWS_OF_OLD + further + others)) as u16,
    };
    // A training has two lines of its own, and as it goes on the others must not move.
    let point = u16::from(!shown.outcome.point.is_empty() && height >= ROOMY);
    match shown.outcome.training {
        Some(_) => (most + 1 + point).max(worth(2)),
        None => wanted.all.min(usize::from(most.max(worth(0)))) as u16,
    }
}

/// Twenty-four rows, as terminals have had for ever, and those of the panel among them.
const HEIGHT_OF_OLD: u16 = 24;
const ROWS_OF_OLD: u16 = 5;
