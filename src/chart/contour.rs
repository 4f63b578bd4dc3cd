//! Contours: where a value that is known at every place passes a level, by marching squares.

use std::collections::HashMap;

use super::{Field, number::NOT_A_NUMBER, plot::Plot, shade};

/// The lines on which a field passes some levels, each a row of points as shares of the axes: where
/// it is asked, as finely as its shade is drawn.
pub(super) fn on(plot: &Plot, field: &Field, levels: &[f64]) -> Vec<Vec<[f64; 2]>> {
    if let Field::Sampled(values) = field {
        return levels.iter().flat_map(|level| lines(values, *level)).collect();
    }
    let samples = shade::at_half_cells(field, plot);
    at_half_cells(plot, &samples.rows().map(<[f64]>::to_vec).collect::<Vec<_>>(), levels)
}

/// The lines on which values at the half cells of a plot, rows bottom to top, pass some levels.
pub(super) fn at_half_cells(
    plot: &Plot,
    values: &[Vec<f64>],
    levels: &[f64],
) -> Vec<Vec<[f64; 2]>> {
    let on_axes = |line: Vec<[f64; 2]>| line.into_iter().map(|at| plot.share_of_axes(at)).collect();
    levels.iter().flat_map(|level| lines(values, *level)).map(on_axes).collect()
}

/// Why there is nothing of some contours to see.
pub(super) fn note(levels: &[f64], field: &Field) -> String {
    let values = match field {
        Field::Sampled(values) => values.clone(),
        Field::Asked(_) => field.even(NOTED, NOTED),
    };
    if values.iter().flatten().all(|value| value.is_nan()) {
        NOT_A_NUMBER.to_owned()
    } else if levels.iter().all(|level| lines(&values, *level).is_empty()) {
        "none here".to_owned()
    } else {
        String::new()
    }
}

const NOTED: usize = 48;

/// The lines where `values` pass `level`, each a row of points as shares of the axes.
///
/// The samples lie at the centres of an even grid; the lines reach half a sample beyond the
/// outermost ones, to the edges. Values that are not numbers leave gaps.
pub(super) fn lines(values: &[Vec<f64>], level: f64) -> Vec<Vec<[f64; 2]>> {
    let lattice = Lattice::new(values, level);
    let segments: Vec<_> = lattice.squares().flat_map(|square| lattice.segments(square)).collect();
    let line = |edges: Vec<Edge>| edges.into_iter().map(|edge| lattice.crossing(edge)).collect();
    chains(&segments).into_iter().map(line).collect()
}

/// The samples with a rim around them, and the level.
struct Lattice {
    /// Rows bottom to top.
    values: Vec<Vec<f64>>,
    level: f64,
}

/// A side of a square of four samples: where it starts, row first, and which way it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Edge {
    row: usize,
    column: usize,
    runs: Runs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Runs {
    Right,
    Up,
}

impl Lattice {
    fn new(values: &[Vec<f64>], level: f64) -> Self {
        let columns = values.iter().map(Vec::len).max().unwrap_or(0);
        let value = |row: &Vec<f64>, column: usize| {
            row.get(column).map_or(f64::NAN, |value| value.clamp(-VALUE_MAX, VALUE_MAX))
        };
        let row = |row: &Vec<f64>| rimmed((0..columns).map(|column| value(row, column)).collect());
        let rows: Vec<Vec<f64>> = values.iter().map(row).collect();
        let column = |column: usize| rimmed(rows.iter().map(|row| row[column]).collect());
        let columns: Vec<Vec<f64>> = (0..rows.first().map_or(0, Vec::len)).map(column).collect();
        let height = columns.first().map_or(0, Vec::len);
        let values = (0..height).map(|row| columns.iter().map(|values| values[row]).collect());
        Self { values: values.collect(), level }
    }

    /// The lower left corners of all squares.
    fn squares(&self) -> impl Iterator<Item = (usize, usize)> {
        let rows = self.values.len().saturating_sub(1);
        let columns = self.values.first().map_or(0, Vec::len).saturating_sub(1);
        (0..rows).flat_map(move |row| (0..columns).map(move |column| (row, column)))
    }

