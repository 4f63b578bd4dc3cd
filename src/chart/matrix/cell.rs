//! The cells of a table: how large the shade round a number is.

use super::super::{
    Ramp, Role, Tone,
    grid::{self, Cell, Grid},
};

/// How large the shade round a number is.
#[derive(Clone, Copy)]
pub(super) struct CellSize {
    /// The rows of the shade, the number in the middle one.
    rows: u16,
    /// The columns of shade on either side of the number.
    beside: u16,
    /// The rows between one shade and the next.
    gap: u16,
}

impl CellSize {
    /// The number alone.
    pub(super) const SMALL: Self = Self { rows: 1, beside: 0, gap: 0 };

    /// Where there is room, from the largest on. They are near square on glass.
    pub(super) const LARGE: [Self; 5] = [
        Self { rows: 7, beside: 4, gap: 1 },
        Self { rows: 5, beside: 2, gap: 1 },
        Self { rows: 3, beside: 1, gap: 1 },
        Self { rows: 3, beside: 1, gap: 0 },
        Self { rows: 1, beside: 1, gap: 1 },
    ];

    /// Where no shade is drawn, numbers need no more than some room round them.
    pub(super) const SPACED: [Self; 1] = [Self { rows: 1, beside: 1, gap: 1 }];

    /// The rows from the start of one number to that of the next.
    pub(super) const fn pitch(self) -> u16 {
        self.rows + self.gap
    }

    /// The row of the number within the shade.
    pub(super) const fn middle(self) -> u16 {
        self.rows / 2
    }

    /// The columns of a number of so many digits, with the one before its shade.
    pub(super) const fn columns(self, digits: u16) -> u16 {
        1 + digits + 2 * self.beside
    }

    /// The column behind a number of so many digits.
    pub(super) const fn end_of_number(self, digits: u16) -> u16 {
        1 + self.beside + digits
    }

    /// The rows that so many numbers take up, one below the other.
    pub(super) fn rows_of(self, count: usize) -> usize {
        (count * usize::from(self.pitch())).saturating_sub(self.gap.into())
    }

    /// How many numbers have room in so many rows.
    pub(super) fn count_in(self, rows: u16) -> usize {
        usize::from((rows + self.gap) / self.pitch())
    }

    /// Draws a number, which is the cell before it and its digits, on its shade.
    pub(super) fn draw(self, grid: &mut Grid, (left, top): (u16, u16), cells: &[Cell]) {
        let Some((before, number)) = cells.split_first() else { return };
        let shade = number.first().and_then(|cell| cell.shade);
        let blank = |count: usize| vec![Cell { shade, ..Cell::default() }; count];
        let beside = blank(self.beside.into());
        for row in 0..self.rows {
            let line = if row == self.middle() {
                [&beside, number, &beside].concat()
            } else {
                blank(number.len() + 2 * beside.len())
            };
            grid.write(left + 1, top + row, &line);
        }
        grid.write(left, top + self.middle(), &[*before]);
    }
}

/// What the shades mean, as much of it as fits.
pub(super) fn key(width: u16) -> Vec<Cell> {
    let shade = |share: f32| {
        let shade = Some(Tone::new(Ramp::Output, share));
        vec![Cell { shade, ..Cell::default() }; 2]
    };
    let words = |words: &str| grid::cells(words, Role::Label);
    let signs = [shade(0.0), words(" below 0   "), shade(1.0), words(" above 0")].concat();
    let all = [signs.clone(), words("   strongest: the largest of its table")].concat();
    let fits = |cells: &Vec<Cell>| cells.len() <= usize::from(width);
    [all, signs].into_iter().find(fits).unwrap_or_default()
}
