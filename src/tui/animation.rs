//! Whether anything moves by itself, and how often it is drawn.

/// Whether anything moves by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Animation {
    /// What the learner sets off is seen on its way.
    #[default]
    On,
    /// The same in fewer frames, for a terminal on another machine.
    Distant,
    /// All jumps to its end, and a training is drawn anew now and then.
    Off,
}

impl Animation {
    /// How many milliseconds lie between two frames of what moves by itself.
    pub(super) const fn frame(self) -> u32 {
        match self {
            Self::On => 33,
            Self::Distant => 50,
            // Four frames a second show how far a training is, and hardly move.
            Self::Off => 250,
        }
    }
}
