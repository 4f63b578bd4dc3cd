//! Chances beside the numbers that a softmax made them of: bars of both.

use serde::Serialize;

use super::{Bar, Bars, Grid, Style, bars::Names, number};

/// Numbers, and the chances that a softmax makes of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chances {
    /// The numbers: a bar for each class.
    pub sums: Bars,
    /// The chances of the same classes.
    pub chances: Bars,
}

impl Chances {
    /// Draws both into a grid of exactly `width` × `height` cells: the numbers on the left or above;
    /// where there is no room for their bars, each before the name of its class.
    pub fn draw(&self, width: u16, height: u16, style: Style) -> Grid {
        let mut grid = Grid::blank(width, height);
        let rows = rows(&self.sums);
        if width >= 2 * SIDE + GAP {
            let left = (width - GAP) / 2;
            grid.paste(0, 0, &self.sums.draw(left, height, style));
            let right = self.chances.draw(width - GAP - left, height, style);
            grid.paste(left + GAP, 0, &right);
        } else if height > 2 * rows {
            let above = height.saturating_sub(1) / 2;
            grid.paste(0, 0, &self.sums.draw(width, above, style));
            grid.paste(0, above + 1, &self.chances.draw(width, height - above - 1, style));
        } else {
            grid.paste(0, 0, &self.in_one().named(Names::Whole, (width, height), style));
        }
        grid
    }

    /// The chances, each with its number before its name.
    fn in_one(&self) -> Bars {
        let sums = self.sums.bars.iter().map(|bar| number::rounded(bar.value));
        let sums: Vec<String> = sums.collect();
        let wide = sums.iter().map(|sum| sum.chars().count()).max().unwrap_or(0);
        let bar = |(bar, sum): (&Bar, &String)| Bar {
            name: format!("{sum:>wide$} {}", bar.name),
            ..bar.clone()
        };
        let title = format!("{} and {}", self.sums.title, self.chances.title);
        let bars = self.chances.bars.iter().zip(&sums).map(bar).collect();
        Bars { title, bars, ..self.chances.clone() }
    }
}

/// Columns of one side in which a bar is still a bar.
const SIDE: u16 = 26;
/// Columns between the sides.
const GAP: u16 = 3;

/// The rows of bars and the title above them.
fn rows(bars: &Bars) -> u16 {
    u16::try_from(bars.bars.len()).unwrap_or(u16::MAX / 4) + 1
}
