//! A forest: its first trees side by side, each drawn small, with what it says.

mod content;
mod legend;
mod tiles;
mod votes;

use super::tree::Small;
use super::{
    Role, Style,
    grid::{self, Cell, Grid},
    room,
};
pub use content::{Forest, ForestTree, Vote};
use tiles::{Tiles, VOTE};

impl Forest {
    /// Draws the trees into a grid of exactly `width` × `height` cells: as many as can be read, and
    /// larger where these are few. The others are counted.
    pub fn draw(&self, width: u16, height: u16, style: Style) -> Grid {
        let mut grid = Grid::blank(width, height);
        let top = self.rows_of_title(height);
        let levels = self.trees.iter().map(|it| it.tree.levels()).max().unwrap_or(0) as u16;
        let room = (width, height.saturating_sub(top + LEGEND));
        let Some(tiles) = Tiles::of((self.trees.len(), levels), room) else {
            room::needs(&mut grid, (tiles::LEAST.0, tiles::LEAST.1 + LEGEND), style.glyphs);
            return grid;
        };
        if top > 0 {
            let ellipsis = style.glyphs.symbols().ellipsis;
            grid.write(0, 0, &grid::shortened(&self.title, width.into(), ellipsis, Role::Title));
        }
        let drawn = self.small(&tiles);
        let said = votes::said(&self.trees[..tiles.count], tiles.width, style);
        for (index, (small, said)) in (0..).zip(drawn.iter().zip(said)) {
            let (left, down) = tiles.place(index);
            grid.paste(left, top + down, &small.draw(style));
            grid.write(left + centred(&said, tiles.width), top + down + tiles.height - 1, &said);
        }
        let row = (top + tiles.end() + 1).min(height - 1);
        grid.write(0, row, &legend::line(self, &drawn, width.into(), style));
        grid
    }

    fn rows_of_title(&self, height: u16) -> u16 {
        if self.title.is_empty() || height < ROWS_FOR_TITLE { 0 } else { TITLE }
    }

    /// The trees that are shown. Their leaves are all as wide as those of the largest can be.
    fn small(&self, tiles: &Tiles) -> Vec<Small<'_>> {
        let room = (tiles.width, tiles.height - VOTE);
        let shown = || self.trees.iter().take(tiles.count);
        let leaf = shown().map(|it| it.tree.small(room, u16::MAX).leaf()).min();
        shown().map(|it| it.tree.small(room, leaf.unwrap_or(1))).collect()
    }
}

/// With fewer rows than these, trees need them all.
const ROWS_FOR_TITLE: u16 = 18;

/// The rows of the title, and of the blank below it.
const TITLE: u16 = 2;

/// The row of what the marks mean.
const LEGEND: u16 = 1;

/// The column in which something begins in the middle of so many.
fn centred(cells: &[Cell], width: u16) -> u16 {
    width.saturating_sub(cells.len() as u16) / 2
}
