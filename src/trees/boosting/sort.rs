//! The order of a column: the smallest value first, and equal values as C++ leaves them.
//!
//! Sums of float64 depend on their order, in the last bit, so the order of equal values counts. It is
//! that of introsort (Musser 1997) as GNU's `std::sort` does it: parts of more than sixteen are split
//! at the median of three, the rest is inserted.

/// A value that is there, and its row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Entry {
    pub(super) row: u32,
    pub(super) value: f32,
}

/// Sorts by value. No value may be NaN.
pub(super) fn sort(entries: &mut [Entry]) {
    let depth = 2 * entries.len().checked_ilog2().unwrap_or(0);
    split(entries, depth);
    insert(entries);
}

/// Parts of so few are left to the insertion.
const SHORT: usize = 16;

fn split(mut part: &mut [Entry], mut depth: u32) {
    while part.len() > SHORT {
        if depth == 0 {
            // Hardly any column comes here. GNU sorts such a part by a heap.
            part.sort_by(|a, b| a.value.total_cmp(&b.value));
            return;
        }
        depth -= 1;
        median_to_front(part);
        let cut = partition(part);
        let (low, high) = part.split_at_mut(cut);
        split(high, depth);
        part = low;
    }
}

/// The median of the second, the middle and the last changes places with the first.
fn median_to_front(part: &mut [Entry]) {
    let (a, b, c) = (1, part.len() / 2, part.len() - 1);
    let less = |x: usize, y: usize| part[x].value < part[y].value;
    let median = match (less(a, b), less(b, c), less(a, c)) {
        (true, true, _) => b,
        (true, false, true) => c,
        (true, false, false) => a,
        (false, _, true) => a,
        (false, true, false) => c,
        (false, false, false) => b,
    };
    part.swap(0, median);
}

/// Brings what is below the first before what is above it, and says where the cut is. The median is
/// no end of the row, so that each search finds something to stop at.
fn partition(part: &mut [Entry]) -> usize {
    let pivot = part[0].value;
    let (mut low, mut high) = (1, part.len());
    loop {
        while part[low].value < pivot {
            low += 1;
        }
        high -= 1;
        while pivot < part[high].value {
            high -= 1;
        }
        if low >= high {
            return low;
        }
        part.swap(low, high);
        low += 1;
    }
}

fn insert(entries: &mut [Entry]) {
    for end in 1..entries.len() {
        let entry = entries[end];
        let mut at = end;
        while at > 0 && entry.value < entries[at - 1].value {
            entries[at] = entries[at - 1];
            at -= 1;
        }
        entries[at] = entry;
    }
}
