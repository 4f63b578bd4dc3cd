//! The room for a tree, and the places of its nodes in it.

use std::ops::Range;

/// The cells that there are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) width: u16,
    pub(super) height: u16,
}

/// A node, by its number, and the cells that it takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) node: usize,
    pub(super) left: u16,
    pub(super) top: u16,
    pub(super) width: u16,
    pub(super) height: u16,
}

/// The cells that a node takes in a drawn tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeArea {
    /// Its [`TreeNode::place`].
    ///
    /// [`TreeNode::place`]: super::TreeNode::place
    pub place: u64,
    /// Its columns.
    pub columns: Range<u16>,
    /// Its rows.
    pub rows: Range<u16>,
}
