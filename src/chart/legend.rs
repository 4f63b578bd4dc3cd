//! The legend: what each glyph stands for, and what of it is out of sight.

use super::{
    Axis, Chart, Glyphs, Role, Series, Style,
    bar::{self, BarPlace},
    contour,
    ends::Names,
    glyphs::{OVERLAP, Symbols},
    grid::{self, Cell},
    marks::{self, Crowding},
    number::{self, NOT_A_NUMBER},
    packing, path,
    range::Range,
    stroke::{self, Stroke},
};

/// What a chart's legend says.
#[derive(Default)]
pub(super) struct Legend<'a> {
    entries: Vec<Entry<'a>>,
}

impl<'a> Legend<'a> {
    pub(super) fn of(chart: &'a Chart, bar: BarPlace, names: Names, style: Style) -> Self {
        Self { entries: entries(chart, bar, names, style) }
    }

    /// How many rows it takes up, with what may be to be said of crowded cells.
    pub(super) fn rows(
        mut self,
        crowding: Crowding,
        (width, height): (u16, u16),
        glyphs: Glyphs,
    ) -> u16 {
        self.entries.extend(crowded(crowding));
        fit(&self.entries, width, rows_max(height), glyphs).len() as u16
    }

    /// The legend in no more than `rows` lines, with what is to be said of crowded cells.
    pub(super) fn lines(
        mut self,
        crowding: Crowding,
        (width, rows): (u16, u16),
        glyphs: Glyphs,
    ) -> Vec<Vec<Cell>> {
        self.entries.extend(crowded(crowding));
        fit(&self.entries, width, rows, glyphs)
    }
}

fn rows_max(height: u16) -> u16 {
    match height {
        0..11 => 1,
        11..15 => 2,
        15..18 => 3,
        18..28 => 4,
        _ => 5,
    }
}

/// How many rows the legend takes up that charts share, with how many others are not drawn and what
/// may be to be said of crowded cells.
pub(super) fn rows_of_shared(
    charts: &[Chart],
    (width, height): (u16, u16),
    hidden: usize,
    style: Style,
) -> u16 {
    let crowding = marks::likely(charts, width, height, style.glyphs);
    let rows = rows_max(height).into();
    shared(charts, (width, rows), hidden, crowding, style).len() as u16
}

/// The shared legend with what is to be said of crowded cells, in no more than so many rows.
pub(super) fn shared(
    charts: &[Chart],
    (width, rows): (u16, usize),
    hidden: usize,
    crowding: Crowding,
    style: Style,
) -> Vec<Vec<Cell>> {
    let mut entries = shared_entries(charts, width, hidden, style);
    entries.extend(crowded(crowding));
    fit(&entries, width, rows as u16, style.glyphs)
}

/// How many things are not drawn.
pub(super) fn and_more(hidden: usize) -> String {
    format!("and {hidden} more")
}

/// A key, what it stands for, and what there is to say about that.
struct Entry<'a> {
    key: Vec<Cell>,
    name: &'a str,
    note: String,
    sight: Sight,
}

/// Whether there is anything to see of what an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sight {
    Out,
    In,
}

impl Entry<'_> {
    /// The entry in at most `width` cells: its name is shortened, its note never is.
    fn within(&self, width: usize, ellipsis: char) -> Vec<Cell> {
        let whole = self.cells(usize::MAX, ellipsis);
        let name_width = grid::cells(self.name, Role::Label).len();
        match whole.len().checked_sub(width) {
            None | Some(0) => whole,
            Some(over) => self.cells(name_width.saturating_sub(over), ellipsis),
        }
    }

    /// The entry as cells, its name cut to `name_width`.
    fn cells(&self, name_width: usize, ellipsis: char) -> Vec<Cell> {
        let mut cells = self.key.clone();
        let name = grid::shortened(self.name, name_width, ellipsis, Role::Label);
        for part in [name, grid::cells(&self.note, Role::Label)] {
            if !part.is_empty() {
                cells.push(Cell::new(' ', Role::Label));
                cells.extend(part);
            }
        }
        cells
    }
}

/// The entries, topmost kind first: what is on top matters most when room is short.
fn entries(chart: &Chart, bar: BarPlace, names: Names, style: Style) -> Vec<Entry<'_>> {
    let mut series: Vec<_> =
        stroke::with_strokes(&chart.series).filter(|(series, _)| names.has_entry(series)).collect();
    series.sort_by_key(|(series, _)| match series {
        Series::Points { .. } => 0,
        Series::Curve { .. } => 1,
        Series::Boundary { .. } | Series::Contour { .. } => 2,
        Series::Shade { .. }
        | Series::Regions { .. }
        | Series::Stems { .. }
        | Series::Crosshair { .. } => 3,
    });
    series
        .into_iter()
        .filter_map(|(series, stroke)| entry(chart, series, stroke, bar, style))
        .filter(|entry| !entry.name.is_empty())
        .collect()
}

