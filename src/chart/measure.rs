//! A measure over a setting, such as the error over the degree of a polynomial.

use serde::Serialize;

use super::{
    Axis, AxisScale, Bar, Bars, Chart, Grid, Mark, Plot, Proportion, Ramp, Role, Series, Shading,
    Style, Tone,
    bars::{self, Names},
    draw,
    glyphs::OVERLAP,
    grid::{self, Cell},
    nice_range, number, packing, room, shade,
};

/// What comes out for some values of a setting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measure {
    /// A line above it; none if empty.
    pub title: String,
    /// What is set, such as `degree`.
    pub setting: String,
    /// What it is set to.
    pub settings: Settings,
    /// What is measured, such as `error`.
    pub measure: String,
    /// The curves; several are told apart by their names.
    pub curves: Vec<Measured>,
    /// What is best: it is marked on the last curve.
    pub best: Option<Best>,
    /// Which setting is looked at, counted from 0.
    pub cursor: Option<usize>,
    /// Whether what lies between the first two curves is shaded.
    pub has_gap: bool,
}

/// The values of a setting.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Settings {
    /// Numbers, in order, along an axis.
    Numbers {
        /// The numbers.
        values: Vec<f64>,
        /// How they are spread.
        scale: AxisScale,
    },
    /// Names, one below the other.
    Names(Vec<String>),
}

/// A measure at each value of the setting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// Its name, such as `validation`.
    pub name: String,
    /// What it is.
    pub role: Role,
    /// The measure for each setting, in order; one that is not finite breaks the curve.
    pub values: Vec<f64>,
}

/// What is best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Best {
    /// The lowest, such as of errors.
    Lowest,
    /// The highest, such as of accuracies.
    Highest,
}

impl Measure {
    /// Draws it into a grid of exactly `width` × `height` cells: numbers as curves, names as bars.
    pub fn draw(&self, width: u16, height: u16, style: Style) -> Grid {
        match &self.settings {
            Settings::Names(names) => self.draw_bars(names, (width, height), style),
            Settings::Numbers { .. } if width < LEAST.0 || height < LEAST.1 => {
                let mut grid = Grid::blank(width, height);
                room::needs(&mut grid, LEAST, style.glyphs);
                grid
            }
            Settings::Numbers { values, scale } => {
                let parts = Parts::of(self, width, height);
                self.draw_curves((values, *scale), &parts, (width, height), style)
            }
        }
    }

    /// Which value of the last curve is best: the first of equals.
    fn best_of(&self, count: usize) -> Option<usize> {
        let (best, curve) = self.best.zip(self.curves.last())?;
        let known = curve.values.iter().enumerate().take(count).filter(|(_, it)| it.is_finite());
        let is_better = |next: f64, best_yet: f64| match best {
            Best::Lowest => next < best_yet,
            Best::Highest => next > best_yet,
        };
        let best = known.reduce(|best, next| if is_better(*next.1, *best.1) { next } else { best });
        best.map(|(index, _)| index)
    }
}

/// Smaller than this, a curve cannot be read.
const LEAST: (u16, u16) = (24, 5);

// Names: a bar for each of them and each curve.
impl Measure {
    fn draw_bars(&self, names: &[String], size: (u16, u16), style: Style) -> Grid {
        let curves = self.curves.len();
        let bar = |(name, setting): (&String, usize), measured: &Measured| {
            let name = if curves > 1 { format!("{name} {}", measured.name) } else { name.clone() };
            let value = measured.values.get(setting).copied().unwrap_or(f64::NAN);
            Bar { name, value, role: measured.role }
        };
        let of_name = |(setting, name)| self.curves.iter().map(move |it| bar((name, setting), it));
        let bars: Vec<Bar> = names.iter().enumerate().flat_map(of_name).collect();
        let title = if self.title.is_empty() { self.measure.clone() } else { self.title.clone() };
        let best =
            self.best_of(names.len()).map(|best| (best * curves + curves - 1, "best".to_owned()));
        let cursor = self.cursor.map(|cursor| cursor * curves);
        let bars = Bars { title, bars, from: f64::NAN, to: f64::NAN, target: None };
        bars::draw(&bars, (cursor, best.as_slice()), Names::Shortened, size, style)
    }
}

