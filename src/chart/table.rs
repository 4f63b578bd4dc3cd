//! A table: the rows of data, a line each, where there are more features than axes.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::{
    Mark, Role, Style,
    grid::{self, Grid},
    room,
};

/// The rows of data, a line each.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// What each column is called.
    pub columns: Vec<String>,
    /// How many of the columns, from the first on, keep their names whole: those that are no part of
    /// the data.
    pub kept: usize,
    /// The rows, from the top.
    pub rows: Vec<TableRow>,
    /// The row that is looked at, counted from 0.
    pub chosen: Option<usize>,
}

/// A row of data.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TableRow {
    /// What it is called.
    pub name: String,
    /// What it is, in words.
    pub is: String,
    /// The mark of its class, and the class.
    pub class: Option<(Mark, u8)>,
    /// Its numbers, as they are written. A 0 steps back.
    pub cells: Vec<String>,
    /// Whether all of it steps back: it has no part in what the other rows have.
    pub is_left_out: bool,
}

impl Table {
    /// Draws the table into a grid of exactly `width` × `height` cells. Where it is too wide, what columns
    /// have in common and then more of their names is left out, and then whole columns; where it is too
    /// high, the rows around the one that is looked at are shown. What is left out is counted.
    pub fn draw(&self, width: u16, height: u16, style: Style) -> Grid {
        let mut grid = Grid::blank(width, height);
        let Some(plan) = self.plan(usize::from(width)).filter(|_| height >= LEAST_ROWS) else {
            room::needs(&mut grid, (self.least(), LEAST_ROWS), style.glyphs);
            return grid;
        };
        let hidden = self.columns.len() - plan.columns.len();
        let room = usize::from(height) - 1 - usize::from(hidden > 0);
        let is_whole = self.rows.len() <= room;
        let count = if is_whole { self.rows.len() } else { room - usize::from(hidden == 0) };
        let chosen = self.chosen.unwrap_or(0);
        let first = (chosen + 1).saturating_sub(count).min(self.rows.len() - count);
        plan.write(&mut grid, 0, (&plan.columns, |_| Role::Label));
        for (y, index) in (1..).zip(first..first + count) {
            self.line(&mut grid, y, index, &plan, style);
        }
        if let Some(more) = left_out(self.rows.len() - count, hidden) {
            grid.write(0, height - 1, &grid::cells(&more, Role::Muted));
        }
        grid
    }

    fn line(&self, grid: &mut Grid, y: u16, index: usize, plan: &Plan, style: Style) {
        let row = &self.rows[index];
        let is_chosen = self.chosen == Some(index);
        let role = match (is_chosen, row.is_left_out) {
            (true, _) => Role::Crosshair,
            (false, true) => Role::Muted,
            (false, false) => Role::Label,
        };
        let mark = if is_chosen { style.glyphs.symbols().right } else { ' ' };
        grid.write(0, y, &grid::cells(&format!("{} {mark}", row.name), role));
        let (mark, role) = match row.class {
            Some((mark, _)) if row.is_left_out => (mark.symbol(style.glyphs), Role::Muted),
            Some((mark, class)) => (mark.symbol(style.glyphs), Role::Class(class)),
            None => (' ', Role::Data),
        };
        let ellipsis = style.glyphs.symbols().more;
        let is = grid::shortened(&format!("{mark} {}", row.is), plan.is, ellipsis, role);
        grid.write((plan.name + 2) as u16, y, &is);
        let role = |cell: &str| match cell {
            _ if is_chosen => Role::Crosshair,
            _ if row.is_left_out => Role::Muted,
            "0" => Role::Muted,
            _ => Role::Data,
        };
        plan.write(grid, y, (&row.cells, role));
    }

    /// The widest way to write it that there is room for.
    fn plan(&self, width: usize) -> Option<Plan> {
        let short: Vec<String> = self.columns.iter().map(|name| own_part(name)).collect();
        let all = [(self.columns.clone(), 2), (short.clone(), 2), (short, 1)];
        let all = all.into_iter().chain((3..=8).rev().map(|most| (self.cut(most), 1)));
        let fits = |plan: &Plan| plan.used() <= width;
        let found = all.map(|(names, gap)| self.planned(names, gap, MOST_IS)).find(fits);
        found.or_else(|| {
            let (fewer, names) = ((1..self.columns.len()).rev(), self.cut(3));
            fewer.map(|count| self.planned(names[..count].to_vec(), 1, LEAST_IS)).find(fits)
        })
    }

    /// The names, cut to so many characters where they may be.
    fn cut(&self, most: usize) -> Vec<String> {
        let name = |(index, name): (usize, &String)| {
            if index < self.kept { name.clone() } else { cut(&own_part(name), most) }
        };
        self.columns.iter().enumerate().map(name).collect()
    }

    fn planned(&self, columns: Vec<String>, gap: usize, most_is: usize) -> Plan {
        let name = self.rows.iter().map(|row| row.name.width()).max().unwrap_or_default();
        let is = self.rows.iter().map(|row| row.is.width()).max().unwrap_or_default();
        let column = |(index, heading): (usize, &String)| {
            let cells = self.rows.iter().filter_map(|row| row.cells.get(index));
            cells.map(|cell| cell.width()).chain([heading.width()]).max().unwrap_or_default()
        };
        let widths = columns.iter().enumerate().map(column).collect();
        Plan { name, is: 2 + is.min(most_is), gap, widths, columns }
    }

    /// The columns that the least of it takes.
    fn least(&self) -> u16 {
        let names = self.cut(3).into_iter().take(1).collect();
        u16::try_from(self.planned(names, 1, LEAST_IS).used()).unwrap_or(u16::MAX)
    }
}

/// How wide everything is.
struct Plan {
    name: usize,
    is: usize,
    gap: usize,
    columns: Vec<String>,
    widths: Vec<usize>,
}

impl Plan {
    fn used(&self) -> usize {
        let columns = self.widths.iter().map(|width| width + self.gap);
        self.name + 2 + self.is + columns.sum::<usize>()
    }

    /// Writes a line of cells, each right-aligned in its column.
    fn write(&self, grid: &mut Grid, y: u16, (cells, role): (&[String], impl Fn(&str) -> Role)) {
        let mut x = self.name + 2 + self.is;
        for (cell, width) in cells.iter().zip(&self.widths) {
            let text = format!("{cell:>width$}");
            grid.write((x + self.gap) as u16, y, &grid::cells(&text, role(cell)));
            x += self.gap + width;
        }
    }
}

fn left_out(rows: usize, columns: usize) -> Option<String> {
    let counted = |count: usize, word: &str| {
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} more {word}{plural}"))
    };
    let (rows, columns) = (counted(rows, "row"), counted(columns, "column"));
    let told: Vec<String> = rows.into_iter().chain(columns).collect();
    (!told.is_empty()).then(|| format!("… {}", told.join(", ")))
}

/// A name without what it has in common with others: of `shape=oval` the `oval`.
fn own_part(name: &str) -> String {
    name.split_once('=').map_or(name, |(_, own)| own).to_owned()
}

fn cut(name: &str, most: usize) -> String {
    if name.width() <= most {
        return name.to_owned();
    }
    let kept: String = name.chars().take(most.saturating_sub(1)).collect();
    format!("{kept}…")
}

/// So wide a class is told at the most, and at the least.
const MOST_IS: usize = 12;
const LEAST_IS: usize = 3;
const LEAST_ROWS: u16 = 3;
