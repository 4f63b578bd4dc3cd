//! A line from node to node: a soft S in dots.

/// The cells of a line.
pub(super) struct Strand {
    /// Those in its middle, from node to node.
    pub(super) path: Vec<(u16, u16)>,
    /// All of them, and the dots in each.
    pub(super) ink: Vec<((u16, u16), u8)>,
}

/// A line between two dots, the first further left, so many dots thick, on `rows` rows of cells.
pub(super) fn strand(from: [i32; 2], to: [i32; 2], thickness: u8, rows: u16) -> Option<Strand> {
    let (run, rise) = (to[0] - from[0], f64::from(to[1] - from[1]));
    if run <= 0 || rows == 0 {
        return None;
    }
    let last = 4 * i32::from(rows) - 1;
    let mut strand = Strand { path: Vec::new(), ink: Vec::new() };
    let mut before = from[1];
    for x in from[0]..=to[0] {
        let along = f64::from(x - from[0]) / f64::from(run);
        let middle = f64::from(from[1]) + rise * along * along * (3.0 - 2.0 * along);
        let slope = rise * 6.0 * along * (1.0 - along) / f64::from(run);
        // So many dots across the line are more from top to bottom where it is steep.
        let extent = f64::from(thickness) * slope.hypot(1.0);
        let start = (middle - (extent - 1.0) / 2.0).round() as i32;
        let end = start + extent.round() as i32 - 1;
        let middle = middle.round() as i32;
        let [start, end] = [start.min(middle), end.max(middle)];
        strand.cross(x, before.clamp(0, last), middle.clamp(0, last));
        strand.fill(x, start.clamp(0, last), end.clamp(0, last));
        before = middle;
    }
    Some(strand)
}

/// The bits of a braille character, top to bottom and left to right.
const DOTS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

impl Strand {
    /// Leads the middle of the line on to a dot, without a gap.
    fn cross(&mut self, x: i32, before: i32, y: i32) {
        let [from, to] = [before / 4, y / 4];
        let rows: Vec<i32> =
            if from <= to { (from..=to).collect() } else { (to..=from).rev().collect() };
        for row in rows {
            let place = ((x / 2) as u16, row as u16);
            if self.path.last() != Some(&place) {
                self.path.push(place);
            }
        }
    }

    /// Adds the dots of a column.
    fn fill(&mut self, x: i32, start: i32, end: i32) {
        for y in start..=end {
            let place = ((x / 2) as u16, (y / 4) as u16);
            let bit = DOTS[(y % 4) as usize][(x % 2) as usize];
            // The column of dots before may have been in the same cells.
            let recent = self.ink.iter_mut().rev().take(RECENT).find(|(known, _)| *known == place);
            match recent {
                Some((_, bits)) => *bits |= bit,
                None => self.ink.push((place, bit)),
            }
        }
    }
}

/// As many cells as a steep line may have above each other.
const RECENT: usize = 32;
