//! Matrices: the weights of layers as tables of numbers, each on a shade of its own.

mod cell;

use serde::Serialize;

use super::{
    Ramp, Role, Shading, Style, Tone,
    glyphs::Symbols,
    grid::{self, Cell, Grid},
    number, room,
};
use cell::CellSize;

/// Tables of numbers, side by side or one below the other as there is room.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Matrices {
    /// The tables, in reading order. What does not fit is counted.
    pub tables: Vec<Matrix>,
}

/// A table of numbers, such as the weights of a layer: inputs down, units across.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Matrix {
    /// Its title, such as `layer1.w (2, 3)`.
    pub name: String,
    /// The heading of each row, such as an input, or `b` for the bias.
    pub rows: Vec<String>,
    /// The heading of each column, such as a unit.
    pub columns: Vec<String>,
    /// The numbers, row by row. Shades tell how large each is beside the largest of all.
    pub values: Vec<Vec<f64>>,
    /// The row and column of the number that is chosen, counted from 0.
    pub chosen: Option<(usize, usize)>,
}

impl Matrices {
    /// Draws the tables into a grid of exactly `width` × `height` cells: in the middle and with large
    /// cells, where there is room. Where a number stands depends on the size and the headings alone,
    /// so that nothing moves while numbers change.
    pub fn draw(&self, width: u16, height: u16, style: Style) -> Grid {
        let mut grid = Grid::blank(width, height);
        if width < LEAST.0 || height < LEAST.1 {
            room::needs(&mut grid, LEAST, style.glyphs);
            return grid;
        }
        let sizes = match style.shading {
            Shading::Glyphs => CellSize::SPACED.as_slice(),
            Shading::HalfBlocks | Shading::Background => CellSize::LARGE.as_slice(),
        };
        let large = sizes.iter().find_map(|size| self.whole((width, height), *size));
        match large {
            Some(shelves) => draw_large(&mut grid, &shelves, style),
            None => self.draw_small(&mut grid, style),
        }
        grid
    }

    /// The tables with cells of a size and what their shades mean, if there is room for all of them.
    fn whole(&self, (width, height): (u16, u16), size: CellSize) -> Option<Vec<Vec<Place<'_>>>> {
        let shelves = shelves(&self.tables, width, size);
        let is_whole = shelves.iter().flatten().all(|place| place.is_whole(width));
        (is_whole && !shelves.is_empty() && rows_of(&shelves) + ROWS_OF_KEY <= height.into())
            .then_some(shelves)
    }

    /// As much as there is room for, and how many tables are left out.
    fn draw_small(&self, grid: &mut Grid, style: Style) {
        let (width, height) = (grid.width(), grid.height());
        let shelves = shelves(&self.tables, width, CellSize::SMALL);
        let heights: Vec<u16> = shelves.iter().map(|shelf| shelf_height(shelf)).collect();
        let chosen = shelves.iter().position(|shelf| shelf.iter().any(Place::is_chosen));
        let (shown, heights) = shared_out(&heights, height, chosen);
        let mut top = 0;
        for (shelf, rows) in shelves[shown.clone()].iter().zip(heights) {
            for place in shelf {
                place.draw(grid, top, rows, style);
            }
            top += rows + 1;
        }
        let count = |shelves: &[Vec<Place>]| shelves.iter().map(Vec::len).sum::<usize>();
        let hidden = self.tables.len() - count(&shelves[shown]);
        if hidden > 0 {
            let text = grid::cells(&more(style.glyphs.symbols().more, hidden), Role::Label);
            // Where there is no line for it, it stands beside the only table's name.
            let left = if top > height { width.saturating_sub(text.len() as u16) } else { 0 };
            grid.write(left, if top > height { 0 } else { height - 1 }, &text);
        }
    }
}

/// Draws all tables in the middle, and below them what their shades mean.
fn draw_large(grid: &mut Grid, shelves: &[Vec<Place<'_>>], style: Style) {
    let mut top = (grid.height() - (rows_of(shelves) + ROWS_OF_KEY) as u16) / 2;
    let end = |shelf: &[Place]| shelf.last().map_or(0, |place| place.left + place.width);
    let widest = shelves.iter().map(|shelf| end(shelf)).max().unwrap_or(0);
    for shelf in shelves {
        let right = (grid.width() - end(shelf)) / 2;
        let rows = shelf_height(shelf);
        for place in shelf {
            Place { left: place.left + right, ..*place }.draw(grid, top, rows, style);
        }
        top += rows + 1;
    }
    if style.shading != Shading::Glyphs {
        let left = (grid.width() - widest) / 2;
        grid.write(left, top, &cell::key(grid.width() - left));
    }
}

/// Smaller than this, no number could be shown with its headings.
const LEAST: (u16, u16) = (12, 4);

/// Columns between tables.
const GAP: u16 = 3;

/// The rows of its name and of the headings of its columns.
const ABOVE: u16 = 2;

/// The characters of a number, from roomy to narrow.
const DIGITS: [u16; 3] = [7, 6, 5];

/// A row heading is cut to so many characters.
const HEADING_MAX: u16 = 12;

/// A blank row, and what the shades mean.
const ROWS_OF_KEY: u32 = 2;

fn more(symbol: char, count: usize) -> String {
    format!("{symbol} {count} more")
}

/// A table and the columns that it takes up.
struct Place<'a> {
    table: &'a Matrix,
    left: u16,
    width: u16,
    heading: u16,
    digits: u16,
    /// How large its cells are.
    size: CellSize,
    /// How many columns of numbers are shown.
    columns: usize,
}

