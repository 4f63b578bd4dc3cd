//! Where the nodes of a network stand.

use super::super::grid::{Cell, Grid};
use super::Link;

/// The layers that there is room for, from the left.
pub(super) struct Plan {
    pub(super) columns: Vec<Column>,
    /// The columns of cells between two layers.
    pub(super) gap: u16,
    pub(super) rows: u16,
}

/// A layer.
pub(super) struct Column {
    pub(super) left: u16,
    pub(super) width: u16,
    pub(super) look: Look,
    /// The nodes that are drawn, from the top.
    pub(super) places: Vec<Place>,
    /// The row that says how many are not, and how many.
    pub(super) more: Option<(u16, usize)>,
}

/// How the nodes of a layer are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Their names in brackets.
    Names,
    /// Each as a small chart, with a title above it.
    Thumbnails,
    /// A single one as a chart, with a title above it, and with its axes if there is room.
    Surface { has_axes: bool },
}

/// A node that is drawn, over the whole width of its column. Lines end beside it.
pub(super) struct Place {
    pub(super) node: usize,
    pub(super) top: u16,
    pub(super) height: u16,
}

impl Plan {
    /// The column and the place of a node that is drawn.
    pub(super) fn node(&self, column: usize, node: usize) -> Option<(&Column, &Place)> {
        let column = self.columns.get(column)?;
        Some((column, column.places.iter().find(|place| place.node == node)?))
    }

    /// Whether more lines could stand between a layer and the one before than can be told apart.
    pub(super) fn is_crowded(&self, layer: usize) -> bool {
        let nodes =
            |column: usize| self.columns.get(column).map_or(0, |column| column.places.len());
        nodes(layer) * nodes(layer.saturating_add(1)) > LINES_MAX
    }

    /// The ends of a weight that is drawn.
    pub(super) fn ends(&self, link: Link) -> Option<[(&Column, &Place); 2]> {
        match link {
            Link::Weight { layer, input, unit } => {
                Some([self.node(layer, input)?, self.node(layer.saturating_add(1), unit)?])
            }
            Link::Bias { .. } => None,
        }
    }
}

const LINES_MAX: usize = 40;

impl Column {
    /// How many cells of text can stand at the column beside that of the others.
    pub(super) fn text_width(&self, gap: u16) -> usize {
        usize::from(self.width + gap / 2)
    }

    /// Writes text centred on the column, as far as the edges of the grid let it.
    pub(super) fn centred(&self, grid: &mut Grid, row: u16, text: &[Cell]) {
        let length = text.len() as u16;
        let start = (self.left + self.width / 2).saturating_sub(length / 2);
        grid.write(start.min(grid.width().saturating_sub(length)), row, text);
    }
}