/// What is shown besides the curves.
struct Parts {
    /// The columns for the names at the right ends of the curves; 0 where a line has them.
    names: u16,
    /// The lines below, top to bottom.
    lines: Vec<Line>,
}

/// A line below the curves; the first stands highest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Line {
    Best,
    Setting,
    Cursor,
    Names,
}

impl Parts {
    /// What there is room for, what matters most first.
    fn of(measure: &Measure, width: u16, height: u16) -> Self {
        let lengths = measure.curves.iter().map(|it| grid::cells(&it.name, it.role).len() as u16);
        let longest = lengths.max().unwrap_or(0);
        let is_named = longest > 0 && measure.curves.len() <= usize::from(height) / 4;
        let names = if is_named && width >= longest + 1 + NAMES_BESIDE { longest + 1 } else { 0 };
        let wanted = [
            (Line::Names, longest > 0 && names == 0),
            (Line::Best, measure.best.is_some()),
            (Line::Cursor, measure.cursor.is_some()),
            (Line::Setting, !measure.setting.is_empty()),
        ];
        let wanted = wanted.into_iter().filter(|(_, is_wanted)| *is_wanted).map(|(line, _)| line);
        let mut lines: Vec<Line> = wanted.take(usize::from(height - LEAST.1)).collect();
        lines.sort_unstable();
        Self { names, lines }
    }
}

/// From so many columns besides the names on, names stand at the ends of their curves.
const NAMES_BESIDE: u16 = 28;

// Numbers: curves over an axis.
impl Measure {
    fn draw_curves(
        &self,
        (settings, scale): (&[f64], AxisScale),
        parts: &Parts,
        (width, height): (u16, u16),
        style: Style,
    ) -> Grid {
        let chart = self.chart(settings, scale);
        let size = (width - parts.names, height - parts.lines.len() as u16);
        let drawn = draw(&chart, size.0, size.1, style);
        let plot = super::locate(&chart, size.0, size.1, style);
        let mut grid = Grid::blank(width, height);
        for (row, cells) in (0..).zip(drawn.rows()) {
            let own = |cell: &Cell| match cell.role {
                STAND_IN => Cell { role: Role::Formula, ..*cell },
                _ => *cell,
            };
            grid.write(0, row, &cells.iter().map(own).collect::<Vec<_>>());
        }
        draw_note_of_ties(&mut grid, &plot);
        if self.has_gap {
            self.draw_gap(&mut grid, &plot, settings, style);
        }
        if parts.names > 0 {
            self.draw_names(&mut grid, &plot, settings, width - parts.names + 1);
        }
        let below = (plot.down().end + 2).min(size.1);
        for (row, line) in (below..).zip(&parts.lines) {
            let (column, cells) = self.line(*line, &plot, settings, width, style);
            grid.write(column, row, &cells);
        }
        grid
    }

    /// The curves as a chart that has no names of its own.
    fn chart(&self, settings: &[f64], scale: AxisScale) -> Chart {
        let points = |it: &Measured| -> Vec<[f64; 2]> {
            settings.iter().zip(&it.values).map(|(setting, value)| [*setting, *value]).collect()
        };
        let lines = self.curves.iter().map(|it| Series::Curve {
            name: String::new(),
            role: if it.role == Role::Formula { STAND_IN } else { it.role },
            points: points(it),
        });
        let marks = self.curves.iter().zip(MARKS.into_iter().cycle()).map(|(it, mark)| {
            Series::Points { name: String::new(), role: it.role, mark, points: points(it) }
        });
        let looked_at = self.cursor.and_then(|cursor| {
            Some(Series::Boundary { name: String::new(), at: *settings.get(cursor)? })
        });
        let values = self.curves.iter().flat_map(|it| it.values.iter().take(settings.len()));
        let (low, high) = nice_range(values.copied(), 0.0);
        Chart {
            proportion: Proportion::Course,
            title: Some(self.title.clone()).filter(|title| !title.is_empty()),
            x: axis(settings, scale),
            y: Axis::new(self.measure.clone(), low, high),
            series: looked_at.into_iter().chain(lines).chain(marks).collect(),
        }
    }

