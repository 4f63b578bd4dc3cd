//! A number that is no weight and can be slid.

use serde::{Deserialize, Serialize};

/// A number that is no weight and can be slid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slider {
    /// Where an activation is looked at.
    Z,
    /// From where on an output counts as a yes.
    Threshold,
}

impl Slider {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Z => "z",
            Self::Threshold => "threshold",
        }
    }
}
