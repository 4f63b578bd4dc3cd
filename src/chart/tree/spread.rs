//! Where blocks stand beside each other: as near as they can without touching, each question above
//! the middle between its answers.

use super::{selection::Selection, shape::Shape};

/// The middle of each node that is shown, counted in columns from the leftmost block.
pub(super) struct Spread {
    /// In the order of the nodes.
    pub(super) middles: Vec<i32>,
    /// All columns from the leftmost block to the rightmost.
    pub(super) width: i32,
}

/// How far from each other blocks are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Apart {
    /// The columns between two neighbours.
    pub(super) gap: u16,
    /// Where the lines from a question to its answers are.
    pub(super) lines: Lines,
}

/// Where the lines from a question to its answers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// In rows of their own below it, with a yes and a no at them.
    Below,
    /// In its own row, to the left and to the right of it.
    Beside,
}

/// Places the nodes that are shown, of which the widths are known.
pub(super) fn spread(
    shape: &Shape,
    selection: &Selection,
    (shown, widths): (&[usize], &[u16]),
    all: Apart,
) -> Spread {
    let mut apart = vec![0; shown.len()];
    let mut outlines: Vec<Outline> = Vec::new();
    // From the last node on: whatever is below a node is on the top of the pile when it comes.
    for (at, (node, width)) in shown.iter().zip(widths).enumerate().rev() {
        let sides = sides(shape, selection, *node).map(|side| side.and_then(|_| outlines.pop()));
        let is_asked = sides.iter().any(Option::is_some);
        apart[at] = distance(&sides, all);
        let mut outline = joined(sides, shifts(apart[at]));
        let width = i32::from(*width);
        let own = [-(width / 2), width - width / 2];
        outline.push(if is_asked { all.lines.reach(own, apart[at]) } else { own });
        outlines.push(outline);
    }
    let ends = outlines.pop().unwrap_or_default().ends();
    let mut pending = vec![-ends[0]];
    let mut middles = Vec::new();
    for (node, apart) in shown.iter().zip(apart) {
        let middle = pending.pop().unwrap_or_default();
        middles.push(middle);
        let below = sides(shape, selection, *node).into_iter().zip(shifts(apart)).rev();
        pending.extend(below.filter_map(|(side, shift)| side.map(|_| middle + shift)));
    }
    Spread { middles, width: ends[1] - ends[0] }
}

/// The answers to a question that are shown.
fn sides(shape: &Shape, selection: &Selection, node: usize) -> [Option<usize>; 2] {
    if selection.is_open(node) { shape.below[node] } else { [None; 2] }
}

/// How far the two answers to a question are from its middle.
fn shifts(distance: i32) -> [i32; 2] {
    [-(distance / 2), distance - distance / 2]
}

/// How far apart the middles of two neighbours have to be.
fn distance(sides: &[Option<Outline>; 2], all: Apart) -> i32 {
    let (gap, least) = (i32::from(all.gap), all.lines.least());
    let [Some(left), Some(right)] = sides else { return least };
    let needed = left.levels().zip(right.levels()).map(|(left, right)| left[1] - right[0] + gap);
    needed.max().unwrap_or(0).max(least)
}

impl Lines {
    /// With less between two answers there is no room for a yes and a no, or for the question.
    const fn least(self) -> i32 {
        match self {
            Self::Below => 8,
            Self::Beside => 2,
        }
    }

    /// How far a question with answers so far apart reaches in its row.
    fn reach(self, own: [i32; 2], apart: i32) -> [i32; 2] {
        let [left, right] = shifts(apart);
        match self {
            Self::Below => own,
            Self::Beside => [own[0].min(left), own[1].max(right + 1)],
        }
    }
}

/// How far a node and what is below it reach to the left and to the right of its middle.
#[derive(Default)]
struct Outline {
    /// The first column and the one after the last of each level, the lowest level first.
    levels: Vec<[i32; 2]>,
    /// What is to be added to all of them.
    shift: i32,
}

impl Outline {
    /// The levels, the topmost first.
    fn levels(&self) -> impl Iterator<Item = [i32; 2]> {
        self.levels.iter().rev().map(|level| level.map(|at| at + self.shift))
    }

    /// Adds a level on top.
    fn push(&mut self, level: [i32; 2]) {
        self.levels.push(level.map(|at| at - self.shift));
    }

    /// How far any level reaches.
    fn ends(&self) -> [i32; 2] {
        let left = self.levels().map(|level| level[0]).min().unwrap_or(0);
        [left, self.levels().map(|level| level[1]).max().unwrap_or(left)]
    }
}

/// Two outlines beside each other, each moved by a shift. The deeper one is kept and the other
/// entered into it, so that a lopsided tree takes no longer.
fn joined(sides: [Option<Outline>; 2], shifts: [i32; 2]) -> Outline {
    let [left, right] = sides.map(Option::unwrap_or_default);
    let (mut kept, other, shifts, edge) = if left.levels.len() >= right.levels.len() {
        (left, right, shifts, 1)
    } else {
        (right, left, [shifts[1], shifts[0]], 0)
    };
    kept.shift += shifts[0];
    let moved = shifts[1] - kept.shift;
    for (level, other) in kept.levels.iter_mut().rev().zip(other.levels()) {
        level[edge] = other[edge] + moved;
    }
    kept
}
