//! A tree drawn small: what its root asks, and below it a line a level, each question as the lines to
//! its answers, each leaf as a mark.

mod ends;
mod lines;
mod question;

use super::super::grid::{self, Cell, Grid};
use super::super::{Role, Style};
use super::selection::{self, Selection};
use super::shape::Shape;
use super::spread::{self, Apart, Lines, Spread};
use super::{Tree, words};

impl Tree {
    /// Deeper than this, nothing of a tree is shown where it is small.
    pub const LEVELS: usize = 8;

    /// How many levels of it there are to be shown where it is small.
    pub(in super::super) fn levels(&self) -> usize {
        let depths = Shape::of(self).depth;
        depths.iter().max().map_or(0, |depth| (depth + 1).min(Self::LEVELS))
    }

    /// The marks of its classes with their names.
    pub(in super::super) fn marks(&self, style: Style) -> Vec<Vec<Cell>> {
        words::classes(self, style)
    }

    /// As much of it as has room in so many columns and rows, the way of the example first. Leaves are
    /// no wider than `leaf`.
    pub(in super::super) fn small(&self, room: (u16, u16), leaf: u16) -> Small<'_> {
        let shape = Shape::of(self);
        let plan = Plan::of(self, &shape, room, leaf);
        Small { tree: self, shape, room, plan }
    }
}

/// A tree that is drawn small.
pub(in super::super) struct Small<'a> {
    tree: &'a Tree,
    shape: Shape,
    room: (u16, u16),
    /// Where its nodes are, if there are some and there is room for one.
    plan: Option<Plan>,
}

/// Where the nodes of a small tree are.
struct Plan {
    selection: Selection,
    shown: Vec<usize>,
    /// The column of the middle of each node, by its number; of those that are not shown none.
    middles: Vec<Option<u16>>,
    /// The columns of a leaf.
    leaf: u16,
}

/// The columns of a leaf, and of the gap between two, the widest first.
const SIZES: [(u16, u16); 8] = [(3, 3), (3, 2), (3, 1), (1, 5), (1, 4), (1, 3), (1, 2), NARROWEST];

const NARROWEST: (u16, u16) = (1, 1);

impl Small<'_> {
    /// The columns of its leaves.
    pub(in super::super) fn leaf(&self) -> u16 {
        self.plan.as_ref().map_or(u16::MAX, |plan| plan.leaf)
    }

    /// Whether more is below some node than is shown.
    pub(in super::super) fn is_cut(&self) -> bool {
        let is_cut = |plan: &Plan| plan.shown.iter().any(|node| plan.is_cut(&self.shape, *node));
        self.plan.as_ref().is_some_and(is_cut)
    }

    /// Draws it into a grid of all the room that it was given.
    pub(in super::super) fn draw(&self, style: Style) -> Grid {
        let mut grid = Grid::blank(self.room.0, self.room.1);
        if let Some(plan) = &self.plan {
            question::write(&mut grid, &self.tree.nodes[0], plan.middles[0], style);
            plan.shown.iter().for_each(|node| self.node(&mut grid, plan, *node, style));
        }
        grid
    }

    /// Draws a node: the lines to its answers, or what it says.
    fn node(&self, grid: &mut Grid, plan: &Plan, node: usize, style: Style) {
        let (Some(middle), row) = (plan.middles[node], 1 + self.shape.depth[node] as u16) else {
            return;
        };
        let (left, cells) = if plan.selection.is_open(node) {
            let side = |side: Option<usize>| {
                let is_on_way = side.is_some_and(|side| self.tree.nodes[side].is_on_way);
                (side.and_then(|side| plan.middles[side]).unwrap_or(middle), is_on_way)
            };
            lines::cells(middle, self.shape.below[node].map(side), style.glyphs)
        } else {
            let is_cut = plan.is_cut(&self.shape, node);
            let left = middle.saturating_sub(plan.leaf / 2);
            (left, ends::cells(self.tree, (node, is_cut), plan.leaf, style))
        };
        grid.write(left, row, &cells);
    }
}

impl Plan {
    fn of(tree: &Tree, shape: &Shape, (width, height): (u16, u16), leaf: u16) -> Option<Self> {
        let levels = usize::from(height.saturating_sub(1)).min(Tree::LEVELS);
        let is_high = |shown: &[usize]| shown.iter().any(|node| shape.depth[*node] >= levels);
        let fits = |selection: &Selection, size: (u16, u16)| {
            let shown = selection.shown(shape);
            // What has too many leaves need not be placed.
            let least = ends(selection, &shown) * usize::from(size.0 + size.1);
            let is_wide = least > usize::from(width + size.1);
            let spread = || spread(shape, selection, (&shown, size)).width <= i32::from(width);
            !is_high(&shown) && !is_wide && spread()
        };
        let whole = (!tree.nodes.is_empty()).then_some(tree)?;
        let selection = selection::select(whole, shape, levels, |it| fits(it, NARROWEST))?;
        let mut sizes = SIZES.into_iter().filter(|size| size.0 <= leaf);
        let size = sizes.find(|size| fits(&selection, *size)).unwrap_or(NARROWEST);
        let shown = selection.shown(shape);
        let spread = spread(shape, &selection, (&shown, size));
        let left = (i32::from(width) - spread.width).max(0) / 2;
        let mut middles = vec![None; shape.len()];
        for (node, middle) in shown.iter().zip(&spread.middles) {
            middles[*node] = u16::try_from(middle + left).ok();
        }
        Some(Self { selection, shown, middles, leaf: size.0 })
    }

    fn is_cut(&self, shape: &Shape, node: usize) -> bool {
        self.selection.is_cut(shape, node)
    }
}

/// How many nodes that are shown have nothing below them that is.
fn ends(selection: &Selection, shown: &[usize]) -> usize {
    shown.iter().filter(|node| !selection.is_open(**node)).count()
}

fn spread(
    shape: &Shape,
    selection: &Selection,
    (shown, (leaf, gap)): (&[usize], (u16, u16)),
) -> Spread {
    let width = |node: &usize| if selection.is_open(*node) { 1 } else { leaf };
    let widths: Vec<u16> = shown.iter().map(width).collect();
    spread::spread(shape, selection, (shown, &widths), Apart { gap, lines: Lines::Beside })
}

/// What the marks of small trees mean: the way of the example, and what is cut.
pub(in super::super) fn legend(style: Style) -> [Vec<Cell>; 2] {
    let said = |mark: Vec<Cell>, text: &str| [mark, grid::cells(text, Role::Muted)].concat();
    let way = vec![lines::on_way(style.glyphs); 2];
    [said(way, " the example's way"), said(vec![ends::more(style.glyphs)], " more below")]
}
