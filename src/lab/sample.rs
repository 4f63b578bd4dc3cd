//! Some of many examples, where a picture cannot show more than some.

/// At most so many of the rows there are, from all parts of the data.
pub(super) fn rows(rows: usize, most: usize) -> Vec<usize> {
    if rows <= most {
        return (0..rows).collect();
    }
    let row = |index: usize| {
        let (start, end) = (index * rows / most, (index + 1) * rows / most);
        // Data may repeat itself, say class by class in turn: no part of it is taken at the same
        // place as its neighbours.
        let share = (index as f64 * GOLDEN).fract();
        start + ((end - start) as f64 * share) as usize
    };
    (0..most).map(row).collect()
}

/// The golden ratio: its multiples spread most evenly.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// How many points are drawn: far more than a screen has places for.
pub(super) const DRAWN: usize = 10_000;

/// How many examples are worked out.
pub(super) const EXAMPLES: usize = 256;

/// The same of a model with several classes, among which there are few that it gets wrong.
pub(super) const EXAMPLES_OF_CLASSES: usize = 2048;
