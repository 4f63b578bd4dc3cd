//! Where everything goes on a screen of a given size.

use ratatui::layout::Rect;

use crate::lab::{Printed, Statement};
use crate::lesson::format::PictureName;
use crate::tui::shown::Shown;

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
    pub(in crate::tui) chart: Rect,
    /// Below the chart, where there is room for the loss of a training as well.
    pub(in crate::tui) loss: Rect,
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
}

impl Areas {
    /// The areas of a step whose panel would fill so many rows if it could.
    pub(super) fn of(shown: &Shown, wanted_rows: usize, area: Rect) -> Self {
        let is_roomy = area.height >= ROOMY;
        let panel_rows = panel_rows(shown, wanted_rows, area.height);
        let (header, rest) = rows::first(area, if is_roomy { 2 } else { 1 });
        let (rest, _) = rows::last(rest, 1);
        let (rest, panel) = rows::last(rest, panel_rows);
        let (body, rule) = rows::last(rest, u16::from(panel_rows > 0 && is_roomy));
        let arrangement = arrangement(shown, area.width);
        let (reading, chart) = match arrangement {
            Arrangement::TextOnly | Arrangement::Stacked => (body, Rect::default()),
            Arrangement::SideBySide => {
                let columns = text_columns(area.width);
                let left = Rect { width: columns, ..body };
                (left, Rect { x: left.right(), width: body.width - columns, ..body })
            }
        };
        let (chart, loss) = with_loss(shown, chart);
        Self { header, reading, chart, loss, rule, panel, arrangement }
    }

    /// How wide the text of the reading may run.
    pub(super) fn text_width(&self) -> usize {
        usize::from(self.reading.width.saturating_sub(2).min(READABLE))
    }
}

// While a model learns, both are to be seen: what it does, and how its loss falls.
fn with_loss(shown: &Shown, chart: Rect) -> (Rect, Rect) {
    // A picture that the learner or the lesson has chosen gets the room first.
    let is_chosen = shown.picture().is_some_and(|picture| picture.name != PictureName::Model);
    let needed = if is_chosen { ROWS_FOR_A_CHOSEN_ONE } else { ROWS_FOR_TWO };
    if shown.loss().is_none() || chart.height < needed {
        return (chart, Rect::default());
    }
    rows::last(chart, (chart.height * 2 / 5).max(6))
}

const ROWS_FOR_TWO: u16 = 13;
const ROWS_FOR_A_CHOSEN_ONE: u16 = 20;

fn arrangement(shown: &Shown, width: u16) -> Arrangement {
    let room = usize::from(text_columns(width).saturating_sub(2));
    match shown.picture() {
        None => Arrangement::TextOnly,
        Some(_) if width < SIDE_BY_SIDE => Arrangement::Stacked,
        Some(_) if widest_box(shown) > room => Arrangement::TextOnly,
        Some(_) => Arrangement::SideBySide,
    }
}

/// The columns for the text where the chart stands beside it: more room goes to the chart.
fn text_columns(width: u16) -> u16 {
    (u32::from(width) * 46 / 80).clamp(40, 64) as u16
}

// What Keras draws as a box cannot be broken into lines, so it gets the whole width.
fn widest_box(shown: &Shown) -> usize {
    let boxed = |entry: &Statement| match &entry.printed {
        Printed::Text(text) => {
            let boxes = text.lines().filter(|line| boxes::is_box(line));
            boxes.map(|line| line.chars().count()).max().unwrap_or(0)
        }
        _ => 0,
    };
    shown.outcome.console.iter().map(boxed).max().unwrap_or(0)
}

fn panel_rows(shown: &Shown, wanted: usize, height: u16) -> u16 {
    let most = if height >= ROOMY { (height - 4) / 4 } else { 2 };
    // A training has two lines of its own, and as it goes on the others must not move.
    match shown.outcome.training {
        Some(_) => most + 1,
        None => wanted.min(usize::from(most)) as u16,
    }
}
