//! What the root of a small tree asks, in as few columns as there are.

use super::super::super::grid::{self, Cell, Grid};
use super::super::super::{Role, Style};
use super::super::{TreeNode, blocks, words};

/// Writes what a node asks into the first row, above its middle.
pub(super) fn write(grid: &mut Grid, node: &TreeNode, middle: Option<u16>, style: Style) {
    let width = usize::from(grid.width());
    let nothing = NOTHING[usize::from(width < NOTHING[0].len())];
    let asked = node.question.as_ref().map_or(nothing, |question| question.text.as_str());
    let role = if blocks::is_lit(node) { Role::Crosshair } else { Role::Title };
    let cells = fitted(&words::asked(asked, style), width, role, style);
    let left = usize::from(middle.unwrap_or(0)).saturating_sub(cells.len() / 2);
    grid.write(left.min(width - cells.len()) as u16, 0, &cells);
}

/// What is said of a root that is a leaf, and in less room.
const NOTHING: [&str; 2] = ["asks nothing", "nothing"];

/// A question in so many columns: blanks go first, then the end of its name, for it is thresholds that
/// tell questions about a feature apart.
fn fitted(question: &str, width: usize, role: Role, style: Style) -> Vec<Cell> {
    let question = question.trim_end_matches('?');
    let (whole, ellipsis) = (grid::cells(question, role), style.glyphs.symbols().ellipsis);
    let shortened = |text: &str, width: usize| grid::shortened(text, width, ellipsis, role);
    let Some((name, end)) = parted(question).filter(|_| whole.len() > width) else {
        return shortened(question, width);
    };
    let (name_width, end) = (grid::cells(name, role).len(), grid::cells(&end, role));
    if end.len() + name_width.min(NAME_MIN) > width {
        return shortened(question, width);
    }
    [shortened(name, width - end.len()), end].concat()
}

/// So much of a name is kept before its threshold.
const NAME_MIN: usize = 3;

/// The name in a question, and its threshold without blanks: `≤40`.
fn parted(question: &str) -> Option<(&str, String)> {
    let at = |sign: &str| {
        let (name, threshold) = question.rsplit_once(&format!(" {sign} "))?;
        Some((name, format!("{sign}{threshold}")))
    };
    at("≤").or_else(|| at("<="))
}
