//! What of a step is explained, beside what it shows anyway.

/// What of a step is explained, beside what it shows anyway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Explained {
    /// Nothing.
    #[default]
    Nothing,
    /// The way of the example through the model and back, and the arithmetic of a unit.
    Backward {
        /// The dense layer and the unit, counted from 0, unless it is the output.
        unit: Option<(usize, usize)>,
    },
}
