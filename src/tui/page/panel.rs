//! The numbers of a step: how far its training has come, every setting and weight in a cell of its
//! own, and the arithmetic of the examples with these weights plugged in.

mod arithmetic;
mod before;
mod cells;
mod decisions;
mod filling;
mod slide;
mod status;
mod tree;

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use crate::tui::shown::Shown;

use super::areas::WantedRows;
use super::shapes;
use super::target::Target;
use cells::Cell;
use filling::FillingLine;

/// The panel as it is laid out, from top to bottom: the training, its settings, the weights, and
/// what there is to say, or else as many examples as there is room for.
#[derive(Clone, Debug, Default)]
pub(in crate::tui) struct Panel {
    pub(in crate::tui) lines: Vec<Line<'static>>,
    /// The shapes in play, or what the run before left of the weights, in the first row of weights
    /// that has room for them.
    pub(in crate::tui) shapes: Option<(usize, String)>,
    /// Where there are more lines than are shown: the last column is kept free for that.
    pub(in crate::tui) marks: Vec<(usize, &'static str)>,
    /// Whether there are more examples than are shown.
    pub(super) hides_examples: bool,
    /// What lies in which columns of which row.
    targets: Vec<(usize, Range<usize>, Target)>,
}

/// All that the panel would show if it could.
pub(super) struct Wanted {
    status: Vec<Line<'static>>,
    settings: Vec<Vec<Cell>>,
    weights: Vec<Vec<Cell>>,
    findings: Vec<Line<'static>>,
    examples: usize,
    filling: Vec<FillingLine>,
    shapes: String,
}

impl Wanted {
    pub(super) fn of(shown: &Shown, width: u16) -> Self {
        let filling = filling::lines(shown, width);
        Self {
            status: status::status(shown, width),
            settings: [cells::guesses, cells::slides, cells::point, cells::settings]
                .map(|cells| cells(shown, width))
                .concat(),
            weights: cells::weights(shown, width),
            findings: [status::findings, slide::lines, tree::lines]
                .map(|lines| lines(shown, width))
                .concat(),
            examples: shown.examples().max(filling.len()),
            filling,
            shapes: before::line(shown).unwrap_or_else(|| shapes::line(&shown.outcome.shapes)),
        }
    }

    /// How many lines it would fill, and how many are worth more than a larger picture: every number
    /// that can be changed, what is to be filled in, and a few examples. The latter do not hang on
    /// what a training has to say, so that nothing moves while one runs.
    pub(super) fn rows(&self) -> WantedRows {
        let before = self.lines_before_examples();
        WantedRows {
            all: before + self.findings.len() + self.examples,
            of_worth: before + self.examples.min(self.filling.len().max(A_FEW)),
        }
    }

    fn lines_before_examples(&self) -> usize {
        self.status.len() + self.settings.len() + self.weights.len()
    }
}

/// So many examples say what there is to see.
const A_FEW: usize = 6;

impl Panel {
    /// The part of everything that there is room for.
    pub(super) fn of(shown: &Shown, wanted: Wanted, area: Rect) -> Self {
        if area.is_empty() {
            return Self::default();
        }
        let (rows, width) = (usize::from(area.height), usize::from(area.width));
        let parts = Parts::of(shown, &wanted, rows);
        let Wanted { status, settings, weights, mut findings, shapes, examples, filling } = wanted;
        let mut panel = Self { lines: status, ..Self::default() };
        panel.lines.truncate(rows);
        panel.add_cells(shown, &settings[parts.settings]);
        panel.add_weights(shown, &weights, parts.weights, &shapes, width);
        findings.truncate(parts.findings);
        panel.lines.extend(findings);
        if filling.is_empty() {
            panel.add_examples(shown, parts.examples, examples, width);
        } else {
            panel.add_filling(&filling, parts.examples);
        }
        panel
    }

    /// What lies at a column and row of the panel.
    pub(super) fn under(&self, x: usize, y: usize) -> Option<Target> {
        let is_here =
            |(row, columns, _): &&(usize, Range<usize>, Target)| *row == y && columns.contains(&x);
        self.targets.iter().find(is_here).map(|(_, _, target)| target.clone())
    }

    fn add_cells(&mut self, shown: &Shown, rows: &[Vec<Cell>]) {
        for row in rows {
            let y = self.lines.len();
            let target = |cell: &Cell| (y, cell.columns.clone(), Target::Field(cell.field.clone()));
            self.targets.extend(row.iter().map(target));
            self.lines.push(cells::line(shown, row));
        }
    }

