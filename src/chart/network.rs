//! A network: its layers as columns of nodes, and its weights as the lines between them.

use std::borrow::Cow;

use super::{Role, Style, glyphs::Symbols, grid::Grid};

mod brackets;
mod charts;
mod graph;
mod lines;
mod names;
mod passing;
mod plan;
mod selection;
mod stages;
mod strand;
mod tiles;
mod titles;
mod words;

pub use graph::{Link, Lit, Network, NetworkLayer, Passed, Shown};
use plan::Plan;
use tiles::Size;
use words::Said;

impl Network {
    /// Draws the network into a grid of exactly `width` × `height` cells.
    pub fn draw(&self, width: u16, height: u16, style: Style) -> Grid {
        let mut grid = Grid::blank(width, height);
        let symbols = style.glyphs.symbols();
        let Arranged { plan, has_names, said } = self.at_rest().arranged(width, height, style);
        charts::show(&mut grid, self, &plan, style);
        brackets::draw(&mut grid, self, &plan, symbols);
        // Lines go where nothing is written.
        lines::draw(&mut grid, self, &plan, style.glyphs);
        let below = plan.rows + u16::from(has_names);
        if has_names {
            self.draw_names(&mut grid, &plan, symbols);
        }
        let words = words::lines(self, &plan, (width, height), said, style);
        for (row, line) in (below..height).zip(words) {
            grid.write(0, row, &line);
        }
        grid
    }

    /// The same with nobody on the way: where everything stands does not change while it is traced.
    fn at_rest(&self) -> Cow<'_, Self> {
        match self.traced {
            None => Cow::Borrowed(self),
            Some(_) => Cow::Owned(Self { traced: None, ..self.clone() }),
        }
    }

    /// The best there is room for: all nodes as charts, the larger the better, or as names.
    fn arranged(&self, width: u16, height: u16, style: Style) -> Arranged {
        let sizes = [true, false].into_iter().flat_map(|is_output_large| {
            tiles::HEIGHTS.map(|height| Size { height, is_output_large })
        });
        let sizes = sizes.filter(|_| self.passed.is_none());
        let tiles = sizes.flat_map(|size| AROUND.map(|around| (size, around))).find_map(
            |(size, (has_names, said))| {
                // Charts that are smaller than these need the room themselves.
                let plan = |rows| tiles::plan(self, width, rows, size);
                self.with_words((width, height), (has_names, said), style, plan)
                    .filter(|_| said == Said::All || size.height <= tiles::LINES_FROM)
            },
        );
        tiles.unwrap_or_else(|| {
            let around = (height >= 4, Said::All);
            let plan = |rows| Some(names::plan(self, width, rows));
            self.with_words((width, height), around, style, plan).unwrap_or_else(|| Arranged {
                plan: names::plan(self, width, height),
                has_names: false,
                said: Said::Missing,
            })
        })
    }

    /// A plan in the room that names and words leave: what is left out takes words, which take rows
    /// from the nodes.
    fn with_words(
        &self,
        (width, height): (u16, u16),
        (has_names, said): (bool, Said),
        style: Style,
        plan: impl Fn(u16) -> Option<Plan>,
    ) -> Option<Arranged> {
        let rows = height.saturating_sub(u16::from(has_names));
        let below =
            |plan: &Plan| words::lines(self, plan, (width, height), said, style).len() as u16;
        let first = plan(rows.saturating_sub(below(&plan(rows)?)))?;
        let plan = plan(rows.saturating_sub(below(&first)))?;
        Some(Arranged { plan, has_names, said })
    }

    fn draw_names(&self, grid: &mut Grid, plan: &Plan, symbols: &Symbols) {
        for (index, (column, layer)) in plan.columns.iter().zip(&self.layers).enumerate() {
            let width = column.text_width(plan.gap);
            let role = self.at_nodes(index, Role::Label);
            let name = titles::first_words(&layer.name, width, symbols.ellipsis, role);
            column.centred(grid, plan.rows, &name);
        }
    }
}

/// Where everything goes.
struct Arranged {
    plan: Plan,
    has_names: bool,
    said: Said,
}

/// Whether the names of the layers stand below, and what is said below them, the best first.
const AROUND: [(bool, Said); 3] =
    [(true, Said::All), (true, Said::Missing), (false, Said::Missing)];
