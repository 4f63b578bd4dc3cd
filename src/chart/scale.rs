//! From values to cells: ranges, and scales whose ticks are 1-2-5 values on the centres of cells.

use super::{Axis, number};

/// A tidy range round the finite ones of `values`, wider by `padding` times their spread at either
/// end. Values that are all the same get room; none at all get 0 to 1.
pub fn nice_range(values: impl Iterator<Item = f64>, padding: f64) -> (f64, f64) {
    let (min, max) = values
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(min, max), value| {
            (value.min(min), value.max(max))
        });
    let range = Range::new(min, max);
    let room = range.span() * if padding.is_finite() { padding.max(0.0) } else { 0.0 };
    let step = Step::at_least(range.span() / 20.0);
    let unit = step.unit();
    let min = step.value(((range.min - room) / unit + TOLERANCE).floor());
    let max = step.value(((range.max + room) / unit - TOLERANCE).ceil());
    let range = Range::new(min, max);
    (range.min, range.max)
}

/// Two finite values, the first clearly lower.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    pub(super) min: f64,
    pub(super) max: f64,
}

impl Range {
    pub(super) fn of(axis: &Axis) -> Self {
        Self::new(axis.min, axis.max)
    }

    /// Makes a range of any two numbers.
    fn new(a: f64, b: f64) -> Self {
        if !a.is_finite() || !b.is_finite() {
            return Self { min: 0.0, max: 1.0 };
        }
        let (a, b) = (a.clamp(-VALUE_MAX, VALUE_MAX), b.clamp(-VALUE_MAX, VALUE_MAX));
        let (min, max) = (a.min(b), a.max(b));
        let size = min.abs().max(max.abs());
        if max - min > SPAN_MIN.max(size * RELATIVE_SPAN_MIN) {
            return Self { min, max };
        }
        let room = if size > SPAN_MIN { size / 2.0 } else { 0.5 };
        Self { min: min - room, max: max + room }
    }

    pub(super) fn span(self) -> f64 {
        self.max - self.min
    }

    /// Where `value` lies: 0 at the start of the range, 1 at its end.
    pub(super) fn share(self, value: f64) -> f64 {
        (value - self.min) / self.span()
    }

    pub(super) fn contains(self, value: f64) -> bool {
        let share = self.share(value);
        (-TOLERANCE..=1.0 + TOLERANCE).contains(&share)
    }
}

const VALUE_MAX: f64 = 1e300;
const SPAN_MIN: f64 = 1e-290;
const RELATIVE_SPAN_MIN: f64 = 1e-9;

/// Models compute in float32: what is a rounding error away from a border is on it.
const TOLERANCE: f64 = 1e-6;

/// A range laid over a row of cells. The first and last cell may reach beyond the range by less
/// than a cell, so that ticks fall on centres.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    pub(super) range: Range,
    pub(super) cells: u16,
    pub(super) ticks: Vec<Tick>,
    first: f64,
    pitch: f64,
}

/// A labelled cell of an axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    pub(super) cell: u16,
    pub(super) label: String,
}

/// Where labels are written, which decides how close ticks may be.
#[derive(Clone, Copy)]
pub(super) enum Labels {
    /// Each on the row of its tick.
    Beside,
    /// Centred below the ticks, with so many cells of room before the first cell and after the
    /// last one that may be used.
    Below { before: u16, after: u16 },
}

impl Scale {
    /// Lays `range` over at most `cells` cells: as many as go with the best choice of ticks.
    pub(super) fn fit(range: Range, cells: u16, labels: Labels) -> Self {
        let finest = (range.span() / f64::from(cells.max(1))).log10().floor() as i32;
        (finest..finest + 6)
            .flat_map(Step::of_exponent)
            .filter_map(|step| Self::with_step(range, cells, labels, step))
            .min_by(|(a, _), (b, _)| a.total_cmp(b))
            .map_or_else(|| Self::plain(range, cells), |(_, scale)| scale)
    }

    /// The widest scale with ticks a `step` apart, and how far it is from ideal.
    fn with_step(range: Range, cells: u16, labels: Labels, step: Step) -> Option<(f64, Self)> {
        let unit = step.unit();
        let start = (range.min / unit - step.offset - TOLERANCE).ceil();
        let end = (range.max / unit - step.offset + TOLERANCE).floor();
        if end < start || end - start >= f64::from(cells) {
            return None;
        }
        let texts = step.labels(start as i64, end as i64);
        let edges = [step.value(start + step.offset), step.value(end + step.offset)];
        let apart_max = cells.min((f64::from(cells) * unit / range.span()) as u16);
        (1..=apart_max).rev().find_map(|apart| {
            let scale = Self::with_pitch(range, edges, unit / f64::from(apart), apart, &texts)?;
            let fits = scale.cells <= cells && labels.fit(&scale, cells, apart);
            fits.then(|| (cost(&scale, cells, labels, apart) + step.cost(range), scale))
        })
    }

    /// A scale of `pitch` a cell with ticks `apart` cells from each other; `edges` are the values
    /// of the first and last tick.
    fn with_pitch(
        range: Range,
        edges: [f64; 2],
        pitch: f64,
        apart: u16,
        texts: &[String],
    ) -> Option<Self> {
        let beyond = |distance: f64| (distance / pitch - 0.5 - TOLERANCE).ceil().max(0.0) as u16;
        let before = beyond(edges[0] - range.min);
        let after = beyond(range.max - edges[1]);
        let between = apart.checked_mul(u16::try_from(texts.len()).ok()? - 1)?;
        let cells = between.checked_add(before)?.checked_add(after)?.checked_add(1)?;
        let cell_of = |index: usize| before + apart * index as u16;
        let tick =
            |(index, label): (usize, &String)| Tick { cell: cell_of(index), label: label.clone() };
        let ticks = texts.iter().enumerate().map(tick).collect();
        Some(Self { range, cells, ticks, first: edges[0] - pitch * f64::from(before), pitch })
    }

