//! The weights of a network: lines as thick as the weights are large, with their signs on them.

use super::super::grid::{self, Grid};
use super::super::{Glyphs, Role};
use super::plan::{Column, Place, Plan};
use super::strand::{self, Strand};
use super::{Link, Network};

struct Line {
    link: Link,
    /// How large it is beside the largest of its layer.
    share: f64,
    role: Role,
    mark: char,
    strand: Strand,
}

/// Draws the lines, the chosen one last, and their marks where they hide nothing.
pub(super) fn draw(grid: &mut Grid, network: &Network, plan: &Plan, glyphs: Glyphs) {
    let mut lines = lines(network, plan);
    lines.sort_by(|a, b| {
        let is_chosen = |line: &Line| network.chosen == Some(line.link);
        is_chosen(a).cmp(&is_chosen(b)).then(a.share.total_cmp(&b.share))
    });
    let width = usize::from(grid.width());
    let index = |(column, row): (u16, u16)| usize::from(row) * width + usize::from(column);
    // What is written of an example is to be read: a blank keeps it and the lines apart.
    let written = network.passed.is_some().then(|| grid.clone());
    let is_apart = |(column, row): (u16, u16)| {
        let is_blank = |grid: &Grid, at| grid.get(at, row).is_none_or(|cell| cell.symbol == ' ');
        let mut around = column.saturating_sub(1)..=column + 1;
        written.as_ref().is_none_or(|grid| around.all(|at| is_blank(grid, at)))
    };
    // The dots in each cell, and how many lines they are of.
    let mut ink = vec![(0_u8, 0_u16); width * usize::from(grid.height())];
    for line in &lines {
        for (place, bits) in line.cells(glyphs) {
            let Some(cell) = ink.get_mut(index(place)) else { continue };
            // A line never covers what is written.
            if cell.1 > 0 || (grid.is_blank(place.0, place.1) && is_apart(place)) {
                *cell = (cell.0 | bits, cell.1 + 1);
                grid.put(place.0, place.1, symbol(cell.0, line.share, glyphs), line.role);
            }
        }
    }
    let is_alone = |place: (u16, u16)| ink.get(index(place)).is_some_and(|cell| cell.1 == 1);
    let is_line = |place: (u16, u16)| ink.get(index(place)).is_some_and(|cell| cell.1 > 0);
    for line in lines.iter().rev() {
        let is_chosen = network.chosen == Some(line.link);
        if !is_chosen || !value(grid, network, plan, line) {
            let place = place_of_mark(grid, line, is_alone).or_else(|| {
                place_of_mark(grid, line, |place| lines.len() <= FEW && is_line(place))
            });
            if let Some((column, row)) = place {
                grid.put(column, row, line.mark, line.role);
            }
        }
    }
}

/// So few lines can be followed where they cross: a mark may stand there.
const FEW: usize = 16;

/// The largest number that a line of each layer shows, whatever its sign.
pub(super) fn largest(network: &Network) -> Vec<f64> {
    let mut largest = vec![0.0_f64; network.weights.len()];
    for (link, weight) in network.links() {
        let Link::Weight { layer, input, .. } = link else { continue };
        let strength = network.strength(layer, input, weight).abs();
        if strength.is_finite() {
            largest[layer] = largest[layer].max(strength);
        }
    }
    largest
}

/// Whether a weight has its line, if it is not zero: where lines crowd, only large ones have.
pub(super) fn has_line(
    network: &Network,
    plan: &Plan,
    largest: &[f64],
    (link, weight): (Link, f64),
) -> bool {
    let Link::Weight { layer, input, .. } = link else { return false };
    let strength = network.strength(layer, input, weight);
    let is_large = || strength != 0.0 && strength.abs() / largest[layer] >= LARGE;
    let is_chosen = network.chosen == Some(link);
    plan.ends(link).is_some() && (!plan.is_crowded(layer) || is_chosen || is_large())
}

fn lines(network: &Network, plan: &Plan) -> Vec<Line> {
    let largest = largest(network);
    let line = |(link, weight): (Link, f64)| {
        let Link::Weight { layer, input, .. } = link else { return None };
        let is_chosen = network.chosen == Some(link);
        let strength = network.strength(layer, input, weight);
        let share = share(strength, largest[layer]).or(is_chosen.then_some(0.0))?;
        let (role, mark) = match strength {
            _ if strength.is_nan() => (Role::Muted, '?'),
            _ if strength > 0.0 => (Role::Positive, '+'),
            _ if strength < 0.0 => (Role::Negative, '-'),
            _ => (Role::Muted, '0'),
        };
        let role = network.at_lines(layer, if is_chosen { Role::Crosshair } else { role });
        let role = network.on_the_way(link, role);
        Some(Line { link, share, role, mark, strand: strand(plan, link, share)? })
    };
    let has_line = |link: &(Link, f64)| has_line(network, plan, &largest, *link);
    network.links().filter(has_line).filter_map(line).collect()
}

/// How large a number is beside the largest of its layer; none for zero, which is not drawn.
fn share(strength: f64, largest: f64) -> Option<f64> {
    let share = strength.abs() / largest;
    (strength != 0.0).then_some(if share.is_nan() { MIDDLING } else { share.min(1.0) })
}