    /// The lines through a square, from side to side.
    fn segments(&self, (row, column): (usize, usize)) -> Vec<[Edge; 2]> {
        let edge = |up, right, runs| Edge { row: row + up, column: column + right, runs };
        let [bottom, top] = [edge(0, 0, Runs::Right), edge(1, 0, Runs::Right)];
        let [left, right] = [edge(0, 0, Runs::Up), edge(0, 1, Runs::Up)];
        let corners = [bottom, top].map(|edge| self.ends(edge)).concat();
        if corners.iter().any(|corner| corner.is_nan()) {
            return Vec::new();
        }
        let crossed: Vec<Edge> =
            [bottom, right, top, left].into_iter().filter(|edge| self.crosses(*edge)).collect();
        // In a saddle the middle says which corners belong together.
        let is_high = |value: f64| value >= self.level;
        match crossed[..] {
            [a, b] => vec![[a, b]],
            [..] if crossed.len() < 4 => Vec::new(),
            _ if is_high(corners.iter().sum::<f64>() / 4.0) == is_high(corners[0]) => {
                vec![[bottom, right], [top, left]]
            }
            _ => vec![[bottom, left], [right, top]],
        }
    }

    fn crosses(&self, edge: Edge) -> bool {
        let [start, end] = self.ends(edge);
        (start >= self.level) != (end >= self.level)
    }

    /// The values at both ends of an edge.
    fn ends(&self, Edge { row, column, runs }: Edge) -> [f64; 2] {
        match runs {
            Runs::Right => [self.values[row][column], self.values[row][column + 1]],
            Runs::Up => [self.values[row][column], self.values[row + 1][column]],
        }
    }

    /// Where the level lies on an edge that it crosses.
    fn crossing(&self, edge: Edge) -> [f64; 2] {
        let [start, end] = self.ends(edge);
        let along = (self.level - start) / (end - start);
        let (right, up) = match edge.runs {
            Runs::Right => (along, 0.0),
            Runs::Up => (0.0, along),
        };
        let x = between(edge.column, right, self.values[0].len());
        [x, between(edge.row, up, self.values.len())]
    }
}

/// Small enough that sums of a few stay finite.
const VALUE_MAX: f64 = 1e300;

/// The values with one more at either end, half a sample further on.
fn rimmed(values: Vec<f64>) -> Vec<f64> {
    let beyond = |near: Option<&f64>, next: Option<&f64>| {
        let slope = near.zip(next).map_or(0.0, |(near, next)| near - next);
        near.map(|near| near + if slope.is_nan() { 0.0 } else { slope / 2.0 })
    };
    let first = beyond(values.first(), values.get(1));
    let last = beyond(values.last(), values.iter().rev().nth(1));
    first.into_iter().chain(values).chain(last).collect()
}

/// The share of the axis `along` the way from one of `count` samples, rim and all, to the next.
fn between(sample: usize, along: f64, count: usize) -> f64 {
    let (inner, last) = ((count - 2) as f64, count - 1);
    let share = |sample: usize| match sample {
        0 => 0.0,
        _ if sample == last => 1.0,
        _ => (sample as f64 - 0.5) / inner,
    };
    share(sample) + along * (share(sample + 1) - share(sample))
}

/// Segments joined end to end: first the lines that have ends, then the rings.
fn chains(segments: &[[Edge; 2]]) -> Vec<Vec<Edge>> {
    let mut touching: HashMap<Edge, Vec<usize>> = HashMap::new();
    for (index, edge) in segments.iter().enumerate().flat_map(|(index, s)| s.map(|e| (index, e))) {
        touching.entry(edge).or_default().push(index);
    }
    let starts = segments.iter().flatten();
    let open = starts.clone().filter(|edge| touching[*edge].len() == 1);
    let mut is_used = vec![false; segments.len()];
    let mut chains = Vec::new();
    for start in open.chain(starts.clone()) {
        let mut chain = vec![*start];
        while let Some(last) = chain.last()
            && let Some(&index) = touching[last].iter().find(|index| !is_used[**index])
        {
            is_used[index] = true;
            let [a, b] = segments[index];
            chain.push(if a == *last { b } else { a });
        }
        if chain.len() > 1 {
            chains.push(chain);
        }
    }
    chains
}
