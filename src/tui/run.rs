//! Whether the training of a step is running.

/// Whether the training of a step is running.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Run {
    /// It waits for the learner.
    #[default]
    Paused,
    /// It runs at the learner's pace.
    Running,
    /// It runs at full speed to the end of the epoch.
    Epoch,
    /// What was done here before is done again, at full speed.
    Again,
    /// It runs at full speed, and then the lab goes on to a step, counted from 0.
    Onward(usize),
}
