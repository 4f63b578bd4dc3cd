//! Room: what is said where there is too little of it, and which of many are kept.

use std::ops::Range;

use super::{
    Glyphs, Role,
    grid::{self, Grid},
};

/// Says how large a picture has to be, as far as even that fits.
pub(super) fn needs(grid: &mut Grid, (width, height): (u16, u16), glyphs: Glyphs) {
    let times = match glyphs {
        Glyphs::Unicode => '×',
        Glyphs::Ascii => 'x',
    };
    let texts = [format!("needs {width} {times} {height}"), format!("{width}{times}{height}")];
    let room = usize::from(grid.width());
    if let Some(text) = texts.iter().find(|text| text.chars().count() <= room) {
        grid.write(0, 0, &grid::cells(text, Role::Muted));
    }
}

/// The first `room` of so many, or those up to a chosen one that comes later.
pub(super) fn window(count: usize, room: usize, chosen: Option<usize>) -> Range<usize> {
    let room = room.min(count);
    let end = chosen.filter(|chosen| *chosen < count).map_or(room, |chosen| room.max(chosen + 1));
    end - room..end
}
