//! Bars: numbers side by side, such as how likely each class is.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{
    Glyphs, Role, Style,
    glyphs::Symbols,
    grid::{self, Cell, Grid},
    number, room,
};

/// A bar for each of several numbers, the largest of which is marked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bars {
    /// A line above them; none if empty.
    pub title: String,
    /// The bars, top to bottom.
    pub bars: Vec<Bar>,
    /// The lowest value that there is room for. 0 is always on the scale.
    pub from: f64,
    /// The highest, likewise. A bar that would reach beyond ends in an arrow. Where the two are no
    /// range, the bars themselves are.
    pub to: f64,
    /// Which of them should be the largest, counted from 0.
    pub target: Option<usize>,
}

/// A number and what it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// Its name.
    pub name: String,
    /// How long it is; one below 0 grows leftwards.
    pub value: f64,
    /// What it is, such as [`Role::Class`].
    pub role: Role,
}

impl Bars {
    /// Draws the bars into a grid of exactly `width` × `height` cells. Where not all fit, the
    /// largest and the target are kept, and the others counted.
    pub fn draw(&self, width: u16, height: u16, style: Style) -> Grid {
        self.named(Names::Shortened, (width, height), style)
    }

    /// The same with names that are shortened or not.
    pub(super) fn named(&self, names: Names, size: (u16, u16), style: Style) -> Grid {
        let target = self.target.map(|target| (target, "y".to_owned()));
        draw(self, (largest(&self.bars), target.as_slice()), names, size, style)
    }
}

/// What becomes of names that leave no room for bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// They are shortened: what they begin with tells them apart.
    Shortened,
    /// They stay whole, for they end in what tells them apart.
    Whole,
}

/// Draws bars: the one that is `marked`, and words after some of them.
pub(super) fn draw(
    bars: &Bars,
    (marked, notes): (Option<usize>, &[(usize, String)]),
    names: Names,
    (width, height): (u16, u16),
    style: Style,
) -> Grid {
    let mut grid = Grid::blank(width, height);
    let symbols = style.glyphs.symbols();
    let Some(plan) = Plan::of(bars, notes, names, width) else {
        room::needs(&mut grid, LEAST, style.glyphs);
        return grid;
    };
    let top = title(&mut grid, bars, symbols);
    let kept = kept(bars.bars.len(), height - top, marked, notes);
    let pitch = if bars.bars.len() * 2 <= usize::from(height - top) + 1 { 2 } else { 1 };
    for (row, &index) in (top..).step_by(pitch).zip(&kept) {
        let mark = if marked == Some(index) { symbols.right } else { ' ' };
        let note = notes.iter().find(|(of, _)| *of == index).map(|(_, note)| note.as_str());
        grid.write(0, row, &plan.cells(&bars.bars[index], mark, note, style.glyphs));
    }
    let hidden = bars.bars.len() - kept.len();
    if hidden > 0 && height > top {
        let text = format!("{} {hidden} more", symbols.more);
        grid.write(0, height - 1, &grid::cells(&text, Role::Label));
    }
    grid
}

/// Smaller than this, nothing is left of a name beside its number.
const LEAST: (u16, u16) = (MARK + 2 + 1 + DIGITS, 1);

/// The columns of what marks a bar.
const MARK: u16 = 2;

/// The characters of a number.
const DIGITS: u16 = 7;

/// Those of a chance: `0.318`.
const DIGITS_OF_A_CHANCE: u16 = 5;

/// A name is cut to so many characters, or to a third of the room.
const NAME_MAX: u16 = 14;

/// A name is not shortened to less.
const NAME_MIN: u16 = 5;

/// Shorter than this, a bar says less than its number.
const BAR_MIN: u16 = 4;

/// A name that is shortened leaves so much room for its bar.
const BAR_WANTED: u16 = 6;

/// Wider than this, a bar says no more.
const BAR_MAX: u16 = 64;

/// Writes the title, where there is room, and says how many rows it takes up.
fn title(grid: &mut Grid, bars: &Bars, symbols: &Symbols) -> u16 {
    if bars.title.is_empty() || grid.height() < 3 {
        return 0;
    }
    let width = usize::from(grid.width());
    grid.write(0, 0, &grid::shortened(&bars.title, width, symbols.ellipsis, Role::Title));
    1
}