/// The tables in rows, each as far left as it goes.
fn shelves(tables: &[Matrix], width: u16, size: CellSize) -> Vec<Vec<Place<'_>>> {
    let mut shelves: Vec<Vec<Place>> = Vec::new();
    for table in tables {
        let mut place = Place::of(table, width, size);
        let beside = shelves.last().and_then(|shelf| shelf.last());
        let left = beside.map_or(0, |last| last.left + last.width + GAP);
        match shelves.last_mut() {
            Some(shelf) if left + place.width <= width => {
                place.left = left;
                shelf.push(place);
            }
            _ => shelves.push(vec![place]),
        }
    }
    shelves
}

fn shelf_height(shelf: &[Place<'_>]) -> u16 {
    let rows = shelf.iter().map(|place| place.size.rows_of(place.table.values.len())).max();
    u16::try_from(rows.unwrap_or(0)).unwrap_or(u16::MAX - ABOVE).saturating_add(ABOVE)
}

/// The rows of all shelves, with one between each and the next.
fn rows_of(shelves: &[Vec<Place<'_>>]) -> u32 {
    let rows: u32 = shelves.iter().map(|shelf| u32::from(shelf_height(shelf)) + 1).sum();
    rows.saturating_sub(1)
}

/// Which shelves are shown, and how many rows each gets: as evenly as goes, none more than it needs.
fn shared_out(
    needs: &[u16],
    height: u16,
    chosen: Option<usize>,
) -> (std::ops::Range<usize>, Vec<u16>) {
    let least = |need: u16| need.min(LEAST.1);
    let rows = |heights: &[u16]| -> u32 { heights.iter().map(|rows| u32::from(*rows) + 1).sum() };
    let at_level = |shown: std::ops::Range<usize>, level: u16| -> Vec<u16> {
        needs[shown].iter().map(|need| (*need).min(level.max(least(*need)))).collect()
    };
    // The last shelf needs no gap below it, a line that counts the others does.
    let fits = |shown: &std::ops::Range<usize>, level: u16| {
        let count_line = u32::from(shown.len() < needs.len());
        rows(&at_level(shown.clone(), level)) + count_line <= u32::from(height) + 1
    };
    let shown = (0..=needs.len())
        .rev()
        .map(|count| room::window(needs.len(), count, chosen))
        .find(|shown| !shown.is_empty() && fits(shown, 0));
    let Some(shown) = shown else {
        let only = room::window(needs.len(), 1, chosen);
        let heights = needs[only.clone()].iter().map(|need| (*need).min(height)).collect();
        return (only, heights);
    };
    let level = (0..=height).rev().find(|level| fits(&shown, *level)).unwrap_or(0);
    let heights = at_level(shown.clone(), level);
    (shown, heights)
}

impl<'a> Place<'a> {
    fn of(table: &'a Matrix, width: u16, size: CellSize) -> Self {
        let headings = table.rows.iter().map(|row| grid::cells(row, Role::Label).len());
        let longest = headings.max().unwrap_or(0) as u16;
        let heading = longest.min(HEADING_MAX).min(width - DIGITS[2] - 1);
        let count = table.columns();
        let taken = |digits: u16| usize::from(heading) + count * usize::from(size.columns(digits));
        let all = DIGITS.into_iter().find(|digits| taken(*digits) <= usize::from(width));
        let name = grid::cells(&table.name, Role::Title).len();
        if let Some(digits) = all {
            let width = taken(digits).max(name.min(usize::from(width))) as u16;
            return Self { table, left: 0, width, heading, digits, size, columns: count };
        }
        let digits = if width < heading + 2 * (DIGITS[0] + 1) { DIGITS[2] } else { DIGITS[0] };
        let note = more('…', count).chars().count() as u16 + 1;
        let columns = (width - heading).saturating_sub(note) / (digits + 1);
        Self { table, left: 0, width, heading, digits, size, columns: usize::from(columns.max(1)) }
    }

    /// Whether every number has all its room.
    fn is_whole(&self, width: u16) -> bool {
        let count = self.table.columns();
        let taken = usize::from(self.heading) + count * usize::from(self.size.columns(DIGITS[0]));
        self.digits == DIGITS[0] && taken <= width.into()
    }

    fn is_chosen(&self) -> bool {
        self.table.chosen.is_some()
    }

    /// Draws the table into so many rows.
    fn draw(&self, grid: &mut Grid, top: u16, rows: u16, style: Style) {
        let symbols = style.glyphs.symbols();
        let table = self.table;
        let name = grid::shortened(&table.name, self.width.into(), symbols.ellipsis, Role::Title);
        grid.write(self.left, top, &name);
        let across =
            room::window(table.columns(), self.columns, table.chosen.map(|(_, column)| column));
        self.draw_headings(grid, top + 1, across.clone(), symbols);
        let room = self.size.count_in(rows.saturating_sub(ABOVE));
        let is_cut = table.values.len() > room;
        let room = if is_cut { room.saturating_sub(1) } else { room };
        let down = room::window(table.values.len(), room, table.chosen.map(|(row, _)| row));
        let reach = table.reach();
        let mut at = top + ABOVE;
        for row in down.clone() {
            let heading = table.rows.get(row).map_or("", String::as_str);
            let width = usize::from(self.heading);
            let heading = grid::shortened(heading, width, symbols.ellipsis, Role::Label);
            grid.write(self.left, at + self.size.middle(), &heading);
            for (index, column) in across.clone().enumerate() {
                let cells = table.cells((row, column), self.digits, reach, style);
                self.size.draw(grid, (self.column(index), at), &cells);
            }
            at += self.size.pitch();
        }
        if is_cut {
            let text = more(symbols.more, table.values.len() - down.len());
            grid.write(self.left, at, &grid::cells(&text, Role::Label));
        }
    }

    fn draw_headings(
        &self,
        grid: &mut Grid,
        row: u16,
        across: std::ops::Range<usize>,
        symbols: &Symbols,
    ) {
        let hidden = self.table.columns() - across.len();
        let end = self.column(across.len());
        for (index, column) in across.enumerate() {
            let heading = self.table.columns.get(column).map_or("", String::as_str);
            let width = usize::from(self.digits);
            let cells = grid::shortened(heading, width, symbols.ellipsis, Role::Label);
            let right = self.column(index) + self.size.end_of_number(self.digits);
            grid.write(right - cells.len() as u16, row, &cells);
        }
        if hidden > 0 {
            let full = more(symbols.ellipsis, hidden);
            let room = usize::from((self.left + self.width).saturating_sub(end + 1));
            let short = format!("{}{hidden}", symbols.ellipsis);
            let text = if full.chars().count() <= room { full } else { short };
            grid.write(end + 1, row, &grid::cells(&text, Role::Label));
        }
    }

    /// Where a column of numbers starts, with the cell before the number.
    fn column(&self, index: usize) -> u16 {
        self.left + self.heading + index as u16 * self.size.columns(self.digits)
    }
}

impl Matrix {
    /// How many columns there are.
    fn columns(&self) -> usize {
        self.values.iter().map(Vec::len).max().unwrap_or(0).max(self.columns.len())
    }

    /// How far the largest number is from 0.
    fn reach(&self) -> f64 {
        let values = self.values.iter().flatten().filter(|value| value.is_finite());
        values.fold(0.0, |reach: f64, value| reach.max(value.abs()))
    }

    /// A number after the cell that says whether it is chosen.
    fn cells(
        &self,
        (row, column): (usize, usize),
        digits: u16,
        reach: f64,
        style: Style,
    ) -> Vec<Cell> {
        let is_chosen = self.chosen == Some((row, column));
        let (role, before) = match style.glyphs.symbols().right {
            right if is_chosen => (Role::Crosshair, right),
            _ => (Role::Label, ' '),
        };
        let Some(&value) = self.values.get(row).and_then(|row| row.get(column)) else {
            return Vec::new();
        };
        let is_shaded = style.shading != Shading::Glyphs && !value.is_nan();
        let shade = is_shaded.then(|| tone(value, reach));
        let number = number::fixed(value, digits.into());
        let number = number.chars().map(|symbol| Cell { shade, ..Cell::new(symbol, role) });
        [Cell::new(before, role)].into_iter().chain(number).collect()
    }
}

/// Neutral at 0, and strongest where a number is as large as the largest.
fn tone(value: f64, reach: f64) -> Tone {
    let share = if value == 0.0 { 0.5 } else { 0.5 + value / reach / 2.0 };
    Tone::new(Ramp::Output, share as f32)
}
