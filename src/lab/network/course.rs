//! What the loss of a training has done from its start to its end.

use crate::lesson::format::Course;
use crate::nn::End;

use super::training::Training;

/// The course of a training that is over.
///
/// It grows where the numbers left float32 or the end lies above the start; it swings where it went up
/// and down to the end, by more than a tenth of the first loss; it stalls where less than a tenth of
/// that is gone; otherwise it falls.
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
    let half = &losses[losses.len() / 2..];
    let highest = half.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let lowest = half.iter().copied().fold(f64::INFINITY, f64::min);
    let still = STILL * first;
    Some(match first - last {
        _ if climbed > SWINGING * fell && climbed < fell / SWINGING && highest - lowest > still => {
            Course::Swings
        }
        down if down < -still => Course::Grows,
        down if down < still => Course::Stalls,
        _ => Course::Falls,
    })
}

/// A smaller part of the loss than this is no movement.
const STILL: f64 = 0.1;
/// What is climbed on the way, as a part of what is fallen, from where on it is a swing.
const SWINGING: f64 = 0.5;
