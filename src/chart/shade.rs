//! Shade: a value at every place, as how dark it is there.

use super::{Chart, Glyphs, Role, Series, Shading, Style, grid::Grid, number, plot::Plot};

/// Shades the plot as background, before anything else is drawn.
pub(super) fn backgrounds(grid: &mut Grid, chart: &Chart, plot: &Plot, shading: Shading) {
    let Some(shade) = of(chart).filter(|_| shading != Shading::Glyphs) else {
        return;
    };
    for (column, row) in places(plot) {
        let darkness = match shading {
            Shading::HalfBlocks => mean(shade.halves(plot, column, row)),
            Shading::Background | Shading::Glyphs => shade.at(plot, column, row, 0.0),
        };
        grid.put_shade(column, row, [None, darkness]);
    }
}

/// Shades what is still blank of the plot more finely: with glyphs, or half a cell at a time.
pub(super) fn blanks(grid: &mut Grid, chart: &Chart, plot: &Plot, style: Style) {
    let Some(shade) = of(chart) else { return };
    for (column, row) in places(plot).filter(|_| style.shading != Shading::Background) {
        if !grid.is_blank(column, row) {
            continue;
        }
        if style.shading == Shading::HalfBlocks {
            grid.put_shade(column, row, shade.halves(plot, column, row));
        } else if let Some(darkness) = shade.at(plot, column, row, 0.0) {
            grid.put(column, row, ramp(darkness, style.glyphs), Role::Bar);
        }
    }
}

pub(super) fn ramp(darkness: f32, glyphs: Glyphs) -> char {
    let ramp = glyphs.symbols().ramp;
    ramp[((darkness * ramp.len() as f32) as usize).min(ramp.len() - 1)]
}

fn places(plot: &Plot) -> impl Iterator<Item = (u16, u16)> {
    plot.down().flat_map(|row| plot.across().map(move |column| (column, row)))
}

/// The mean of two halves, or the one that there is.
fn mean([upper, lower]: [Option<f32>; 2]) -> Option<f32> {
    match (upper, lower) {
        (Some(upper), Some(lower)) => Some(f32::midpoint(upper, lower)),
        _ => upper.or(lower),
    }
}

pub(super) struct Shade<'a> {
    pub(super) name: &'a str,
    from: f64,
    to: f64,
    values: &'a [Vec<f64>],
}

/// The topmost shade of a chart.
pub(super) fn of(chart: &Chart) -> Option<Shade<'_>> {
    chart.series.iter().rev().find_map(|series| match series {
        Series::Shade { name, from, to, values } => {
            Some(Shade { name, from: *from, to: *to, values })
        }
        _ => None,
    })
}

impl Shade<'_> {
    /// How dark a cell of the plot is, 0 to 1, `up` rows from its centre; none for what is not a
    /// number.
    fn at(&self, plot: &Plot, column: u16, row: u16, up: f64) -> Option<f32> {
        let [x, y] = plot.shares(column, row, up);
        let value = |row: &Vec<f64>| sample(row.len(), x, |index| row.get(index).copied());
        self.darkness(sample(self.values.len(), y, |index| self.values.get(index).and_then(value))?)
    }

    /// How dark the upper and the lower half of a cell are.
    fn halves(&self, plot: &Plot, column: u16, row: u16) -> [Option<f32>; 2] {
        [0.25, -0.25].map(|up| self.at(plot, column, row, up))
    }

    fn darkness(&self, value: f64) -> Option<f32> {
        let share = (value - self.from) / (self.to - self.from);
        (!share.is_nan()).then(|| share.clamp(0.0, 1.0) as f32)
    }

    pub(super) fn labels(&self) -> [String; 3] {
        [self.from, f64::midpoint(self.from, self.to), self.to].map(number::rounded)
    }
}

/// The value at a share of the way through `count` samples that lie at the centres of equal parts:
/// on the line between the two next to it, or, where one is not finite, the nearest.
fn sample(count: usize, share: f64, value: impl Fn(usize) -> Option<f64>) -> Option<f64> {
    let last = count.checked_sub(1)?;
    let place = (share * count as f64 - 0.5).clamp(0.0, last as f64);
    let (before, along) = (place.floor() as usize, place.fract());
    let (from, to) = (value(before), value(last.min(before + 1)));
    match from.zip(to).map(|(from, to)| from + along * (to - from)) {
        Some(between) if between.is_finite() => Some(between),
        _ if along < 0.5 => from,
        _ => to,
    }
}
