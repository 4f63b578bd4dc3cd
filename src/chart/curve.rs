//! Curves and contours: clipped, cut into their stroke's pattern, made dots and merged into cells.

use super::{
    Chart, Glyphs, Role, Series, contour,
    grid::Grid,
    path,
    plot::Plot,
    raster, regions,
    stroke::{self, Stroke},
};

/// Draws contours, then asides, then curves; beads last, or a line would cover them.
pub(super) fn curves(grid: &mut Grid, chart: &Chart, plot: &Plot, glyphs: Glyphs) {
    let mut ink = vec![0; usize::from(plot.columns()) * usize::from(plot.rows())];
    if ink.is_empty() {
        return;
    }
    let mut lines: Vec<_> = stroke::with_strokes(&chart.series)
        .filter_map(|(series, stroke)| Some(Line { stroke, role: role(series)?, series }))
        .collect();
    lines.sort_by_key(|line| match line.series {
        Series::Contour { role: Role::Muted, .. } => 0,
        Series::Contour { .. } | Series::Regions { .. } => 1,
        _ if line.role == Role::Muted => 2,
        _ if line.stroke != Stroke::Beads => 3,
        _ => 4,
    });
    for Line { stroke, role, series } in lines {
        for (column, row, bits) in dotted_cells(&paths(chart, series, plot), plot, stroke) {
            let index = usize::from(row) * usize::from(plot.columns()) + usize::from(column);
            ink[index] |= bits;
            let symbol = match stroke {
                Stroke::Beads => glyphs.symbols().bead,
                _ => symbol(ink[index], glyphs),
            };
            grid.put(plot.left + column, plot.top + row, symbol, role);
        }
    }
}

struct Line<'a> {
    stroke: Stroke,
    role: Role,
    series: &'a Series,
}

/// What a line is; nothing for a series that is no line.
fn role(series: &Series) -> Option<Role> {
    match series {
        Series::Curve { role, .. } | Series::Contour { role, .. } => Some(*role),
        Series::Regions { .. } => Some(Role::Boundary),
        _ => None,
    }
}

fn paths(chart: &Chart, series: &Series, plot: &Plot) -> Vec<Vec<[f64; 2]>> {
    match series {
        Series::Curve { points, .. } => path::visible(points, plot.x.range, plot.y.range),
        Series::Contour { levels, values, .. } => contour::on(plot, values, levels),
        Series::Regions { .. } => regions::borders(chart, plot),
        _ => Vec::new(),
    }
}

/// The cells of the plot that paths go through: column, row, and the dots in each.
fn dotted_cells(paths: &[Vec<[f64; 2]>], plot: &Plot, stroke: Stroke) -> Vec<(u16, u16, u8)> {
    let (on, period) = stroke.rhythm();
    let runs: Vec<Vec<(f32, f32)>> = paths
        .iter()
        .map(|path| dots(path, plot))
        .flat_map(|dots| {
            dots.chunks(period).map(|chunk| run(&chunk[..on.min(chunk.len())])).collect::<Vec<_>>()
        })
        .collect();
    raster::raster(&runs, plot.rows())
}

/// A run that textplots draws even if it is a single dot.
fn run(dots: &[(u32, u32)]) -> Vec<(f32, f32)> {
    let twice = dots.iter().take(usize::from(dots.len() == 1));
    dots.iter().chain(twice).map(|&(x, y)| (x as f32, y as f32)).collect()
}

/// The dots along a path, each next to the one before, so that no line is left to be rounded.
fn dots(path: &[[f64; 2]], plot: &Plot) -> Vec<(u32, u32)> {
    let dot = |[x, y]: [f64; 2]| (plot.x.dot(x, 2), plot.y.dot(y, 4));
    let mut dots: Vec<(u32, u32)> = path.first().copied().map(dot).into_iter().collect();
    for pair in path.windows(2) {
        let (start, end) = (dots[dots.len() - 1], dot(pair[1]));
        // Most samples of a smooth curve share a dot with the one before.
        let steps = start.0.abs_diff(end.0).max(start.1.abs_diff(end.1));
        dots.extend((1..steps).map(|step| {
            let t = f64::from(step) / f64::from(steps);
            let along = |axis: usize| pair[0][axis] + t * (pair[1][axis] - pair[0][axis]);
            dot([along(0), along(1)])
        }));
        dots.extend((steps > 0).then_some(end));
    }
    dots.dedup();
    dots
}

fn symbol(bits: u8, glyphs: Glyphs) -> char {
    match glyphs {
        Glyphs::Unicode => char::from_u32(0x2800 + u32::from(bits)).unwrap_or(' '),
        Glyphs::Ascii => ascii(bits),
    }
}

/// The ASCII character that lies most like the dots do.
fn ascii(bits: u8) -> char {
    let heights = |masks: [u8; 4]| -> Vec<f64> {
        (0..4).filter(|&height| bits & masks[height] != 0).map(|height| height as f64).collect()
    };
    let (left, right) = (heights([0x40, 0x04, 0x02, 0x01]), heights([0x80, 0x20, 0x10, 0x08]));
    let all = [left.as_slice(), &right].concat();
    let extent = all.iter().copied().fold(0.0, f64::max) - all.iter().copied().fold(3.0, f64::min);
    let rise = if left.is_empty() || right.is_empty() { 0.0 } else { mean(&right) - mean(&left) };
    match mean(&all) {
        _ if extent >= 2.0 && rise >= 1.0 => '/',
        _ if extent >= 2.0 && rise <= -1.0 => '\\',
        _ if extent >= 2.0 => '|',
        height if height < 1.0 => '.',
        height if height <= 2.0 => '-',
        _ => '\'',
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
