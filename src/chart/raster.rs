//! Lines as braille dots, by textplots.

use textplots::{Chart, Plot, Shape};

/// The dots of all `runs`, as the eight bits of a braille character for each cell, rows top to
/// bottom. A run is a row of neighbouring dots, counted from the bottom left corner; a cell is two
/// dots wide and four high.
pub(super) fn raster(runs: &[Vec<(f32, f32)>], columns: u16, rows: u16) -> Vec<u8> {
    if columns == 0 || rows == 0 {
        return Vec::new();
    }
    // textplots refuses to draw narrower than 32 dots: what is too much on the right is cut off.
    let width = (u32::from(columns) * 2 - 1).max(32);
    let height = u32::from(rows) * 4 - 1;
    let shapes: Vec<Shape> = runs.iter().map(|run| Shape::Lines(run)).collect();
    let (x_max, y_max) = (width as f32, height as f32);
    let mut canvas = Chart::new_with_y_range(width, height, 0.0, x_max, 0.0, y_max);
    let mut chart = &mut canvas;
    for shape in &shapes {
        chart = chart.lineplot(shape);
    }
    chart.figures();
    let frame = chart.frame();
    let line = |line: &str| line.chars().take(columns.into()).map(bits).collect::<Vec<u8>>();
    frame.lines().take(rows.into()).flat_map(line).collect()
}

fn bits(symbol: char) -> u8 {
    u32::from(symbol).checked_sub(0x2800).and_then(|bits| u8::try_from(bits).ok()).unwrap_or(0)
}
