//! The weights of a network: lines of three strengths with the sign of the weight on them.

use std::collections::HashMap;

use super::super::grid::{self, Grid};
use super::super::{Glyphs, Role};
use super::plan::Plan;
use super::{Link, Network};

/// How large a weight is beside the largest of its layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    Small,
    Medium,
    Large,
}

impl Grade {
    /// The grade of a weight; none for zero, which is not drawn.
    fn of(weight: f64, largest: f64) -> Option<Self> {
        match weight.abs() / largest {
            _ if weight == 0.0 => None,
            share if share >= 0.6 => Some(Self::Large),
            share if share < 0.2 => Some(Self::Small),
            _ => Some(Self::Medium),
        }
    }
}

struct Line {
    link: Link,
    grade: Grade,
    role: Role,
    mark: char,
    cells: Vec<((u16, u16), u8)>,
}

/// Draws the lines, the chosen one last, and their marks where they hide nothing.
pub(super) fn draw(grid: &mut Grid, network: &Network, plan: &Plan, glyphs: Glyphs) {
    let mut lines = lines(network, plan);
    lines.sort_by_key(|line| (network.chosen == Some(line.link), line.grade));
    let mut ink: HashMap<(u16, u16), (u8, usize)> = HashMap::new();
    for line in &lines {
        for (place, bits) in &line.cells {
            let (all, count) = ink.entry(*place).or_default();
            *all |= bits;
            *count += 1;
            grid.put(place.0, place.1, symbol(*all, line.grade, glyphs), line.role);
        }
    }
    let is_alone = |place: &(u16, u16)| ink.get(place).is_some_and(|(_, count)| *count == 1);
    for line in lines.iter().rev() {
        let is_chosen = network.chosen == Some(line.link);
        if !is_chosen || !value(grid, network, plan, line) {
            let place = place_of_mark(grid, line, |place| lines.len() <= FEW || is_alone(place));
            if let Some((column, row)) = place_of_mark(grid, line, is_alone).or(place) {
                grid.put(column, row, line.mark, line.role);
            }
        }
    }
}

/// So few lines can be followed where they cross: a mark may stand there.
const FEW: usize = 16;

/// The largest weight of each layer, whatever its sign.
pub(super) fn largest(network: &Network) -> Vec<f64> {
    let of_layer = |rows: &Vec<Vec<f64>>| {
        let sizes = rows.iter().flatten().filter(|weight| weight.is_finite());
        sizes.fold(0.0, |largest: f64, weight| largest.max(weight.abs()))
    };
    network.weights.iter().map(of_layer).collect()
}

/// Whether a weight has its line, if it is not zero: where lines crowd, only large ones have.
pub(super) fn has_line(
    network: &Network,
    plan: &Plan,
    largest: &[f64],
    (link, weight): (Link, f64),
) -> bool {
    let Link::Weight { layer, .. } = link else { return false };
    let is_large = || Grade::of(weight, largest[layer]) == Some(Grade::Large);
    let is_chosen = network.chosen == Some(link);
    plan.ends(link).is_some() && (!plan.is_crowded(layer) || is_chosen || is_large())
}

fn lines(network: &Network, plan: &Plan) -> Vec<Line> {
    let largest = largest(network);
    let line = |(link, weight): (Link, f64)| {
        let Link::Weight { layer, .. } = link else { return None };
        let is_chosen = network.chosen == Some(link);
        let grade = Grade::of(weight, largest[layer]).or(is_chosen.then_some(Grade::Medium))?;
        let (role, mark) = match weight {
            _ if weight.is_nan() => (Role::Muted, '?'),
            _ if weight > 0.0 => (Role::Positive, '+'),
            _ if weight < 0.0 => (Role::Negative, '-'),
            _ => (Role::Muted, '0'),
        };
        let role = if is_chosen { Role::Crosshair } else { role };
        Some(Line { link, grade, role, mark, cells: cells(plan, link, grade)? })
    };
    let has_line = |link: &(Link, f64)| has_line(network, plan, &largest, *link);
    network.links().filter(has_line).filter_map(line).collect()
}

