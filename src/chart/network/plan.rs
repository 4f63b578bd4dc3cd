//! Where the nodes of a network stand.

use super::super::Role;
use super::super::grid::{self, Cell, Grid};
use super::{Link, Network};

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
    /// The row of each node that is drawn.
    pub(super) rows: Vec<u16>,
    /// The row that says how many are not, and how many.
    pub(super) more: Option<(u16, usize)>,
}

impl Plan {
    pub(super) fn of(network: &Network, width: u16, rows: u16) -> Self {
        let total = |widths: &Vec<u16>| -> usize {
            let gaps = usize::from(GAP_MIN) * widths.len().saturating_sub(1);
            widths.iter().map(|width| usize::from(*width)).sum::<usize>() + gaps
        };
        let most = usize::from(width.saturating_add(GAP_MIN) / (NODE_MIN + GAP_MIN)).max(1);
        let widths = LABEL_WIDTHS
            .map(|label| widths(network, label, rows))
            .into_iter()
            .find(|widths| total(widths) <= usize::from(width))
            .unwrap_or_else(|| vec![NODE_MIN; network.layers.len().min(most)]);
        let free = width.saturating_sub(widths.iter().sum());
        let gaps = (widths.len() as u16).saturating_sub(1).max(1);
        let mut columns = Vec::new();
        let mut taken = if widths.len() == 1 { free / 2 } else { 0 };
        for (index, (layer, width)) in (0_u16..).zip(network.layers.iter().zip(&widths)) {
            let gap = (u32::from(free) * u32::from(index) / u32::from(gaps)) as u16;
            columns.push(Column::of(taken + gap, *width, layer.nodes.len(), rows));
            taken += width;
        }
        Self { columns, gap: free / gaps, rows }
    }

    /// The column and the row of a node that is drawn.
    pub(super) fn node(&self, column: usize, node: usize) -> Option<(&Column, u16)> {
        let column = self.columns.get(column)?;
        Some((column, *column.rows.get(node)?))
    }

    /// Whether more lines could stand between a layer and the one before than can be told apart.
    pub(super) fn is_crowded(&self, layer: usize) -> bool {
        let nodes = |column: usize| self.columns.get(column).map_or(0, |column| column.rows.len());
        nodes(layer) * nodes(layer.saturating_add(1)) > LINES_MAX
    }

    /// The ends of a weight that is drawn.
    pub(super) fn ends(&self, link: Link) -> Option<[(&Column, u16); 2]> {
        match link {
            Link::Weight { layer, input, unit } => {
                Some([self.node(layer, input)?, self.node(layer.saturating_add(1), unit)?])
            }
            Link::Bias { .. } => None,
        }
    }
}

const LINES_MAX: usize = 40;

/// Cells between layers, or lines say nothing.
const GAP_MIN: u16 = 4;
const NODE_MIN: u16 = 3;
const LABEL_WIDTHS: [u16; 4] = [10, 6, 4, 1];

/// The width of each layer where labels have at most `label` cells.
fn widths(network: &Network, label: u16, rows: u16) -> Vec<u16> {
    let width = |text: &String| (grid::cells(text, Role::Label).len() as u16).clamp(1, label) + 2;
    let of_layer = |nodes: &[String]| {
        nodes.iter().take(usize::from(rows)).map(width).max().unwrap_or(NODE_MIN)
    };
    network.layers.iter().map(|layer| of_layer(&layer.nodes)).collect()
}

impl Column {
    fn of(left: u16, width: u16, count: usize, rows: u16) -> Self {
        let places = usize::from(rows.div_ceil(2));
        let drawn = if count <= places { count } else { places.saturating_sub(1) };
        let hidden = count - drawn;
        let slots = (drawn + usize::from(hidden > 0)) as u16;
        let rows = u32::from(rows);
        let row =
            |slot: u16| ((2 * u32::from(slot) + 1) * rows / u32::from(2 * slots.max(1))) as u16;
        let more = (hidden > 0 && rows > 0).then(|| (row(drawn as u16), hidden));
        Self { left, width, rows: (0..drawn as u16).map(row).collect(), more }
    }

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
