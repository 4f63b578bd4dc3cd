//! Fields: a value at every place of a plane.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Serialize, Serializer};

/// A value at every place of a plane. Places are told as shares of the axes, 0 at their starts and
/// 1 at their ends.
#[derive(Clone, Debug)]
pub enum Field {
    /// Known at some places: rows bottom to top × columns left to right, each at the centre of its
    /// part when the plane is divided evenly.
    Sampled(Vec<Vec<f64>>),
    /// Asked for wherever a picture needs it.
    Asked(Asked),
}

/// A value that is worked out for any place.
#[derive(Clone)]
pub struct Asked {
    values: Arc<Function>,
    /// How many products one value takes, about.
    work: usize,
    last: Arc<Mutex<Option<Samples>>>,
}

/// The values at all places of so many columns, from left to right, and rows, from bottom to top.
type Function = dyn Fn(&[f64], &[f64]) -> Vec<f64> + Send + Sync;

/// Values where columns and rows meet.
#[derive(Clone, Debug)]
pub(super) struct Samples {
    across: Vec<f64>,
    up: Vec<f64>,
    /// Row by row, the lowest first.
    values: Arc<Vec<f64>>,
}

impl Field {
    /// A field whose values, at all places of some columns and rows, `values` works out, row by row
    /// from the lowest on; one of them takes about `work` products.
    pub fn asked(
        work: usize,
        values: impl Fn(&[f64], &[f64]) -> Vec<f64> + Send + Sync + 'static,
    ) -> Self {
        Self::Asked(Asked { values: Arc::new(values), work, last: Arc::default() })
    }

    /// Values at the centres of an even grid, to tell how low and how high they get; of a large
    /// model those of a coarser one.
    pub fn some(&self, columns: usize, rows: usize) -> Vec<f64> {
        match self {
            Self::Sampled(_) => self.even(columns, rows).concat(),
            Self::Asked(asked) => asked.some(columns, rows),
        }
    }

    /// The values at the centres of an even grid, rows bottom to top.
    /// They are for a first look: of a large model fewer are asked for than a picture would show.
    pub(super) fn even(&self, columns: usize, rows: usize) -> Vec<Vec<f64>> {
        let (across, up) = (centres(columns), centres(rows));
        let samples = match self {
            Self::Sampled(known) => between(known, &across, &up),
            Self::Asked(asked) => asked.worked_out(&across, &up, FIRST_LOOK),
        };
        samples.rows().map(<[f64]>::to_vec).collect()
    }

    /// The value at a place, if there is one.
    pub fn value(&self, [across, up]: [f64; 2]) -> Option<f64> {
        self.at(&[across], &[up]).values.first().copied().filter(|value| !value.is_nan())
    }

    /// The values where these columns and rows meet.
    pub(super) fn at(&self, across: &[f64], up: &[f64]) -> Samples {
        match self {
            Self::Sampled(known) => between(known, across, up),
            Self::Asked(asked) => asked.at(across, up),
        }
    }

    /// What a face without a picture is told, and what two are compared by.
    fn known(&self) -> Vec<Vec<f64>> {
        match self {
            Self::Sampled(known) => known.clone(),
            Self::Asked(_) => self.even(TOLD, TOLD),
        }
    }
}

const TOLD: usize = 48;

impl Asked {
    /// What was asked for last is known: the lines of a picture lie in the same places as its
    /// colours, and most frames are like the one before.
    fn at(&self, across: &[f64], up: &[f64]) -> Samples {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(samples) = last.as_ref().filter(|last| last.across == across && last.up == up) {
            return samples.clone();
        }
        let samples = self.worked_out(across, up, WORK_MAX);
        *last = Some(samples.clone());
        samples
    }

    /// A model that is too large to be asked everywhere within a frame is asked in fewer places.
    fn worked_out(&self, across: &[f64], up: &[f64], most: usize) -> Samples {
        if let Some([columns, rows]) = self.fewer([across.len(), up.len()], most) {
            let values = (self.values)(&columns, &rows);
            let known: Vec<Vec<f64>> =
                values.chunks(columns.len().max(1)).map(<[f64]>::to_vec).collect();
            return between(&known, across, up);
        }
        let values = Arc::new((self.values)(across, up));
        Samples { across: across.to_vec(), up: up.to_vec(), values }
    }

    /// None is filled in between them: it would be neither lower nor higher than they are.
    fn some(&self, columns: usize, rows: usize) -> Vec<f64> {
        let all = || [columns, rows].map(centres);
        let [across, up] = self.fewer([columns, rows], FIRST_LOOK).unwrap_or_else(all);
        (self.values)(&across, &up)
    }

    /// The columns and rows of a coarser grid, if so many would take more products than `most`.
    fn fewer(&self, [columns, rows]: [usize; 2], most: usize) -> Option<[Vec<f64>; 2]> {
        let work = columns * rows * self.work;
        let stride = (work as f64 / most as f64).sqrt().ceil();
        let fewer = |count: usize| centres((count as f64 / stride).ceil() as usize);
        (stride > 1.0).then(|| [columns, rows].map(fewer))
    }
}

/// About as many products as a few milliseconds are enough for.
const WORK_MAX: usize = 6_000_000;
const FIRST_LOOK: usize = 500_000;

impl Samples {
    /// The values from left to right, the lowest row first.
    pub(super) fn rows(&self) -> impl DoubleEndedIterator<Item = &[f64]> + ExactSizeIterator {
        self.values.chunks(self.across.len().max(1))
    }
}

/// The centres of so many equal parts.
fn centres(count: usize) -> Vec<f64> {
    (0..count).map(|index| (index as f64 + 0.5) / count as f64).collect()
}

/// Values between known ones.
fn between(known: &[Vec<f64>], across: &[f64], up: &[f64]) -> Samples {
    let width = known.first().map_or(0, Vec::len);
    let columns: Vec<Between> = across.iter().map(|share| Between::of(width, *share)).collect();
    let line = |share: &f64| {
        let up = Between::of(known.len(), *share);
        let value = |column: &Between| {
            let along = |row: usize| {
                let row = known.get(row)?;
                column.value(row.get(column.before).copied(), row.get(column.after).copied())
            };
            up.value(along(up.before), along(up.after)).unwrap_or(f64::NAN)
        };
        columns.iter().map(value).collect::<Vec<f64>>()
    };
    let values = match known {
        // With one row of values every line is alike.
        [_] => line(&0.0).repeat(up.len()),
        _ => up.iter().flat_map(line).collect(),
    };
    Samples { across: across.to_vec(), up: up.to_vec(), values: Arc::new(values) }
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

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.known() == other.known()
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.known().serialize(serializer)
    }
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asked").field("work", &self.work).finish_non_exhaustive()
    }
}
