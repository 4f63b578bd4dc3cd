//! What the loss of a training has done from its start to its end.

use crate::lesson::format::Course;
use crate::nn::End;

use super::training::Training;

/// The course of a training that is over.
///
/// It grows where the numbers left float32 or the end lies above the start; it stalls where less than
/// a twentieth of the loss is gone; it swings where what it climbed on the way is more than half of
/// what it fell altogether; otherwise it falls.
pub(in crate::lab) fn of(training: &Training) -> Option<Course> {
    if let End::NotFinite { .. } = training.end()? {
        return Some(Course::Grows);
    }
    let first = f64::from(training.trace().first_loss()?);
    let losses: Vec<f64> = training.curve().iter().map(|point| point[1]).collect();
    let last = *losses.last()?;
    let moves = losses.windows(2).map(|pair| pair[1] - pair[0]);
    let climbed: f64 = moves.clone().filter(|by| *by > 0.0).sum();
    let fell = -moves.filter(|by| *by < 0.0).sum::<f64>();
    Some(match first - last {
        _ if climbed > SWINGING * fell && climbed > STILL * first && climbed < 2.0 * fell => {
            Course::Swings
        }
        down if down < -STILL * first => Course::Grows,
        down if down < STILL * first => Course::Stalls,
        _ => Course::Falls,
    })
}

/// A smaller part of the loss than this is no movement.
const STILL: f64 = 0.05;
/// What is climbed on the way, as a part of what is fallen, from where on it is a swing.
const SWINGING: f64 = 0.5;
