//! The confusion matrix: which class is taken for which, and how often.

use serde::Serialize;

use super::{
    Glyphs, Ramp, Role, Shading, Style, Tone,
    grid::{self, Cell, Grid},
    number, room, shade,
};

/// How often examples of each class were taken for each.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Confusion {
    /// The names of the classes.
    pub classes: Vec<String>,
    /// How many examples: a row for each class that they are of, a column for each class that was
    /// predicted. What is missing is 0.
    pub counts: Vec<Vec<u64>>,
    /// The row and column that are chosen, counted from 0.
    pub chosen: Option<(usize, usize)>,
    /// What else there is to say, line by line below them, where there is room.
    pub notes: Vec<String>,
}

impl Confusion {
    /// Draws the matrix into a grid of exactly `width` × `height` cells: right answers, on the
    /// diagonal after `=`, on blue, wrong ones on orange, the stronger the larger their share of the row; `·` is none.
    pub fn draw(&self, width: u16, height: u16, style: Style) -> Grid {
        let mut grid = Grid::blank(width, height);
        let ellipsis = style.glyphs.symbols().ellipsis;
        let accuracy = grid::shortened(&self.accuracy(), width.into(), ellipsis, Role::Label);
        let wanted = ABOVE + self.classes.len() as u16 + 1 + self.notes.len() as u16;
        let notes = if height >= wanted { self.notes.as_slice() } else { &[] };
        let Some(plan) = Plan::of(self, width, height - notes.len() as u16) else {
            grid.write(0, 0, &accuracy);
            return grid;
        };
        self.draw_headings(&mut grid, &plan, style);
        for (index, actual) in plan.down.clone().enumerate() {
            self.draw_row(&mut grid, &plan, (index, actual), style);
        }
        let end = ABOVE + plan.down.len() as u16 * plan.cell.1;
        let hidden = self.classes.len() - plan.down.len();
        if hidden > 0 {
            let text = format!("{} {hidden} more", style.glyphs.symbols().more);
            grid.write(0, end, &grid::cells(&text, Role::Label));
        }
        let end = end + u16::from(hidden > 0);
        grid.write(0, end, &accuracy);
        for (row, note) in (end + 1..).zip(notes) {
            grid.write(0, row, &grid::shortened(note, width.into(), ellipsis, Role::Label));
        }
        grid
    }

    fn draw_headings(&self, grid: &mut Grid, plan: &Plan, style: Style) {
        let symbols = style.glyphs.symbols();
        let (down, across) = match style.glyphs {
            Glyphs::Unicode => ('↓', '→'),
            Glyphs::Ascii => ('v', '>'),
        };
        let axes = [format!("actual {down}  predicted {across}"), format!("{down}is {across}said")];
        let room = usize::from(grid.width());
        let axes = axes.iter().find(|text| text.chars().count() <= room);
        grid.write(0, 0, &grid::cells(axes.map_or("", String::as_str), Role::Label));
        for (index, class) in plan.across.clone().enumerate() {
            let width = usize::from(plan.cell.0) - 1;
            let name = grid::shortened(&self.classes[class], width, symbols.ellipsis, Role::Label);
            let right = plan.left(index) + plan.cell.0 - plan.after();
            grid.write(right - name.len() as u16, 1, &name);
        }
        let hidden = self.classes.len() - plan.across.len();
        if hidden > 0 {
            let left = plan.left(plan.across.len());
            let words = format!(" +{hidden} more");
            let is_room = usize::from(left) + words.len() <= room;
            let text = if is_room { words } else { format!(" +{hidden}") };
            grid.write(left, 1, &grid::cells(&text, Role::Label));
        }
    }

    /// Draws the row of a class, at its place among those shown.
    fn draw_row(
        &self,
        grid: &mut Grid,
        plan: &Plan,
        (index, actual): (usize, usize),
        style: Style,
    ) {
        let ellipsis = style.glyphs.symbols().ellipsis;
        let top = ABOVE + index as u16 * plan.cell.1;
        let middle = top + (plan.cell.1 - 1) / 2;
        let name = grid::shortened(&self.classes[actual], plan.name.into(), ellipsis, Role::Label);
        grid.write(0, middle, &name);
        for (index, predicted) in plan.across.clone().enumerate() {
            for row in top..top + plan.cell.1 {
                let cells = self.cells(plan, (actual, predicted), row == middle, style);
                grid.write(plan.left(index), row, &cells);
            }
        }
        if plan.shares > 0 {
            let words = format!(" {}", self.share_in_words(actual));
            let brief = words.split(" of ").next().unwrap_or_default().to_owned();
            let text = if words.len() <= usize::from(plan.shares) { words } else { brief };
            grid.write(plan.left(plan.across.len()), middle, &grid::cells(&text, Role::Label));
        }
    }

    /// The cells of a count, or of the shade above and below it.
    fn cells(
        &self,
        plan: &Plan,
        (actual, predicted): (usize, usize),
        has_count: bool,
        style: Style,
    ) -> Vec<Cell> {
        let symbols = style.glyphs.symbols();
        let is_chosen = self.chosen == Some((actual, predicted));
        let role = if is_chosen { Role::Crosshair } else { Role::Label };
        let before = match actual == predicted {
            _ if is_chosen => symbols.right.to_string(),
            true => "=".to_owned(),
            false => String::new(),
        };
        let number = match self.count(actual, predicted) {
            0 if actual != predicted => symbols.crosshair.to_string(),
            count => count.to_string(),
        };
        let text = if has_count { before + &number } else { String::new() };
        let width = usize::from(plan.cell.0 - plan.after());
        let text = format!("{text:>width$}{:after$}", "", after = usize::from(plan.after()));
        let share = self.share(actual, predicted);
        text.chars()
            .map(|symbol| plan.shaded(symbol, role, share, actual == predicted, style))
            .collect()
    }