    /// A scale without ticks, for where none fit.
    fn plain(range: Range, cells: u16) -> Self {
        let pitch = range.span() / f64::from(cells.max(1));
        Self { range, cells, ticks: Vec::new(), first: range.min + pitch / 2.0, pitch }
    }

    /// The cell `value` falls in, if it is within the range.
    pub(super) fn cell(&self, value: f64) -> Option<u16> {
        if self.cells == 0 || !self.range.contains(value) {
            return None;
        }
        let cell = (self.position(value) + 0.5).floor();
        Some(cell.clamp(0.0, f64::from(self.cells - 1)) as u16)
    }

    /// The value at the centre of a cell.
    pub(super) fn value(&self, cell: u16) -> f64 {
        self.first + self.pitch * f64::from(cell)
    }

    /// The dot of `value`, where each cell is divided into `per_cell` dots.
    pub(super) fn dot(&self, value: f64, per_cell: u32) -> u32 {
        let dots = (u32::from(self.cells) * per_cell).saturating_sub(1);
        let offset = f64::from(per_cell - 1) / 2.0;
        let dot = self.position(value) * f64::from(per_cell) + offset;
        (dot + 0.5).floor().clamp(0.0, f64::from(dots)) as u32
    }

    fn position(&self, value: f64) -> f64 {
        (value - self.first) / self.pitch
    }
}

impl Labels {
    fn fit(self, scale: &Scale, cells: u16, apart: u16) -> bool {
        let Self::Below { before, after } = self else {
            return true;
        };
        scale.ticks.iter().all(|tick| {
            let start = tick.label_start();
            let end = start + tick.label.len() as i32;
            tick.label.len() < usize::from(apart)
                && start >= -i32::from(before)
                && end <= i32::from(cells) + i32::from(after)
        })
    }

    /// How many cells apart ticks read best.
    fn apart_ideal(self, cells: u16) -> f64 {
        match self {
            Self::Beside => (f64::from(cells) / 4.0).clamp(2.0, 5.0),
            Self::Below { .. } => (f64::from(cells) / 5.0).clamp(6.0, 14.0),
        }
    }
}

impl Tick {
    /// The cell the label starts at when its digits are centred on the tick.
    pub(super) fn label_start(&self) -> i32 {
        let digits = self.label.trim_start_matches('-').len();
        let sign = self.label.len() - digits;
        i32::from(self.cell) - (digits as i32 - 1) / 2 - sign as i32
    }
}

/// Unused cells cost most, then too few ticks, then ticks too near or far from each other.
fn cost(scale: &Scale, cells: u16, labels: Labels, apart: u16) -> f64 {
    let unused = f64::from(cells - scale.cells) / f64::from(cells);
    let few = match scale.ticks.len() {
        0 | 1 => 2.0,
        2 => 0.2,
        _ => 0.0,
    };
    let spacing = (f64::from(apart) / labels.apart_ideal(cells)).ln().abs();
    unused + few + 0.12 * spacing
}

/// The distance between ticks: 1, 2 or 5 times a power of ten.
#[derive(Clone, Copy)]
struct Step {
    digit: i64,
    exponent: i32,
    /// How far the ticks are from the multiples of the distance, as a share of it: 0 or a half,
    /// as in 1, 3, 5.
    offset: f64,
}

impl Step {
    fn of_exponent(exponent: i32) -> [Self; 5] {
        [(1, 0.0), (2, 0.0), (5, 0.0), (1, 0.5), (2, 0.5)].map(|(digit, offset)| Self {
            digit,
            exponent,
            offset,
        })
    }

    /// The smallest step that is `size` or more.
    fn at_least(size: f64) -> Self {
        let exponent = size.log10().floor() as i32;
        let [one, two, five, ..] = Self::of_exponent(exponent);
        let [ten, ..] = Self::of_exponent(exponent + 1);
        [one, two, five].into_iter().find(|step| step.unit() >= size).unwrap_or(ten)
    }

    /// Ticks that are no multiples of their distance cost, and more so if zero is not among them.
    fn cost(self, range: Range) -> f64 {
        self.offset * if range.contains(0.0) { 2.0 } else { 0.55 }
    }

    /// Labels of the ticks from number `start` to number `end`.
    fn labels(self, start: i64, end: i64) -> Vec<String> {
        let tenths = (self.offset * 10.0) as i64;
        let counts: Vec<i64> = (start..=end).map(|n| (n * 10 + tenths) * self.digit).collect();
        number::labels(&counts, self.exponent - 1)
    }

    fn unit(self) -> f64 {
        self.value(1.0)
    }

    /// The value of `count` steps. Dividing by a power of ten rounds once; multiplying by its
    /// inexact inverse would round twice.
    fn value(self, count: f64) -> f64 {
        let count = count * self.digit as f64;
        if self.exponent < 0 {
            count / 10_f64.powi(-self.exponent)
        } else {
            count * 10_f64.powi(self.exponent)
        }
    }
}
