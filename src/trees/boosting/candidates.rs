//! The splits of one feature, laid open: what the growing of a tree looks at.

use super::columns::Column;
use super::objective::GradientPair;
use super::scan::{Candidate, Level, NOWHERE, Open};
use super::split::{GradStats, Penalty};

/// Every split of a feature that is considered for a node, in the order in which it is met: from the
/// largest value down, and first from the smallest up where values are missing. The first of the
/// largest gains is taken.
///
/// `column` has a value for each row, NaN where it is missing; `rows` are those of the node, others
/// than there are count for nothing. The last split of each pass has all values on one side, and is
/// there if the rows without a value weigh enough for the other.
pub fn candidates(
    column: &[f32],
    gradients: &[GradientPair],
    rows: &[usize],
    penalty: &Penalty,
) -> Vec<Candidate> {
    let count = column.len().min(gradients.len());
    let mut places = vec![NOWHERE; count];
    for row in rows {
        if let Some(place) = places.get_mut(*row) {
            *place = 0;
        }
    }
    let inside = gradients.iter().zip(&places).filter(|(_, place)| **place != NOWHERE);
    let stats = GradStats::of(inside.map(|(row, _)| row));
    let open = [Open::new(stats, penalty)];
    let level = Level { gradients, places: &places, open: &open, penalty };
    let mut found = Vec::new();
    let column = Column::of(column.get(..count).unwrap_or_default());
    level.look(&column, &mut Vec::new(), &mut |_, candidate| found.push(candidate));
    found
}
