//! Shade: a value at every place, as how dark it is there.

use super::{Chart, Glyphs, Role, Series, Shading, Style, grid::Grid, number, plot::Plot};

/// How dark every cell of a plot is, in its upper and its lower half, 0 to 1; none for what is not
/// a number.
pub(super) struct Darkness {
    columns: usize,
    cells: Vec<[Option<f32>; 2]>,
}

impl Darkness {
    /// That of the topmost shade of a chart.
    pub(super) fn of(chart: &Chart, plot: &Plot) -> Option<Self> {
        let shade = of(chart)?;
        let columns: Vec<Between> = plot
            .across()
            .map(|column| shade.across(plot.shares(column, plot.top, 0.0)[0]))
            .collect();
        let half = |row: u16, up: f64| shade.line(plot.shares(plot.left, row, up)[1], &columns);
        let row = |row: u16| half(row, 0.25).into_iter().zip(half(row, -0.25));
        let halves = |(upper, lower)| [upper, lower];
        let cells = if shade.values.len() == 1 {
            // With one row of values every line is like the first.
            let line: Vec<_> = row(plot.top).map(halves).collect();
            line.repeat(usize::from(plot.rows()))
        } else {
            plot.down().flat_map(row).map(halves).collect()
        };
        Some(Self { columns: columns.len(), cells })
    }

    /// The cells of the plot with their halves.
    fn places<'a>(
        &'a self,
        plot: &Plot,
    ) -> impl Iterator<Item = (u16, u16, [Option<f32>; 2])> + 'a {
        let (left, rows) = (plot.left, plot.down());
        rows.zip(self.cells.chunks(self.columns.max(1))).flat_map(move |(row, cells)| {
            (left..).zip(cells).map(move |(column, halves)| (column, row, *halves))
        })
    }
}

/// Shades the plot behind all that is drawn; what is still blank of it more finely, with glyphs or
/// half a cell at a time.
pub(super) fn draw(grid: &mut Grid, plot: &Plot, darkness: &Darkness, style: Style) {
    for (column, row, halves) in darkness.places(plot) {
        let is_blank = grid.is_blank(column, row);
        match style.shading {
            Shading::HalfBlocks if is_blank => grid.put_shade(column, row, halves),
            Shading::HalfBlocks | Shading::Background => {
                grid.put_shade(column, row, [None, mean(halves)]);
            }
            Shading::Glyphs => {
                if let Some(mean) = mean(halves).filter(|_| is_blank) {
                    grid.put(column, row, ramp(mean, style.glyphs), Role::Bar);
                }
            }
        }
    }
}

pub(super) fn ramp(darkness: f32, glyphs: Glyphs) -> char {
    let ramp = glyphs.symbols().ramp;
    ramp[((darkness * ramp.len() as f32) as usize).min(ramp.len() - 1)]
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
    /// Which samples a share of the way across lies between.
    fn across(&self, share: f64) -> Between {
        Between::of(self.values.first().map_or(0, Vec::len), share)
    }

    /// How dark it is at some columns of a line, a share of the way up.
    fn line(&self, share: f64, columns: &[Between]) -> Vec<Option<f32>> {
        let up = Between::of(self.values.len(), share);
        let value = |column: &Between| {
            let along = |row: usize| {
                let row = self.values.get(row)?;
                column.value(row.get(column.before).copied(), row.get(column.after).copied())
            };
            up.value(along(up.before), along(up.after))
        };
        columns.iter().map(|column| self.darkness(value(column)?)).collect()
    }

    fn darkness(&self, value: f64) -> Option<f32> {
        let share = (value - self.from) / (self.to - self.from);
        (!share.is_nan()).then(|| share.clamp(0.0, 1.0) as f32)
    }

    pub(super) fn labels(&self) -> [String; 3] {
        [self.from, f64::midpoint(self.from, self.to), self.to].map(number::rounded)
    }
}

/// A place between two samples, or on one.
#[derive(Clone, Copy)]
struct Between {
    before: usize,
    after: usize,
    /// How far it is from the one to the other, 0 to 1.
    along: f64,
}

impl Between {
    /// A share of the way through samples that lie at the centres of equal parts.
    fn of(count: usize, share: f64) -> Self {
        let last = count.saturating_sub(1);
        let place = (share * count as f64 - 0.5).clamp(0.0, last as f64);
        let before = place as usize;
        Self { before, after: last.min(before + 1), along: place.fract() }
    }

    /// The value there: on the line between the two, or, where one is not finite, the nearer.
    fn value(self, from: Option<f64>, to: Option<f64>) -> Option<f64> {
        match from.zip(to).map(|(from, to)| from + self.along * (to - from)) {
            Some(between) if between.is_finite() => Some(between),
            _ if self.along < 0.5 => from,
            _ => to,
        }
    }
}
