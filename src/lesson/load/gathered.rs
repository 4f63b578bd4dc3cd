//! The numbers of a data set, as they come from wherever they are.

use crate::lesson::table::Table;

/// The numbers of a data set.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Gathered {
    pub(super) x: Table,
    pub(super) y: Table,
    /// What the columns of `x` are called, where they have names.
    pub(super) features: Vec<String>,
    /// What the columns of `y` are called.
    pub(super) targets: Vec<String>,
    /// Which group each row belongs to.
    pub(super) groups: Vec<u32>,
}

impl Gathered {
    /// How many numbers it has.
    pub(super) fn count(&self) -> usize {
        self.x.numbers().len() + self.y.numbers().len()
    }
}