    fn add_weights(
        &mut self,
        shown: &Shown,
        weights: &[Vec<Cell>],
        part: Range<usize>,
        shapes: &str,
        width: usize,
    ) {
        let (top, seen) = (self.lines.len(), &weights[part.clone()]);
        let used = |row: &Vec<Cell>| row.last().map_or(0, |cell| cell.columns.end);
        let fits = |row: &Vec<Cell>| used(row) + shapes.width() + 3 <= width;
        let row = seen.iter().position(fits);
        self.shapes = row.map(|row| (top + row, shapes.to_owned()));
        self.add_cells(shown, seen);
        self.mark(top, &part, weights.len());
    }

    fn add_examples(&mut self, shown: &Shown, part: Range<usize>, all: usize, width: usize) {
        let top = self.lines.len();
        self.hides_examples = part.len() < all;
        let example = |(row, example)| (top + row, 0..width, Target::Example(example));
        self.targets.extend(part.clone().enumerate().map(example));
        let room = width.saturating_sub(2);
        let outcome = &shown.outcome;
        let lines = match (shown.decisions(), &outcome.tree, &outcome.arithmetic) {
            (Some(decisions), ..) => decisions::lines(shown, decisions, part.clone(), room),
            (None, Some(tree), _) => tree::ways(shown, tree, part.clone(), room),
            (None, None, Some(it)) => arithmetic::lines(shown, it, part.clone(), room),
            (None, None, None) => return,
        };
        self.lines.extend(lines);
        self.mark(top, &part, all);
    }

    fn add_filling(&mut self, lines: &[FillingLine], part: Range<usize>) {
        let top = self.lines.len();
        for line in &lines[part.clone()] {
            let row = self.lines.len();
            self.targets.extend(line.targets().map(|(columns, target)| (row, columns, target)));
            self.lines.push(line.line());
        }
        self.mark(top, &part, lines.len());
    }

    /// Says where there are more lines than the part of them that stands from a row on.
    fn mark(&mut self, top: usize, part: &Range<usize>, all: usize) {
        if part.is_empty() {
            return;
        }
        let bottom = top + part.len() - 1;
        match (part.start > 0, part.end < all) {
            (true, true) if top == bottom => self.marks.push((top, "↕")),
            (above, below) => {
                self.marks.extend(above.then_some((top, "▲")));
                self.marks.extend(below.then_some((bottom, "▼")));
            }
        }
    }
}

/// Which rows of everything are shown.
struct Parts {
    settings: Range<usize>,
    weights: Range<usize>,
    /// How many lines of them.
    findings: usize,
    examples: Range<usize>,
}

impl Parts {
    fn of(shown: &Shown, wanted: &Wanted, rows: usize) -> Self {
        let Wanted { status, settings, weights, findings, examples, filling, .. } = wanted;
        let rows = rows.saturating_sub(status.len());
        // On the smallest screens only the row with the chosen setting is there.
        let settings = match settings.len() {
            all if all < rows || rows == 0 => 0..all.min(rows),
            all => {
                // Those of a softmax hang together: as many of them as there is room for.
                let room = if shown.outcome.softmax.is_some() { rows } else { 1 };
                window(all, room, chosen_row(shown, settings).unwrap_or(0))
            }
        };
        let rows = rows.saturating_sub(settings.len());
        // What keeps a model from learning is said in full, down to a single line of weights.
        let half = rows.div_ceil(2);
        // Of a number that is slid what comes of it is worth more than weights that stay.
        let least = match shown.outcome.slides.as_slice() {
            [_, ..] if chosen_row(shown, weights).is_none() => 0,
            _ => rows.min(1),
        };
        let room = match findings.len() {
            0 if *examples == 0 => rows,
            // What is to be filled in is read as a whole.
            0 if !filling.is_empty() => rows.saturating_sub(*examples).max(usize::from(rows > 2)),
            0 => half.max(rows.saturating_sub(*examples)),
            lines => half.min(rows.saturating_sub(lines + 1)).max(least),
        };
        let weights = window(weights.len(), room, chosen_row(shown, weights).unwrap_or(0));
        let left = rows - weights.len();
        // What shows the trouble stays in sight: one example at least, where there is room for both.
        let kept = usize::from(*examples > 0 && left > findings.len().min(1));
        let findings = findings.len().min(left - kept);
        let at = if filling.is_empty() {
            shown.outcome.example
        } else {
            filling::chosen(shown, filling)
        };
        let examples = window(*examples, left - findings, at);
        Self { settings, weights, findings, examples }
    }
}

fn chosen_row(shown: &Shown, rows: &[Vec<Cell>]) -> Option<usize> {
    rows.iter().position(|row| row.iter().any(|cell| cells::is_chosen(shown, &cell.field)))
}

/// At most `room` of `count` things, among them the one at `at`.
fn window(count: usize, room: usize, at: usize) -> Range<usize> {
    let room = room.min(count);
    let start = (at + 1).saturating_sub(room).min(count - room);
    start..start + room
}
