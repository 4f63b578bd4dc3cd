//! A node as a block of text: a question with what is known of its rows, or a leaf on its shade.

use super::super::grid::{self, Cell};
use super::super::{Glyphs, Ramp, Role, Shading, Style, Tone};
use super::shape::Shape;
use super::{Tree, TreeNode, bars, words};

/// How much of each node is shown, and how wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    /// Whether questions show where the rows lie.
    pub(super) has_bars: bool,
    /// Whether they show how mixed the rows are.
    pub(super) has_impurity: bool,
    /// The most lines of a leaf.
    pub(super) leaf: usize,
    /// The columns in which the lines below a question are written where they need more than it.
    pub(super) text: usize,
    /// The columns between two blocks.
    pub(super) gap: u16,
}

/// A node with its lines, from the top. The first and the last column are for its marks.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    pub(super) lines: Vec<Vec<Cell>>,
    pub(super) width: u16,
}

/// The block of a node in at most `width` columns; `is_cut` where not all below it is shown.
pub(super) fn block(
    tree: &Tree,
    shape: &Shape,
    (node, is_cut): (usize, bool),
    (size, width): (Size, u16),
    style: Style,
) -> Block {
    let room = usize::from(width).saturating_sub(MARKS).min(QUESTION_MAX);
    let it = &tree.nodes[node];
    let mut lines = match &it.question {
        Some(_) => question(tree, it, (size, room), style),
        None => leaf(tree, it, (size, room), style),
    };
    if is_cut {
        let wide = longest(&lines).max(size.text.min(room));
        let hidden = words::hidden(shape, node, style);
        lines.push(words::fitting(&muted(&hidden), wide, style));
    }
    let inner = longest(&lines);
    let lines =
        lines.into_iter().enumerate().map(|(row, line)| framed(it, row, line, inner, style));
    let lines: Vec<Vec<Cell>> = lines.collect();
    let lines = match it.question {
        Some(_) => lines,
        None => on_shade(tree, it, lines, style),
    };
    Block { lines, width: (inner + MARKS) as u16 }
}

/// The columns of the marks before and after the words.
const MARKS: usize = 2;

/// Longer questions are cut.
const QUESTION_MAX: usize = 28;

/// A narrower histogram says too little.
const BARS_MIN: usize = 8;

fn longest(lines: &[Vec<Cell>]) -> usize {
    lines.iter().map(Vec::len).max().unwrap_or(0)
}

fn muted(texts: &[String]) -> Vec<Vec<Cell>> {
    texts.iter().map(|text| grid::cells(text, Role::Muted)).collect()
}

fn question(
    tree: &Tree,
    node: &TreeNode,
    (size, room): (Size, usize),
    style: Style,
) -> Vec<Vec<Cell>> {
    let Some(question) = &node.question else { return Vec::new() };
    let ellipsis = style.glyphs.symbols().ellipsis;
    let role = if is_lit(node) { Role::Crosshair } else { Role::Title };
    let asked = grid::shortened(&words::asked(&question.text, style), room, ellipsis, role);
    let wide = asked.len().max(size.text.min(room));
    let mut lines = vec![asked, words::fitting(&words::rows(tree, node, style), wide, style)];
    if let Some(histogram) = question.histogram.as_ref().filter(|_| size.has_bars) {
        let wide = longest(&lines).max(size.text).max(BARS_MIN).min(room);
        lines.extend(bars::lines(tree, histogram, wide, style));
    }
    let impurity = muted(&words::impurity(tree, node));
    if size.has_impurity && !impurity.is_empty() {
        let wide = longest(&lines).max(wide);
        lines.push(words::fitting(&impurity, wide, style));
    }
    lines
}

/// What a leaf answers, how many of its rows are of that class, and which share of them.
fn leaf(tree: &Tree, node: &TreeNode, (size, room): (Size, usize), style: Style) -> Vec<Vec<Cell>> {
    let wide = room.min(size.text).max(LEAF_MIN.min(room));
    let mut answered = words::answered(tree, node, style);
    if answered.len() > wide {
        answered = words::fitting(&[answered], wide, style);
    }
    let support: Vec<_> =
        words::support(tree, node).iter().map(|text| words::label(text)).collect();
    let support = words::fitting(&support, wide.max(answered.len()), style);
    let share = words::share(node).map(|share| words::label(&share));
    [Some(answered), Some(support), share].into_iter().flatten().take(size.leaf).collect()
}

/// As many columns as `○ bad` and `26/26` take.
const LEAF_MIN: usize = 5;

/// Whether a node is chosen or on the way of the example.
pub(super) fn is_lit(node: &TreeNode) -> bool {
    node.is_chosen || node.is_on_way
}

/// A line between the columns of the marks: what is chosen has one before it, what is on the way of
/// the example one behind it.
fn framed(node: &TreeNode, row: usize, line: Vec<Cell>, inner: usize, style: Style) -> Vec<Cell> {
    let symbols = style.glyphs.symbols();
    let mark = |is_marked: bool, symbol: char| {
        let cell = (is_marked && row == 0).then(|| Cell::new(symbol, Role::Crosshair));
        cell.unwrap_or_default()
    };
    let mut cells = vec![mark(node.is_chosen, symbols.right)];
    cells.extend(line);
    // Behind a question the mark follows at once; a leaf has it at its edge.
    let blank = if node.question.is_none() { inner + 1 - cells.len().min(inner + 1) } else { 0 };
    cells.extend(std::iter::repeat_n(Cell::default(), blank));
    cells.push(mark(node.is_on_way, symbols.left));
    cells
}

/// A leaf's lines on its shade, or between bars where there are no colours.
fn on_shade(
    tree: &Tree,
    node: &TreeNode,
    mut lines: Vec<Vec<Cell>>,
    style: Style,
) -> Vec<Vec<Cell>> {
    if style.shading != Shading::Glyphs {
        let shade = Some(tone(tree, node));
        lines.iter_mut().flatten().for_each(|cell| cell.shade = shade);
        return lines;
    }
    let edges = match style.glyphs {
        Glyphs::Unicode => ['▐', '▌'],
        Glyphs::Ascii => ['[', ']'],
    };
    for line in &mut lines {
        let last = line.len().saturating_sub(1);
        for (at, edge) in [0, last].into_iter().zip(edges) {
            if let Some(cell) = line.get_mut(at).filter(|cell| cell.symbol == ' ') {
                *cell = Cell::new(edge, Role::Muted);
            }
        }
    }
    lines
}

/// The shade of an answer: of two classes or a number on the way from 0 to 1, of more the region of
/// the class, the fuller the further it is ahead of the next.
pub(super) fn tone(tree: &Tree, node: &TreeNode) -> Tone {
    let Some(class) = node.class.filter(|_| tree.classes.len() > 2) else {
        return Tone::new(Ramp::Output, node.share as f32);
    };
    let own = node.counts.get(usize::from(class)).copied().unwrap_or(0);
    let others = (0_u8..=u8::MAX).zip(&node.counts).filter(|(other, _)| *other != class);
    let next = others.max_by_key(|(other, count)| (**count, u8::MAX - other));
    let (other, next) = next.map_or((class, 0), |(other, count)| (other, *count));
    let ahead = (own as f64 - next as f64) / (own as f64 + next as f64).max(1.0);
    Tone::new(Ramp::Region { class, other }, ahead.max(0.0) as f32)
}
