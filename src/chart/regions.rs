//! Regions: which of several classes is the likeliest at every place, and how much more so than the
//! next.

use super::{
    Chart, Field, Ramp, Role, Series, Shading, Style, Tone, contour, glyphs, grid::Grid,
    plot::Plot, shade,
};

/// Shades the plot behind all that is drawn with the class of every place.
pub(super) fn draw(grid: &mut Grid, chart: &Chart, plot: &Plot, style: Style) {
    let Some(classes) = of(chart) else { return };
    let samples: Vec<_> = classes.iter().map(|class| shade::at_half_cells(class, plot)).collect();
    let lines: Vec<Vec<&[f64]>> = samples.iter().map(|samples| samples.rows().collect()).collect();
    let place = |line: usize, column: usize| {
        likeliest(lines.iter().map(|class| class.get(line).map_or(f64::NAN, |line| line[column])))
    };
    for (index, row) in plot.down().rev().enumerate() {
        for (at, column) in plot.across().enumerate() {
            let [lower, upper] = [2 * index, 2 * index + 1].map(|line| place(line, at));
            put(grid, (column, row), [upper, lower], style);
        }
    }
}

/// The lines between the regions: where the chance of a class passes that of all others.
pub(super) fn borders(chart: &Chart, plot: &Plot) -> Vec<Vec<[f64; 2]>> {
    let classes = of(chart).unwrap_or_default();
    (0..classes.len().saturating_sub(1)).flat_map(|class| border(classes, class, plot)).collect()
}

fn border(classes: &[Field], class: usize, plot: &Plot) -> Vec<Vec<[f64; 2]>> {
    let samples: Vec<Vec<Vec<f64>>> = classes
        .iter()
        .map(|field| shade::at_half_cells(field, plot).rows().map(<[f64]>::to_vec).collect())
        .collect();
    let ahead = |line: usize, column: usize| {
        let others = (0..samples.len()).filter(|other| *other != class);
        let most = others.map(|other| samples[other][line][column]).fold(f64::MIN, f64::max);
        samples[class][line][column] - most
    };
    let lines = (0..samples[class].len())
        .map(|line| (0..samples[class][line].len()).map(|column| ahead(line, column)).collect());
    contour::at_half_cells(plot, &lines.collect::<Vec<_>>(), &[0.0])
}

/// The chances of each class.
fn of(chart: &Chart) -> Option<&[Field]> {
    chart.series.iter().rev().find_map(|series| match series {
        Series::Regions { classes, .. } => Some(classes.as_slice()),
        _ => None,
    })
}

/// The tone of the likeliest class: the fuller, the further it is ahead of the next.
fn likeliest(chances: impl Iterator<Item = f64>) -> Option<Tone> {
    let mut best = [(f64::NEG_INFINITY, 0_u8); 2];
    for (class, chance) in (0_u8..).zip(chances).filter(|(_, chance)| !chance.is_nan()) {
        if chance > best[0].0 {
            best = [(chance, class), best[0]];
        } else if chance > best[1].0 {
            best[1] = (chance, class);
        }
    }
    let [(most, class), (next, other)] = best;
    let ahead = if next.is_finite() { (most - next) / (most.abs() + next.abs()) } else { 1.0 };
    most.is_finite().then(|| Tone::new(Ramp::Region { class, other }, ahead.max(0.0) as f32))
}

fn put(
    grid: &mut Grid,
    (column, row): (u16, u16),
    [upper, lower]: [Option<Tone>; 2],
    style: Style,
) {
    let is_blank = grid.is_blank(column, row);
    match style.shading {
        Shading::HalfBlocks if is_blank => grid.put_shade(column, row, [upper, lower]),
        Shading::HalfBlocks | Shading::Background => {
            grid.put_shade(column, row, [None, lower.or(upper)]);
        }
        Shading::Glyphs => {
            if let Some(Tone { ramp: Ramp::Region { class, .. }, .. }) = lower.filter(|_| is_blank)
            {
                grid.put(column, row, glyphs::region(class), Role::Class(class));
            }
        }
    }
}
