//! A tree whose questions someone else asks.

use super::candidates::candidates;
use super::impurity::Criterion;
use super::samples::Samples;
use super::sums::Sums;
use super::tree::{Node, Split, Tree};

/// `x[feature] <= threshold`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    /// The feature that is asked about.
    pub feature: usize,
    /// The largest value that goes left.
    pub threshold: f64,
}

/// The tree of the questions that are asked at its places: the root is 1, and below a place p are 2p and
/// 2p + 1. Its numbers are those of a tree that grew so.
///
/// A question that all rows of a node answer alike is not asked: the node is a leaf. Rows without a value
/// go to the side where they leave the least impurity; where none are missing, to the larger one.
pub fn by_hand(
    samples: &Samples,
    criterion: Criterion,
    ask: impl Fn(u64) -> Option<Question>,
) -> Tree {
    let mut tree = Tree { nodes: Vec::new(), n_features: samples.n_features() };
    let root = Pending { place: 1, rows: samples.rows(), above: None };
    let mut pending = if root.rows.is_empty() { Vec::new() } else { vec![root] };
    while let Some(Pending { place, rows, above }) = pending.pop() {
        let number = tree.nodes.len();
        if let Some(split) = above.and_then(|above: usize| tree.nodes[above].split.as_mut()) {
            split.right = number;
        }
        let question = ask(place).filter(|_| place < 1 << 62);
        let cut = question.and_then(|question| cut(samples, criterion, &rows, question));
        tree.nodes.push(node(samples, criterion, &rows));
        if let Some((split, left, right)) = cut {
            tree.nodes[number].split = Some(Split { left: number + 1, ..split });
            pending.push(Pending { place: 2 * place + 1, rows: right, above: Some(number) });
            pending.push(Pending { place: 2 * place, rows: left, above: None });
        }
    }
    tree
}

/// A node that is still to be made.
struct Pending {
    place: u64,
    rows: Vec<u32>,
    /// Of a right side, the number of the node above.
    above: Option<usize>,
}

fn node(samples: &Samples, criterion: Criterion, rows: &[u32]) -> Node {
    let mut sums = Sums::new(criterion, samples.target().outputs());
    sums.enter(samples, rows);
    Node {
        split: None,
        impurity: sums.impurity(),
        n_node_samples: rows.len(),
        weighted_n_node_samples: sums.n(),
        value: sums.value(),
        considered: Vec::new(),
    }
}

/// The question, and the rows of both sides, if there are any on both.
fn cut(
    samples: &Samples,
    criterion: Criterion,
    rows: &[u32],
    question: Question,
) -> Option<(Split, Vec<u32>, Vec<u32>)> {
    let Question { feature, threshold } = question;
    let column = samples.column(feature);
    let value = |row: &u32| column.get(*row as usize).copied().unwrap_or(f32::NAN);
    let is_left =
        |missing_go_to_left| Split { feature, threshold, missing_go_to_left, left: 0, right: 0 };
    let parted = |split: &Split| -> (Vec<u32>, Vec<u32>) {
        rows.iter().partition(|row| split.goes_left(value(row)))
    };
    let missing = rows.iter().filter(|row| value(row).is_nan()).count();
    let low = rows.iter().filter(|row| f64::from(value(row)) <= threshold).count();
    if low == 0 || low + missing == rows.len() {
        return None;
    }
    let best = candidates(samples, criterion, rows, feature);
    let same = best
        .iter()
        .rev()
        .find(|candidate| is_between(candidate.threshold, threshold, rows, &value));
    let split = is_left(same.is_some_and(|same| same.missing_go_to_left));
    let (left, right) = parted(&split);
    Some((split, left, right))
}

/// Whether two thresholds send the same rows left.
fn is_between(a: f64, b: f64, rows: &[u32], value: &impl Fn(&u32) -> f32) -> bool {
    let (low, high) = (a.min(b), a.max(b));
    !rows.iter().map(|row| f64::from(value(row))).any(|value| low < value && value <= high)
}
