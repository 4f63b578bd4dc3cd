//! Where the nodes of a tree stand that is drawn from the top down, and how much of each is shown.

use std::collections::BTreeMap;

use super::super::Style;
use super::blocks::{self, Block, Size};
use super::selection::{self, Selection};
use super::shape::Shape;
use super::spread::{self, Apart, Lines, Spread};
use super::{Room, Tree};

/// A tree in its place.
pub(super) struct Plan {
    pub(super) selection: Selection,
    pub(super) size: Size,
    /// The blocks of the nodes that are shown, by their numbers.
    pub(super) blocks: BTreeMap<usize, Block>,
    /// The columns of their middles.
    pub(super) middles: BTreeMap<usize, u16>,
    /// The first row of each level, the topmost first, and the row after its highest block.
    pub(super) levels: Vec<[u16; 2]>,
}

/// The plan that shows the most of a tree, and of those the one that says the most of each node.
pub(super) fn plan(tree: &Tree, shape: &Shape, room: Room, style: Style) -> Option<Plan> {
    let try_out =
        |detail, width| Sized::new(shape, detail, width, room).selected(tree, shape, style);
    // How much can be shown is seen at the least width; then the widest that shows as much is taken.
    let (narrowest, wider) = WIDTHS.split_last()?;
    let mut best: Option<(Detail, (Sized, Selection))> = None;
    for detail in DETAILS {
        let Some(found) = try_out(detail, *narrowest) else { continue };
        let shown = found.1.len(shape);
        if best.as_ref().is_none_or(|(_, (_, known))| shown > known.len(shape)) {
            best = Some((detail, found));
        }
        if shown == shape.len() {
            break;
        }
    }
    let (detail, found) = best?;
    let most = found.1.len(shape);
    let mut wider = wider.iter().filter_map(|width| try_out(detail, *width));
    let wide = wider.find(|(_, selection)| selection.len(shape) == most);
    let (mut sized, selection) = wide.unwrap_or(found);
    sized.widen(tree, shape, &selection, style);
    Some(sized.plan(tree, shape, selection, style))
}

/// Whether there are bars, whether it is said how mixed the rows are, the lines of a leaf, the rows
/// between two levels.
type Detail = (bool, bool, usize, u16);

/// How much of a node is shown, the most first. The bars are the first to go.
const DETAILS: [Detail; 7] = [
    (true, true, 3, 3),
    (true, true, 2, 3),
    (true, true, 2, 2),
    (false, true, 3, 3),
    (false, true, 2, 2),
    (false, false, 2, 2),
    (false, false, 1, 2),
];

/// The columns of what stands below a question, and of the gap between two blocks.
const WIDTHS: [(usize, u16); 8] =
    [(24, 8), (24, 4), (19, 3), (15, 2), (11, 1), (8, 1), (6, 1), (5, 1)];

/// Higher than this, lines only look long.
const LINKS_MAX: u16 = 5;

/// A tree at one size.
struct Sized {
    size: Size,
    /// The rows between two levels.
    links: u16,
    room: (u16, u16),
    /// The columns of what stands below a question, for the levels where these are more.
    wider: Vec<usize>,
    /// The columns and rows of the blocks that have been measured, by number and by whether more is
    /// below them.
    extents: Vec<[Option<(u16, u16)>; 2]>,
}

impl Sized {
    fn new(shape: &Shape, detail: Detail, (text, gap): (usize, u16), room: Room) -> Self {
        let (has_bars, has_impurity, leaf, links) = detail;
        let size = Size { has_bars, has_impurity, leaf, text, gap };
        let extents = vec![[None; 2]; shape.len()];
        Self { size, links, room: (room.width, room.height), wider: Vec::new(), extents }
    }

    /// The part of a tree that has room at this size.
    fn selected(mut self, tree: &Tree, shape: &Shape, style: Style) -> Option<(Self, Selection)> {
        let levels = usize::from(self.room.1 / 2);
        let fits = |selection: &Selection| self.fits(tree, shape, selection, style);
        let selection = selection::select(tree, shape, levels, fits)?;
        Some((self, selection))
    }

    /// Gives each level, from the top, the room that those below it leave: they are wider.
    fn widen(&mut self, tree: &Tree, shape: &Shape, selection: &Selection, style: Style) {
        let depths = selection.shown(shape).into_iter().map(|node| shape.depth[node]);
        let levels = depths.max().map_or(0, |depth| depth + 1 - shape.depth[selection.root]);
        self.wider = vec![self.size.text; levels];
        let least = self.size.text;
        for level in 0..levels {
            for (text, _) in WIDTHS.into_iter().filter(|(text, _)| *text > least) {
                self.wider[level] = text;
                self.extents.fill([None; 2]);
                if self.fits(tree, shape, selection, style) {
                    break;
                }
                self.wider[level] = least;
            }
        }
        self.extents.fill([None; 2]);
    }

