//! Where nodes stand that are drawn as small charts, and an output as a large one, where there is
//! room for them.

use super::plan::{Column, Look, Place, Plan};
use super::{Network, selection};

/// How high the small charts may be, the best first. They are twice as wide: near square on glass.
pub(super) const HEIGHTS: [u16; 6] = [8, 7, 6, 5, 4, 3];

/// The lowest small chart on which a line can be followed.
pub(super) const LINES_FROM: u16 = 4;

/// What is drawn, and how large.
#[derive(Clone, Copy)]
pub(super) struct Size {
    /// The rows of a small chart.
    pub(super) height: u16,
    /// Whether the output is a large chart.
    pub(super) is_output_large: bool,
}

/// All nodes as charts of a size in so much room; nothing if they do not fit, or if not all of them
/// know what they make of two inputs.
pub(super) fn plan(network: &Network, width: u16, rows: u16, size: Size) -> Option<Plan> {
    let last = network.layers.len().checked_sub(1).filter(|last| *last > 0)?;
    let has_all = network
        .layers
        .iter()
        .all(|layer| !layer.nodes.is_empty() && layer.surfaces.len() >= layer.nodes.len());
    if !has_all || (size.is_output_large && network.layers[last].nodes.len() > 1) {
        return None;
    }
    let small: Vec<Small> = (0..=last)
        .filter(|column| *column < last || !size.is_output_large)
        .map(|column| Small::of(network, column, rows, size.height))
        .collect::<Option<_>>()?;
    let gaps = last as u16;
    let taken: u16 = small.iter().map(|column| column.width).fold(0, u16::saturating_add);
    let needed = taken.saturating_add(gaps.saturating_mul(size.height + 1));
    let large = if size.is_output_large {
        let ideal = taken.saturating_add(gaps.saturating_mul((width / 6).clamp(4, GAP_MAX)));
        let room = width.checked_sub(needed)?;
        let wanted = width.saturating_sub(ideal).max(2 * LARGE_FROM.max(large_from(size.height)));
        Some(Large::of(wanted, rows).filter(|large| large.width <= room)?)
    } else {
        None
    };
    let taken = taken + large.as_ref().map_or(0, |large| large.width);
    let free = width.checked_sub(taken).filter(|_| needed <= width)?;
    let gap = (free / gaps).min(GAP_MAX);
    let mut left = (free - gap * gaps) / 2;
    let mut columns = Vec::new();
    for (index, small) in small.into_iter().enumerate() {
        let wide = small.width;
        columns.push(small.column(network, index, left, rows));
        left += wide + gap;
    }
    columns.extend(large.map(|large| large.column(left, rows)));
    Some(Plan { columns, gap, rows })
}

/// Wider than this, lines are only longer.
const GAP_MAX: u16 = 30;

/// The rows of the lowest large chart.
const LARGE_FROM: u16 = 8;

/// The rows that a large chart has at least beside small ones of a height: twice as many, or it
/// would be none.
fn large_from(height: u16) -> u16 {
    if height > LINES_FROM { 2 * height } else { height }
}

/// A column of small charts.
struct Small {
    width: u16,
    height: u16,
    count: usize,
    hidden: usize,
}

impl Small {
    /// As many as there is room for, if these are enough.
    fn of(network: &Network, column: usize, rows: u16, height: u16) -> Option<Self> {
        // What goes in is simple: it takes less room.
        let height = if column == 0 { (height / 2).max(2) } else { height };
        let width = 2 * height;
        let nodes = network.layers[column].nodes.len();
        let wanted = nodes.min(selection::MOST);
        let fitting = |rows: u16| usize::from(rows / (height + 1));
        let count = if nodes == wanted && nodes <= fitting(rows) {
            nodes
        } else {
            wanted.min(fitting(rows.saturating_sub(1)))
        };
        let is_enough = count >= if height > 3 { wanted } else { wanted.min(3) };
        is_enough.then_some(Self { width, height, count, hidden: nodes - count })
    }

    fn column(self, network: &Network, index: usize, left: u16, rows: u16) -> Column {
        let Self { width, height, count, hidden } = self;
        let rows = rows - u16::from(hidden > 0);
        let (slots, all) = (count.max(1) as u16, height + 1);
        // Charts that are far from each other are no longer a column, but an input may be.
        let slot = (rows / slots).min(if index == 0 { 4 * all } else { all + 3 });
        let top = (rows - slot * slots) / 2;
        let place = |(slot_index, node): (u16, usize)| Place {
            node,
            top: top + slot_index * slot + (slot - all) / 2 + 1,
            height,
        };
        let nodes = selection::nodes(network, index, count);
        let places = (0..).zip(nodes).map(place).collect();
        let more = (hidden > 0).then_some((top + slot * slots, hidden));
        Column { left, width, look: Look::Thumbnails, places, more }
    }
}

/// An output as a large chart.
struct Large {
    width: u16,
    /// With its title and axes.
    height: u16,
    has_axes: bool,
}

/// The cells that axes take up: labels beside, a title above, a line, labels and a title below.
const AXES: (u16, u16) = (7, 4);

impl Large {
    /// As large as there is room for, near square on glass: a cell is twice as high as wide.
    fn of(width: u16, rows: u16) -> Option<Self> {
        let high = rows.checked_sub(1).filter(|rows| *rows >= LARGE_FROM)?;
        if let Some(high) = high.checked_sub(AXES.1).filter(|rows| *rows >= AXES_FROM)
            && let Some(wide) = width.checked_sub(AXES.0).filter(|wide| *wide >= 2 * AXES_FROM)
        {
            let high = high.min(wide.div_ceil(2));
            let (width, height) = (wide.min(2 * high) + AXES.0, high + AXES.1 + 1);
            return Some(Self { width, height, has_axes: true });
        }
        let high = high.min(width / 2);
        (high >= LARGE_FROM).then_some(Self { width: 2 * high, height: high + 1, has_axes: false })
    }

    fn column(self, left: u16, rows: u16) -> Column {
        let Self { width, height, has_axes } = self;
        let top = (rows - height) / 2 + 1;
        let place = Place { node: 0, top, height: height - 1 };
        let look = Look::Surface { has_axes };
        Column { left, width, look, places: vec![place], more: None }
    }
}

/// The fewest rows beside axes.
const AXES_FROM: u16 = 12;
