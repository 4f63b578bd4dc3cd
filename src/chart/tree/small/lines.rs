//! The lines from a question to its answers, those on the way of the example thick.

use super::super::super::grid::Cell;
use super::super::super::{Glyphs, Role};

/// The lines from the middle of a question to the middles of its answers, each with whether the example
/// takes it, and the column where they begin.
pub(super) fn cells(middle: u16, sides: [(u16, bool); 2], glyphs: Glyphs) -> (u16, Vec<Cell>) {
    let [yes, no] = sides;
    let signs = Signs::of(glyphs);
    let line = |is_on_way: bool, pair: [char; 2]| {
        let role = if is_on_way { Role::Crosshair } else { Role::Muted };
        Cell::new(pair[usize::from(is_on_way)], role)
    };
    let joint = signs.joints[usize::from(yes.1) + 2 * usize::from(no.1)];
    let at = |column: u16| match column {
        column if column == middle => line(yes.1 || no.1, [joint; 2]),
        column if column == yes.0 => line(yes.1, signs.left),
        column if column == no.0 => line(no.1, signs.right),
        column if column < middle => line(yes.1, signs.across),
        _ => line(no.1, signs.across),
    };
    (yes.0, (yes.0..=no.0).map(at).collect())
}

/// A piece of a line on the way of the example.
pub(super) const fn on_way(glyphs: Glyphs) -> Cell {
    Cell { symbol: Signs::of(glyphs).across[1], role: Role::Crosshair, shade: None, upper: None }
}

/// The signs of lines, the thick ones second; those of joints with the thick line nowhere, to the left,
/// to the right.
struct Signs {
    across: [char; 2],
    left: [char; 2],
    right: [char; 2],
    joints: [char; 4],
}

impl Signs {
    const fn of(glyphs: Glyphs) -> Self {
        match glyphs {
            Glyphs::Unicode => Self {
                across: ['─', '━'],
                left: ['┌', '┏'],
                right: ['┐', '┓'],
                joints: ['┴', '┹', '┺', '┻'],
            },
            Glyphs::Ascii => {
                Self { across: ['-', '='], left: ['.'; 2], right: ['.'; 2], joints: ['^'; 4] }
            }
        }
    }
}