/// The cells from node to node and the dots of the line in each.
fn cells(plan: &Plan, link: Link, grade: Grade) -> Option<Vec<((u16, u16), u8)>> {
    let [(from, start), (to, end)] = plan.ends(link)?;
    let (left, right) = (2 * i32::from(from.left + from.width), 2 * i32::from(to.left) - 1);
    let (top, bottom) = (4 * i32::from(start) + 1, 4 * i32::from(end) + 1);
    let (run, rise) = (right - left, bottom - top);
    let steps = run.abs().max(rise.abs()).max(1);
    let mut cells: Vec<((u16, u16), u8)> = Vec::new();
    let mut dot = |x: i32, y: i32| {
        let place = ((x / 2) as u16, (y / 4) as u16);
        let bit = DOTS[(y % 4) as usize][(x % 2) as usize];
        match cells.last_mut() {
            Some((last, bits)) if *last == place => *bits |= bit,
            _ => cells.push((place, bit)),
        }
    };
    for step in (0..=steps).filter(|step| grade != Grade::Small || step % 4 == 0) {
        let (x, y) = (left + rounded(run * step, steps), top + rounded(rise * step, steps));
        dot(x, y);
        if grade == Grade::Large {
            let is_steep = rise.abs() > run.abs();
            dot(if is_steep { (x + 1).min(right) } else { x }, if is_steep { y } else { y + 1 });
        }
    }
    (run > 0).then_some(cells)
}

fn rounded(amount: i32, by: i32) -> i32 {
    (2 * amount + by).div_euclid(2 * by)
}

/// The bits of a braille character, top to bottom and left to right.
const DOTS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

fn symbol(bits: u8, grade: Grade, glyphs: Glyphs) -> char {
    match (glyphs, grade) {
        (Glyphs::Unicode, _) => char::from_u32(0x2800 + u32::from(bits)).unwrap_or(' '),
        (Glyphs::Ascii, Grade::Large) => '#',
        (Glyphs::Ascii, Grade::Medium) => ':',
        (Glyphs::Ascii, Grade::Small) => '.',
    }
}

/// Writes the value of the chosen weight on its line, if there is room between the nodes.
fn value(grid: &mut Grid, network: &Network, plan: &Plan, line: &Line) -> bool {
    let text = network.chosen_text().unwrap_or_default();
    let Some(((column, row), _)) = line.cells.get(line.cells.len() / 2) else { return false };
    if !has_room(plan, &text) {
        return false;
    }
    let start = (column + 1).saturating_sub(text.len() as u16 / 2 + 1);
    grid.write(start, *row, &grid::cells(&text, Role::Crosshair));
    true
}

/// Whether a value can be written between two layers.
pub(super) fn has_room(plan: &Plan, text: &str) -> bool {
    text.len() + 2 <= usize::from(plan.gap)
}

/// The place for the sign on a line: as near to its middle as there is one that is `good`, away
/// from nodes and other signs.
fn place_of_mark(
    grid: &Grid,
    line: &Line,
    good: impl Fn(&(u16, u16)) -> bool,
) -> Option<(u16, u16)> {
    let is_taken = |symbol: char| symbol.is_alphanumeric() || "+-?()".contains(symbol);
    let is_free = |(column, row): (u16, u16)| {
        (column.saturating_sub(1)..=column + 1)
            .all(|column| grid.get(column, row).is_some_and(|cell| !is_taken(cell.symbol)))
    };
    let middle = line.cells.len() / 2;
    let places = line.cells.iter().enumerate();
    places
        .filter(|(_, (place, _))| good(place) && is_free(*place))
        .min_by_key(|(index, _)| index.abs_diff(middle))
        .map(|(_, (place, _))| *place)
}
