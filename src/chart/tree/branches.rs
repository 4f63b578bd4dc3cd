//! The lines from a question to its answers: soft curves in dots, as thick as the rows that go there.

use std::collections::BTreeMap;

use super::super::Role;
use super::super::grid::{self, Grid};

/// A line down from a question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Branch {
    /// The column of the question's middle, and the row below it.
    pub(super) from: (u16, u16),
    /// The row from which on the line may leave its column.
    pub(super) bend: u16,
    /// The column of the answer's middle, and the row of its block.
    pub(super) to: (u16, u16),
    /// How many dots it is thick.
    pub(super) thickness: u8,
    /// Whether it is that of yes.
    pub(super) is_yes: bool,
    /// Whether the example takes it.
    pub(super) is_on_way: bool,
}

/// Draws lines where nothing is written, those on the way of the example last, and their answers.
pub(super) fn draw(grid: &mut Grid, branches: &[Branch]) {
    let mut order: Vec<&Branch> = branches.iter().collect();
    order.sort_by_key(|branch| branch.is_on_way);
    let mut ink: BTreeMap<(u16, u16), (u8, Role)> = BTreeMap::new();
    for branch in &order {
        for (cell, bits) in branch.ink() {
            let known = ink.entry(cell).or_insert((0, branch.role()));
            *known = (known.0 | bits, branch.role());
        }
    }
    for ((column, row), (bits, role)) in ink {
        if grid.is_blank(column, row) {
            let dots = char::from_u32(0x2800 + u32::from(bits)).unwrap_or(' ');
            grid.put(column, row, dots, role);
        }
    }
    for branch in order {
        branch.write(grid);
    }
}

impl Branch {
    fn role(&self) -> Role {
        if self.is_on_way { Role::Crosshair } else { Role::Muted }
    }

    /// The column of its middle at a dot below the row where it bends, in dots.
    fn across(&self, along: f64) -> f64 {
        let [from, to] = [self.from, self.to].map(|(column, _)| f64::from(column) * 2.0 + 0.5);
        from + (to - from) * along * along * (3.0 - 2.0 * along)
    }

    /// Its cells, with the dots in each.
    fn ink(&self) -> Vec<((u16, u16), u8)> {
        let [top, bend, end] = [self.from.1, self.bend, self.to.1].map(|row| f64::from(row) * 4.0);
        let down = (end - 1.0 - bend).max(1.0);
        let across = f64::from(self.from.0.abs_diff(self.to.0)) * 2.0;
        let steps = (2.0 * (across + down)).ceil().max(1.0) as u32;
        let stub = (top as u32..bend as u32).map(|y| [self.across(0.0), f64::from(y)]);
        let curve = (0..=steps).map(|step| {
            let along = f64::from(step) / f64::from(steps);
            [self.across(along), bend + down * along]
        });
        stub.chain(curve).flat_map(|at| self.dots(at, [top, end - 1.0])).collect()
    }

    /// The dots around a place of its middle, between two heights.
    fn dots(&self, [x, y]: [f64; 2], [top, end]: [f64; 2]) -> Vec<((u16, u16), u8)> {
        let reach = (f64::from(self.thickness) - 1.0) / 2.0;
        let side = |middle: f64| {
            let first = (middle - reach).round();
            (0..u16::from(self.thickness)).map(move |at| first + f64::from(at))
        };
        let inside = side(y).filter(move |y| (top..=end).contains(y));
        let places = inside.flat_map(|y| side(x).filter(|x| *x >= 0.0).map(move |x| (x, y)));
        let dot = |(x, y): (f64, f64)| {
            let (x, y) = (x as u16, y as u16);
            ((x / 2, y / 4), DOTS[usize::from(y % 4)][usize::from(x % 2)])
        };
        places.map(dot).collect()
    }

    /// Writes yes or no over its middle, on its own side of the question.
    fn write(&self, grid: &mut Grid) {
        let rows = self.to.1.saturating_sub(self.bend);
        let row = self.bend + rows / 2;
        let along = (f64::from(row - self.bend) + 0.5) / f64::from(rows.max(1));
        let middle = (self.across(along) / 2.0) as u16;
        let (word, column) = if self.is_yes {
            ("yes", middle.saturating_sub(1).min(self.from.0.saturating_sub(3)))
        } else {
            ("no", middle.max(self.from.0 + 1))
        };
        grid.write(column, row, &grid::cells(word, self.word_role()));
    }

    fn word_role(&self) -> Role {
        if self.is_on_way { Role::Crosshair } else { Role::Label }
    }
}

/// The bits of a braille character, top to bottom and left to right.
const DOTS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