    fn fits(&mut self, tree: &Tree, shape: &Shape, selection: &Selection, style: Style) -> bool {
        let shown = selection.shown(shape);
        let extents = self.extents(tree, shape, (selection, &shown), style);
        let heights = heights(shape, selection, &shown, &extents);
        let links = usize::from(self.links) * heights.len().saturating_sub(1);
        let rows = head(selection) + heights.iter().sum::<usize>() + links;
        rows <= usize::from(self.room.1)
            && self.spread(shape, selection, (&shown, &extents)).width <= i32::from(self.room.0)
    }

    /// The columns and rows of the blocks of the nodes that are shown.
    fn extents(
        &mut self,
        tree: &Tree,
        shape: &Shape,
        (selection, shown): (&Selection, &[usize]),
        style: Style,
    ) -> Vec<(u16, u16)> {
        let measure = |node: &usize| {
            let is_cut = selection.is_cut(shape, *node);
            if let Some(known) = self.extents[*node][usize::from(is_cut)] {
                return known;
            }
            let block = self.block(tree, shape, (*node, selection), style);
            let extent = (block.width, block.lines.len() as u16);
            self.extents[*node][usize::from(is_cut)] = Some(extent);
            extent
        };
        shown.iter().map(measure).collect()
    }

    fn block(
        &self,
        tree: &Tree,
        shape: &Shape,
        (node, selection): (usize, &Selection),
        style: Style,
    ) -> Block {
        let is_cut = selection.is_cut(shape, node);
        let level = shape.depth[node] - shape.depth[selection.root];
        let text = self.wider.get(level).copied().unwrap_or(self.size.text);
        let (size, width) = (Size { text, ..self.size }, self.room.0);
        blocks::block(tree, shape, (node, is_cut), (size, width), style)
    }

    fn spread(
        &self,
        shape: &Shape,
        selection: &Selection,
        (shown, extents): (&[usize], &[(u16, u16)]),
    ) -> Spread {
        let widths: Vec<u16> = extents.iter().map(|(width, _)| *width).collect();
        let apart = Apart { gap: self.size.gap, lines: Lines::Below };
        spread::spread(shape, selection, (shown, &widths), apart)
    }

    fn plan(&mut self, tree: &Tree, shape: &Shape, selection: Selection, style: Style) -> Plan {
        let shown = selection.shown(shape);
        let extents = self.extents(tree, shape, (&selection, &shown), style);
        let heights = heights(shape, &selection, &shown, &extents);
        let spread = self.spread(shape, &selection, (&shown, &extents));
        let left = (i32::from(self.room.0) - spread.width).max(0) / 2;
        let middle = |middle: &i32| u16::try_from(middle + left).unwrap_or_default();
        let block = |node: &usize| self.block(tree, shape, (*node, &selection), style);
        Plan {
            size: self.size,
            middles: shown.iter().copied().zip(spread.middles.iter().map(middle)).collect(),
            blocks: shown.iter().map(|node| (*node, block(node))).collect(),
            levels: self.levels(&heights, head(&selection)),
            selection,
        }
    }

    /// The rows of each level, with what is left over shared out to the lines between them.
    fn levels(&self, heights: &[usize], head: usize) -> Vec<[u16; 2]> {
        let links = heights.len().saturating_sub(1) as u16;
        let used = (head + heights.iter().sum::<usize>()) as u16 + links * self.links;
        let spare = self.room.1.saturating_sub(used).saturating_sub(LEGEND);
        let between = (self.links + spare.checked_div(links).unwrap_or(0)).min(LINKS_MAX);
        let mut top = head as u16;
        let level = |height: &usize| {
            let rows = [top, top + *height as u16];
            top = rows[1] + between;
            rows
        };
        heights.iter().map(level).collect()
    }
}

/// The rows of the highest block of each level.
fn heights(
    shape: &Shape,
    selection: &Selection,
    shown: &[usize],
    extents: &[(u16, u16)],
) -> Vec<usize> {
    let mut heights: Vec<usize> = Vec::new();
    for (node, (_, height)) in shown.iter().zip(extents) {
        let height = usize::from(*height);
        match heights.get_mut(shape.depth[*node] - shape.depth[selection.root]) {
            Some(known) => *known = height.max(*known),
            // Those above come before those below.
            None => heights.push(height),
        }
    }
    heights
}

/// The rows above the tree that say what is left out there.
fn head(selection: &Selection) -> usize {
    usize::from(selection.root != 0)
}

/// The rows of what the marks mean, and of the blank above it.
const LEGEND: u16 = 2;
