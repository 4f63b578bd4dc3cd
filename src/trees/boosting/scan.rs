//! Looking through a column for splits, for all nodes of a level at once: one pass from one end to
//! the other, with running sums for each node (exact greedy, Chen and Guestrin 2016, algorithm 1 and
//! 3).

use super::columns::Column;
use super::objective::GradientPair;
use super::sort::Entry;
use super::split::{GradStats, Penalty, gain_over, score};

/// A split that is considered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Rows whose value is less than this one go left.
    pub threshold: f32,
    /// Whether rows without a value go left.
    pub missing_left: bool,
    /// The sums of the rows that go left.
    pub left: GradStats,
    /// The sums of the rows that go right.
    pub right: GradStats,
    /// What it is worth.
    pub gain: f32,
}

/// A node that can still be split.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub(super) stats: GradStats,
    score: f32,
}

/// The nodes of a level, and which of them each row is in.
pub(super) struct Level<'a> {
    pub(super) gradients: &'a [GradientPair],
    /// The place of a row's node among `open`; [`NOWHERE`] if it is in none.
    pub(super) places: &'a [u32],
    pub(super) open: &'a [Open],
    pub(super) penalty: &'a Penalty,
}

/// The place of rows whose leaf is found.
pub(super) const NOWHERE: u32 = u32::MAX;

impl Open {
    pub(super) fn new(stats: GradStats, penalty: &Penalty) -> Self {
        Self { stats, score: score(stats, penalty) }
    }
}

impl Level<'_> {
    /// Offers every split of a column, with the place of the node, in the order in which they are
    /// met: where values are missing first from the smallest up, then always from the largest down.
    pub(super) fn look(
        &self,
        column: &Column,
        seen: &mut Vec<Seen>,
        offer: &mut impl FnMut(usize, Candidate),
    ) {
        if column.is_looked_at_twice {
            self.pass::<true>(column.entries.iter(), seen, offer);
        }
        self.pass::<false>(column.entries.iter().rev(), seen, offer);
    }

    fn pass<'e, const UP: bool>(
        &self,
        entries: impl Iterator<Item = &'e Entry>,
        seen: &mut Vec<Seen>,
        offer: &mut impl FnMut(usize, Candidate),
    ) {
        seen.clear();
        seen.resize(self.open.len(), Seen::default());
        for Entry { row, value } in entries {
            let place = self.places[*row as usize] as usize;
            // A row whose leaf is found has no such place.
            let Some(so_far) = seen.get_mut(place) else { continue };
            if so_far.is_a_side(*value, self.penalty) {
                let middle = (*value + so_far.last) * 0.5;
                let threshold = if middle == *value { so_far.last } else { middle };
                self.weigh::<UP>(place, so_far.stats, threshold, offer);
            }
            so_far.stats += self.gradients[*row as usize];
            so_far.last = *value;
        }
        self.all_or_nothing::<UP>(seen, offer);
    }

    /// All rows that have a value on one side, the others on the other.
    fn all_or_nothing<const UP: bool>(
        &self,
        seen: &[Seen],
        offer: &mut impl FnMut(usize, Candidate),
    ) {
        for (place, Seen { stats, last }) in seen.iter().enumerate() {
            let is_empty = stats.sum_hess == 0.0;
            if !is_empty && stats.sum_hess >= f64::from(self.penalty.min_child_weight) {
                let beyond = last.abs() + SMALLEST_GAIN;
                let threshold = if UP { last + beyond } else { last - beyond };
                self.weigh::<UP>(place, *stats, threshold, offer);
            }
        }
    }

    #[inline]
    fn weigh<const UP: bool>(
        &self,
        place: usize,
        so_far: GradStats,
        threshold: f32,
        offer: &mut impl FnMut(usize, Candidate),
    ) {
        let node = self.open[place];
        let rest = node.stats - so_far;
        if rest.sum_hess >= f64::from(self.penalty.min_child_weight) {
            let (left, right) = if UP { (so_far, rest) } else { (rest, so_far) };
            let gain = gain_over(node.score, left, right, self.penalty);
            offer(place, Candidate { threshold, missing_left: !UP, left, right, gain });
        }
    }
}

/// A gain has to be above it. `XGBoost` also moves a cut beyond the last value by it.
pub(super) const SMALLEST_GAIN: f32 = 1e-6;

/// What a pass has seen of a node.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    stats: GradStats,
    last: f32,
}

impl Seen {
    /// Whether what was seen can be cut off before another value.
    #[inline]
    fn is_a_side(&self, value: f32, penalty: &Penalty) -> bool {
        let hess = self.stats.sum_hess;
        hess != 0.0 && value != self.last && hess >= f64::from(penalty.min_child_weight)
    }
}
