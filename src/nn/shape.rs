//! Shapes that are not yet known in full.

/// A shape of which an axis may be left open, as Keras's `(None, 1)`.
pub(super) type Shape = Vec<Option<usize>>;
