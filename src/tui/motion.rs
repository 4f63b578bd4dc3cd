//! What moves on the screen, and for how long it has. Nothing here knows what time it is: all that
//! comes in is how many milliseconds have gone by.

use super::animation::Animation;

/// What moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Motion {
    /// Nothing.
    #[default]
    Still,
    /// What a batch by hand has changed is on its way to where it is now, for so many milliseconds.
    Glide(u32, Animation),
    /// An example goes through the network, for so many milliseconds by now.
    Trace(u32),
    /// It has gone all the way, and that stays until the next key.
    Traced,
}

impl Motion {
    /// An example that sets out, or, where nothing may move, has arrived.
    pub(super) const fn trace(animation: Animation) -> Self {
        match animation {
            Animation::On | Animation::Distant => Self::Trace(0),
            Animation::Off => Self::Traced,
        }
    }

    /// Something that sets out for where it is now, or, where nothing may move, has arrived.
    pub(super) const fn glide(animation: Animation) -> Self {
        match animation {
            Animation::On | Animation::Distant => Self::Glide(0, animation),
            Animation::Off => Self::Still,
        }
    }

    /// The same so many milliseconds later, on a way of so many stages. At its end all is as before.
    pub(super) fn after(self, millis: u32, stages: usize) -> Self {
        let on = match self {
            Self::Glide(gone, animation) => Self::Glide(gone.saturating_add(millis), animation),
            Self::Trace(gone) => Self::Trace(gone.saturating_add(millis)),
            Self::Still | Self::Traced => return self,
        };
        let goes_on = match on {
            Self::Glide(gone, _) => gone < GLIDE,
            on => on.stage(stages).is_some_and(|stage| stage < stages),
        };
        if goes_on { on } else { Self::Still }
    }

    /// The stage of so many that the example has come to, if one is followed.
    pub(super) fn stage(self, stages: usize) -> Option<usize> {
        match self {
            Self::Still | Self::Glide(..) => None,
            Self::Trace(gone) => Some((gone / STAGE) as usize),
            Self::Traced => Some(stages),
        }
    }

    /// How far of its way what glides has come, from 0 to 1: slowly at first and at its end,
    /// `x² (3 − 2x)`.
    pub(super) fn way(self) -> f64 {
        let Self::Glide(gone, _) = self else { return 1.0 };
        let share = f64::from(gone.min(GLIDE)) / f64::from(GLIDE);
        share * share * (3.0 - 2.0 * share)
    }

    /// How many milliseconds it looks the same from now on; none if it stays so.
    pub(super) const fn due(self) -> Option<u32> {
        match self {
            Self::Trace(gone) => Some(STAGE - gone % STAGE),
            Self::Glide(gone, animation) => {
                let (frame, left) = (animation.frame(), GLIDE.saturating_sub(gone));
                Some(if left < frame { left } else { frame })
            }
            Self::Still | Self::Traced => None,
        }
    }
}

/// How long each stage is seen: time enough to look there.
const STAGE: u32 = 250;
/// How long a glide takes: long enough for the eye to follow.
const GLIDE: u32 = 250;