/// Shares from which on a line is large, and what is no number is drawn like.
const LARGE: f64 = 0.6;
const MIDDLING: f64 = 0.4;
const SMALL: f64 = 0.2;

/// The line between the nodes of a weight. Lines are fanned out at a node, so that they can be told
/// from each other.
fn strand(plan: &Plan, link: Link, share: f64) -> Option<Strand> {
    let Link::Weight { input, unit, .. } = link else { return None };
    let [(from, start), (to, end)] = plan.ends(link)?;
    let order = |column: &Column, node| column.places.iter().position(|place| place.node == node);
    let top = fanned(start, order(to, unit)?, to.places.len(), SPREAD_OUT);
    let bottom = fanned(end, order(from, input)?, from.places.len(), SPREAD_IN);
    // Where there is room, a blank keeps lines and charts apart.
    let apart = i32::from(plan.gap >= ROOMY);
    let left = 2 * (i32::from(from.left + from.width) + apart);
    let right = 2 * (i32::from(to.left) - apart) - 1;
    let most = thickest(plan.gap, from.places.len() * to.places.len());
    let thickness = (share * f64::from(most)).ceil().max(1.0) as u8;
    strand::strand([left, top], [right, bottom], thickness, plan.rows)
}

const ROOMY: u16 = 6;

/// The dots of the thickest of so many lines: it would fill a narrow gap, and hide others.
fn thickest(gap: u16, lines: usize) -> u16 {
    let most = match lines {
        0..=12 => 4,
        13..=24 => 3,
        _ => 2,
    };
    (gap / 2).clamp(2, most)
}

/// The most dots from the end of one line at a node to that of the next.
const SPREAD_OUT: i32 = 3;
const SPREAD_IN: i32 = 6;

/// The dot where the line number `index` of `count` ends at a node.
fn fanned(place: &Place, index: usize, count: usize, spread: i32) -> i32 {
    let dots = 4 * i32::from(place.height);
    let apart = (dots / (count as i32 + 1)).clamp(1, spread);
    let middle = 4 * i32::from(place.top) + (dots - 1) / 2;
    middle + (2 * index as i32 - (count as i32 - 1)) * apart / 2
}

impl Line {
    /// Its cells, and the dots in each.
    fn cells(&self, glyphs: Glyphs) -> Vec<((u16, u16), u8)> {
        match glyphs {
            Glyphs::Unicode => self.strand.ink.clone(),
            Glyphs::Ascii => {
                let step = if self.share < SMALL { 2 } else { 1 };
                self.strand.path.iter().step_by(step).map(|place| (*place, 0)).collect()
            }
        }
    }
}

fn symbol(bits: u8, share: f64, glyphs: Glyphs) -> char {
    match glyphs {
        Glyphs::Unicode => char::from_u32(0x2800 + u32::from(bits)).unwrap_or(' '),
        Glyphs::Ascii if share >= LARGE => '#',
        Glyphs::Ascii if share >= SMALL => ':',
        Glyphs::Ascii => '.',
    }
}

/// Writes the value of the chosen weight on its line, if there is room between the nodes.
fn value(grid: &mut Grid, network: &Network, plan: &Plan, line: &Line) -> bool {
    let text = network.chosen_text().unwrap_or_default();
    let path = &line.strand.path;
    let Some((column, row)) = path.get(path.len() / 2) else { return false };
    if !has_room(plan, &text) {
        return false;
    }
    // With a blank around it, or it could not be told from the dots of lines.
    let mut write = |row: u16, text: &str| {
        let blank = grid::cells(" ", Role::Muted);
        let cells = [&blank[..], &grid::cells(text, line.role), &blank].concat();
        grid.write(column.saturating_sub(text.len() as u16 / 2 + 1), row, &cells);
    };
    write(*row, &text);
    let said = network.passed.as_ref().and_then(|passed| passed.said.as_ref());
    if let Some(said) = said.filter(|said| has_room(plan, said)) {
        write(row + 1, said);
    }
    true
}

/// Whether a value can be written between two layers.
pub(super) fn has_room(plan: &Plan, text: &str) -> bool {
    text.len() + 2 <= usize::from(plan.gap)
}

/// The place for the sign on a line: as near to its middle as there is one that is `good`, away
/// from what is written and from other signs.
fn place_of_mark(
    grid: &Grid,
    line: &Line,
    good: impl Fn((u16, u16)) -> bool,
) -> Option<(u16, u16)> {
    let is_taken = |symbol: char| symbol.is_alphanumeric() || "+-?()".contains(symbol);
    let is_free = |(column, row): (u16, u16)| {
        (column.saturating_sub(1)..=column + 1)
            .all(|column| grid.get(column, row).is_none_or(|cell| !is_taken(cell.symbol)))
    };
    let path = &line.strand.path;
    let middle = path.len() / 2;
    path.iter()
        .enumerate()
        .filter(|(_, place)| good(**place) && is_free(**place))
        .min_by_key(|(index, _)| index.abs_diff(middle))
        .map(|(_, place)| *place)
}
