//! The places of trees that are drawn small: all of one size, row by row.

/// Places of one size, row by row.
#[derive(Clone, Copy)]
pub(super) struct Tiles {
    pub(super) count: usize,
    columns: u16,
    pub(super) width: u16,
    pub(super) height: u16,
}

/// The columns and rows of a tree with what it asks and says, the largest first. In less than the last
/// there is nothing to see.
const SIZES: [(u16, u16); 3] = [(17, 7), (13, 6), LEAST];

pub(super) const LEAST: (u16, u16) = (9, 5);

/// The columns and rows between two trees.
const GAP: (u16, u16) = (2, 1);

/// Wider than this, a tree says no more.
const WIDEST: u16 = 27;

/// The row of what a tree asks.
const QUESTION: u16 = 1;

/// The row of what a tree says.
pub(super) const VOTE: u16 = 1;

/// So many trees show how they differ: with more room they are drawn larger first.
const SOME: usize = 8;

impl Tiles {
    /// Places for as many of so many trees as can be read, which have so many levels at the most.
    pub(super) fn of((count, levels): (usize, u16), room: (u16, u16)) -> Option<Self> {
        let high = |rows: u16| rows.min(QUESTION + levels + VOTE);
        let sizes = SIZES.map(|(width, height)| (width, high(height)));
        let shows_some = |size: &&(u16, u16)| capacity(**size, room) >= count.min(SOME);
        let least = *sizes.iter().find(shows_some).or(sizes.last())?;
        let count = count.min(capacity(least, room));
        let in_columns = |columns: usize| {
            let tiles = Self::in_columns(count, columns as u16, room)?;
            let is_legible = tiles.width >= least.0 && tiles.height >= least.1;
            is_legible.then_some(Self { height: high(tiles.height), ..tiles })
        };
        (1..=count).filter_map(in_columns).max_by_key(|tiles| tiles.width.min(3 * tiles.height))
    }

    /// The largest places in so many columns.
    fn in_columns(count: usize, columns: u16, (width, height): (u16, u16)) -> Option<Self> {
        let rows = u16::try_from(count.div_ceil(usize::from(columns))).ok()?;
        let width = ((width + GAP.0) / columns).checked_sub(GAP.0)?.min(WIDEST);
        let height = ((height + GAP.1) / rows).checked_sub(GAP.1)?;
        Some(Self { count, columns, width, height })
    }

    /// The upper left corner of a place.
    pub(super) fn place(&self, index: u16) -> (u16, u16) {
        let (row, column) = (index / self.columns, index % self.columns);
        (column * (self.width + GAP.0), row * (self.height + GAP.1))
    }

    /// The row behind the last of them.
    pub(super) fn end(&self) -> u16 {
        let rows = self.count.div_ceil(usize::from(self.columns)) as u16;
        rows * (self.height + GAP.1) - GAP.1
    }
}

/// How many places of a size there is room for.
fn capacity(size: (u16, u16), room: (u16, u16)) -> usize {
    let columns = (room.0 + GAP.0) / (size.0 + GAP.0);
    usize::from(columns) * usize::from((room.1 + GAP.1) / (size.1 + GAP.1))
}