    /// Shades what is blank between the first two curves.
    fn draw_gap(&self, grid: &mut Grid, plot: &Plot, settings: &[f64], style: Style) {
        let [first, second, ..] = self.curves.as_slice() else { return };
        for column in plot.across() {
            let at = |it: &Measured| between(plot, settings, &it.values, plot.x_at(column)?);
            let Some(ends) = at(first).zip(at(second)) else { continue };
            let ends = [ends.0.min(ends.1), ends.0.max(ends.1)].map(|end| plot.y.range.share(end));
            for row in plot.down() {
                let is_inside = |up: f64| {
                    let share = plot.shares(column, row, up)[1];
                    ends[0] <= share && share <= ends[1]
                };
                put_gap(grid, (column, row), is_inside, style);
            }
        }
    }

    /// Writes the names at the ends of the curves, each in a row of its own.
    fn draw_names(&self, grid: &mut Grid, plot: &Plot, settings: &[f64], left: u16) {
        let end = |it: &Measured| {
            let mut known = settings.iter().zip(&it.values).filter(|(_, value)| value.is_finite());
            known.next_back().and_then(|(_, value)| plot.row_of(*value)).unwrap_or(plot.top)
        };
        let mut ends: Vec<(u16, &Measured)> = self.curves.iter().map(|it| (end(it), it)).collect();
        ends.sort_by_key(|(row, _)| *row);
        let count = ends.len() as u16;
        let mut free = plot.top;
        for (index, (row, it)) in (0..).zip(ends) {
            // Those below need a row each.
            let last = plot.down().end.saturating_sub(count - index);
            let row = row.max(free).min(last);
            grid.write(left, row, &grid::cells(&it.name, it.role));
            free = row + 1;
        }
    }

    /// A line below the curves, and the column where it starts.
    fn line(
        &self,
        line: Line,
        plot: &Plot,
        settings: &[f64],
        width: u16,
        style: Style,
    ) -> (u16, Vec<Cell>) {
        let symbols = style.glyphs.symbols();
        let fitted = |text: &str, role| grid::shortened(text, width.into(), symbols.ellipsis, role);
        match line {
            Line::Best => {
                let Some(best) = self.best_of(settings.len()).map(|best| settings[best]) else {
                    return (0, Vec::new());
                };
                let text = format!("best {}", number::rounded(best));
                let (left, text) = pointed(&text, plot.column_of(best), width, symbols.above);
                (left, fitted(&text, Role::Title))
            }
            Line::Setting => {
                let cells = fitted(&self.setting, Role::Label);
                let middle = plot.left + plot.columns() / 2;
                let left = middle.saturating_sub(cells.len() as u16 / 2);
                (left.min(width - cells.len() as u16), cells)
            }
            Line::Cursor => (0, fitted(&self.looked_at(settings), Role::Crosshair)),
            Line::Names => (0, self.names(width, style)),
        }
    }

    /// The marks of the curves and their names, as many as fit.
    fn names(&self, width: u16, style: Style) -> Vec<Cell> {
        let entries = self.curves.iter().zip(MARKS.into_iter().cycle()).map(|(it, mark)| {
            let key = vec![Cell::new(mark.symbol(style.glyphs), it.role), Cell::default()];
            [key, grid::cells(&it.name, Role::Label)].concat()
        });
        let entries: Vec<Vec<Cell>> = entries.collect();
        let lines = packing::in_order(&entries, 2, width.into()).unwrap_or_default();
        lines.into_iter().next().unwrap_or_default()
    }

