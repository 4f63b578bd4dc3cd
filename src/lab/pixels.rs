//! Rows of the data as pixels.

use crate::lesson::format::ImageSize;

use super::data::Data;

/// Pixels row by row.
pub(super) fn rows_of(pixels: &[f32], size: ImageSize) -> Vec<Vec<f64>> {
    let row = |row: &[f32]| row.iter().map(|pixel| f64::from(*pixel)).collect();
    pixels.chunks(size.columns.max(1)).map(row).collect()
}

/// How dark a pixel can be: as dark as the darkest of the data.
pub(super) fn most(data: &Data) -> f32 {
    let darkest = data.x.iter().copied().fold(0.0, f32::max);
    if darkest > 0.0 { darkest } else { 1.0 }
}
