//! What moves on the screen, and for how long it has. Nothing here knows what time it is: all that
//! comes in is how many milliseconds have gone by.

use super::animation::Animation;

/// What moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Motion {
    /// Nothing.
    #[default]
    Still,
    /// An example goes through the network, for so many milliseconds by now.
    Trace(u32),
    /// It has gone all the way, and that stays until the next key.
    Traced,
}

impl Motion {
    /// An example that sets out, or, where nothing may move, has arrived.
    pub(super) const fn trace(animation: Animation) -> Self {
        match animation {
            Animation::On => Self::Trace(0),
            Animation::Off => Self::Traced,
        }
    }

    /// The same so many milliseconds later, on a way of so many stages. At its end all is as before.
    pub(super) fn after(self, millis: u32, stages: usize) -> Self {
        let Self::Trace(gone) = self else { return self };
        match Self::Trace(gone.saturating_add(millis)) {
            on if on.stage(stages).is_some_and(|stage| stage < stages) => on,
            _ => Self::Still,
        }
    }

    /// The stage of so many that the example has come to, if one is followed.
    pub(super) fn stage(self, stages: usize) -> Option<usize> {
        match self {
            Self::Still => None,
            Self::Trace(gone) => Some((gone / STAGE) as usize),
            Self::Traced => Some(stages),
        }
    }

    /// How many milliseconds it looks the same from now on; none if it stays so.
    pub(super) const fn due(self) -> Option<u32> {
        match self {
            Self::Trace(gone) => Some(STAGE - gone % STAGE),
            Self::Still | Self::Traced => None,
        }
    }
}

/// How long each stage is seen: time enough to look there.
const STAGE: u32 = 250;
