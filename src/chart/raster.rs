//! Lines as braille dots, by textplots.

use textplots::{Chart, Plot, Shape};

/// The dots of all `runs`, as the eight bits of a braille character for each cell that has any,
/// with its column and row. A run is a row of neighbouring dots, counted from the bottom left
/// corner; a cell is two dots wide and four high, and there are `rows` rows of them.
pub(super) fn raster(runs: &[Vec<(f32, f32)>], rows: u16) -> Vec<(u16, u16, u8)> {
    // textplots looks at every cell of its canvas: those around the runs are left out of it.
    let Some(frame) = Frame::around(runs, rows) else { return Vec::new() };
    let moved: Vec<Vec<(f32, f32)>> = runs.iter().map(|run| frame.moved(run)).collect();
    let shapes: Vec<Shape> = moved.iter().map(|run| Shape::Lines(run)).collect();
    let (x_max, y_max) = (frame.width as f32, frame.height as f32);
    let mut canvas = Chart::new_with_y_range(frame.width, frame.height, 0.0, x_max, 0.0, y_max);
    let mut chart = &mut canvas;
    for shape in &shapes {
        chart = chart.lineplot(shape);
    }
    chart.figures();
    let text = chart.frame();
    let cells = (frame.top..).zip(text.lines()).flat_map(|(row, line)| {
        (frame.left..).zip(line.chars().map(bits)).map(move |(column, bits)| (column, row, bits))
    });
    cells.filter(|(.., bits)| *bits != 0).collect()
}

/// The cells around some dots.
struct Frame {
    left: u16,
    top: u16,
    /// Dots below the frame.
    below: f32,
    /// Dots from the first to the last, as textplots counts them.
    width: u32,
    height: u32,
}

impl Frame {
    fn around(runs: &[Vec<(f32, f32)>], rows: u16) -> Option<Self> {
        let cells = || runs.iter().flatten().map(|&(x, y)| (x as u16 / 2, y as u16 / 4));
        let (left, right) = (cells().map(|cell| cell.0).min()?, cells().map(|cell| cell.0).max()?);
        let (low, high) = (cells().map(|cell| cell.1).min()?, cells().map(|cell| cell.1).max()?);
        Some(Self {
            left,
            top: rows.saturating_sub(high + 1),
            below: f32::from(low) * 4.0,
            // It refuses to draw narrower than 32 dots: what is too much on the right stays empty.
            width: (u32::from(right - left) * 2 + 1).max(32),
            height: u32::from(high - low) * 4 + 3,
        })
    }

    fn moved(&self, run: &[(f32, f32)]) -> Vec<(f32, f32)> {
        let left = f32::from(self.left) * 2.0;
        run.iter().map(|&(x, y)| (x - left, y - self.below)).collect()
    }
}

fn bits(symbol: char) -> u8 {
    u32::from(symbol).checked_sub(0x2800).and_then(|bits| u8::try_from(bits).ok()).unwrap_or(0)
}
