//! The stage: the pictures of a step in their places, and the line that names them.

use ratatui::layout::{Position, Rect};

use crate::chart::{Chart, Drawing, Glyphs, Proportion};
use crate::lab::Picture;
use crate::lesson::format::PictureName;
use crate::tui::shown::{Shown, View};

use super::rows;

/// The pictures that are seen at once, and the names of all that there are.
#[derive(Clone, Debug, Default)]
pub(in crate::tui) struct Stage {
    /// All of it.
    pub(in crate::tui) area: Rect,
    pub(in crate::tui) tiles: Vec<Tile>,
    /// The names, where there is more than one picture.
    pub(in crate::tui) tabs: Vec<Tab>,
}

/// A picture in its place.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui) struct Tile {
    /// Which picture of the step it is.
    pub(in crate::tui) picture: usize,
    pub(in crate::tui) area: Rect,
}

/// The name of a picture, to be clicked.
#[derive(Clone, Debug)]
pub(in crate::tui) struct Tab {
    pub(in crate::tui) picture: usize,
    pub(in crate::tui) name: &'static str,
    pub(in crate::tui) area: Rect,
}

impl Stage {
    /// The stage of a step in an area of its own.
    pub(super) fn of(shown: &Shown, area: Rect) -> Self {
        if area.is_empty() || shown.outcome.pictures.is_empty() {
            return Self::default();
        }
        let pictures = &shown.outcome.pictures;
        let has_tabs = pictures.len() > 1 && area.height >= ROWS_FOR_TABS;
        let (rest, line) = rows::last(area, u16::from(has_tabs));
        let order = order(pictures, shown.looked_at());
        let tiles = match shown.view {
            View::Page => tiles(pictures, &order, inset(rest)),
            View::Picture => vec![Tile { picture: order[0], area: inset(rest) }],
        };
        let tiles = tiles.into_iter().map(|tile| with_margin(pictures, tile)).collect();
        let more = if shown.settings.glyphs == Glyphs::Ascii { ">" } else { "…" };
        Self { area, tiles, tabs: tabs(pictures, shown.looked_at(), inset(line), more) }
    }

    /// The picture whose name or whose place is there.
    pub(super) fn tab_at(&self, at: Position) -> Option<usize> {
        self.tabs.iter().find(|tab| tab.area.contains(at)).map(|tab| tab.picture)
    }

    /// The picture in whose place a cell lies.
    pub(super) fn tile_at(&self, at: Position) -> Option<Tile> {
        self.tiles.iter().copied().find(|tile| tile.area.contains(at))
    }
}

/// Columns between the text and the stage: the rule and a gap.
const DIVIDER: u16 = 2;
/// With fewer rows than these a picture needs them all.
const ROWS_FOR_TABS: u16 = 11;

fn inset(area: Rect) -> Rect {
    let divider = DIVIDER.min(area.width);
    Rect { x: area.x + divider, width: area.width - divider, ..area }
}

/// A network, a tree or a forest fills its place with nodes and what is written at them: a column keeps
/// them off the edge, as it does text, unless it needs them all. The axes of a chart end where its place
/// does.
fn with_margin(pictures: &[Picture], tile: Tile) -> Tile {
    let is_network = matches!(
        pictures[tile.picture].drawing,
        Drawing::Network(_) | Drawing::Tree(_) | Drawing::Forest(_)
    );
    let can_spare = tile.area.width >= COLUMNS_TO_SPARE;
    let width = tile.area.width - u16::from(is_network && can_spare);
    Tile { area: Rect { width, ..tile.area }, ..tile }
}

const COLUMNS_TO_SPARE: u16 = 40;

/// What is looked at, then what goes best with it.
fn order(pictures: &[Picture], looked_at: usize) -> Vec<usize> {
    let mut others: Vec<usize> = (0..pictures.len()).filter(|at| *at != looked_at).collect();
    // A bowl that comes last has come with a choice: what is there already stays in its place.
    let is_added = |at: usize| at + 1 == pictures.len() && pictures[at].name == PictureName::Bowl;
    others.sort_by_key(|at| (is_added(*at), rank(pictures[*at].name)));
    [looked_at].into_iter().chain(others).collect()
}

