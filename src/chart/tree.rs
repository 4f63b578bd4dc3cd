//! A decision tree: its questions, what is known of the rows at each, and what its leaves answer.

use super::{Glyphs, Style, grid::Grid, room};

mod bars;
mod blocks;
mod branches;
mod drawn;
mod indented;
mod legend;
mod node;
mod place;
mod plan;

mod selection;
mod shape;
mod small;
mod spread;
mod words;

pub use node::{Histogram, Tree, TreeClass, TreeNode, TreeQuestion};
pub use place::NodeArea;
use place::{Placed, Room};
pub(super) use small::{Small, legend as legend_of_small};

impl Tree {
    /// Draws the tree into a grid of exactly `width` × `height` cells: from the top down where there
    /// is room for it, else indented, a line a node. What is not shown is counted at its node.
    pub fn draw(&self, width: u16, height: u16, style: Style) -> Grid {
        self.arranged(Room { width, height }, style).0
    }

    /// Where the nodes are that are shown, in a grid of `width` × `height` cells.
    pub fn areas(&self, width: u16, height: u16, style: Style) -> Vec<NodeArea> {
        let (_, placed) = self.arranged(Room { width, height }, style);
        let area = |it: &Placed| {
            let [columns, rows] =
                [(it.left, it.width), (it.top, it.height)].map(|(from, count)| from..from + count);
            Some(NodeArea { place: self.nodes.get(it.node)?.place, columns, rows })
        };
        placed.iter().filter_map(area).collect()
    }

    /// The place of the node that a cell lies on, in a grid of `width` × `height` cells.
    pub fn node_at(
        &self,
        (x, y): (u16, u16),
        (width, height): (u16, u16),
        style: Style,
    ) -> Option<u64> {
        let areas = self.areas(width, height, style);
        let holds = |area: &&NodeArea| area.columns.contains(&x) && area.rows.contains(&y);
        areas.iter().find(holds).map(|area| area.place)
    }

    /// The best picture that there is room for, and where in it the nodes are.
    fn arranged(&self, room: Room, style: Style) -> (Grid, Vec<Placed>) {
        if self.nodes.is_empty() {
            return (Grid::blank(room.width, room.height), Vec::new());
        }
        let is_wide = room.width >= DRAWN.0 && room.height >= DRAWN.1;
        let drawn =
            (is_wide && style.glyphs == Glyphs::Unicode).then(|| drawn::draw(self, room, style));
        drawn.flatten().unwrap_or_else(|| {
            indented::draw(self, room, style).unwrap_or_else(|| {
                let mut grid = Grid::blank(room.width, room.height);
                room::needs(&mut grid, indented::LEAST, style.glyphs);
                (grid, Vec::new())
            })
        })
    }
}

/// In less room a line for each node says more than blocks.
const DRAWN: (u16, u16) = (64, 18);
