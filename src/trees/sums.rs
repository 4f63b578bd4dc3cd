//! The sums of a node, and of both sides of a cut that moves through its rows.
//!
//! The order of every addition is scikit-learn's, for it decides the last digit.

use super::impurity::{Criterion, spread};
use super::samples::{Samples, Target};

/// What is summed up of rows, and the cut between those on the left and those on the right.
#[derive(Debug, Clone)]
pub(super) struct Sums {
    criterion: Criterion,
    /// Weighted counts of each class, or the weighted sum of the targets.
    all: Vec<f64>,
    n: f64,
    /// Of numbers: the weighted sum of their squares.
    squares: f64,
    left: Vec<f64>,
    n_left: f64,
    right: Vec<f64>,
    n_right: f64,
    cut: usize,
}

impl Sums {
    pub(super) fn new(criterion: Criterion, outputs: usize) -> Self {
        let zeros = || vec![0.0; outputs];
        let (all, left, right) = (zeros(), zeros(), zeros());
        Self {
            criterion,
            all,
            n: 0.0,
            squares: 0.0,
            left,
            n_left: 0.0,
            right,
            n_right: 0.0,
            cut: 0,
        }
    }

    /// Sums up the rows of a node, with the cut before all of them.
    pub(super) fn enter(&mut self, samples: &Samples, rows: &[u32]) {
        self.all.fill(0.0);
        self.n = 0.0;
        add(&mut self.all, &mut self.n, samples, rows.iter(), 1.0);
        self.squares = squares(samples, rows);
        self.back();
    }

    /// Puts the cut before all rows.
    pub(super) fn back(&mut self) {
        self.left.fill(0.0);
        (self.n_left, self.cut) = (0.0, 0);
    }

    /// Moves the cut on, so that the first `cut` rows are on the left. It adds up from whichever end is
    /// nearer.
    pub(super) fn advance(&mut self, samples: &Samples, rows: &[u32], cut: usize) {
        if cut - self.cut <= rows.len() - cut {
            let more = rows[self.cut..cut].iter();
            add(&mut self.left, &mut self.n_left, samples, more, 1.0);
        } else {
            self.left.copy_from_slice(&self.all);
            self.n_left = self.n;
            let less = rows[cut..].iter().rev();
            add(&mut self.left, &mut self.n_left, samples, less, -1.0);
        }
        let both = self.all.iter().zip(&self.left);
        self.right.iter_mut().zip(both).for_each(|(right, (all, left))| *right = all - left);
        (self.n_right, self.cut) = (self.n - self.n_left, cut);
    }

    /// What the best cut has most of: minus the impurity of both sides, weighted, but for what is the
    /// same for all cuts of a node.
    #[inline]
    pub(super) fn worth(&self) -> f64 {
        match self.criterion {
            Criterion::SquaredError => {
                let [left, right] = [self.left[0], self.right[0]];
                left * left / self.n_left + right * right / self.n_right
            }
            criterion => {
                -self.n_right * criterion.of_counts(&self.right, self.n_right)
                    - self.n_left * criterion.of_counts(&self.left, self.n_left)
            }
        }
    }

    /// The impurity of all rows.
    pub(super) fn impurity(&self) -> f64 {
        match self.criterion {
            Criterion::SquaredError => spread(self.all[0], self.squares, self.n),
            criterion => criterion.of_counts(&self.all, self.n),
        }
    }

    /// The impurity of both sides of the cut, of whose left rows the squares sum to `left_squares`. Those
    /// of the right are those of all less these.
    pub(super) fn impurities(&self, left_squares: f64) -> [f64; 2] {
        match self.criterion {
            Criterion::SquaredError => [
                spread(self.left[0], left_squares, self.n_left),
                spread(self.right[0], self.squares - left_squares, self.n_right),
            ],
            criterion => [
                criterion.of_counts(&self.left, self.n_left),
                criterion.of_counts(&self.right, self.n_right),
            ],
        }
    }

    /// What the node answers: the share of each class, or the mean.
    pub(super) fn value(&self) -> Vec<f64> {
        self.all.iter().map(|sum| sum / self.n).collect()
    }

    /// How many rows there are, by weight.
    pub(super) const fn n(&self) -> f64 {
        self.n
    }

    /// How many rows are on each side, by weight.
    pub(super) const fn sides(&self) -> [f64; 2] {
        [self.n_left, self.n_right]
    }

    /// What a cut takes away: `I − w_right · I_right − w_left · I_left`.
    pub(super) fn gain(&self, impurity: f64, [left, right]: [f64; 2]) -> f64 {
        impurity - self.n_right / self.n * right - self.n_left / self.n * left
    }
}

/// Adds rows to sums and to their number, or with a sign of -1 takes them away.
#[inline]
fn add<'a>(
    sums: &mut [f64],
    n: &mut f64,
    samples: &Samples,
    rows: impl Iterator<Item = &'a u32>,
    sign: f64,
) {
    match samples.target() {
        Target::Classes { codes, .. } => {
            for row in rows {
                let weight = sign * samples.weight(*row);
                sums[codes[*row as usize] as usize] += weight;
                *n += weight;
            }
        }
        Target::Numbers(numbers) => {
            for row in rows {
                let weight = sign * samples.weight(*row);
                sums[0] += weight * numbers[*row as usize];
                *n += weight;
            }
        }
    }
}

/// The weighted sum of the squares of rows' targets; of classes, 0.
pub(super) fn squares(samples: &Samples, rows: &[u32]) -> f64 {
    let Target::Numbers(numbers) = samples.target() else { return 0.0 };
    rows.iter().fold(0.0, |sum, row| {
        let number = numbers[*row as usize];
        sum + samples.weight(*row) * number * number
    })
}