/// What is not drawn, the entries of all charts, each once, and the axes they have in common. What
/// only some charts note is left out.
fn shared_entries(charts: &[Chart], width: u16, hidden: usize, style: Style) -> Vec<Entry<'_>> {
    let more = (hidden > 0).then(|| Entry {
        key: grid::cells(&and_more(hidden), Role::Label),
        name: "",
        note: String::new(),
        sight: Sight::In,
    });
    let mut shared: Vec<Entry> = more.into_iter().collect();
    for entry in
        charts.iter().flat_map(|chart| entries(chart, BarPlace::Legend, Names::InLegend, style))
    {
        match shared.iter_mut().find(|same| same.key == entry.key && same.name == entry.name) {
            Some(same) if same.note != entry.note => same.note.clear(),
            Some(_) => (),
            None => shared.push(entry),
        }
    }
    let symbols = style.glyphs.symbols();
    let axes: [fn(&Chart) -> &Axis; 2] = [|chart| &chart.x, |chart| &chart.y];
    for (axis, arrow) in axes.into_iter().zip([symbols.across, symbols.up]) {
        shared.extend(shared_axis(charts, width, axis, arrow));
    }
    shared
}

/// The arrow and title of an axis, and its ends, if it is the same in all charts.
fn shared_axis(
    charts: &[Chart],
    width: u16,
    axis: fn(&Chart) -> &Axis,
    arrow: char,
) -> Option<Entry<'_>> {
    let first = axis(charts.first()?);
    let is_shared = charts.iter().all(|chart| axis(chart) == first) && !first.label.is_empty();
    let range = Range::of(first);
    let [from, to] = [range.min, range.max].map(|end| number::rounded(range.value(end)));
    let key = vec![Cell::new(arrow, Role::Axis)];
    let note = if width < ENDS_WIDTH_MIN { String::new() } else { format!("{from} to {to}") };
    is_shared.then_some(Entry { key, name: &first.label, note, sight: Sight::In })
}

/// Narrower than this, the titles of the axes matter more than where they end.
const ENDS_WIDTH_MIN: u16 = 50;

/// How cells with several points are shown, in words too short to be cut.
fn crowded<'a>(crowding: Crowding) -> impl Iterator<Item = Entry<'a>> {
    let several = crowding.several.map(|symbol| format!("{symbol} several"));
    let ties = crowding.has_ties.then(|| format!("{OVERLAP} a tie"));
    let most = crowding.has_most.then(|| "mixed: by the majority".to_owned());
    let entry = |words: String| Entry {
        key: grid::cells(&words, Role::Label),
        name: "",
        note: String::new(),
        sight: Sight::In,
    };
    several.into_iter().chain(ties).chain(most).map(entry)
}

fn entry<'a>(
    chart: &'a Chart,
    series: &'a Series,
    stroke: Stroke,
    bar: BarPlace,
    style: Style,
) -> Option<Entry<'a>> {
    let symbols = style.glyphs.symbols();
    let (key, name, note) = match series {
        Series::Points { name, role, mark, points } => {
            let key = vec![Cell::new(mark.symbol(style.glyphs), *role)];
            (key, name, points_note(chart, points))
        }
        Series::Curve { name, role, points } => {
            (grid::cells(stroke.key(symbols), *role), name, curve_note(chart, points, symbols))
        }
        Series::Boundary { name, at } => {
            let key = vec![Cell::new(symbols.boundary, Role::Boundary)];
            (key, name, boundary_note(chart, *at, symbols))
        }
        // Whether there is something of them to see takes long to find out.
        Series::Contour { name, .. } if name.is_empty() => return None,
        Series::Contour { name, role, levels, values } => {
            (grid::cells(stroke.key(symbols), *role), name, contour::note(levels, values))
        }
        Series::Shade { name, .. } if matches!(bar, BarPlace::Legend | BarPlace::Side) => {
            (bar::key(chart, style), name, String::new())
        }
        Series::Stems { name, .. } => {
            (vec![Cell::new(symbols.stem, Role::Stem)], name, String::new())
        }
        Series::Shade { .. } | Series::Regions { .. } | Series::Crosshair { .. } => return None,
    };
    let is_out = matches!(series, Series::Curve { .. }) && !note.is_empty();
    Some(Entry { key, name, note, sight: if is_out { Sight::Out } else { Sight::In } })
}

