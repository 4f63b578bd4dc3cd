//! How wrong the model is on a part of the data: one number for measured targets and for classes.

use crate::lesson::Part;

use super::data::Data;
use super::decided::pair;
use super::state::State;
use super::subject::Subject;

/// The error of the model that a state follows, on a part of its data: of classes the share of wrong
/// answers, of measured targets half the mean squared error, `Σ (output - y)² / 2m`.
pub(super) fn of(state: &State, part: Part) -> Option<f64> {
    let (data, subject) = (state.part_of_data(part)?, state.subject()?);
    match subject.regression() {
        Some(regression) if part == Part::Train => regression.error_of_learned(data),
        Some(regression) => regression.error(data),
        None => of_network(data, subject),
    }
}

fn of_network(data: &Data, subject: Subject<'_>) -> Option<f64> {
    let output = subject.output(&data.x)?;
    let rows = || data.y.rows().into_iter().zip(output.rows());
    if data.has_labels() {
        let wrong: Option<Vec<bool>> =
            rows().map(|(y, output)| pair(&y, &output).map(|(y, given)| y != given)).collect();
        let wrong = wrong.filter(|wrong| !wrong.is_empty())?;
        return Some(
            wrong.iter().filter(|is_wrong| **is_wrong).count() as f64 / wrong.len() as f64,
        );
    }
    let is_paired = output.shape() == data.y.shape() && !output.is_empty();
    let square = |(y, output): (&f32, &f32)| f64::from(output - y).powi(2);
    let sum = || data.y.iter().zip(&output).map(square).sum::<f64>();
    is_paired.then(|| sum() / (2.0 * output.len() as f64))
}
