//! A tree as lines, a node a line, each answer indented below its question.

use super::super::grid::{self, Cell, Grid};
use super::super::{Glyphs, Role, Shading, Style};
use super::selection::{self, Selection};
use super::shape::Shape;
use super::{Placed, Room, Tree, TreeNode, bars, blocks, legend, words};

/// Narrower than this, nothing is left of a question.
pub(super) const LEAST: (u16, u16) = (10, 1);

/// Draws as many nodes as there are lines for, and says where they are. None where there is no room
/// for one.
pub(super) fn draw(tree: &Tree, room: Room, style: Style) -> Option<(Grid, Vec<Placed>)> {
    if room.width < LEAST.0 {
        return None;
    }
    let shape = Shape::of(tree);
    let rows = usize::from(room.height);
    let fits = |selection: &Selection| head(selection) + selection.len(&shape) <= rows;
    let selection = selection::select(tree, &shape, rows, fits)?;
    let mut grid = Grid::blank(room.width, room.height);
    let wide = usize::from(room.width);
    let mut row = 0;
    if selection.root > 0 {
        let texts = muted(&words::left_out(&shape, selection.root, style));
        grid.write(0, row, &words::fitting(&texts, wide, style));
        row += 1;
    }
    let shown = selection.shown(&shape);
    let spare = rows.saturating_sub(usize::from(row) + shown.len());
    let detailed = detailed(tree, &shown).filter(|_| spare >= bars::height(tree));
    let page = Page { tree, shape: &shape, selection: &selection, style, wide };
    let mut placed = Vec::new();
    for node in &shown {
        let mut lines = vec![page.line(*node)];
        if detailed == Some(*node) {
            lines.extend(page.bars(*node));
        }
        let height = lines.len() as u16;
        placed.push(Placed { node: *node, left: 0, top: row, width: room.width, height });
        for line in lines {
            grid.write(0, row, &line);
            row += 1;
        }
    }
    if usize::from(row) + 1 < rows {
        grid.write(1, row + 1, &legend::line(tree, (&shown, detailed.is_some()), wide - 1, style));
    }
    Some((grid, placed))
}

/// The rows that say what is left out above.
fn head(selection: &Selection) -> usize {
    usize::from(selection.root != 0)
}

/// The question whose histogram is shown where there is room: the chosen one, or the first.
fn detailed(tree: &Tree, shown: &[usize]) -> Option<usize> {
    let has_bars = |node: &&usize| {
        tree.nodes[**node].question.as_ref().is_some_and(|it| it.histogram.is_some())
    };
    let is_chosen = |node: &&usize| tree.nodes[**node].is_chosen;
    let chosen = shown.iter().find(is_chosen).filter(has_bars);
    chosen.or(shown.first().filter(has_bars)).copied()
}

fn muted(texts: &[String]) -> Vec<Vec<Cell>> {
    texts.iter().map(|text| grid::cells(text, Role::Muted)).collect()
}

/// What the lines are made from.
struct Page<'a> {
    tree: &'a Tree,
    shape: &'a Shape,
    selection: &'a Selection,
    style: Style,
    wide: usize,
}

/// The columns that are kept for what is said of a node, and for its mark.
const WORDS_MIN: usize = 14;

/// Columns between two things that are said.
const GAP: usize = 2;