    fn count(&self, actual: usize, predicted: usize) -> u64 {
        self.counts.get(actual).and_then(|row| row.get(predicted)).copied().unwrap_or(0)
    }

    fn row_total(&self, actual: usize) -> u128 {
        (0..self.classes.len()).map(|predicted| u128::from(self.count(actual, predicted))).sum()
    }

    /// Which share of a class was taken for a class; none of no examples.
    fn share(&self, actual: usize, predicted: usize) -> f32 {
        let total = self.row_total(actual).max(1);
        (self.count(actual, predicted) as f64 / total as f64) as f32
    }

    fn share_in_words(&self, actual: usize) -> String {
        let total = self.row_total(actual);
        if total == 0 {
            return "none".to_owned();
        }
        format!("{} of {total}", number::percent(u128::from(self.count(actual, actual)), total))
    }

    /// How many of all were right.
    fn accuracy(&self) -> String {
        let classes = 0..self.classes.len();
        let total: u128 = classes.clone().map(|actual| self.row_total(actual)).sum();
        let right: u128 = classes.map(|class| u128::from(self.count(class, class))).sum();
        if total == 0 {
            return "no examples".to_owned();
        }
        format!("accuracy {} ({right} of {total})", number::percent(right, total))
    }
}

/// The rows of the axes and of the names of what was predicted.
const ABOVE: u16 = 2;

const NAME_MAX: u16 = 10;

/// Fewer classes than this cannot be confused.
const CLASSES_MIN: usize = 2;

/// Where the parts are.
struct Plan {
    name: u16,
    /// The columns and rows of a count.
    cell: (u16, u16),
    digits: u16,
    down: std::ops::Range<usize>,
    across: std::ops::Range<usize>,
    /// The columns for the share of each row that is right; 0 where there is no room.
    shares: u16,
}

impl Plan {
    fn of(confusion: &Confusion, width: u16, height: u16) -> Option<Self> {
        let count = confusion.classes.len();
        let all = (0..count).flat_map(|row| (0..count).map(move |column| (row, column)));
        let digits = all.map(|(row, column)| confusion.count(row, column).to_string().len()).max();
        let digits = digits? as u16;
        let names = confusion.classes.iter().map(|name| grid::cells(name, Role::Label).len());
        let name = (names.max()? as u16).min(NAME_MAX).min(width / 4).max(1);
        let room = (width.checked_sub(name + 1)?, height.checked_sub(ABOVE + 1)?);
        let (columns, rows) = (usize::from(room.0 / (digits + 1)), usize::from(room.1));
        let columns = if columns < count {
            usize::from((room.0.saturating_sub(4)) / (digits + 1))
        } else {
            count
        };
        let rows = if rows < count { rows.saturating_sub(1) } else { count };
        if columns.min(rows) < CLASSES_MIN.min(count) {
            return None;
        }
        let (chosen_row, chosen_column) = confusion.chosen.unzip();
        let down = room::window(count, rows, chosen_row);
        let across = room::window(count, columns, chosen_column);
        let high = if rows < count { 1 } else { (room.1 / count as u16).clamp(1, CELL_ROWS_MAX) };
        let is_cut = columns < count;
        let wide = |shares: u16| match room.0.saturating_sub(shares) / count as u16 {
            _ if is_cut => digits + 1,
            wide => wide.min((3 * high + 4).max(digits + 1)),
        };
        let longest = (0..count).map(|class| confusion.share_in_words(class).len() as u16 + 1);
        let choices = [longest.max()?, SHARE].into_iter();
        let shares = choices.filter(|_| !is_cut).find(|shares| wide(*shares) >= digits + ROOMY);
        let shares = shares.unwrap_or(0);
        Some(Self { name, cell: (wide(shares), high), digits, down, across, shares })
    }

    fn left(&self, index: usize) -> u16 {
        self.name + 1 + index as u16 * self.cell.0
    }

    /// The blank columns after a count.
    fn after(&self) -> u16 {
        (self.cell.0 - self.digits - 1) / 2
    }

    /// A character on the shade of its count; without one where the next count is too near.
    fn shaded(&self, symbol: char, role: Role, share: f32, is_right: bool, style: Style) -> Cell {
        let is_roomy = self.cell.0 > self.digits + 1;
        // Of few examples a root shows more, and mistakes are few.
        let share = share.sqrt();
        let toward = if is_right { 0.5 + share / 2.0 } else { 0.5 - share / 2.0 };
        match style.shading {
            _ if !is_roomy => Cell::new(symbol, role),
            // In ASCII a dense shade would look like a sign of per cent.
            Shading::Glyphs if symbol == ' ' && style.glyphs == Glyphs::Unicode => {
                Cell::new(shade::glyph(share, style.glyphs), Role::Bar)
            }
            Shading::Glyphs => Cell::new(symbol, role),
            Shading::Background | Shading::HalfBlocks => {
                let role = if symbol == ' ' { Role::Bar } else { role };
                Cell { shade: Some(Tone::new(Ramp::Output, toward)), ..Cell::new(symbol, role) }
            }
        }
    }
}

/// The columns of the share of a row without how many there are: ` 100 %`.
const SHARE: u16 = 6;

/// Columns of a cell besides its digits that make it easy to read.
const ROOMY: u16 = 3;

/// Higher than this, a count only looks lost.
const CELL_ROWS_MAX: u16 = 3;
