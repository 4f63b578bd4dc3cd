//! Shade: a value at every place, as the tone of the background there.

use super::{
    Chart, Field, Glyphs, Ramp, Role, Series, Shading, Spread, Style, Tone, field::Samples,
    grid::Grid, number, plot::Plot,
};

/// Shades the plot behind all that is drawn; what is still blank of it more finely, with glyphs or
/// half a cell at a time.
pub(super) fn draw(grid: &mut Grid, chart: &Chart, plot: &Plot, style: Style) {
    let Some(shade) = of(chart) else { return };
    let samples = at_half_cells(shade.values, plot);
    let along = |line: &[f64]| -> Vec<Option<f32>> {
        line.iter().map(|value| shade.along(*value)).collect()
    };
    // Where the value depends on x alone, all lines are like the first.
    let lines: Vec<Vec<Option<f32>>> = match shade.values {
        Field::Sampled(rows) if rows.len() == 1 => samples.rows().take(1).map(along).collect(),
        _ => samples.rows().rev().map(along).collect(),
    };
    let line = |index: usize| lines.get(index).or(lines.first());
    for (index, row) in plot.down().enumerate() {
        let Some((upper, lower)) = line(2 * index).zip(line(2 * index + 1)) else { return };
        for (column, (upper, lower)) in plot.across().zip(upper.iter().zip(lower)) {
            put(grid, (column, row), &shade, [*upper, *lower], style);
        }
    }
}

/// The values of a field at the centres of the halves of all cells of a plot.
pub(super) fn at_half_cells(field: &Field, plot: &Plot) -> Samples {
    let across: Vec<f64> =
        plot.across().map(|column| plot.shares(column, plot.top, 0.0)[0]).collect();
    let halves = |row: u16| [-0.25, 0.25].map(|up| plot.shares(plot.left, row, up)[1]);
    let up: Vec<f64> = plot.down().rev().flat_map(halves).collect();
    field.at(&across, &up)
}

fn put(
    grid: &mut Grid,
    (column, row): (u16, u16),
    shade: &Shade<'_>,
    halves: [Option<f32>; 2],
    style: Style,
) {
    let is_blank = grid.is_blank(column, row);
    let tone = |along: Option<f32>| along.map(|along| shade.tone(along));
    match style.shading {
        Shading::HalfBlocks if is_blank => grid.put_shade(column, row, halves.map(tone)),
        Shading::HalfBlocks | Shading::Background => {
            grid.put_shade(column, row, [None, tone(mean(halves))]);
        }
        Shading::Glyphs => {
            if let Some(mean) = mean(halves).filter(|_| is_blank) {
                grid.put(column, row, glyph(mean, style.glyphs), Role::Bar);
            }
        }
    }
}

/// The character for what is so far along.
pub(super) fn glyph(along: f32, glyphs: Glyphs) -> char {
    let ramp = glyphs.symbols().ramp;
    ramp[((along * ramp.len() as f32) as usize).min(ramp.len() - 1)]
}

/// The mean of two halves, or the one that there is.
fn mean([upper, lower]: [Option<f32>; 2]) -> Option<f32> {
    match (upper, lower) {
        (Some(upper), Some(lower)) => Some(f32::midpoint(upper, lower)),
        _ => upper.or(lower),
    }
}

/// A value at every place of a chart.
pub(super) struct Shade<'a> {
    pub(super) name: &'a str,
    ramp: Ramp,
    spread: Spread,
    from: f64,
    to: f64,
    values: &'a Field,
}

/// The topmost shade of a chart.
pub(super) fn of(chart: &Chart) -> Option<Shade<'_>> {
    chart.series.iter().rev().find_map(|series| match series {
        Series::Shade { name, ramp, spread, from, to, values } => {
            let (ramp, spread, from, to) = (*ramp, *spread, *from, *to);
            Some(Shade { name, ramp, spread, from, to, values })
        }
        _ => None,
    })
}

impl Shade<'_> {
    /// How far a value is on the way from the lowest to the highest; nowhere, if it is no number.
    fn along(&self, value: f64) -> Option<f32> {
        let along = match self.spread {
            Spread::Even | Spread::Around(_) => (value - self.from) / (self.to - self.from),
            Spread::Log => (value / self.from).ln() / (self.to / self.from).ln(),
        };
        (!along.is_nan()).then(|| along.clamp(0.0, 1.0) as f32)
    }

    /// The tone of what is so far along.
    pub(super) fn tone(&self, along: f32) -> Tone {
        let Spread::Around(middle) = self.spread else { return Tone::new(self.ramp, along) };
        let reach = (self.to - middle).max(middle - self.from);
        let value = self.from + f64::from(along) * (self.to - self.from);
        Tone::new(self.ramp, (0.5 + (value - middle) / (2.0 * reach)) as f32)
    }

    pub(super) fn labels(&self) -> [String; 3] {
        let middle = match self.spread {
            Spread::Even | Spread::Around(_) => f64::midpoint(self.from, self.to),
            Spread::Log => (self.from * self.to).sqrt(),
        };
        [self.from, middle, self.to].map(number::rounded)
    }
}