/// The first of the largest.
fn largest(bars: &[Bar]) -> Option<usize> {
    let known = bars.iter().enumerate().filter(|(_, bar)| !bar.value.is_nan());
    // Of equals the first is kept.
    known.reduce(|best, next| if next.1.value > best.1.value { next } else { best }).map(|it| it.0)
}

/// Which bars are shown, in order: those that something is said of before others.
fn kept(count: usize, rows: u16, marked: Option<usize>, notes: &[(usize, String)]) -> Vec<usize> {
    let rows = usize::from(rows);
    if count <= rows {
        return (0..count).collect();
    }
    let is_said = |index: &usize| marked == Some(*index) || notes.iter().any(|(of, _)| of == index);
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|index| !is_said(index));
    order.truncate(rows.saturating_sub(1));
    order.sort_unstable();
    order
}

/// Where the parts of each bar are.
struct Plan {
    name: u16,
    digits: u16,
    /// The columns left of the line at 0, and right of it; none where there is no room for bars.
    sides: Option<[u16; 2]>,
    /// How much a column stands for.
    unit: f64,
    has_negative: bool,
}

impl Plan {
    /// What a number takes: a chance is short.
    fn digits(bars: &Bars) -> u16 {
        if bars.from >= 0.0 && bars.to == 1.0 { DIGITS_OF_A_CHANCE } else { DIGITS }
    }

    fn of(bars: &Bars, notes: &[(usize, String)], names: Names, width: u16) -> Option<Self> {
        let digits = Self::digits(bars);
        let note = notes.iter().map(|(_, note)| note.chars().count() as u16 + 3).max().unwrap_or(0);
        let longest = longest(&bars.bars, width);
        let beside = width.saturating_sub(MARK + 1 + digits + 1 + note);
        let short = short(&bars.bars, names, longest, beside);
        let has_bars = beside >= short + BAR_MIN;
        let name = longest.min(width.checked_sub(MARK + 1 + digits)?);
        let name = if has_bars { short } else { name };
        if name < longest.min(2) {
            return None;
        }
        let rest = beside.saturating_sub(name).min(BAR_MAX);
        let (from, to) = ends(bars);
        let has_negative = from < 0.0;
        let columns = rest.saturating_sub(u16::from(has_negative));
        let left = (f64::from(columns) * (-from / (to - from))).round() as u16;
        let left = if has_negative { left.clamp(1, columns.max(1)) } else { 0 };
        let right = columns.saturating_sub(left);
        let unit =
            |reach: f64, columns: u16| if columns == 0 { 0.0 } else { reach / f64::from(columns) };
        let unit = unit(-from, left).max(unit(to, right));
        let sides = has_bars.then_some([left, right]);
        Some(Self { name, digits, sides, unit, has_negative })
    }

    /// A bar with its name and number.
    fn cells(&self, bar: &Bar, mark: char, note: Option<&str>, glyphs: Glyphs) -> Vec<Cell> {
        let symbols = glyphs.symbols();
        let mut cells = vec![Cell::new(mark, Role::Title), Cell::new(' ', Role::Muted)];
        let role = if matches!(bar.role, Role::Class(_)) { bar.role } else { Role::Label };
        cells.extend(grid::shortened(&bar.name, self.name.into(), symbols.ellipsis, role));
        cells.resize(usize::from(MARK + self.name + 1), Cell::default());
        cells.extend(grid::cells(&self.number(bar.value), Role::Label));
        if let Some(sides) = self.sides {
            cells.push(Cell::default());
            cells.extend(self.strip(bar, sides, glyphs));
        }
        if let Some(note) = note {
            let text = format!(" {} {note}", symbols.left);
            cells.extend(grid::cells(&text, Role::Crosshair));
        }
        cells
    }

    /// A number in its columns, a chance with three places.
    fn number(&self, value: f64) -> String {
        if self.digits == DIGITS_OF_A_CHANCE && (0.0..=1.0).contains(&value) {
            return format!("{value:.3}");
        }
        number::fixed(value, self.digits.into())
    }

    /// The bar itself, with the line at 0 where bars grow to both sides.
    fn strip(&self, bar: &Bar, [left, right]: [u16; 2], glyphs: Glyphs) -> Vec<Cell> {
        let symbols = glyphs.symbols();
        let columns = if bar.value == 0.0 { 0.0 } else { bar.value.abs() / self.unit };
        let is_left = bar.value < 0.0;
        let blank = vec![' '; usize::from(left)];
        let before = if is_left { leftwards(columns, left, glyphs) } else { blank };
        let after = if is_left { Vec::new() } else { rightwards(columns, right, glyphs) };
        let cell = |symbol: char| Cell::new(symbol, bar.role);
        let zero = self.has_negative.then(|| Cell::new(symbols.y_axis, Role::Axis));
        let mut cells: Vec<Cell> = before.into_iter().map(cell).chain(zero).collect();
        cells.extend(after.into_iter().map(cell));
        cells
    }
}

