//! A network: its layers as columns of nodes, and its weights as the lines between them.

use super::{
    Role, Style,
    glyphs::Symbols,
    grid::{self, Grid},
};

mod graph;
mod lines;
mod plan;
mod words;

pub use graph::{Link, Network, NetworkLayer};
use plan::Plan;

impl Network {
    /// Draws the network into a grid of exactly `width` × `height` cells.
    pub fn draw(&self, width: u16, height: u16, style: Style) -> Grid {
        let mut grid = Grid::blank(width, height);
        let below = |plan: &Plan| words::lines(self, plan, width, height, style).len() as u16;
        let plan_over =
            |rows: u16| Plan::of(self, width, height.saturating_sub(names(height) + rows));
        // What is left out takes words, which take rows from the nodes.
        let first = plan_over(below(&plan_over(0)));
        let plan = plan_over(below(&first));
        lines::draw(&mut grid, self, &plan, style.glyphs);
        self.draw_nodes(&mut grid, &plan, style.glyphs.symbols());
        if names(height) > 0 {
            self.draw_names(&mut grid, &plan, style.glyphs.symbols());
        }
        self.draw_bias(&mut grid, &plan);
        let words = words::lines(self, &plan, width, height, style);
        for (row, line) in (plan.rows + names(height)..).zip(words) {
            grid.write(0, row, &line);
        }
        grid
    }

    fn draw_nodes(&self, grid: &mut Grid, plan: &Plan, symbols: &Symbols) {
        for (index, (column, layer)) in plan.columns.iter().zip(&self.layers).enumerate() {
            for (node, (row, label)) in column.rows.iter().zip(&layer.nodes).enumerate() {
                let is_chosen = self.chosen_bias() == Some((index, node));
                let role = if is_chosen { Role::Crosshair } else { Role::Title };
                let label_width = usize::from(column.width).saturating_sub(2);
                let label = grid::shortened(label, label_width, symbols.ellipsis, role);
                let left = column.left + (column.width - 2 - label.len() as u16) / 2;
                let cells = [grid::cells("(", role), label, grid::cells(")", role)].concat();
                grid.write(left, *row, &cells);
            }
            if let Some((row, count)) = column.more {
                let text = format!("{} {count} more", symbols.more);
                let short = format!("{} {count}", symbols.more);
                let has_room = text.chars().count() <= column.text_width(plan.gap);
                let text = if has_room { text } else { short };
                column.centred(grid, row, &grid::cells(&text, Role::Label));
            }
        }
    }

    fn draw_names(&self, grid: &mut Grid, plan: &Plan, symbols: &Symbols) {
        for (column, layer) in plan.columns.iter().zip(&self.layers) {
            let width = column.text_width(plan.gap);
            let name = grid::shortened(&layer.name, width, symbols.ellipsis, Role::Label);
            column.centred(grid, plan.rows, &name);
        }
    }

    /// Writes the value of the chosen bias below its node, or above the last one.
    fn draw_bias(&self, grid: &mut Grid, plan: &Plan) {
        let Some((column, row)) = self.chosen_bias().and_then(|(c, n)| plan.node(c, n)) else {
            return;
        };
        let text = grid::cells(&self.chosen_text().unwrap_or_default(), Role::Crosshair);
        let row = if row + 1 < plan.rows { row + 1 } else { row.saturating_sub(1) };
        column.centred(grid, row, &text);
    }
}

/// The rows for the names of the layers.
fn names(height: u16) -> u16 {
    u16::from(height >= 4)
}