fn points_note(chart: &Chart, points: &[[f64; 2]]) -> String {
    let (x, y) = (Range::of(&chart.x), Range::of(&chart.y));
    let unknown = points.iter().filter(|point| is_unknown(point)).count();
    let inside = points.iter().filter(|point| x.contains(point[0]) && y.contains(point[1])).count();
    match (points.len() - inside - unknown, unknown) {
        (0, 0) => String::new(),
        (outside, 0) => format!("({outside} outside)"),
        (0, unknown) => format!("({unknown} {NOT_A_NUMBER})"),
        (outside, unknown) => format!("({outside} outside, {unknown} {NOT_A_NUMBER})"),
    }
}

/// Where a curve is of which nothing is in sight.
fn curve_note(chart: &Chart, points: &[[f64; 2]], symbols: &Symbols) -> String {
    let (x, y) = (Range::of(&chart.x), Range::of(&chart.y));
    if points.is_empty() || !path::visible(points, x, y).is_empty() {
        return String::new();
    }
    let known: Vec<_> = points.iter().filter(|point| !is_unknown(point)).collect();
    let (symbol, word) = if known.is_empty() {
        return NOT_A_NUMBER.to_owned();
    } else if known.iter().all(|point| y.share(point[1]) > 1.0) {
        (symbols.above, "above")
    } else if known.iter().all(|point| y.share(point[1]) < 0.0) {
        (symbols.below, "below")
    } else if known.iter().all(|point| x.share(point[0]) < 0.0) {
        (symbols.left, "left")
    } else if known.iter().all(|point| x.share(point[0]) > 1.0) {
        (symbols.right, "right")
    } else {
        return "(outside)".to_owned();
    };
    format!("{symbol} {word}")
}

fn boundary_note(chart: &Chart, at: f64, symbols: &Symbols) -> String {
    let x = Range::of(&chart.x);
    let value = if at.is_finite() { number::rounded(at) } else { String::new() };
    let note = if at.is_nan() {
        NOT_A_NUMBER.to_owned()
    } else if x.contains(at) {
        value
    } else if x.share(at) < 0.0 {
        format!("{value} {} left", symbols.left)
    } else {
        format!("{value} {} right", symbols.right)
    };
    note.trim_start().to_owned()
}

fn is_unknown(point: &[f64; 2]) -> bool {
    point[0].is_nan() || point[1].is_nan()
}

/// The entries in at most `rows` lines of `width` cells. Those that have no room there are left out
/// whole; a name is shortened where it is too long for a line of its own.
fn fit(entries: &[Entry], width: u16, rows: u16, glyphs: Glyphs) -> Vec<Vec<Cell>> {
    let (width, ellipsis) = (usize::from(width), glyphs.symbols().ellipsis);
    let items: Vec<_> = entries.iter().map(|entry| entry.within(width, ellipsis)).collect();
    let mut kept: Vec<usize> = Vec::new();
    let mut fitting = Vec::new();
    for index in by_need(entries) {
        let mut more = [kept.as_slice(), &[index]].concat();
        more.sort_unstable();
        let chosen: Vec<_> = more.iter().map(|index| items[*index].clone()).collect();
        if let Some(lines) = lines(&chosen, width, rows.into()) {
            (kept, fitting) = (more, lines);
        }
    }
    if kept.len() < items.len() {
        note(&mut fitting, Cell::new(ellipsis, Role::Label), width);
    }
    fitting
}

/// The entries in the order in which they are needed: as they stand, but first of all those that
/// tell of what is out of sight, for nothing else does.
fn by_need(entries: &[Entry]) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..entries.len()).collect();
    indices.sort_by_key(|index| entries[*index].sight);
    indices
}

/// Items in lines, with gaps as wide as there is room for.
fn lines(items: &[Vec<Cell>], width: usize, rows: usize) -> Option<Vec<Vec<Cell>>> {
    [3, 2, 1].into_iter().find_map(|gap| packing::tight(items, gap, width, rows))
}

/// Says at the end that there is more, where there is room and nothing says so already.
fn note(lines: &mut [Vec<Cell>], more: Cell, width: usize) {
    let has_room = |line: &&mut Vec<Cell>| line.len() + 2 <= width && line.last() != Some(&more);
    if let Some(last) = lines.last_mut().filter(has_room) {
        last.extend([Cell::new(' ', Role::Muted), more]);
    }
}