/// The columns of the longest name, or as many as a name is cut to.
fn longest(bars: &[Bar], width: u16) -> u16 {
    let names = bars.iter().map(|bar| grid::cells(&bar.name, Role::Label).len());
    (names.max().unwrap_or(0) as u16).clamp(1, NAME_MAX.max(width / 3))
}

/// The columns of a name where name and bar share some: before there is no bar a name is shortened, as
/// long as it can be told from the others.
fn short(bars: &[Bar], names: Names, longest: u16, columns: u16) -> u16 {
    if names == Names::Whole || columns >= longest + BAR_MIN {
        return longest;
    }
    let is_told = |width: &u16| {
        let name = |bar: &Bar| grid::shortened(&bar.name, usize::from(*width), '…', Role::Label);
        let names = bars.iter().map(|bar| name(bar).iter().map(|cell| cell.symbol).collect());
        names.collect::<BTreeSet<String>>().len() == bars.len()
    };
    let wanted = columns.saturating_sub(BAR_WANTED);
    (wanted.max(NAME_MIN)..longest).find(is_told).unwrap_or(longest)
}

/// The ends of the scale, with 0 among them.
fn ends(bars: &Bars) -> (f64, f64) {
    let (from, to) = (bars.from.min(0.0), bars.to.max(0.0));
    if bars.from < bars.to && from.is_finite() && to.is_finite() && (to - from).is_finite() {
        return (from, to);
    }
    let values = bars.bars.iter().map(|bar| bar.value.clamp(-VALUE_MAX, VALUE_MAX));
    let known = values.filter(|value| !value.is_nan());
    let (from, to) =
        known.fold((0.0_f64, 0.0_f64), |(from, to), value| (from.min(value), to.max(value)));
    if from < to { (from, to) } else { (0.0, 1.0) }
}

/// Bounded, so that differences stay finite.
const VALUE_MAX: f64 = 1e300;

/// A bar of so many columns, at most `room` of them, in eighths of a column.
fn rightwards(columns: f64, room: u16, glyphs: Glyphs) -> Vec<char> {
    if glyphs == Glyphs::Ascii || is_cut(columns, room) {
        return whole(columns, room, glyphs, glyphs.symbols().right);
    }
    let eighths = parts(columns, 8.0, room);
    let mut symbols = vec![FULL; eighths / 8];
    symbols.extend((eighths % 8).checked_sub(1).map(|part| EIGHTHS[part]));
    symbols
}

/// The same towards the left, filled up with blanks, in halves: fonts have no other blocks there.
fn leftwards(columns: f64, room: u16, glyphs: Glyphs) -> Vec<char> {
    let mut symbols = if glyphs == Glyphs::Ascii || is_cut(columns, room) {
        whole(columns, room, glyphs, glyphs.symbols().left)
    } else {
        let halves = parts(columns, 2.0, room);
        let rest = (!halves.is_multiple_of(2)).then_some('▐');
        [FULL].repeat(halves / 2).into_iter().chain(rest).collect()
    };
    symbols.resize(usize::from(room), ' ');
    symbols.reverse();
    symbols
}

/// Whole columns; the last of a bar that would reach beyond its room is an arrow.
fn whole(columns: f64, room: u16, glyphs: Glyphs, arrow: char) -> Vec<char> {
    let full = if glyphs == Glyphs::Ascii { '#' } else { FULL };
    let mut symbols = vec![full; parts(columns, 1.0, room)];
    if let Some(last) = symbols.last_mut().filter(|_| is_cut(columns, room)) {
        *last = arrow;
    }
    symbols
}

/// How many parts of a column long a bar is, each column having so many.
fn parts(columns: f64, each: f64, room: u16) -> usize {
    (columns * each).round().clamp(0.0, f64::from(room) * each) as usize
}

/// Whether a bar would reach beyond its room, by more than a rounding error.
fn is_cut(columns: f64, room: u16) -> bool {
    columns > f64::from(room) * (1.0 + 1e-9)
}

const FULL: char = '█';
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];
