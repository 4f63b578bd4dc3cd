//! A tree drawn from the top down, each node a block, each answer a line.

use super::super::grid::{self, Grid};
use super::super::{Role, Style};
use super::blocks::Block;
use super::branches::{self, Branch};
use super::plan::{self, Plan};
use super::shape::Shape;
use super::{Placed, Room, Tree, legend, words};

/// Draws a tree, and says where its nodes are. None where there is too little room for a single
/// question with its answers.
pub(super) fn draw(tree: &Tree, room: Room, style: Style) -> Option<(Grid, Vec<Placed>)> {
    let shape = Shape::of(tree);
    let plan = plan::plan(tree, &shape, room, style)?;
    if plan.levels.len() < 2 && shape.len() > 1 {
        return None;
    }
    let mut grid = Grid::blank(room.width, room.height);
    if plan.selection.root > 0 {
        let texts: Vec<_> = words::left_out(&shape, plan.selection.root, style)
            .iter()
            .map(|text| grid::cells(text, Role::Muted))
            .collect();
        grid.write(0, 0, &words::fitting(&texts, room.width.into(), style));
    }
    let placed = placed(&plan, &shape);
    for place in &placed {
        let lines = plan.blocks.get(&place.node).into_iter().flat_map(|block| &block.lines);
        for (row, line) in (place.top..).zip(lines) {
            grid.write(place.left, row, line);
        }
    }
    branches::draw(&mut grid, &branches(tree, &shape, &plan, &placed));
    legend(&mut grid, tree, &plan, style);
    Some((grid, placed))
}

/// Where the blocks are.
fn placed(plan: &Plan, shape: &Shape) -> Vec<Placed> {
    let place = |(node, block): (&usize, &Block)| {
        let level = shape.depth[*node] - shape.depth[plan.selection.root];
        let middle = *plan.middles.get(node)?;
        Some(Placed {
            node: *node,
            left: middle.saturating_sub(block.width / 2),
            top: plan.levels.get(level)?[0],
            width: block.width,
            height: block.lines.len() as u16,
        })
    };
    plan.blocks.iter().filter_map(place).collect()
}

/// The lines between the blocks.
fn branches(tree: &Tree, shape: &Shape, plan: &Plan, placed: &[Placed]) -> Vec<Branch> {
    let most = tree.nodes.get(plan.selection.root).map_or(1, |root| root.rows).max(1);
    let branch = |place: &Placed| {
        let above = shape.above[place.node]?;
        let from = placed.iter().find(|place| place.node == above)?;
        let level = shape.depth[above] - shape.depth[plan.selection.root];
        let node = &tree.nodes[place.node];
        let part = node.rows as f64 / most as f64;
        Some(Branch {
            from: (*plan.middles.get(&above)?, from.top + from.height),
            bend: plan.levels.get(level)?[1],
            to: (*plan.middles.get(&place.node)?, place.top),
            thickness: (part * THICKEST).ceil().clamp(1.0, THICKEST) as u8,
            is_yes: shape.below[above][0] == Some(place.node),
            is_on_way: node.is_on_way,
        })
    };
    placed.iter().filter_map(branch).collect()
}

/// The dots of the line that all rows take.
const THICKEST: f64 = 4.0;

/// Says below the tree what the marks mean, where there is room.
fn legend(grid: &mut Grid, tree: &Tree, plan: &Plan, style: Style) {
    let end = plan.levels.last().map_or(0, |level| level[1]);
    let Some(spare) = grid.height().checked_sub(end + 1) else { return };
    let nodes: Vec<usize> = plan.blocks.keys().copied().collect();
    let has_cut =
        |node: &usize| tree.nodes[*node].question.as_ref().is_some_and(|it| it.histogram.is_some());
    let has_bars = plan.size.has_bars && nodes.iter().any(has_cut);
    let line = legend::line(tree, (&nodes, has_bars), grid.width().into(), style);
    let left = grid.width().saturating_sub(line.len() as u16) / 2;
    grid.write(left, end + spare.min(1), &line);
}