fn rank(name: PictureName) -> u8 {
    match name {
        PictureName::Loss | PictureName::ValidationCurve => 0,
        PictureName::Model | PictureName::Digits | PictureName::Tree | PictureName::Rows => 1,
        PictureName::Network
        | PictureName::Backward
        | PictureName::Gains
        | PictureName::Impurity
        | PictureName::Residuals => 2,
        PictureName::Bowl | PictureName::Slice => 3,
        PictureName::Units | PictureName::Hidden => 4,
        PictureName::Bars | PictureName::Confusion => 2,
        PictureName::Votes | PictureName::Trees => 2,
        PictureName::Filters | PictureName::Evidence | PictureName::Importances => 3,
        PictureName::Weights => 5,
        PictureName::Metric => 6,
    }
}

/// The places: one picture where there is room for one, a second below it, or, from so many columns
/// on, all others in a column of their own. None is smaller than it can be read.
fn tiles(pictures: &[Picture], order: &[usize], area: Rect) -> Vec<Tile> {
    let (first, others) = (order[0], &order[1..]);
    if others.is_empty() {
        return vec![Tile { picture: first, area }];
    }
    if matches!(pictures[first].drawing, Drawing::Tree(_)) && area.width < COLUMNS_BESIDE_A_TREE {
        return vec![Tile { picture: first, area }];
    }
    let is_network = matches!(pictures[first].drawing, Drawing::Network(_));
    let needed = if is_network { COLUMNS_BESIDE_A_NETWORK } else { TWO_COLUMNS };
    if area.width >= needed && area.height >= ROWS_OF_A_COLUMN {
        return in_columns(pictures, first, others, area);
    }
    let is_loss = |at: &&usize| pictures[**at].name == PictureName::Loss;
    let is_first = pictures[first].name == PictureName::Model;
    let needed = if is_first { ROWS_FOR_TWO } else { ROWS_FOR_A_CHOSEN_ONE };
    let second = others.iter().find(|at| is_loss(at) || area.height >= ROWS_FOR_ANY_TWO);
    let Some(second) = second.filter(|_| area.height >= needed) else {
        return vec![Tile { picture: first, area }];
    };
    let (above, below) = rows::last(area, (area.height * 2 / 5).max(6));
    vec![Tile { picture: first, area: above }, Tile { picture: *second, area: below }]
}

const TWO_COLUMNS: u16 = 66;
/// A network is wide, and what its units say is small.
const COLUMNS_BESIDE_A_NETWORK: u16 = 104;
/// A tree doubles its width with each question more.
const COLUMNS_BESIDE_A_TREE: u16 = 150;
const ROWS_OF_A_COLUMN: u16 = 18;
/// While a model learns, both are to be seen: what it does, and how its loss falls.
const ROWS_FOR_TWO: u16 = 16;
/// A picture that the learner or the lesson has chosen gets the room first.
const ROWS_FOR_A_CHOSEN_ONE: u16 = 19;
const ROWS_FOR_ANY_TWO: u16 = 24;

/// What is looked at on the left, and as many others as can be read one below the other.
fn in_columns(pictures: &[Picture], first: usize, others: &[usize], area: Rect) -> Vec<Tile> {
    let right = area.width * 2 / 5;
    let left = Rect { width: area.width - right - GAP, ..area };
    let column = Rect { x: area.right() - right, width: right, ..area };
    let fits = |at: &&usize| least_width(&pictures[**at].drawing) <= right;
    let needs: Vec<(usize, u16)> = others
        .iter()
        .filter(fits)
        .map(|at| (*at, least_height(&pictures[*at].drawing)))
        .scan(0, |rows, (at, height)| {
            let is_first = *rows == 0;
            *rows += height;
            (is_first || *rows <= column.height).then_some((at, height))
        })
        .collect();
    if needs.is_empty() {
        return vec![Tile { picture: first, area }];
    }
    [Tile { picture: first, area: left }].into_iter().chain(shared(&needs, column)).collect()
}

