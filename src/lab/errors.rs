//! How wrong the model is on a part of the data: one number for measured targets and for classes.

use crate::lesson::Part;

use super::decided;
use super::state::State;

/// The error of the model that a state follows, on a part of its data: of classes the share of wrong
/// answers, of measured targets half the mean squared error, `Σ (output - y)² / 2m`.
pub(super) fn of(state: &State, part: Part) -> Option<f64> {
    let (data, subject) = (state.part_of_data(part)?, state.subject()?);
    match subject.regression() {
        Some(regression) if part == Part::Train => regression.error_of_learned(data),
        Some(regression) => regression.error(data),
        None => {
            let output = subject.output(&data.x)?;
            decided::error(&data.y, &output, data.has_labels(), state.threshold)
        }
    }
}