    /// The setting that is looked at, and what is measured there.
    fn looked_at(&self, settings: &[f64]) -> String {
        let Some((cursor, setting)) = self.cursor.and_then(|at| Some((at, settings.get(at)?)))
        else {
            return String::new();
        };
        let value = |it: &Measured| {
            let value = it.values.get(cursor).map_or("none".to_owned(), |it| number::rounded(*it));
            format!("  {} {value}", it.name)
        };
        let values: String = self.curves.iter().map(value).collect();
        format!("{} {}{values}", self.setting, number::rounded(*setting))
    }
}

/// The marks of the curves in turn.
const MARKS: [Mark; 4] = [Mark::Circle, Mark::Cross, Mark::Triangle, Mark::Square];

/// The role of curves that would be drawn as beads, which look like marks.
const STAND_IN: Role = Role::Stem;

/// Light enough, or dark enough, for curves to stand out from it.
const GAP_TONE: Tone = Tone { ramp: Ramp::Ink, level: 6 };

/// Shades what of a cell lies in the gap, which is asked of rows up from its centre.
fn put_gap(
    grid: &mut Grid,
    (column, row): (u16, u16),
    is_inside: impl Fn(f64) -> bool,
    style: Style,
) {
    let tone = |up: f64| is_inside(up).then_some(GAP_TONE);
    let is_blank = grid.is_blank(column, row);
    match style.shading {
        Shading::HalfBlocks if is_blank => {
            grid.put_shade(column, row, [0.25, -0.25].map(tone));
        }
        Shading::HalfBlocks | Shading::Background => {
            grid.put_shade(column, row, [None, tone(0.0)]);
        }
        Shading::Glyphs if is_blank && is_inside(0.0) => {
            grid.put(column, row, shade::glyph(0.3, style.glyphs), Role::Bar);
        }
        Shading::Glyphs => (),
    }
}

/// Says above the plot what the mark of points on each other is.
fn draw_note_of_ties(grid: &mut Grid, plot: &Plot) {
    let is_tie =
        |column: u16, row: u16| grid.get(column, row).is_some_and(|cell| cell.symbol == OVERLAP);
    if plot.down().any(|row| plot.across().any(|column| is_tie(column, row))) {
        let text = grid::cells(&format!("{OVERLAP} both"), Role::Label);
        let left = plot.across().end.saturating_sub(text.len() as u16);
        let row = plot.top.saturating_sub(1);
        if plot.top > 0 && (left..plot.across().end).all(|column| grid.is_blank(column, row)) {
            grid.write(left, row, &text);
        }
    }
}

/// The axis of what is set, without a title.
fn axis(settings: &[f64], scale: AxisScale) -> Axis {
    let known = |value: &&f64| value.is_finite() && (scale == AxisScale::Linear || **value > 0.0);
    let (min, max) = super::extremes(settings.iter().filter(known).copied());
    match scale {
        AxisScale::Linear => Axis::new("", min, max),
        AxisScale::Log => Axis::log("", min, max),
    }
}

/// The measure between two settings, on the line that joins them.
fn between(plot: &Plot, settings: &[f64], values: &[f64], x: f64) -> Option<f64> {
    let share = |x: f64| plot.x.range.share(x);
    let points: Vec<(f64, f64)> =
        settings.iter().zip(values).map(|(setting, value)| (share(*setting), *value)).collect();
    let at = share(x);
    let holds = |pair: &&[(f64, f64)]| {
        pair[0].0 < pair[1].0
            && pair[0].0 <= at
            && at <= pair[1].0
            && pair.iter().all(|it| it.1.is_finite())
    };
    let pair = points.windows(2).find(holds)?;
    let along = (at - pair[0].0) / (pair[1].0 - pair[0].0);
    Some(pair[0].1 + along * (pair[1].1 - pair[0].1))
}

/// Words with an arrow at a column, before them or after.
fn pointed(text: &str, column: Option<u16>, width: u16, arrow: char) -> (u16, String) {
    let Some(column) = column else { return (0, text.to_owned()) };
    let length = text.chars().count() as u16 + 1;
    if column + 1 + length > width && column >= length {
        return (column - length, format!("{text} {arrow}"));
    }
    (column, format!("{arrow} {text}"))
}