/// A column shared out among pictures, to each as much of it as it needs of all that they need.
fn shared(needs: &[(usize, u16)], column: Rect) -> Vec<Tile> {
    let all: u16 = needs.iter().map(|(_, height)| height).sum();
    let share = |rows: u16| {
        column.y + (u32::from(column.height) * u32::from(rows) / u32::from(all.max(1))) as u16
    };
    let tile = |rows: &mut u16, &(picture, height): &(usize, u16)| {
        let y = share(*rows);
        *rows += height;
        Some(Tile { picture, area: Rect { y, height: share(*rows) - y, ..column } })
    };
    needs.iter().scan(0, tile).collect()
}

const GAP: u16 = 2;

/// With fewer rows than these a picture says little: a plane needs more of them than a course.
fn least_height(drawing: &Drawing) -> u16 {
    match drawing {
        Drawing::Chart(Chart { proportion: Proportion::Course, .. }) | Drawing::Measure(_) => 9,
        Drawing::Chart(_)
        | Drawing::Panels(_)
        | Drawing::Network(_)
        | Drawing::Tree(_)
        | Drawing::Forest(_)
        | Drawing::Confusion(_) => 11,
        Drawing::Sliced(_) => 14,
        Drawing::Pictured(_)
        | Drawing::Matrices(_)
        | Drawing::Table(_)
        | Drawing::Images(_)
        | Drawing::Bars(_)
        | Drawing::Chances(_) => 10,
    }
}

fn least_width(drawing: &Drawing) -> u16 {
    match drawing {
        Drawing::Chart(_) | Drawing::Sliced(_) | Drawing::Measure(_) => 24,
        Drawing::Panels(_) | Drawing::Matrices(_) | Drawing::Images(_) | Drawing::Table(_) => 28,
        Drawing::Forest(_) => 28,
        Drawing::Bars(_) | Drawing::Chances(_) | Drawing::Pictured(_) => 24,
        Drawing::Network(_) | Drawing::Tree(_) | Drawing::Confusion(_) => 40,
    }
}

/// As many names as there is room for, that of what is looked at among them, and a sign where there
/// are more behind them, which leads to the next.
fn tabs(pictures: &[Picture], looked_at: usize, line: Rect, more: &'static str) -> Vec<Tab> {
    let all = names(pictures, looked_at, line);
    let shown = all.last().map_or(0, |tab| tab.picture + 1);
    if shown >= pictures.len() || line.width < WIDTH_OF_MORE {
        return all;
    }
    let room = Rect { width: line.width - WIDTH_OF_MORE, ..line };
    let mut tabs = names(pictures, looked_at, room);
    let (next, x) =
        tabs.last().map_or((0, line.x), |tab| (tab.picture + 1, tab.area.right() + GAP));
    let area = Rect { x, width: WIDTH_OF_MORE - GAP, ..line };
    tabs.push(Tab { picture: next.min(pictures.len() - 1), name: more, area });
    tabs
}

/// A gap and the sign that there are more names.
const WIDTH_OF_MORE: u16 = GAP + 1;

fn names(pictures: &[Picture], looked_at: usize, line: Rect) -> Vec<Tab> {
    let width = |pictures: &[Picture]| -> usize {
        pictures.iter().map(|picture| picture.name.word().len() + usize::from(GAP)).sum()
    };
    let room = usize::from(line.width + GAP);
    let fits = |first: &usize| width(&pictures[*first..=looked_at]) <= room;
    let first = (0..looked_at).find(fits).unwrap_or(looked_at);
    let mut left = line.x;
    let tab = |(picture, shown): (usize, &Picture)| {
        let name = shown.name.word();
        let width = name.len() as u16;
        let area = Rect { x: left, width, ..line };
        left += width + GAP;
        (area.right() <= line.right() && !line.is_empty()).then_some(Tab { picture, name, area })
    };
    pictures.iter().enumerate().skip(first).map_while(tab).collect()
}
