//! Growing a tree: level by level the best split of each node, then back from the leaves what gained
//! less than γ.

use super::columns::Column;
use super::data::DMatrix;
use super::objective::GradientPair;
use super::params::Settings;
use super::scan::{Candidate, Level, NOWHERE, Open, SMALLEST_GAIN, Seen};
use super::split::{GradStats, leaf_weight};
use super::tree::{Node, Split, Tree};

/// The tree of one round.
pub(super) fn grow(
    data: &DMatrix,
    columns: &[Column],
    gradients: &[GradientPair],
    settings: &Settings,
) -> Tree {
    let root = leaf(GradStats::of(gradients), settings);
    let mut growth = Growth {
        data,
        columns,
        gradients,
        settings,
        nodes: vec![root],
        level: vec![0],
        places: vec![0; gradients.len()],
    };
    for _ in 0..settings.max_depth {
        growth.split_level();
        if growth.level.is_empty() {
            break;
        }
    }
    take_back(&mut growth.nodes, settings.gamma);
    Tree { nodes: growth.nodes }
}

/// A tree that grows.
struct Growth<'a> {
    data: &'a DMatrix,
    columns: &'a [Column],
    gradients: &'a [GradientPair],
    settings: &'a Settings,
    nodes: Vec<Node>,
    /// The numbers of the nodes that can still be split.
    level: Vec<usize>,
    /// The place of each row's node in `level`.
    places: Vec<u32>,
}

/// The best split of a node so far.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    gain: f32,
    split: Option<(usize, Candidate)>,
}

impl Growth<'_> {
    fn split_level(&mut self) {
        let best = self.best_splits();
        let splits = self.make_splits(&best);
        self.move_rows(&splits);
        let first = self.nodes.len() - self.level.len();
        let mut sums = vec![GradStats::default(); self.level.len()];
        for (place, row) in self.places.iter().zip(self.gradients) {
            if let Some(sum) = sums.get_mut(*place as usize) {
                *sum += *row;
            }
        }
        for (node, sum) in self.nodes.iter_mut().skip(first).zip(sums) {
            *node = leaf(sum, self.settings);
        }
    }

    /// Of equal gains the one that is met first stays.
    fn best_splits(&self) -> Vec<Found> {
        let penalty = &self.settings.penalty;
        let open = self.level.iter().map(|number| Open::new(self.nodes[*number].stats, penalty));
        let open: Vec<Open> = open.collect();
        let Self { gradients, places, .. } = self;
        let level = Level { gradients, places, open: &open, penalty };
        let mut best = vec![Found::default(); open.len()];
        let mut seen: Vec<Seen> = Vec::new();
        for (feature, column) in self.columns.iter().enumerate() {
            level.look(column, &mut seen, &mut |place, candidate: Candidate| {
                if candidate.gain > best[place].gain && candidate.gain.is_finite() {
                    best[place] = Found { gain: candidate.gain, split: Some((feature, candidate)) };
                }
            });
        }
        best
    }

    /// Gives the nodes of the level their splits, and makes the next level of what is below them.
    fn make_splits(&mut self, best: &[Found]) -> Vec<Option<Split>> {
        let level = std::mem::take(&mut self.level);
        let mut splits = Vec::with_capacity(level.len());
        for (number, found) in level.into_iter().zip(best) {
            let next = self.nodes.len();
            let split = found.split.filter(|_| found.gain > SMALLEST_GAIN);
            let split = split.map(|(feature, candidate)| Split {
                feature,
                threshold: candidate.threshold,
                missing_left: candidate.missing_left,
                left: next,
                right: next + 1,
            });
            self.nodes[number].gain = found.gain;
            self.nodes[number].split = split;
            if split.is_some() {
                self.level.extend([next, next + 1]);
                // Their sums follow when the rows have moved.
                self.nodes.extend([leaf(GradStats::default(), self.settings); 2]);
            }
            splits.push(split);
        }
        splits
    }

    /// Moves each row to the place of its new node, or nowhere.
    fn move_rows(&mut self, splits: &[Option<Split>]) {
        let first = self.nodes.len() - self.level.len();
        for (row, place) in self.places.iter_mut().enumerate() {
            if *place != NOWHERE {
                let split = splits[*place as usize];
                let child = |split: Split| split.child(self.data.value(row, split.feature));
                *place = split.map_or(NOWHERE, |split| (child(split) - first) as u32);
            }
        }
    }
}

fn leaf(stats: GradStats, settings: &Settings) -> Node {
    let weight = leaf_weight(stats, &settings.penalty);
    Node { stats, weight, leaf: weight * settings.eta, gain: 0.0, split: None }
}

/// From the leaves up: a split of two leaves that gained less than γ becomes a leaf again. What is
/// below a node has larger numbers.
fn take_back(nodes: &mut [Node], gamma: f32) {
    for number in (0..nodes.len()).rev() {
        let Some(split) = nodes[number].split else { continue };
        let is_last = nodes[split.left].split.is_none() && nodes[split.right].split.is_none();
        if is_last && nodes[number].gain < gamma {
            nodes[number].split = None;
        }
    }
}
