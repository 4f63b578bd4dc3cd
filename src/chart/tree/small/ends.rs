//! Where a small tree ends: leaves as the mark of what they say, and what is not shown.

use super::super::super::grid::Cell;
use super::super::super::{Glyphs, Role, Shading, Style};
use super::super::{Tree, TreeNode, bars, blocks, words};

/// What a leaf says, on its shade; a question that is cut has a sign of what is below it.
pub(super) fn cells(
    tree: &Tree,
    (node, is_cut): (usize, bool),
    width: u16,
    style: Style,
) -> Vec<Cell> {
    let it = &tree.nodes[node];
    let sign = if is_cut { more(style.glyphs) } else { sign(tree, it, style) };
    let [before, after] = edges(style).map(|edge| (width > 1).then_some(edge));
    let mut cells: Vec<Cell> = before.into_iter().chain([sign]).chain(after).collect();
    if style.shading != Shading::Glyphs {
        let shade = Some(blocks::tone(tree, it));
        for cell in &mut cells {
            cell.shade = shade;
        }
    }
    cells
}

/// The sign of a question whose answers are not shown.
pub(super) const fn more(glyphs: Glyphs) -> Cell {
    let symbol = match glyphs {
        Glyphs::Unicode => '…',
        Glyphs::Ascii => '~',
    };
    Cell { symbol, role: Role::Label, shade: None, upper: None }
}

/// What stands around the sign of a leaf: bars, where there are no colours.
fn edges(style: Style) -> [Cell; 2] {
    let edges = match (style.shading, style.glyphs) {
        (Shading::Glyphs, Glyphs::Unicode) => ['▐', '▌'],
        (Shading::Glyphs, Glyphs::Ascii) => ['[', ']'],
        _ => [' '; 2],
    };
    edges.map(|edge| Cell::new(edge, Role::Muted))
}

/// A bar as high as the number of a leaf is large, where no shade says that.
fn bar(leaf: &TreeNode, style: Style) -> Cell {
    if style.shading != Shading::Glyphs {
        return Cell::default();
    }
    let height = (leaf.share.clamp(0.0, 1.0) * (HEIGHTS - 1) as f64).round() as u128 + 1;
    Cell::new(bars::symbol(height, HEIGHTS, style.glyphs), Role::Data)
}

/// The mark of the class of a leaf, or how large its number is.
fn sign(tree: &Tree, leaf: &TreeNode, style: Style) -> Cell {
    let Some(class) = leaf.class.map(usize::from) else { return bar(leaf, style) };
    let first = || tree.classes.get(class).and_then(|class| class.name.chars().next());
    let mark = words::mark(tree, class, style).or_else(first).unwrap_or(' ');
    Cell::new(mark, words::role(class))
}

/// How many heights a bar can have.
const HEIGHTS: u128 = 8;
