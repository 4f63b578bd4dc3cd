//! Whether anything moves by itself.

/// Whether anything moves by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Animation {
    /// What the learner sets off is seen on its way.
    #[default]
    On,
    /// All jumps to its end, and a training is drawn anew now and then.
    Off,
}