impl Page<'_> {
    /// The line of a node.
    fn line(&self, node: usize) -> Vec<Cell> {
        let it = &self.tree.nodes[node];
        let symbols = self.style.glyphs.symbols();
        let mut line = self.branches(node, true);
        let mark = it.is_chosen.then(|| Cell::new(symbols.right, Role::Crosshair));
        line.push(mark.unwrap_or_default());
        // A column is kept at the end, so that nothing moves when the example takes another way.
        let room = self.wide.saturating_sub(line.len() + GAP);
        line.extend(self.words(node, it, room));
        if it.is_on_way {
            line.resize(self.wide.saturating_sub(1).max(line.len()), Cell::default());
            line.push(Cell::new(symbols.left, Role::Crosshair));
        }
        line
    }

    /// What is said of a node in so many columns: its question or answer, what is left out below
    /// it, its rows, how mixed they are. What has no room is not said, the last first.
    fn words(&self, node: usize, it: &TreeNode, room: usize) -> Vec<Cell> {
        let style = self.style;
        let ellipsis = Cell::new(style.glyphs.symbols().ellipsis, Role::Muted);
        let is_cut = self.selection.is_cut(self.shape, node);
        let hidden = if is_cut { muted(&words::hidden(self.shape, node, style)) } else { vec![] };
        let (first, others) = self.said(it);
        let kept = hidden.last().map_or(0, |hidden| hidden.len() + GAP);
        let first = match first.len() + kept {
            needed if needed <= room => first,
            _ => grid::clipped(first, room.saturating_sub(kept), ellipsis),
        };
        let left = room.saturating_sub(first.len() + GAP);
        let hidden = hidden.iter().find(|cells| cells.len() <= left);
        let mut line = first;
        let end = hidden.map_or(0, |hidden| hidden.len() + GAP);
        for texts in others {
            let left = room.saturating_sub(line.len() + end + GAP);
            let fitting = texts.into_iter().find(|cells| cells.len() <= left);
            append(&mut line, fitting);
        }
        append(&mut line, hidden.cloned());
        line
    }

    /// What is said of a node first, and what there is to say besides, each the longest first.
    fn said(&self, it: &TreeNode) -> (Vec<Cell>, Vec<Vec<Vec<Cell>>>) {
        let (tree, style) = (self.tree, self.style);
        if let Some(question) = &it.question {
            let role = if blocks::is_lit(it) { Role::Crosshair } else { Role::Title };
            let rows = words::rows(tree, it, style);
            let impurity = muted(&words::impurity(tree, it));
            return (grid::cells(&words::asked(&question.text, style), role), vec![rows, impurity]);
        }
        let mut answer = words::answered(tree, it, style);
        if style.shading != Shading::Glyphs {
            let shade = Some(blocks::tone(tree, it));
            for cell in &mut answer {
                cell.shade = shade;
            }
        }
        let label = |text: &String| words::label(text);
        let support = words::support(tree, it).iter().map(label).collect();
        let share = words::share(it).iter().map(label).collect();
        (answer, vec![support, share])
    }

    /// The lines that lead to a node, with its answer, or past it to what is below.
    fn branches(&self, node: usize, is_answer: bool) -> Vec<Cell> {
        let style = self.style;
        let mut levels: Vec<usize> = self.shape.upwards(node).collect();
        levels.reverse();
        let start = levels.iter().position(|level| *level == self.selection.root);
        let below = levels.split_off(start.map_or(0, |start| start + 1));
        let Some((last, before)) = below.split_last() else { return Vec::new() };
        let wide = before.len() * 2 + ANSWER;
        let step = if wide + WORDS_MIN <= self.wide { 2 } else { 1 };
        let mut cells: Vec<Cell> = before
            .iter()
            .flat_map(|level| {
                let guide = if self.is_last(*level) { ' ' } else { style.glyphs.symbols().y_axis };
                [Cell::new(guide, Role::Muted), Cell::default()].into_iter().take(step)
            })
            .collect();
        let most = self.wide.saturating_sub(WORDS_MIN + ANSWER);
        if cells.len() > most {
            cells = cells.split_off(cells.len() - most);
            if let Some(cell) = cells.first_mut() {
                *cell = Cell::new(style.glyphs.symbols().ellipsis, Role::Muted);
            }
        }
        cells.extend(if is_answer { self.answer(*last) } else { self.past(*last) });
        cells
    }

    /// The answer that leads to a node.
    fn answer(&self, node: usize) -> Vec<Cell> {
        let (tee, corner) = match self.style.glyphs {
            Glyphs::Unicode => ("├", "└"),
            Glyphs::Ascii => ("|-", "`-"),
        };
        let is_yes = self.shape.above[node].is_some_and(|it| self.shape.below[it][0] == Some(node));
        let word = if is_yes { "yes" } else { "no " };
        let is_on_way = self.tree.nodes[node].is_on_way;
        let role = if is_on_way { Role::Crosshair } else { Role::Muted };
        let start = if self.is_last(node) { corner } else { tee };
        let mut cells = grid::cells(start, Role::Muted);
        cells.truncate(1);
        cells.extend(grid::cells(word, role));
        cells
    }

    /// Blanks as wide as an answer, with the line to the next one.
    fn past(&self, node: usize) -> Vec<Cell> {
        let guide = if self.is_last(node) { ' ' } else { self.style.glyphs.symbols().y_axis };
        [Cell::new(guide, Role::Muted), Cell::default()].to_vec()
    }

    /// Whether a node is the last answer to its question.
    fn is_last(&self, node: usize) -> bool {
        let above = self.shape.above[node];
        above.is_none_or(|above| self.shape.children(above).last() == Some(node))
    }

    /// The lines of the histogram of a question, beside those that lead to its answers.
    fn bars(&self, node: usize) -> Vec<Vec<Cell>> {
        let question = self.tree.nodes[node].question.as_ref();
        let Some(histogram) = question.and_then(|question| question.histogram.as_ref()) else {
            return Vec::new();
        };
        let mut before = self.branches(node, false);
        let guide =
            if self.selection.is_open(node) { self.style.glyphs.symbols().y_axis } else { ' ' };
        before.extend([Cell::new(guide, Role::Muted), Cell::default()]);
        let wide = self.wide.saturating_sub(before.len() + MARKS);
        let lines = bars::lines(self.tree, histogram, wide, self.style);
        let order = words::order(self.tree);
        let marked = lines.into_iter().enumerate().map(|(row, line)| {
            let class = order.get(row).filter(|_| order.len() + 1 == bars::height(self.tree));
            let mark = class.and_then(|class| {
                Some(Cell::new(words::mark(self.tree, *class, self.style)?, words::role(*class)))
            });
            [&before[..], &[mark.unwrap_or_default(), Cell::default()], &line].concat()
        });
        marked.collect()
    }
}

/// The columns of `├yes`.
const ANSWER: usize = 4;

/// The columns of a mark before its bars.
const MARKS: usize = 2;

fn append(line: &mut Vec<Cell>, cells: Option<Vec<Cell>>) {
    if let Some(cells) = cells {
        line.extend(std::iter::repeat_n(Cell::default(), GAP));
        line.extend(cells);
    }
}
