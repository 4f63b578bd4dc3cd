//! Tones: what a place is shaded with, as a place on a scale of colours.

use serde::Serialize;

/// A scale of colours. A face's theme has its colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ramp {
    /// From 0, or negative, over a neutral middle to 1, or positive; marks can be told from it.
    Output,
    /// From little to much, such as a loss.
    Amount,
    /// A weight as a pixel, from negative over a neutral middle to positive; nothing is drawn on it.
    Weight,
    /// A pixel of an image, from empty to full.
    Ink,
    /// The region of a class, which fades where another is nearly as likely.
    Region {
        /// The likeliest class.
        class: u8,
        /// The second likeliest.
        other: u8,
    },
}

/// How values are spread over a ramp.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spread {
    /// Equal differences are equally far apart.
    Even,
    /// Equal ratios are equally far apart.
    Log,
    /// Equal differences are equally far apart, and this value is in the middle of the ramp.
    Around(f64),
}

/// A place on a ramp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Tone {
    /// The ramp.
    pub ramp: Ramp,
    /// Which of its levels, from 0 to [`Tone::TOP`].
    pub level: u8,
}

impl Tone {
    /// The last level. With more of them hardly anything could be told apart that now cannot, and
    /// a frame would take several times as many bytes.
    pub const TOP: u8 = 32;

    /// The tone a share of the way along a ramp, from 0 to 1.
    pub fn new(ramp: Ramp, share: f32) -> Self {
        // What is no level is cut off, so that this rounds.
        let level = (share.clamp(0.0, 1.0) * f32::from(Self::TOP) + 0.5) as u8;
        Self { ramp, level }
    }

    /// How far along its ramp it is, from 0 to 1.
    pub fn share(self) -> f32 {
        f32::from(self.level) / f32::from(Self::TOP)
    }
}
