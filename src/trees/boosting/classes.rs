//! Labels as `XGBClassifier` wants them.

use super::error::{Error, TrainingError};

/// How many classes there are. They have to be 0, 1 and so on, without a gap, or `XGBClassifier`
/// complains.
pub fn count_classes(labels: &[i64]) -> Result<usize, Error> {
    let mut got = labels.to_vec();
    got.sort_unstable();
    got.dedup();
    let expected = 0..got.len() as i64;
    if got.iter().copied().eq(expected) {
        return Ok(got.len());
    }
    Err(TrainingError::Classes { got }.into())
}
