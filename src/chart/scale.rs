//! From values to cells: scales whose ticks are 1-2-5 values on the centres of cells.

use super::{
    AxisScale,
    range::{Range, TOLERANCE},
    ticks::Step,
};

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
    /// Lays `range`, of a linear axis, over at most `cells` cells.
    pub(super) fn linear(range: Range, cells: u16, labels: Labels) -> Self {
        let finest = (range.span() / f64::from(cells.max(1))).log10().floor() as i32;
        Self::best(range, cells, labels, (finest..finest + 6).flat_map(Step::of_exponent))
    }

    /// The best scale there is with ticks one of `steps` apart.
    pub(super) fn best(
        range: Range,
        cells: u16,
        labels: Labels,
        steps: impl Iterator<Item = Step>,
    ) -> Self {
        let mut best = (f64::INFINITY, None);
        for step in steps {
            // Labels take longest, so none are written for a step that cannot be the best.
            if let Some((cost, scale)) = Self::with_step(range, cells, labels, step, best.0)
                && cost < best.0
            {
                best = (cost, Some(scale));
            }
        }
        best.1.unwrap_or_else(|| Self::plain(range, cells))
    }

    /// The widest scale with ticks a `step` apart, and how far it is from ideal; none where that
    /// is further than `limit`.
    fn with_step(
        range: Range,
        cells: u16,
        labels: Labels,
        step: Step,
        limit: f64,
    ) -> Option<(f64, Self)> {
        let unit = step.unit();
        let start = (range.min / unit - step.offset - TOLERANCE).ceil();
        let end = (range.max / unit - step.offset + TOLERANCE).floor();
        if end < start || end - start >= f64::from(cells) {
            return None;
        }
        let apart_max = cells.min((f64::from(cells) * unit / range.span()) as u16);
        let too_near = (labels.apart_ideal(cells) / f64::from(apart_max)).ln().max(0.0);
        let few = cost_of_few((end - start) as usize + 1);
        if cost_of_offset(step, range) + few + SPACING * too_near >= limit {
            return None;
        }
        let texts = match range.scale {
            AxisScale::Linear => step.labels(start as i64, end as i64),
            AxisScale::Log => step.labels_of_powers(start as i64, end as i64),
        };
        let edges = [step.value(start + step.offset), step.value(end + step.offset)];
        (1..=apart_max).rev().find_map(|apart| {
            let scale = Self::with_pitch(range, edges, unit / f64::from(apart), apart, &texts)?;
            let fits = scale.cells <= cells && labels.fit(&scale, cells, apart);
            fits.then(|| (cost(&scale, cells, labels, apart) + cost_of_offset(step, range), scale))
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
    pub(super) fn plain(range: Range, cells: u16) -> Self {
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
        self.range.value(self.first + self.pitch * f64::from(cell))
    }

    /// The share of the range at a place, counted in cells from the centre of the first.
    pub(super) fn share_at(&self, place: f64) -> f64 {
        (self.first + self.pitch * place - self.range.min) / self.range.span()
    }

    /// The dot at a share of the range, where each cell is divided into `per_cell` dots.
    pub(super) fn dot(&self, share: f64, per_cell: u32) -> u32 {
        let dots = (u32::from(self.cells) * per_cell).saturating_sub(1);
        let offset = f64::from(per_cell - 1) / 2.0;
        let coordinate = self.range.min + share * self.range.span();
        let dot = (coordinate - self.first) / self.pitch * f64::from(per_cell) + offset;
        (dot + 0.5).clamp(0.0, f64::from(dots)) as u32
    }

    fn position(&self, value: f64) -> f64 {
        (self.range.coordinate(value) - self.first) / self.pitch
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

    /// Whether labels that are not equally far from each other are apart and within bounds.
    pub(super) fn fit_uneven(self, ticks: &[Tick], cells: u16) -> bool {
        let Self::Below { before, after } = self else {
            return ticks.windows(2).all(|pair| pair[0].cell < pair[1].cell);
        };
        let end = |tick: &Tick| tick.label_start() + tick.label.len() as i32;
        ticks.windows(2).all(|pair| end(&pair[0]) < pair[1].label_start())
            && ticks.first().is_none_or(|tick| tick.label_start() >= -i32::from(before))
            && ticks.last().is_none_or(|tick| end(tick) <= i32::from(cells) + i32::from(after))
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
    // Where there are few, each of them counts for more; powers of ten are all to be named.
    let more = if scale.range.scale == AxisScale::Linear { 4.0 / f64::from(cells) } else { 0.0 };
    let unused = f64::from(cells - scale.cells) / f64::from(cells) * (1.0 + more);
    let spacing = (f64::from(apart) / labels.apart_ideal(cells)).ln().abs();
    unused + cost_of_few(scale.ticks.len()) + SPACING * spacing
}

const SPACING: f64 = 0.12;

fn cost_of_few(ticks: usize) -> f64 {
    match ticks {
        0 | 1 => 2.0,
        2 => 0.2,
        _ => 0.0,
    }
}

/// Ticks that are no multiples of their distance cost, and more so if zero is not among them.
fn cost_of_offset(step: Step, range: Range) -> f64 {
    step.offset * if range.contains(0.0) { 2.0 } else { 0.55 }
}
