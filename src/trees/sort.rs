//! Sorting, as scikit-learn's splitter does it.
//!
//! Rows of equal value may stand in any order for a classifier, but a regressor adds their targets up
//! in that order, and the last digit of its sums depends on it. So it is the very algorithm: quicksort
//! in three parts around the median of three, insertion sort of 15 or less, heapsort where it goes too
//! deep (Musser 1997, introspective sorting, <https://doi.org/10.1002/(SICI)1097-024X(199708)27:8%3C983::AID-SPE117%3E3.0.CO;2-%23>).

/// Sorts values, and their rows along with them. Both are of one length; no value is NaN.
pub(super) fn sort_together(values: &mut [f32], rows: &mut [u32]) {
    if let Some(log) = values.len().checked_ilog2() {
        sort(values, rows, 2 * log);
    }
}

fn sort(mut values: &mut [f32], mut rows: &mut [u32], mut depth: u32) {
    while values.len() > SHORT {
        if depth == 0 {
            return heap_sort(values, rows);
        }
        depth -= 1;
        let (left, right) = partition(values, rows);
        let (low, high) = values.split_at_mut(right);
        let (low_rows, high_rows) = rows.split_at_mut(right);
        sort(&mut low[..left], &mut low_rows[..left], depth);
        (values, rows) = (high, high_rows);
    }
    insertion_sort(values, rows);
}

/// Puts what is smaller than the pivot first and what is larger last; says where the equal ones begin
/// and end.
fn partition(values: &mut [f32], rows: &mut [u32]) -> (usize, usize) {
    let n = values.len();
    let pivot = median(values[0], values[n / 2], values[n - 1]);
    let (mut at, mut left, mut right) = (0, 0, n);
    while at < right {
        if values[at] < pivot {
            swap(values, rows, at, left);
            at += 1;
            left += 1;
        } else if values[at] > pivot {
            right -= 1;
            swap(values, rows, at, right);
        } else {
            at += 1;
        }
    }
    (left, right)
}

fn median(a: f32, b: f32, c: f32) -> f32 {
    if a < b {
        if b < c { b } else { a.max(c) }
    } else if b < c {
        a.min(c)
    } else {
        b
    }
}

fn insertion_sort(values: &mut [f32], rows: &mut [u32]) {
    for idx in 1..values.len() {
        let (value, row) = (values[idx], rows[idx]);
        let mut at = idx;
        while at > 0 && values[at - 1] > value {
            values[at] = values[at - 1];
            rows[at] = rows[at - 1];
            at -= 1;
        }
        values[at] = value;
        rows[at] = row;
    }
}

fn heap_sort(values: &mut [f32], rows: &mut [u32]) {
    let n = values.len();
    for root in (0..n / 2).rev() {
        sift(values, rows, root, n);
    }
    for end in (1..n).rev() {
        swap(values, rows, 0, end);
        sift(values, rows, 0, end);
    }
}

fn sift(values: &mut [f32], rows: &mut [u32], mut root: usize, end: usize) {
    loop {
        let children = [2 * root + 1, 2 * root + 2].into_iter().filter(|child| *child < end);
        let larger = |largest: usize, child: usize| {
            if values[largest] < values[child] { child } else { largest }
        };
        let largest = children.fold(root, larger);
        if largest == root {
            return;
        }
        swap(values, rows, root, largest);
        root = largest;
    }
}

fn swap(values: &mut [f32], rows: &mut [u32], a: usize, b: usize) {
    values.swap(a, b);
    rows.swap(a, b);
}

const SHORT: usize = 15;
