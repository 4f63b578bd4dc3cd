//! Which features a node looks at: drawn one by one, until enough were looked at.
//!
//! scikit-learn draws even where it looks at all of them, and of equally good questions the first
//! stays; so this order is all that `random_state` does to a tree without chance. Features that are
//! found to be constant in a node are set aside for all nodes below it.

/// The features in the order that has come about so far, and the generator behind it.
#[derive(Debug, Clone)]
pub(super) struct Features {
    order: Vec<usize>,
    /// Those that are constant in a node and all above it, as they were found.
    constant: Vec<usize>,
    /// How many a node looks at.
    most: usize,
    xorshift: u32,
}

/// One node's way through the features.
///
/// `order` holds, from its start: known constants that were drawn, other known constants, constants
/// found here, features not yet drawn, features looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visit {
    /// How many are constant in a node above.
    known: usize,
    /// Where the features begin that were looked at.
    last: usize,
    /// How many were found constant here.
    found: usize,
    /// How many known constants were drawn.
    drawn: usize,
    visited: usize,
    /// The place in `order` of the feature at hand.
    at: usize,
}

impl Features {
    pub(super) fn new(count: usize, most: usize, seed: u32) -> Self {
        let (order, constant) = ((0..count).collect(), vec![0; count]);
        Self { order, constant, most, xorshift: seed }
    }

    /// The way of a node below which `known` features are constant.
    pub(super) fn visit(&self, known: usize) -> Visit {
        Visit { known, last: self.order.len(), found: 0, drawn: 0, visited: 0, at: 0 }
    }

    /// The next feature to look at. Each must be kept or set aside before the next is asked for.
    ///
    /// A known constant that is drawn counts as visited; and it goes on beyond `most` while
    /// all that were drawn are constant.
    pub(super) fn next(&mut self, visit: &mut Visit) -> Option<usize> {
        while visit.last > visit.known + visit.found
            && (visit.visited < self.most || visit.visited <= visit.found + visit.drawn)
        {
            visit.visited += 1;
            let drawn = self.draw(visit.drawn, visit.last - visit.found);
            if drawn >= visit.known {
                visit.at = drawn + visit.found;
                return Some(self.order[visit.at]);
            }
            self.order.swap(visit.drawn, drawn);
            visit.drawn += 1;
        }
        None
    }

    /// The feature at hand is constant among the rows of the node.
    pub(super) fn set_aside(&mut self, visit: &mut Visit) {
        self.order.swap(visit.at, visit.known + visit.found);
        visit.found += 1;
    }

    /// The feature at hand was looked at.
    pub(super) fn keep(&mut self, visit: &mut Visit) {
        visit.last -= 1;
        self.order.swap(visit.at, visit.last);
    }

    /// Ends the way; says how many features are constant for the nodes below.
    pub(super) fn leave(&mut self, visit: Visit) -> usize {
        let Visit { known, found, .. } = visit;
        self.order[..known].copy_from_slice(&self.constant[..known]);
        self.constant[known..known + found].copy_from_slice(&self.order[known..known + found]);
        known + found
    }

    /// A number from `low` to below `high`, by xorshift (Marsaglia 2003,
    /// <https://doi.org/10.18637/jss.v008.i14>).
    fn draw(&mut self, low: usize, high: usize) -> usize {
        let mut x = self.xorshift.max(1);
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        self.xorshift = x;
        low + (x & 0x7FFF_FFFF) as usize % (high - low).max(1)
    }
}
