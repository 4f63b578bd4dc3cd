//! Rounding noise: numbers that stand for 0, and how a row stands to the mean over all.

use super::super::arithmetic::number;
use super::page::{AllRows, At, Page, entry};

/// What rounding leaves of terms that cancel, beside their sizes: a float32 has about 7 digits.
const SHARE: f32 = 4e-7;

/// A sum that stands for 0: its terms cancel, and what is left is rounding.
pub(super) fn of_sum(sum: f32, terms: impl Iterator<Item = f32>, name: &str) -> Option<String> {
    let sizes: f32 = terms.map(f32::abs).sum();
    is_noise(sum, sizes).then(|| {
        format!(
            "{name} is rounding noise: the terms cancel, and {} is what a float32 leaves of 0.",
            number(sum)
        )
    })
}

/// A chance that is 1 but for the last digit of a float32.
pub(super) fn of_difference(p: f32, y: f32, letter: &str) -> Option<String> {
    let off = p - y;
    (off != 0.0 && is_noise(off, y.abs())).then(|| {
        format!(
            "{letter} is y but for the last digit of a float32: {} is rounding noise and stands \
             for 0.",
            number(off)
        )
    })
}

/// How the slope of a weight stands to the mean over all rows.
pub(super) fn of_rows(page: &Page<'_>, at: At, slope: f32) -> Vec<String> {
    let row = format!("X[{}] alone", page.row);
    let Some(all) = page.all else {
        return vec![format!("{row}. A batch takes the mean over its rows.")];
    };
    if all.rows < 2 {
        return Vec::new();
    }
    let mean = mean(all, at);
    vec![format!(
        "{row}: {}. A batch takes the mean: over all {} rows it is {mean}.",
        number(slope),
        all.rows
    )]
}

/// The mean slope of a weight over all rows; where they cancel, what is left is rounding noise.
pub(super) fn mean(all: &AllRows, at: At) -> String {
    let [mean, size] = [&all.gradient, &all.sizes].map(|tables| entry(&tables[at.layer], at));
    if is_noise(mean, size) {
        return format!("0 (the rows cancel: the {} left is rounding noise)", number(mean));
    }
    number(mean)
}

fn is_noise(sum: f32, sizes: f32) -> bool {
    sum != 0.0 && sum.abs() <= SHARE * sizes
}
